"""Scale bar, north arrow and locator."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import shapely
from matplotlib.path import Path

from geo.brief.busy import Busy
from geo.brief.canvas import Canvas
from geo.brief.extent import Projection, around
from geo.brief.ground import countries, draw_land
from geo.brief.model import Brief
from geo.brief.names import country_name, height_of, roomy_points
from geo.brief.placement import Board
from geo.brief.sizes import Box
from geo.brief.text import ASCENT, Style
from geo.symbology import ZONE_STYLES

SMALL: Final = Style(15)
INSET_NAME: Final = Style(14)
NORTH: Final = Style(15, bold=True)
FRAME_COLOUR: Final = "#C4006A"
_STEPS: Final = (1, 2, 5)


def scale_length_km(px_per_km: float, wanted_px: float = 170.0) -> float:
    """Round length of a scale bar that comes near a width.

    Examples
    --------
    >>> scale_length_km(17.0), scale_length_km(0.5)
    (10.0, 200.0)
    """
    power = 10 ** math.floor(math.log10(wanted_px / px_per_km))
    fitting = [
        step * power for step in (*_STEPS, 10) if step * power * px_per_km <= wanted_px * 1.25
    ]
    return float(max(fitting))


def scale_box(projection: Projection, corner: str) -> Box:
    """Room of scale bar and north arrow in a corner: ``nw``, ``ne``, ``sw`` or ``se``."""
    length = scale_length_km(projection.px_per_km) * projection.px_per_km
    width, height, frame = length + 96, 48.0, projection.frame
    x = frame.x + 12 if "w" in corner else frame.right - 12 - width
    y = frame.y + 10 if "n" in corner else frame.bottom - 10 - height
    return Box(x, y, width, height)


def draw_scale(canvas: Canvas, projection: Projection, box: Box) -> None:
    """Draw the scale bar, in kilometres along the map's middle, and the north arrow."""
    theme, frame = canvas.theme, projection.frame
    km = scale_length_km(projection.px_per_km)
    length = km * projection.px_per_km
    canvas.rect(box, radius=6, fill=theme.panel, opacity=0.82, order=5, clip=frame)
    x, bar = box.x + 16, box.y + 29
    for part in (0, 1):
        half = Box(x + part * length / 2, bar, length / 2, 7)
        fill = theme.panel if part else theme.panel_ink
        canvas.rect(half, fill=fill, stroke=theme.panel_ink, width=1.2, order=6)
    for share, said in ((0.0, "0"), (1.0, f"{km:g} km")):
        align = "left" if share == 0 else "center"
        at = x - 4 if share == 0 else x + length
        canvas.text(at, bar - 7, said, SMALL, theme.panel_ink, align=align, order=6)
    at, top = box.right - 22, box.y + 5
    arrow = np.array([(at, top), (at + 8, top + 21), (at, top + 15), (at - 8, top + 21), (at, top)])
    canvas.path(Path(arrow, closed=True), fill=theme.panel_ink, order=6)
    canvas.text(at, box.bottom - 6, "N", NORTH, theme.panel_ink, align="center", order=6)


def draw_locator(canvas: Canvas, brief: Brief, box: Box) -> None:
    """Draw where the map lies, with the countries around it."""
    theme = canvas.theme
    wide = max(brief.extent.width_km * 7, 620.0)
    extent = around(brief.extent.lon, brief.extent.lat, wide, box)
    projection = Projection(extent, box)
    draw_land(canvas, brief, projection, inset=True)
    for zone in brief.zones:
        style = ZONE_STYLES[zone.kind]
        if style.fill and zone.role != "route":
            part = brief.dataset.gazetteer[zone.place_id].parts[zone.index]
            drawn = projection.clipped_px(part.geometry)
            canvas.shape(drawn, fill=style.fill, opacity=0.45, order=2.5, clip=box)
    outline = _outline(brief, projection)
    canvas.rect(outline, stroke=FRAME_COLOUR, width=2.4, order=5, clip=box)
    canvas.rect(box, stroke=theme.panel_quiet, width=1.2, order=6)
    board = Board(box.grown(2), Busy(box))
    board.add(outline.grown(3))
    _name_countries(canvas, brief, projection, board)


def _outline(brief: Brief, projection: Projection) -> Box:
    x, y = projection.point_px(brief.extent.lon, brief.extent.lat)
    width = max(brief.extent.width_km * projection.px_per_km, 10.0)
    height = max(brief.extent.height_km * projection.px_per_km, 8.0)
    return Box(x - width / 2, y - height / 2, width, height)


def _name_countries(canvas: Canvas, brief: Brief, projection: Projection, board: Board) -> None:
    pieces = [
        (feature, projection.clipped_px(feature.geometry, 0.0))
        for feature in countries(brief, projection.extent)
    ]
    for feature, drawn in sorted(pieces, key=lambda piece: -piece[1].area):
        name = country_name(brief, feature)
        width, height = INSET_NAME.width(name), height_of(INSET_NAME)
        for x, y in roomy_points(drawn, projection.frame, 12.0) if name else ():
            box = board.place_beside([(0.0, 0.0)], width, height, (x, y))
            # Text may reach over a border, but not begin or end in another country.
            middle = (
                shapely.box(box.x + 6, box.y + 5, box.right - 6, box.bottom - 5) if box else None
            )
            if box is not None and drawn.covers(middle):
                baseline = box.y + ASCENT * INSET_NAME.size_px
                canvas.text(
                    box.x, baseline, name, INSET_NAME, canvas.theme.label_quiet, halo=True, order=4
                )
                board.add(box)
                break


def best_corner(projection: Projection, points: list[tuple[float, float]]) -> str:
    """Corner for the scale bar: the one farthest from every symbol's place."""

    def distance(corner: str) -> float:
        x, y = scale_box(projection, corner).center
        return min((math.hypot(x - px, y - py) for px, py in points), default=math.inf)

    return max(("ne", "nw", "se", "sw"), key=lambda corner: round(min(distance(corner), 500.0)))
