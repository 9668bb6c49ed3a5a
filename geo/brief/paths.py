"""Paths of matplotlib from boxes and geometries."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from geo.brief.sizes import Box


def rectangle(box: Box) -> Path:
    """Path of a rectangle."""
    corners = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)]
    return Path(np.array([*corners, corners[0]]), closed=True)


def rounded(box: Box, radius: float) -> Path:
    """Path of a rectangle with round corners."""
    x0, y0, x1, y1, r = box.x, box.y, box.right, box.bottom, radius
    points = [
        (x0 + r, y0), (x1 - r, y0), (x1, y0), (x1, y0 + r), (x1, y1 - r), (x1, y1),
        (x1 - r, y1), (x0 + r, y1), (x0, y1), (x0, y1 - r), (x0, y0 + r), (x0, y0),
        (x0 + r, y0), (x0 + r, y0),
    ]  # fmt: skip
    side = [Path.LINETO, Path.CURVE3, Path.CURVE3]
    codes = [Path.MOVETO, *side, *side, *side, *side, Path.CLOSEPOLY]
    return Path(np.array(points), codes)


def path_of(geometry: BaseGeometry) -> Path | None:
    """Path of lines and areas; None where there are none."""
    vertices: list[Any] = []
    codes: list[Any] = []
    for part in shapely.get_parts(geometry):
        if isinstance(part, shapely.Polygon):
            rings = [part.exterior, *part.interiors]
        elif isinstance(part, shapely.LineString):
            rings = [part]
        elif isinstance(part, (shapely.MultiPolygon, shapely.MultiLineString)):
            inner = path_of(part)
            rings = []
            if inner is not None:
                vertices.append(np.asarray(inner.vertices))
                codes.append(np.asarray(inner.codes))
        else:
            continue
        for ring in rings:
            points = shapely.get_coordinates(ring)
            vertices.append(points)
            kinds = np.full(len(points), Path.LINETO, dtype=Path.code_type)
            kinds[0] = Path.MOVETO
            if isinstance(part, shapely.Polygon):
                kinds[-1] = Path.CLOSEPOLY
            codes.append(kinds)
    return Path(np.concatenate(vertices), np.concatenate(codes)) if vertices else None
