"""Names of lines and of narrow zones, which have no room inside: close beside them."""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.brief.canvas import Canvas
from geo.brief.entries import BriefZone
from geo.brief.extent import Projection
from geo.brief.ground import zone_shapes
from geo.brief.model import Brief
from geo.brief.names import height_of, write
from geo.brief.placement import Board
from geo.brief.sizes import Box
from geo.brief.text import Style
from geo.symbology import ZONE_STYLES

BESIDE: Final = Style(15, bold=True)
_KINDS: Final = ("corridor", "contact_line")
_GAP_PX: Final = 8.0
_STEP_PX: Final = 30.0


def draw_line_names(canvas: Canvas, brief: Brief, projection: Projection, board: Board) -> None:
    """Name corridors and lines of contact once each, where least is covered."""
    shapes = [pair for pair in zone_shapes(brief, projection) if pair[0].kind in _KINDS]
    # Of several outlines in the window the one that stayed is named.
    shapes.sort(key=lambda pair: pair[0].ended)
    named: set[str] = set()
    for zone, drawn in shapes:
        if zone.place_id not in named and (box := _box_beside(zone, drawn, board)):
            look = ZONE_STYLES[zone.kind]
            color = look.stroke_dark if canvas.dark else look.stroke
            write(canvas, box, [zone.label], BESIDE, color, order=4)
            board.add(box)
            named.add(zone.place_id)


def _box_beside(zone: BriefZone, drawn: BaseGeometry, board: Board) -> Box | None:
    """Where a name covers least of what matters, and nothing of what it names."""
    frame = board.frame
    edge = drawn.boundary if drawn.area else drawn
    seen = shapely.clip_by_rect(edge, frame.x, frame.y, frame.right, frame.bottom)
    if seen.length < _STEP_PX:
        return None
    width, height = BESIDE.width(zone.label), height_of(BESIDE)
    across, along = width / 2 + _GAP_PX, height / 2 + _GAP_PX
    sides = ((across, 0.0), (-across, 0.0), (0.0, -along), (0.0, along))
    best: tuple[float, Box] | None = None
    for x, y in np.unique(shapely.get_coordinates(shapely.segmentize(seen, _STEP_PX)), axis=0):
        for dx, dy in sides:
            box = board.place_beside([(0.0, 0.0)], width, height, (float(x + dx), float(y + dy)))
            if box is None or drawn.intersects(shapely.box(box.x, box.y, box.right, box.bottom)):
                continue
            cost = board.covered(box.grown(3))
            if best is None or cost < best[0]:
                best = (cost, box)
    return None if best is None else best[1]
