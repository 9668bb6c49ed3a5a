"""What became of each zone between two windows: begun, ended, moved, and who was in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import shapely

from geo.changes.outlines import Outline, outline_in
from geo.crs import apart_km, area_change_km2, gap_km
from geo.gazetteer import Gazetteer, Part, Place
from geo.spans import Window

ZoneFate = Literal["begun", "ended", "moved", "unchanged"]


@dataclass(frozen=True, slots=True)
class Crossing:
    """A place that is inside a zone in one window and not in the other.

    Parameters
    ----------
    place : Place
        Known by its position.
    edge_km : tuple of float or None
        Distance from the drawn edge in the first and in the second window; None where the zone
        is not in force.
    """

    place: Place
    edge_km: tuple[float | None, float | None]


@dataclass(frozen=True)
class ZoneChange:
    """A zone's line or area of one role in two windows.

    Parameters
    ----------
    place : Place
        The zone.
    role : str
        Role of its parts: `area`, `route`, `strip`, `line`, or blank.
    before, after : Outline or None
        As it stood in each window; None where it was not in force in it.
    entered, left : tuple of Crossing
        Places inside the second only, and inside the first only.
    """

    place: Place
    role: str
    before: Outline | None
    after: Outline | None
    entered: tuple[Crossing, ...] = ()
    left: tuple[Crossing, ...] = ()

    @cached_property
    def fate(self) -> ZoneFate:
        """In the second window only, in the first only, in both but elsewhere, or the same."""
        if self.before is None:
            return "begun"
        if self.after is None:
            return "ended"
        same = self.before.geometry.equals(self.after.geometry)
        return "unchanged" if same else "moved"

    @cached_property
    def _areas(self) -> tuple[float, float]:
        nowhere = shapely.Polygon()
        first = self.before.geometry if self.before else nowhere
        second = self.after.geometry if self.after else nowhere
        return area_change_km2(first, second)

    @property
    def is_area(self) -> bool:
        """Whether it has an inside, in each window in which it was in force."""
        return all(one.is_area for one in (self.before, self.after) if one)

    @property
    def gained_km2(self) -> float | None:
        """Area only in the second window; None for a line."""
        return self._areas[0] if self.is_area else None

    @property
    def lost_km2(self) -> float | None:
        """Area only in the first window; None for a line."""
        return self._areas[1] if self.is_area else None

    @cached_property
    def apart_km(self) -> float | None:
        """How far two lines are apart at most; None for areas and where there is but one."""
        if self.is_area or self.before is None or self.after is None:
            return None
        if self.fate == "unchanged":
            return 0.0
        return apart_km(self.before.geometry, self.after.geometry)


def zone_changes(gazetteer: Gazetteer, first: Window, second: Window) -> list[ZoneChange]:
    """Compare every zone that is in force in either window, unchanged ones too.

    A window may meet several outlines of one zone. Each is then taken as it stood on the last day
    of the window on which it was in force.

    Parameters
    ----------
    gazetteer : Gazetteer
        All places.
    first, second : Window
        The dates to be compared.

    Returns
    -------
    list of ZoneChange
        By place in the order of the gazetteer, then by role in the order of its parts.
    """
    found = []
    points = [place for place in gazetteer.values() if _is_position(place)]
    for place in gazetteer.values():
        if not place.is_zone:
            continue
        for role, parts in _by_role(place).items():
            before, after = (outline_in(parts, window) for window in (first, second))
            if before or after:
                entered, left = _crossings(points, before, after)
                found.append(ZoneChange(place, role, before, after, entered, left))
    return found


def _by_role(place: Place) -> dict[str, list[Part]]:
    roles: dict[str, list[Part]] = {}
    for part in place.parts:
        if not part.is_point:
            roles.setdefault(part.role, []).append(part)
    return roles


def _is_position(place: Place) -> bool:
    """Whether a place is known by a position alone, so that it is in a zone or not."""
    return place.point is not None and all(part.is_point for part in place.parts)


def _crossings(
    places: list[Place], before: Outline | None, after: Outline | None
) -> tuple[tuple[Crossing, ...], tuple[Crossing, ...]]:
    was, will_be = (_inside(places, outline) for outline in (before, after))
    entered = tuple(_cross(places[at], before, after) for at in sorted(will_be - was))
    left = tuple(_cross(places[at], before, after) for at in sorted(was - will_be))
    return entered, left


def _inside(places: list[Place], outline: Outline | None) -> set[int]:
    if outline is None or not outline.is_area:
        return set()
    shapely.prepare(outline.geometry)
    return {
        at
        for at, place in enumerate(places)
        if place.point is not None and outline.geometry.contains(place.point)
    }


def _cross(place: Place, before: Outline | None, after: Outline | None) -> Crossing:
    return Crossing(place, (_edge_km(place, before), _edge_km(place, after)))


def _edge_km(place: Place, outline: Outline | None) -> float | None:
    if outline is None or place.point is None:
        return None
    return gap_km(place.point.x, place.point.y, outline.geometry.boundary)
