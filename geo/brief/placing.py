"""The form and the place of what stands for events: pin, card or count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.brief import cards
from geo.brief.cards import LABEL, NUMBER, SUMMARY_HEIGHT_PX, Grid
from geo.brief.glyphs import reach_px
from geo.brief.placement import Board, Spot, eight_sides
from geo.brief.sites import Site, disc_radius, merged
from geo.brief.sizes import Box
from geo.brief.text import ASCENT, DESCENT

# A card names every event of a place up to this many; beyond, it counts them by category.
ITEMISED_MAX: Final = 9
CLEAR_OF_LABEL_PX: Final = 5.0


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
        grid = cards.itemised(site.events)
        if spot := board.place_card(site.at, grid.width, grid.height, site.dot):
            return Placed("card", site, spot.box, spot=spot, grid=grid)
    width = cards.summary_width(site.events)
    if spot := board.place_card(site.at, width, SUMMARY_HEIGHT_PX, site.dot):
        return Placed("card", site, spot.box, spot=spot)
    return None


def _pin(site: Site, board: Board) -> Placed | None:
    """A symbol on its place with its label beside it; else the same as a card off its place."""
    cell = cards.cell_of(site.events[0])
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
    grid = cards.itemised(site.events)
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
