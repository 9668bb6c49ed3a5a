"""Counts in place of events, where there are too many to send: squares of a view, and days.

The browser draws them as it draws the density of events it has itself. They are as far as the
window and the filter go those of the command that carries them: the server makes both files anew
for each window, filter and view.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from geo.maps.columns import pack_blob

__all__ = ["CELLS_PER_TILE", "EVENTS_MOST", "CellBox", "cell_zoom", "pack_cells", "pack_days"]

# More events than these in the window, and the browser gets counts.
EVENTS_MOST: Final = 2_000_000
# Squares along the side of a tile of 256 pixels: 8 pixels each.
CELLS_PER_TILE: Final = 32


@dataclass(frozen=True, slots=True)
class CellBox:
    """Squares that were counted, whether they hold anything or not.

    Parameters
    ----------
    zoom : int
        At which a square is one tile: the world is ``2 ** zoom`` squares wide, EPSG:3857.
    left, top, right, bottom : int
        First column and row, and those after the last.
    """

    zoom: int
    left: int
    top: int
    right: int
    bottom: int


def cell_zoom(map_zoom: float) -> int:
    """Zoom at which a tile is one square for a map at another zoom.

    Examples
    --------
    >>> cell_zoom(7), cell_zoom(7.5)
    (12, 12)
    """
    return math.floor(map_zoom) + int(math.log2(CELLS_PER_TILE))


def pack_cells(
    box: CellBox,
    columns: npt.NDArray[np.integer],
    rows: npt.NDArray[np.integer],
    counts: npt.NDArray[np.integer],
) -> bytes:
    """Write the squares of a view.

    Parameters
    ----------
    box : CellBox
        All that were counted.
    columns, rows : ndarray of int, shape (n,)
        Numbers of the squares that hold something, from the antimeridian east and from 85.0511° N
        south.
    counts : ndarray of int, shape (n, k)
        Events in each square by class, in the order of the vocabulary that colours tell apart.

    Returns
    -------
    bytes
        See `columns.pack_blob`.

    Raises
    ------
    ValueError
        If lengths differ or a square lies outside the box.
    """
    if not len(columns) == len(rows) == len(counts):
        raise ValueError(
            f"expected as many columns, rows and counts, found {len(columns)}, {len(rows)}, "
            f"{len(counts)}"
        )
    for numbers, least, end in ((columns, box.left, box.right), (rows, box.top, box.bottom)):
        if len(numbers) and not (numbers.min() >= least and numbers.max() < end):
            raise ValueError(f"expected squares from {least} to {end - 1} at zoom {box.zoom}")
    arrays = {
        "x": columns.astype("<i4"),
        "y": rows.astype("<i4"),
        "n": counts.astype("<i4").ravel(),
    }
    return pack_blob(len(columns), arrays, **asdict(box))


def pack_days(days: npt.NDArray[np.integer], counts: npt.NDArray[np.integer]) -> bytes:
    """Write how many events begin on each day.

    Parameters
    ----------
    days : ndarray of int, shape (n,)
        Days since 1970-01-01, ascending.
    counts : ndarray of int, shape (n, k)
        Events by class.

    Returns
    -------
    bytes
        See `columns.pack_blob`.

    Raises
    ------
    ValueError
        If lengths differ or days do not ascend.
    """
    if len(days) != len(counts) or (np.diff(days) <= 0).any():
        raise ValueError("expected one row of counts for each day, by day")
    arrays = {"day": days.astype("<i4"), "n": counts.astype("<i4").ravel()}
    return pack_blob(len(days), arrays)
