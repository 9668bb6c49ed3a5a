"""Places made from the positions of rows: one for each name at a position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from geo.readers.cells import shortened
from geo.readers.record import Spot
from geo.toponym import fold

URN: Final = "urn:truceline:place:"
_SLUG_CHARS: Final = 60
_TITLE_CHARS: Final = 200
# Positions are written with up to six decimals.
_SAME_DEG: Final = 1e-4


def slug(name: str) -> str:
    """Name as part of an identifier.

    Examples
    --------
    >>> slug("Şırnak province"), slug("Ֆ")
    ('sirnak-province', 'place')
    """
    words = re.findall(r"[a-z0-9]+", fold(name))
    return "-".join(words)[:_SLUG_CHARS].strip("-") or "place"


class PlaceBook:
    """Places by what rows say of them; ids depend on the order of the rows only.

    Parameters
    ----------
    known : mapping of str to Spot, optional
        Places that there are already, by id. A row that says the same of one is there.

    Examples
    --------
    >>> book = PlaceBook()
    >>> book.place_of(Spot("Rami village", 36.559, 35.763))
    'rami-village-35.76n-36.56e'
    >>> book.place_of(Spot("Rami village", 36.558, 35.762))
    'rami-village-35.76n-36.56e-2'
    >>> book.place_of(Spot("Rami village", 36.559, 35.763))
    'rami-village-35.76n-36.56e'
    """

    def __init__(self, known: Mapping[str, Spot] | None = None) -> None:
        self._known = known or {}
        self._ids: dict[Spot, str] = {}
        self._spots: dict[str, Spot] = {}
        self._counts: dict[str, int] = {}

    def place_of(self, spot: Spot) -> str:
        """Id of the place that a row names."""
        known = self._ids.get(spot)
        if known is None:
            wanted = spot.place_id or f"{slug(spot.title)}-{_degrees(spot)}"
            there = self._known.get(wanted)
            if there is not None and _is_same(there, spot):
                self._ids[spot] = wanted
                return wanted
            known = self.free_id(wanted)
            self._ids[spot] = known
            self._spots[known] = spot
        return known

    def free_id(self, wanted: str) -> str:
        """Make an id that no other place has."""
        while True:
            number = self._counts.get(wanted, 0) + 1
            self._counts[wanted] = number
            if number == 1 and wanted not in self._known:
                return wanted
            wanted = f"{wanted}-{max(number, 2)}"

    def features(self, used: Mapping[str, object]) -> Iterator[dict[str, Any]]:
        """Linked Places features of those places that are used, in the order of the rows."""
        for place_id, spot in self._spots.items():
            if place_id in used:
                yield _feature(place_id, spot)


def _is_same(there: Spot, spot: Spot) -> bool:
    near = max(abs(there.lon - spot.lon), abs(there.lat - spot.lat)) <= _SAME_DEG
    return near and (bool(spot.place_id) or there.title == shortened(spot.title, _TITLE_CHARS))


def _degrees(spot: Spot) -> str:
    north = "n" if spot.lat >= 0 else "s"
    east = "e" if spot.lon >= 0 else "w"
    return f"{abs(spot.lat):.2f}{north}-{abs(spot.lon):.2f}{east}"


def _feature(place_id: str, spot: Spot) -> dict[str, Any]:
    title = shortened(spot.title, _TITLE_CHARS) or place_id
    properties: dict[str, Any] = {"title": title}
    if spot.radius_km is not None:
        properties["position_radius_km"] = spot.radius_km
    point = {"type": "Point", "coordinates": [spot.lon, spot.lat]}
    return {
        "@id": URN + place_id,
        "type": "Feature",
        "properties": properties,
        "geometry": point,
    }
