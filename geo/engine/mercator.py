"""Web-mercator positions as whole numbers, of which every cell of a map grid is a shift.

A position is its column and row among the 2²⁶ × 2²⁶ tiles of level 26, some 0.6 m wide at the
equator. Dropping bits gives the cell of any coarser grid: at zoom z, where the world is 256 · 2ᶻ
pixels wide, `mx >> shift_of(z, 8)` is the column of an 8-pixel cell. The numbers are signed,
since Spark has no unsigned ones.

The projection is EPSG:3857's (Snyder 1987, Map Projections: A Working Manual, equations 7-1 and
7-2, on a sphere), rows counted from the north.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

LEVEL: Final = 26
SIZE: Final = 1 << LEVEL
TILE_PX_LEVEL: Final = 8  # a tile is 2⁸ pixels
MAX_LATITUDE: Final = 85.0511287798066

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]


def to_mercator(lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Ints, Ints]:
    """Column and row at level 26 of positions.

    Parameters
    ----------
    lon, lat : array-like of float64, shape (n,)
        Degrees, EPSG:4326. Latitudes beyond the square world are moved to its edge.

    Returns
    -------
    mx : ndarray of int32, shape (n,)
        Columns, from 0 to 2²⁶ - 1; -1 where a position is not a number.
    my : ndarray of int32, shape (n,)
        Rows, likewise.

    Examples
    --------
    >>> mx, my = to_mercator([46.75, -180.0, np.nan], [39.82, 85.06, 0.0])
    >>> mx.tolist(), my.tolist()
    ([42269263, 0, -1], [25449761, 0, -1])
    """
    degrees_east = np.asarray(lon, np.float64)
    latitude = np.radians(np.clip(np.asarray(lat, np.float64), -MAX_LATITUDE, MAX_LATITUDE))
    known = np.isfinite(degrees_east) & np.isfinite(latitude)
    x = (degrees_east + 180.0) / 360.0 * SIZE
    y = (0.5 - np.arcsinh(np.tan(latitude)) / (2.0 * np.pi)) * SIZE
    return _whole(x, known), _whole(y, known)


def _whole(values: Floats, known: npt.NDArray[np.bool_]) -> Ints:
    floored = np.floor(np.where(known, values, -1.0))
    return np.where(known, np.clip(floored, 0, SIZE - 1), -1).astype(np.int32)


def longitude_of(mx: npt.ArrayLike) -> Floats:
    """Longitude of the western edge of columns at level 26, in degrees."""
    return np.asarray(mx, np.float64) / SIZE * 360.0 - 180.0


def latitude_of(my: npt.ArrayLike) -> Floats:
    """Latitude of the northern edge of rows at level 26, in degrees."""
    return np.degrees(np.arctan(np.sinh((0.5 - np.asarray(my, np.float64) / SIZE) * 2.0 * np.pi)))


def shift_of(zoom: float, cell_px: int) -> int:
    """How many bits of a position a grid of cells at a zoom drops.

    Parameters
    ----------
    zoom : float
        As Leaflet counts; a broken zoom has the cells of the whole one below it.
    cell_px : int
        Width of a cell in pixels, a power of two.

    Raises
    ------
    ValueError
        If the width is no power of two.

    Examples
    --------
    >>> shift_of(8.5, 8), shift_of(0, 8), shift_of(24, 8)
    (13, 21, 0)
    """
    if cell_px < 1 or cell_px & (cell_px - 1):
        raise ValueError(f"a cell is a power of two pixels wide, found {cell_px}")
    level = LEVEL - TILE_PX_LEVEL - int(np.floor(zoom)) + cell_px.bit_length() - 1
    return min(max(level, 0), LEVEL)


def box_of(bounds: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    """First and last column, first and last row, at level 26, of a box in degrees.

    Parameters
    ----------
    bounds : tuple of float
        West, south, east and north. Leaflet's may reach beyond 180°, where there is nothing.

    Examples
    --------
    >>> left, right, top, bottom = box_of((46.0, 39.0, 47.0, 40.0))
    >>> left < right, top < bottom
    (True, True)
    """
    west, south, east, north = bounds
    inside = np.clip([west, east], -180.0, 180.0)
    (left, right), (bottom, top) = to_mercator(inside, [south, north])
    return int(left), int(right), int(top), int(bottom)


def bounds_around(
    center: tuple[float, float], zoom: float, width_px: int, height_px: int
) -> tuple[float, float, float, float]:
    """West, south, east and north, in degrees, of a view of some pixels.

    Parameters
    ----------
    center : tuple of float
        Latitude and longitude of its middle.
    zoom : float
        As Leaflet counts.
    width_px, height_px : int
        Its size.

    Examples
    --------
    >>> [round(edge, 1) for edge in bounds_around((0.0, 0.0), 0, 128, 128)]
    [-90.0, -66.5, 90.0, 66.5]
    """
    latitude, longitude = center
    (mx,), (my,) = to_mercator([longitude], [latitude])
    per_px = SIZE / (2**TILE_PX_LEVEL * 2.0**zoom)
    across, along = width_px / 2 * per_px, height_px / 2 * per_px
    west, east = longitude_of(np.clip([mx - across, mx + across], 0, SIZE))
    north, south = latitude_of(np.clip([my - along, my + along], 0, SIZE))
    return float(west), float(south), float(east), float(north)


def cell_edges(x: npt.ArrayLike, y: npt.ArrayLike, shift: int) -> tuple[Any, Any, Any, Any]:
    """West, south, east and north of cells, in degrees.

    Parameters
    ----------
    x, y : array-like of int, shape (n,)
        Columns and rows of the grid that drops `shift` bits.
    shift : int
        As of `shift_of`.
    """
    column, row = np.asarray(x, np.int64), np.asarray(y, np.int64)
    return (
        longitude_of(column << shift),
        latitude_of((row + 1) << shift),
        longitude_of((column + 1) << shift),
        latitude_of(row << shift),
    )
