"""Columns beside the map: judgements, the list of events, information gaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from geo.brief.canvas import Canvas
from geo.brief.glyphs import reach_px
from geo.brief.model import Brief, BriefEvent
from geo.brief.phrases import place_line, toll_line
from geo.brief.sizes import Box
from geo.brief.text import Style, cut, wrap

HEADING: Final = Style(20, bold=True)
TEXT: Final = Style(16.5)
JUDGEMENT_COLOUR: Final = "#0072B2"
GAP_COLOUR: Final = "#D55E00"
Draw = Callable[[Canvas, Box], None]


@dataclass(frozen=True)
class Block:
    """Something that stands in a column whole.

    Parameters
    ----------
    height : float
        Room that it takes.
    draw : callable
        Draws it into a box.
    keep : bool
        Whether it must not be the last of its column.
    """

    height: float
    draw: Draw
    keep: bool = False


@dataclass(frozen=True)
class Density:
    """How much room a row of the list has.

    Parameters
    ----------
    title, note : Style
        Of the row's first and second line.
    symbol_px : float
        Size of the symbol.
    padding : float
        Above and below.
    max_lines : int
        Of the title.
    notes : {"all", "tolls"}
        What the second line says.
    """

    title: Style
    note: Style
    symbol_px: float
    padding: float
    max_lines: int
    notes: str


_ROOMY: Final = Density(Style(17), Style(14.5), 26, 8.0, 3, "all")
_USUAL: Final = Density(Style(16), Style(14), 24, 5.0, 2, "all")
_CLOSE: Final = Density(Style(15), Style(14), 22, 3.0, 2, "tolls")
_TIGHT: Final = Density(Style(14), Style(14), 18, 0.5, 1, "tolls")
# For the events on the map, and for those off it.
DENSITIES: Final = (
    (_ROOMY, _ROOMY),
    (_USUAL, _USUAL),
    (_USUAL, _CLOSE),
    (_CLOSE, _CLOSE),
    (_CLOSE, _TIGHT),
    (_TIGHT, _TIGHT),
)


def draw_panel(canvas: Canvas, brief: Brief) -> None:
    """Draw the columns beside or under the map.

    The list gets as much room a row as lets every event in; where none does, the last rows are
    left out and counted.
    """
    blocks, _ = _plan(brief)
    _flow(canvas, blocks, brief.page.columns)


def listed_events(brief: Brief) -> int:
    """How many events find room in the list of the picture."""
    return _plan(brief)[1]


def _plan(brief: Brief) -> tuple[list[Block], int]:
    columns = brief.page.columns
    width = columns[0].width
    before = _bullets("Key judgements", brief.options.judgements, JUDGEMENT_COLOUR, width)
    after = _bullets("Information gaps", brief.options.gaps, GAP_COLOUR, width)

    def planned(densities: tuple[Density, Density], most: int) -> list[Block]:
        return [*before, *_rows(brief, densities, width, most), *after]

    def fits(blocks: list[Block]) -> bool:
        return _flow(None, blocks, columns) is None

    everything = len(brief.events)
    for densities in DENSITIES:
        if fits(blocks := planned(densities, everything)):
            return blocks, everything
    low, high = 0, everything
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(planned(DENSITIES[-1], middle)) else (low, middle - 1)
    return planned(DENSITIES[-1], low), low


def _flow(canvas: Canvas | None, blocks: Sequence[Block], columns: Sequence[Box]) -> int | None:
    """Stack blocks into columns; return the first that found no room, None where all did."""
    column, y = 0, columns[0].y
    for index, block in enumerate(blocks):
        following = blocks[index + 1].height if block.keep and index + 1 < len(blocks) else 0.0
        if y + block.height + following > columns[column].bottom:
            column += 1
            if column == len(columns):
                return index
            y = columns[column].y
            if y + block.height > columns[column].bottom:
                return index
        if canvas is not None:
            block.draw(canvas, Box(columns[column].x, y, columns[column].width, block.height))
        y += block.height
    return None


def heading(said: str, note: str = "", space: float = 10.0) -> Block:
    """A heading, with a quiet note at its right."""

    def draw(canvas: Canvas, box: Box) -> None:
        theme = canvas.theme
        canvas.text(box.x, box.y + 19, said, HEADING, theme.panel_ink)
        if note:
            canvas.text(box.right, box.y + 18, note, Style(14), theme.panel_quiet, align="right")

    return Block(HEADING.line_px + space - 4, draw, keep=True)


def _bullets(title: str, lines: Sequence[str], colour: str, width: float) -> list[Block]:
    if not lines:
        return []
    return [heading(title), *(_bullet(line, colour, width) for line in lines), _space(14)]


def _bullet(line: str, colour: str, width: float) -> Block:
    lines = wrap(line, TEXT, width - 22)

    def draw(canvas: Canvas, box: Box) -> None:
        canvas.rect(Box(box.x + 1, box.y + 7, 8, 8), fill=colour, order=6)
        for index, said in enumerate(lines):
            baseline = box.y + 16 + index * TEXT.line_px
            canvas.text(box.x + 20, baseline, said, TEXT, canvas.theme.panel_ink)

    return Block(len(lines) * TEXT.line_px + 6, draw)


def _space(height: float) -> Block:
    return Block(height, lambda canvas, box: None)


def _rows(brief: Brief, densities: tuple[Density, Density], width: float, most: int) -> list[Block]:
    """Headings and rows of the list, of the first `most` events."""
    shown = brief.events[:most]
    blocks: list[Block] = []
    if not brief.events:
        return [heading("Reported events"), _note("No event passes this filter.", width)]
    off = f"{len(brief.off_map)} of {len(brief.events)}"
    for title, note, density, mapped in (
        ("Reported events", "source letters at right", densities[0], True),
        ("Not on the map", off, densities[1], False),
    ):
        rows = [event for event in shown if event.mapped == mapped]
        if rows:
            dates = min(max(density.title.width(e.when_short) for e in rows), 0.24 * width)
            numbers = Style(density.title.size_px, bold=True).width(str(rows[-1].number)) + 8
            blocks.append(heading(title, note, 8 if density.padding > 2 else 4))
            blocks += [_row(event, density, width, numbers, dates) for event in rows]
            blocks.append(_space(3 * density.padding + 4))
    left_out = len(brief.events) - len(shown)
    if left_out:
        numbers_out = f"Nos. {len(shown) + 1}–{len(brief.events)}"
        said = f"{left_out} more ({numbers_out}) in the PDF, HTML and CSV of this brief."
        blocks.append(_note(said, width))
    return blocks


def _note(said: str, width: float) -> Block:
    style = Style(15, italic=True)
    lines = wrap(said, style, width)

    def draw(canvas: Canvas, box: Box) -> None:
        for index, line in enumerate(lines):
            baseline = box.y + 16 + index * style.line_px
            canvas.text(box.x, baseline, line, style, canvas.theme.panel_quiet)

    return Block(len(lines) * style.line_px + 8, draw)


def _row(event: BriefEvent, density: Density, width: float, numbers: float, dates: float) -> Block:
    title, note = density.title, density.note
    letters = " ".join(event.sources)
    bold = Style(note.size_px, bold=True)
    letters_px = max(bold.width(letters), bold.width("A B C"))
    left, up, right, down = reach_px(event.status, density.symbol_px)
    right = reach_px("contested", density.symbol_px)[2]
    text_x = numbers + left + right + 8 + dates + 12
    room = width - text_x - letters_px - 10
    lines = wrap(event.title, title, room, density.max_lines)
    toll, place = toll_line(event), place_line(event)
    notes = [place if density.notes == "all" else "", toll]
    quiet = [line for said in notes if said for line in wrap(said, note, room + letters_px, 2)]
    first = max(title.line_px, up + down)
    height = (
        max(first, len(lines) * title.line_px + len(quiet) * note.line_px) + 2 * density.padding + 1
    )
    date_line = cut(event.when_short, title, dates + 1)

    def draw(canvas: Canvas, box: Box) -> None:
        theme = canvas.theme
        top = box.y + density.padding
        baseline = top + title.size_px * 1.02
        middle = baseline - 0.36 * title.size_px
        number = Style(title.size_px, bold=True)
        canvas.text(box.x, baseline, str(event.number), number, theme.panel_ink)
        canvas.symbol(
            box.x + numbers + left, max(middle, top + up), event.category, event.status,
            density.symbol_px, bearing=event.bearing_deg, pale=event.possible, within="list",
        )  # fmt: skip
        at = box.x + numbers + left + right + 8
        canvas.text(at, baseline, date_line, title, theme.panel_quiet)
        for index, line in enumerate(lines):
            y = baseline + index * title.line_px
            canvas.text(box.x + text_x, y, line, title, theme.panel_ink)
        for index, line in enumerate(quiet):
            y = baseline + (len(lines) - 1) * title.line_px + (index + 1) * note.line_px
            canvas.text(box.x + text_x, y, line, note, theme.panel_quiet)
        canvas.text(box.right, baseline, letters, bold, theme.panel_quiet, align="right")
        edge = box.bottom - 0.5
        canvas.line([(box.x, edge), (box.right, edge)], stroke=theme.panel_line, width=1)

    return Block(height, draw)
