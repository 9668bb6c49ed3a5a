"""Symbols of events as vector shapes, from the paths of `geo.symbology`.

The look follows `geo/maps/js/glyphs.js`, so that a symbol means the same on screen and on paper:
shape by category, ring by status, size by toll.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from matplotlib.path import Path

from geo.symbology import CATEGORIES, KEYLINE, STATUSES, toll_diameter

UNIT: Final = 24.0
GREY: Final = "#767676"
# How far a symbol that may lie outside the window fades towards white.
PALE: Final = 0.55
_CATEGORIES: Final = {category.code: category for category in CATEGORIES}
_STATUSES: Final = {status.code: status for status in STATUSES}
_CODES: Final = {
    "moveTo": (Path.MOVETO,),
    "lineTo": (Path.LINETO,),
    "qCurveTo": (Path.CURVE3, Path.CURVE3),
    "curveTo": (Path.CURVE4, Path.CURVE4, Path.CURVE4),
}


@dataclass(frozen=True, slots=True)
class Layer:
    """One shape of a symbol, about the origin, in pixels.

    Parameters
    ----------
    path : Path
        Closed.
    fill, stroke : str
        Colours; empty for none.
    width_px : float
        Width of the stroke.
    dash_px : tuple of float
        Dash and gap, empty for a continuous stroke.
    inside : bool
        Whether the stroke is cut off outside the path.
    """

    path: Path
    fill: str = ""
    stroke: str = ""
    width_px: float = 0.0
    dash_px: tuple[float, float] | tuple[()] = ()
    inside: bool = False


@lru_cache(maxsize=64)
def shape(data: str) -> Path:
    """SVG path data as a path, in the units of the data.

    Examples
    --------
    >>> shape("M0 0H2V2Z").vertices.tolist()
    [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 0.0], [0.0, 0.0]]
    """
    pen = RecordingPen()
    parse_path(data, pen)
    points: list[tuple[float, float]] = []
    codes: list[Any] = []
    start = (0.0, 0.0)
    for command, arguments in pen.value:
        if command in ("closePath", "endPath"):
            points.append(start)
            codes.append(Path.CLOSEPOLY)
            continue
        start = arguments[0] if command == "moveTo" else start
        points += arguments
        codes += _CODES[command]
    return Path(np.array(points, float), codes)


def placed(data: str, size_px: float, bearing_deg: float = 0.0, shrink: float = 1.0) -> Path:
    """A path of the 24-unit box about the origin, scaled to a size and turned clockwise."""
    turn = math.radians(bearing_deg)
    rotation = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    path = shape(data)
    vertices = (np.asarray(path.vertices, float) - UNIT / 2) @ rotation * (size_px / UNIT * shrink)
    return Path(vertices, path.codes)


def mixed(colour: str, other: str, share: float) -> str:
    """Colour with a share of another.

    Examples
    --------
    >>> mixed("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    parts = [
        round(int(colour[i : i + 2], 16) * (1 - share) + int(other[i : i + 2], 16) * share)
        for i in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02X}" for part in parts)


def symbol(
    category: str,
    status: str,
    size_px: float,
    *,
    bearing_deg: float | None = None,
    pale: bool = False,
    halo: str = "#FFFFFF",
) -> Iterator[Layer]:
    """Shapes of a symbol from the lowest to the uppermost.

    Parameters
    ----------
    category, status : str
        Codes of `schema`.
    size_px : float
        Diameter.
    bearing_deg : float, optional
        Direction, where one is reported; only arrows turn.
    pale : bool
        Whether the event may lie outside the window.
    halo : str
        Colour around the symbol.

    Yields
    ------
    Layer
        About the origin.
    """
    look = _CATEGORIES[category]
    ring = _STATUSES[status].ring

    def toned(colour: str) -> str:
        return mixed(colour, "#FFFFFF", PALE) if pale else colour

    turn = (bearing_deg or 0.0) if look.turns else 0.0
    frame = placed(look.frame, size_px, turn)
    fill, ink = toned(look.fill), toned(KEYLINE)
    ring_px = max(2.4, min(5.0, size_px * 0.1))
    key_px = 1.1 if size_px < 34 else 1.4
    yield Layer(frame, stroke=halo, width_px=2 * (key_px + 1.2))
    yield Layer(frame, stroke=fill if ring == "dashed" else ink, width_px=2 * key_px)
    inner = {"solid": fill, "grey": mixed(look.fill, "#FFFFFF", 0.86 if pale else 0.72)}
    yield Layer(frame, fill=inner.get(ring, "#FFFFFF"))
    if ring == "grey":
        yield Layer(frame, stroke=toned(GREY), width_px=1.3 * ring_px, inside=True)
    elif ring != "solid":
        yield Layer(frame, stroke=fill, width_px=2 * ring_px, inside=True)
    if ring == "dashed":
        dash = (size_px * 0.13, size_px * 0.09)
        yield Layer(frame, stroke=ink, width_px=1.3 * key_px + 0.5, dash_px=dash)
    if look.glyph:
        solid = ring == "solid"
        glyph = placed(look.glyph, size_px, turn, 1.0 if solid else 0.86)
        yield Layer(glyph, fill=toned(look.ink) if solid and not pale else ink)


def badge_of(status: str) -> str:
    """Text of the badge that a status carries; empty for none."""
    return _STATUSES[status].badge


def badge_radius(size_px: float) -> float:
    """Radius of the badge of a symbol of a size."""
    return max(6.5, size_px * 0.2)


def reach_px(status: str, size_px: float) -> tuple[float, float, float, float]:
    """How far a symbol reaches to the left, above, right and below its middle."""
    half = size_px / 2 + 2.4
    if not badge_of(status):
        return (half, half, half, half)
    corner = size_px * 0.4 + badge_radius(size_px) + 1
    return (half, max(half, corner), max(half, corner), half)


def diameter(killed: int | None) -> float:
    """Diameter of an event's symbol by its lowest reported toll, in pixels."""
    return float(toll_diameter(killed)) + 2
