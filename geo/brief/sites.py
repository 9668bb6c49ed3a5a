"""Positions of events on the map, and discs that count those too close to be told apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from geo.brief.contact import Point
from geo.brief.entries import BriefEvent
from geo.brief.extent import Projection
from geo.brief.placement import Board
from geo.brief.sizes import Box

DOT_PX: Final = 5.0


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


def disc_radius(count: int) -> float:
    """Radius of the disc that counts events: area grows with the count."""
    return min(13.0 + 1.6 * math.sqrt(count), 30.0)


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
