"""Symbols of events on the map: each on its place, or on a card beside it, or a count of many."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from geo.brief.extent import Projection
from geo.brief.glyphs import diameter, reach_px
from geo.brief.model import BriefEvent
from geo.brief.placement import Board, Point, Spot, eight_sides
from geo.brief.sizes import Box
from geo.brief.text import ASCENT, DESCENT, Style, cut
from geo.symbology import CATEGORIES

NUMBER: Final = Style(16, bold=True)
LABEL: Final = Style(15)
COUNT: Final = Style(15, bold=True)
PLACE: Final = Style(15, bold=True)
MAX_NAME_PX: Final = 300.0
PAD_PX: Final = 7.0
DOT_PX: Final = 5.0
HEADING_PX: Final = 21.0
SUMMARY_HEIGHT_PX: Final = 26 + HEADING_PX + 2 * PAD_PX
CLEAR_OF_LABEL_PX: Final = 5.0
# A card names every event of a place up to this many; beyond, it counts them by category.
ITEMISED_MAX: Final = 9
_ORDER: Final = {category.code: index for index, category in enumerate(CATEGORIES)}


@dataclass(frozen=True)
class Site:
    """Events of one position.

    Parameters
    ----------
    x, y : float
        Position, in pixels of the page.
    events : tuple of BriefEvent
        All there, by number.
    radius_px : float
        Radius of the circle in which they lie, 0 where the position is exact.
    """

    x: float
    y: float
    events: tuple[BriefEvent, ...]
    radius_px: float = 0.0

    @property
    def at(self) -> Point:
        """Position."""
        return (self.x, self.y)

    @property
    def dot(self) -> Box:
        """Box of the dot that marks it."""
        return Box(self.x - DOT_PX, self.y - DOT_PX, 2 * DOT_PX, 2 * DOT_PX)


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


@dataclass(frozen=True)
class Placed:
    """What stands for the events of a site, or of several that are too close to be told apart.

    Parameters
    ----------
    form : {"pin", "card", "count"}
        A symbol on its place, a card beside it, or a disc with a number.
    site : Site
        Its events; for merged ones, about their middle.
    box : Box
        Room of the symbol, the card or the disc.
    label : Box or None
        Of a pin.
    spot : Spot or None
        Of a card.
    grid : Grid or None
        Of a card or pin.
    """

    form: str
    site: Site
    box: Box
    label: Box | None = None
    spot: Spot | None = None
    grid: Grid | None = None


def sites_of(events: Iterable[BriefEvent], projection: Projection) -> list[Site]:
    """Group events by position; most events first."""
    grouped: dict[tuple[float, float], list[BriefEvent]] = {}
    for event in events:
        if event.lon is not None and event.lat is not None:
            grouped.setdefault((event.lon, event.lat), []).append(event)
    sites = []
    for (lon, lat), there in grouped.items():
        x, y = projection.point_px(lon, lat)
        near = [event.radius_km or 0.0 for event in there if event.where_prec == "near"]
        sites.append(Site(x, y, tuple(there), max(near, default=0.0) * projection.px_per_km))
    return sorted(sites, key=lambda site: (-len(site.events), site.events[0].number))


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


def disc_radius(count: int) -> float:
    """Radius of the disc that counts events: area grows with the count."""
    return min(13.0 + 1.6 * math.sqrt(count), 30.0)


def place_events(sites: Sequence[Site], board: Board) -> list[Placed]:
    """Find a form and a place for every site; the board then holds them all.

    Parameters
    ----------
    sites : sequence of Site
        Most important first.
    board : Board
        With what stands already.

    Returns
    -------
    list of Placed
        Every site is in exactly one of them.
    """
    counted: set[int] = set()
    while True:
        trial = board.copy()
        placed, failed = _attempt(sites, counted, trial)
        if failed is None:
            board.boxes[:], board.leaders[:] = trial.boxes, trial.leaders
            return placed
        counted.add(failed)


def _attempt(
    sites: Sequence[Site], counted: set[int], board: Board
) -> tuple[list[Placed], int | None]:
    """Place all sites; say which one found no room."""
    placed = [_disc(site, board) for site in merged([sites[i] for i in sorted(counted)], board)]
    cards = [(index, site) for index, site in enumerate(sites) if index not in counted]
    for disc in placed:
        board.add(disc.box)
    for _, site in cards:
        if len(site.events) > 1:
            board.add(site.dot)
    for index, site in cards:
        found = _pin(site, board) if len(site.events) == 1 else _card(site, board)
        if found is None:
            return placed, index
        placed.append(found)
        leader = None if found.spot is None else (site.at, found.spot.leader_to or site.at)
        board.add(found.box, leader)
        if found.label is not None:
            board.add(found.label)
    return placed, None


def _card(site: Site, board: Board) -> Placed | None:
    if len(site.events) <= ITEMISED_MAX:
        grid = itemised(site.events)
        if spot := board.place_card(site.at, grid.width, grid.height, site.dot):
            return Placed("card", site, spot.box, spot=spot, grid=grid)
    width = summary_width(site.events)
    if spot := board.place_card(site.at, width, SUMMARY_HEIGHT_PX, site.dot):
        return Placed("card", site, spot.box, spot=spot)
    return None


def _pin(site: Site, board: Board) -> Placed | None:
    """A symbol on its place with its label beside it; else the same as a card off its place."""
    cell = cell_of(site.events[0])
    left, up, right, down = reach_px(cell.event.status, cell.size)
    box = Box(site.x - left, site.y - up, left + right, up + down)
    width = NUMBER.width(cell.number) + 6 + LABEL.width(cell.label)
    height = (ASCENT + DESCENT) * NUMBER.size_px
    if board.free(box):
        trial = board.copy()
        trial.add(box)
        gap = max(left, right) + CLEAR_OF_LABEL_PX
        if label := trial.place_beside(eight_sides(width, height, gap), width, height, site.at):
            return Placed("pin", site, box, label=label)
    grid = itemised(site.events)
    if board.free(site.dot) and (
        spot := board.place_card(site.at, grid.width, grid.height, site.dot)
    ):
        board.add(site.dot)
        return Placed("card", site, spot.box, spot=spot, grid=grid)
    return None


def _disc(site: Site, board: Board) -> Placed:
    radius = disc_radius(len(site.events)) + 2
    box = Box(site.x - radius, site.y - radius, 2 * radius, 2 * radius)
    return Placed("count", site, box)


def merged(sites: Sequence[Site], board: Board) -> list[Site]:
    """Join sites whose discs would touch, until none do, clear of what stands on the board."""
    found = [_inside(site, board) for site in sites]
    while True:
        pair = next(
            (
                (i, j)
                for i in range(len(found))
                for j in range(i + 1, len(found))
                if _touch(found[i], found[j])
            ),
            None,
        )
        if pair is None:
            return found
        one, other = found[pair[0]], found[pair[1]]
        share = len(other.events) / (len(one.events) + len(other.events))
        events = sorted((*one.events, *other.events), key=lambda event: event.number)
        joined = Site(
            one.x + (other.x - one.x) * share,
            one.y + (other.y - one.y) * share,
            tuple(events),
            0.0,
        )
        found = [site for k, site in enumerate(found) if k not in pair]
        found.append(_inside(joined, board))


def _inside(site: Site, board: Board) -> Site:
    """The same site, moved as little as its disc needs to be whole and off the furniture."""
    margin = disc_radius(len(site.events)) + 8
    frame = board.frame
    x = min(max(site.x, frame.x + margin), frame.right - margin)
    y = min(max(site.y, frame.y + margin), frame.bottom - margin)
    for box in board.boxes:
        if box.grown(margin).overlaps(Box(x, y, 0.001, 0.001)):
            # Furniture stands in corners: towards the middle of the map is always free.
            x = box.x - margin if box.center[0] > frame.center[0] else box.right + margin
    return Site(x, y, site.events, site.radius_px)


def _touch(one: Site, other: Site) -> bool:
    reach = disc_radius(len(one.events)) + disc_radius(len(other.events)) + 10
    return abs(one.x - other.x) < reach and abs(one.y - other.y) < reach
