"""Cards on the map: the events of a place, each with its symbol, or counted by category."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.brief.entries import BriefEvent
from geo.brief.glyphs import diameter, reach_px
from geo.brief.text import Style, cut
from geo.symbology import CATEGORIES

NUMBER: Final = Style(16, bold=True)
LABEL: Final = Style(15)
COUNT: Final = Style(15, bold=True)
PLACE: Final = Style(15, bold=True)
MAX_NAME_PX: Final = 300.0
PAD_PX: Final = 7.0
HEADING_PX: Final = 21.0
SUMMARY_HEIGHT_PX: Final = 26 + HEADING_PX + 2 * PAD_PX
_ORDER: Final = {category.code: index for index, category in enumerate(CATEGORIES)}


@dataclass(frozen=True)
class Cell:
    """One row of a card: a symbol, with the number before it and the label after it."""

    event: BriefEvent
    number: str
    label: str
    size: float

    @property
    def width(self) -> float:
        """Room that it takes."""
        left, _, right, _ = reach_px(self.event.status, self.size)
        return NUMBER.width(self.number) + 5 + left + right + 5 + LABEL.width(self.label)

    @property
    def height(self) -> float:
        """Room that it takes."""
        _, up, _, down = reach_px(self.event.status, self.size)
        return max(up + down + 2, LABEL.line_px)


@dataclass(frozen=True)
class Grid:
    """Cells of a card with the place of each, from the card's left upper corner.

    Parameters
    ----------
    name : str
        Of the place, as the card's heading.
    cells : tuple of (Cell, float, float, float, float)
        Cell, left edge of its number, middle of its symbol across and down, left edge of its
        label.
    width, height : float
        The card.
    """

    name: str
    cells: tuple[tuple[Cell, float, float, float, float], ...]
    width: float
    height: float


def cell_of(event: BriefEvent) -> Cell:
    """Row of an event on a card."""
    killed = f" · {event.killed}†" if event.killed not in ("", "0") else ""
    return Cell(event, str(event.number), event.when_short + killed, diameter(event.killed_low))


def itemised(events: Sequence[BriefEvent]) -> Grid:
    """Card that names every event: one column up to four, then two, then three."""
    cells = [cell_of(event) for event in events]
    columns = 1 if len(cells) <= 4 else 2 if len(cells) <= 8 else 3
    rows = math.ceil(len(cells) / columns)
    split = [cells[i * rows : (i + 1) * rows] for i in range(columns)]
    split = [column for column in split if column]
    heights = [
        max((column[row].height for column in split if row < len(column)), default=0.0)
        for row in range(rows)
    ]
    name = heading_of(events)
    x, placed = PAD_PX, []
    for column in split:
        numbers = max(NUMBER.width(cell.number) for cell in column)
        lefts = max(reach_px(c.event.status, c.size)[0] for c in column)
        rights = max(reach_px(c.event.status, c.size)[2] for c in column)
        middle = x + numbers + 5 + lefts
        label = middle + rights + 5
        labels = max(LABEL.width(cell.label) for cell in column)
        y = PAD_PX + HEADING_PX
        for row, cell in enumerate(column):
            _, up, _, down = reach_px(cell.event.status, cell.size)
            across = x + numbers - NUMBER.width(cell.number)
            placed.append((cell, across, middle, y + (heights[row] - up - down) / 2 + up, label))
            y += heights[row]
        x = label + labels + 16
    width = max(x - 16, PAD_PX + PLACE.width(name)) + PAD_PX
    return Grid(name, tuple(placed), width, sum(heights) + 2 * PAD_PX + HEADING_PX)


def heading_of(events: Sequence[BriefEvent]) -> str:
    """Name of the place of a card's events, cut where it is very long."""
    return cut(events[0].place, PLACE, MAX_NAME_PX)


def by_category(events: Sequence[BriefEvent]) -> list[tuple[str, int]]:
    """How many events there are of each category, in the order of the legend."""
    counts: dict[str, int] = {}
    for event in events:
        counts[event.category] = counts.get(event.category, 0) + 1
    return sorted(counts.items(), key=lambda item: _ORDER[item[0]])


def summary_width(events: Sequence[BriefEvent]) -> float:
    """Width of a card that counts events by category."""
    counts = sum(30 + COUNT.width(f"×{count}") + 12 for _, count in by_category(events)) - 12
    return 2 * PAD_PX + max(counts, PLACE.width(heading_of(events)))
