"""Blocks that stack into the columns beside the map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from geo.brief.canvas import Canvas
from geo.brief.sizes import Box
from geo.brief.text import Style, wrap

HEADING: Final = Style(20, bold=True)
TEXT: Final = Style(16.5)
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


def flow(canvas: Canvas | None, blocks: Sequence[Block], columns: Sequence[Box]) -> int | None:
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


def bulleted(title: str, lines: Sequence[str], colour: str, width: float) -> list[Block]:
    """A heading and wrapped lines, each under a coloured mark; nothing where there are none."""
    if not lines:
        return []
    return [heading(title), *(_bullet(line, colour, width) for line in lines), gap(14)]


def _bullet(line: str, colour: str, width: float) -> Block:
    lines = wrap(line, TEXT, width - 22)

    def draw(canvas: Canvas, box: Box) -> None:
        canvas.rect(Box(box.x + 1, box.y + 7, 8, 8), fill=colour, order=6)
        for index, said in enumerate(lines):
            baseline = box.y + 16 + index * TEXT.line_px
            canvas.text(box.x + 20, baseline, said, TEXT, canvas.theme.panel_ink)

    return Block(len(lines) * TEXT.line_px + 6, draw)


def note_block(said: str, width: float) -> Block:
    """A quiet remark, wrapped."""
    style = Style(15, italic=True)
    lines = wrap(said, style, width)

    def draw(canvas: Canvas, box: Box) -> None:
        for index, line in enumerate(lines):
            baseline = box.y + 16 + index * style.line_px
            canvas.text(box.x, baseline, line, style, canvas.theme.panel_quiet)

    return Block(len(lines) * style.line_px + 8, draw)


def gap(height: float) -> Block:
    """Room left blank."""
    return Block(height, lambda canvas, box: None)
