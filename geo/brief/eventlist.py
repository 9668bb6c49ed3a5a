"""The list of events beside the map: its rows, at the density that the page has room for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geo.brief.canvas import Canvas
from geo.brief.column import Block, gap, heading, note_block
from geo.brief.entries import BriefEvent
from geo.brief.glyphs import reach_px
from geo.brief.model import Brief
from geo.brief.phrases import place_line, toll_line
from geo.brief.sizes import Box
from geo.brief.text import Style, wrap


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


def event_rows(
    brief: Brief, densities: tuple[Density, Density], width: float, most: int
) -> list[Block]:
    """Headings and rows of the list, of the first `most` events."""
    shown = brief.events[:most]
    blocks: list[Block] = []
    if not brief.events:
        return [heading("Reported events"), note_block("No event passes this filter.", width)]
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
            blocks.append(gap(3 * density.padding + 4))
    left_out = len(brief.events) - len(shown)
    if left_out:
        numbers_out = f"Nos. {len(shown) + 1}–{len(brief.events)}"
        said = f"{left_out} more ({numbers_out}) in the PDF, HTML and CSV of this brief."
        blocks.append(note_block(said, width))
    return blocks


def _date_lines(said: str, style: Style, width: float) -> list[str]:
    """A span that is too wide breaks after its dash, and only then within a date."""
    if style.width(said) <= width:
        return [said]
    first, dash, last = said.partition(" – ")
    return [line for part in (first + dash.rstrip(), last) for line in wrap(part, style, width)]


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
    date_lines = _date_lines(event.when_short, title, dates + 1)
    said_px = len(lines) * title.line_px + len(quiet) * note.line_px
    height = max(first, said_px, len(date_lines) * title.line_px) + 2 * density.padding + 1

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
        for index, line in enumerate(date_lines):
            y = baseline + index * title.line_px
            canvas.text(at, y, line, title, theme.panel_quiet)
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
