"""Whether a file seems to have its longitudes and latitudes swapped; a warning, never a repair."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from geo.gazetteer import Gazetteer
from geo.readers import Record

# A row counts as near a place of the gazetteer within half a degree either way.
_NEAR_DEG: Final = 0.5
# Warned of where most rows are near when swapped, and hardly any as they stand.
_MOST: Final = 0.5
_HARDLY: Final = 0.1
Points = npt.NDArray[np.float64]


class SwapWatch:
    """Compares the positions of rows with the places of a gazetteer, as given and swapped.

    Parameters
    ----------
    gazetteer : Gazetteer or None
        Where the case is; without it nothing is said.
    """

    def __init__(self, gazetteer: Gazetteer | None) -> None:
        places = () if gazetteer is None else gazetteer.values()
        points = [(place.point.x, place.point.y) for place in places if place.point is not None]
        self._places: Points = np.array(points, np.float64).reshape(-1, 2)
        self._rows = self._given = self._swapped = 0

    def take(self, records: Iterable[Record]) -> None:
        """Count some rows."""
        spots = [one.spot for one in records if one.spot is not None]
        if not spots or not len(self._places):
            return
        points: Points = np.array([(spot.lon, spot.lat) for spot in spots], np.float64)
        self._rows += len(points)
        self._given += self._near(points)
        self._swapped += self._near(points[:, ::-1])

    def _near(self, points: Points) -> int:
        near = np.zeros(len(points), bool)
        for place in self._places:
            near |= (np.abs(points - place) <= _NEAR_DEG).all(axis=1)
        return int(near.sum())

    def warning(self) -> str | None:
        """What to say of the file; None where nothing seems swapped."""
        if self._swapped < max(_MOST * self._rows, 1) or self._given > _HARDLY * self._rows:
            return None
        return (
            f"longitude and latitude may be swapped: of {self._rows} positions {self._given} are "
            f"near a place of the gazetteer as they stand, and {self._swapped} if swapped"
        )
