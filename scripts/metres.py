"""Geometry of zones in metres, in UTM zone 38 north; in and out go longitude and latitude."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import LineString, MultiLineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

Pair = tuple[float, float]

TO_METRES = Transformer.from_crs(4326, 32638, always_xy=True)


def in_metres(geometry: BaseGeometry) -> BaseGeometry:
    """Project longitude and latitude to UTM zone 38 north.

    Parameters
    ----------
    geometry : BaseGeometry
        Geometry in degrees.

    Returns
    -------
    BaseGeometry
        The same in metres.
    """
    return shapely.transform(geometry, TO_METRES.transform, interleaved=False)


def in_degrees(geometry: BaseGeometry) -> BaseGeometry:
    """Undo `in_metres`.

    Parameters
    ----------
    geometry : BaseGeometry
        Geometry in metres.

    Returns
    -------
    BaseGeometry
        The same in degrees.
    """
    return shapely.transform(
        geometry,
        lambda x, y: TO_METRES.transform(x, y, direction="INVERSE"),
        interleaved=False,
    )


def largest(geometry: BaseGeometry) -> Polygon:
    """Return the largest polygon of a geometry.

    Parameters
    ----------
    geometry : BaseGeometry
        Polygon, multipolygon or collection.

    Returns
    -------
    Polygon
        Its largest polygonal part.
    """
    parts = (part for part in shapely.get_parts(geometry) if isinstance(part, Polygon))
    return max(parts, key=lambda part: part.area)


def smooth_ring(vertices: Sequence[Sequence[float]], keep_m: float = 150) -> Polygon:
    """Round the corners of a hand-drawn ring (Chaikin's corner cutting).

    Parameters
    ----------
    vertices : sequence of pairs
        Open ring in degrees.
    keep_m : float
        Detail below this size is dropped again, in metres.

    Returns
    -------
    Polygon
        Smooth polygon in degrees.
    """
    corners = np.asarray(vertices, dtype=float)
    for _ in range(2):
        following = np.roll(corners, -1, axis=0)
        cut = np.stack([0.75 * corners + 0.25 * following, 0.25 * corners + 0.75 * following], 1)
        corners = cut.reshape(-1, 2)
    return in_degrees(in_metres(Polygon(corners)).simplify(keep_m))


def curve_through(points: Sequence[Pair], steps: int = 8) -> LineString:
    """Draw a smooth line through points (centripetal Catmull-Rom spline).

    Parameters
    ----------
    points : sequence of pairs
        At least two different points, in degrees.
    steps : int
        Segments drawn between two points.

    Returns
    -------
    LineString
        Line in degrees that passes through every point.
    """
    known = np.asarray(points, dtype=float)
    padded = np.vstack([2 * known[0] - known[1], known, 2 * known[-1] - known[-2]])
    drawn = [known[:1]]
    for start in range(len(known) - 1):
        corners = padded[start : start + 4]
        gaps = np.sqrt(np.linalg.norm(np.diff(corners, axis=0), axis=1))
        t0, t1, t2, t3 = np.concatenate([[0.0], np.cumsum(gaps)])
        t = np.linspace(t1, t2, steps + 1)[1:, None]
        a1 = (t1 - t) / (t1 - t0) * corners[0] + (t - t0) / (t1 - t0) * corners[1]
        a2 = (t2 - t) / (t2 - t1) * corners[1] + (t - t1) / (t2 - t1) * corners[2]
        a3 = (t3 - t) / (t3 - t2) * corners[2] + (t - t2) / (t3 - t2) * corners[3]
        b1 = (t2 - t) / (t2 - t0) * a1 + (t - t0) / (t2 - t0) * a2
        b2 = (t3 - t) / (t3 - t1) * a2 + (t - t1) / (t3 - t1) * a3
        drawn.append((t2 - t) / (t2 - t1) * b1 + (t - t1) / (t2 - t1) * b2)
    return LineString(np.concatenate(drawn))


def rounded(geometry: BaseGeometry, digits: int = 5) -> BaseGeometry:
    """Round coordinates, keep polygons valid, wind rings as RFC 7946 asks.

    Parameters
    ----------
    geometry : BaseGeometry
        Geometry in degrees.
    digits : int
        Decimals kept.

    Returns
    -------
    BaseGeometry
        Rounded geometry.
    """
    coarse = shapely.transform(geometry, lambda pairs: pairs.round(digits))
    if not coarse.is_valid:
        coarse = shapely.set_precision(geometry, 10**-digits)
    if isinstance(coarse, Polygon):
        return orient(coarse)
    if coarse.geom_type == "MultiPolygon":
        return shapely.multipolygons([orient(part) for part in coarse.geoms])
    return coarse


def merged_lines(geometry: BaseGeometry) -> BaseGeometry:
    """Join the line parts of a geometry end to end.

    Parameters
    ----------
    geometry : BaseGeometry
        Any collection; points are dropped.

    Returns
    -------
    BaseGeometry
        LineString or MultiLineString.
    """
    lines = [part for part in shapely.get_parts(geometry) if isinstance(part, LineString)]
    return shapely.line_merge(MultiLineString(lines))
