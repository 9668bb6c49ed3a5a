"""Names on the map: settlements beside their dot, countries and zones inside their area."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.brief.canvas import Canvas
from geo.brief.extent import Projection
from geo.brief.ground import Feature, countries, layer, zone_shapes
from geo.brief.model import Brief
from geo.brief.placement import Board, eight_sides
from geo.brief.sizes import Box
from geo.brief.text import ASCENT, DESCENT, Style, clean, wrap
from geo.gazetteer import Place
from geo.store.folder import basemap_folder
from geo.symbology import ZONE_STYLES

DOT_PX: Final = 4.0
# Pixels per kilometre from which settlements of a rank are named.
FROM_SCALE: Final = {1: 0.0, 2: 0.0, 3: 2.0, 4: 5.0, 5: 8.0, 6: 14.0}
STYLES: Final = {
    1: Style(19, bold=True),
    2: Style(19, bold=True),
    3: Style(17, bold=True),
    4: Style(16, bold=True),
    5: Style(15),
    6: Style(15),
}
EVENT_STYLE: Final = Style(17, bold=True)
COUNTRY: Final = Style(19)
AREA: Final = Style(15, italic=True)
_AREA_WIDTH_PX: Final = 210.0
_NOTES: Final = {"uncertain": "approximate, ±3 km", "less-certain": "generalised outline"}
_NAMED_ZONES: Final = ("peacekeeping", "disputed")


def height_of(style: Style) -> float:
    """Height of the box of a line."""
    return (ASCENT + DESCENT) * style.size_px


def write(
    canvas: Canvas, box: Box, lines: list[str], style: Style, color: str, order: float
) -> None:
    """Write lines, centred in a box, with a halo."""
    for index, line in enumerate(lines):
        baseline = box.y + ASCENT * style.size_px + index * style.line_px
        canvas.text(
            box.center[0], baseline, line, style, color, align="center", halo=True, order=order
        )


def settlements(brief: Brief, projection: Projection) -> Iterator[tuple[Place, float, float]]:
    """Settlements in the frame that the scale allows to be named, most important first."""
    with_events = {event.place_id for event in brief.on_map}
    box = projection.frame.grown(-8)
    west, south, east, north = projection.extent.bounds_degrees(1.2)
    found = []
    for place in brief.dataset.gazetteer.values():
        point = place.point
        named = place.kind in ("settlement", "capital") or place.id in with_events
        if point is None or not named:
            continue
        if not (west <= point.x <= east and south <= point.y <= north):
            continue
        scale = FROM_SCALE.get(place.rank, FROM_SCALE[6])
        if place.id not in with_events and projection.px_per_km < scale:
            continue
        x, y = projection.point_px(point.x, point.y)
        if box.x <= x <= box.right and box.y <= y <= box.bottom:
            rank = (place.id not in with_events, place.rank, place.id)
            found.append((rank, (place, x, y)))
    for _, item in sorted(found, key=lambda pair: pair[0]):
        yield item


def draw_settlements(
    canvas: Canvas,
    brief: Brief,
    projection: Projection,
    board: Board,
    taken: dict[str, Box],
    named: Container[str] = (),
) -> None:
    """Name settlements beside their dots; those that find no free place go without.

    Parameters
    ----------
    canvas, brief, projection, board : Canvas, Brief, Projection, Board
        Where to draw, what, how and between what.
    taken : dict of str to Box
        For places of events, the symbol that marks them already.
    named : container of str
        Places whose name stands on a card.
    """
    with_events = set(taken)
    for place, x, y in settlements(brief, projection):
        if place.id in named:
            continue
        name = clean(place.name(brief.event_filter.names))
        style = EVENT_STYLE if place.id in with_events else STYLES.get(place.rank, STYLES[6])
        dot = taken.get(place.id) or Box(x - DOT_PX, y - DOT_PX, 2 * DOT_PX, 2 * DOT_PX)
        if place.id not in taken and not board.free(dot):
            continue
        gap = max(dot.width, dot.height) / 2 + 5
        offsets = eight_sides(style.width(name), height_of(style), gap)
        trial = board.copy()
        if place.id not in taken:
            trial.add(dot)
        box = trial.place_beside(offsets, style.width(name), height_of(style), dot.center)
        if box is None:
            continue
        if place.id not in taken:
            _dot(canvas, x, y, place.rank)
            board.add(dot)
        board.add(box)
        quiet = place.rank >= 5 and place.id not in with_events
        color = canvas.theme.label_quiet if quiet else canvas.theme.label
        baseline = box.y + ASCENT * style.size_px
        canvas.text(box.x, baseline, name, style, color, halo=True, order=7)


def _dot(canvas: Canvas, x: float, y: float, rank: int) -> None:
    theme = canvas.theme
    look = {"fill": theme.halo, "stroke": theme.label, "width": 1.6, "order": 6.0}
    box = Box(x - DOT_PX + 0.5, y - DOT_PX + 0.5, 2 * DOT_PX - 1, 2 * DOT_PX - 1)
    # Larger towns are squares, as on the maps that briefers know.
    canvas.rect(box, radius=0.1 if rank <= 2 else DOT_PX - 0.5, **look)


def draw_areas(canvas: Canvas, brief: Brief, projection: Projection, board: Board) -> None:
    """Name zones and countries inside what the frame shows of them, where there is room."""
    named: set[str] = set()
    for zone, drawn in zone_shapes(brief, projection):
        if zone.kind not in _NAMED_ZONES or zone.place_id in named or drawn.area == 0:
            continue
        look = ZONE_STYLES[zone.kind]
        note = _NOTES.get(zone.certainty, "")
        color = look.stroke_dark if canvas.dark else look.stroke
        lines = wrap(zone.label, AREA, _AREA_WIDTH_PX) + ([f"({note})"] if note else [])
        if _write_inside(canvas, drawn, lines, AREA, color, board):
            named.add(zone.place_id)
    # A state's name does not stand on an area that is disputed or policed by others.
    open_to_doubt = shapely.union_all(
        [drawn for zone, drawn in zone_shapes(brief, projection) if zone.kind in _NAMED_ZONES]
    )
    folder = basemap_folder(brief.dataset.path)
    wet = shapely.union_all([projection.clipped_px(f.geometry) for f in layer(folder, "water")])
    kept_out = shapely.union(open_to_doubt, wet)
    for feature in countries(brief, projection.extent):
        drawn = projection.clipped_px(feature.geometry).difference(kept_out)
        name = country_name(brief, feature)
        spaced = "   ".join(" ".join(word) for word in name.upper().split())
        if spaced:
            _write_inside(canvas, drawn, [spaced], COUNTRY, canvas.theme.label_area, board)


def country_name(brief: Brief, feature: Feature) -> str:
    """Name of a country in the brief's naming convention, else in English."""
    for place in brief.dataset.gazetteer.values():
        if place.kind == "state" and feature.ccode in place.ccodes:
            return clean(place.name(brief.event_filter.names))
    return clean(feature.name)


def _write_inside(
    canvas: Canvas, area: BaseGeometry, lines: list[str], style: Style, color: str, board: Board
) -> bool:
    width = max(map(style.width, lines))
    height = height_of(style) + (len(lines) - 1) * style.line_px
    best: tuple[float, Box] | None = None
    for rank, (x, y) in enumerate(roomy_points(area, board.frame)):
        if best is not None and rank * 0.15 > best[0]:
            break
        box = board.place_beside([(0.0, 0.0)], width, height, (x, y))
        if box is None or not area.covers(shapely.box(box.x, box.y, box.right, box.bottom)):
            continue
        # Roomy points come first; a name across a boundary is worse than one near it.
        cost = rank * 0.15 + board.covered(box.grown(6))
        if best is None or cost < best[0]:
            best = (cost, box)
    if best is None:
        return False
    write(canvas, best[1], lines, style, color, order=4)
    board.add(best[1])
    return True


def roomy_points(area: BaseGeometry, frame: Box, step: float = 36.0) -> list[tuple[float, float]]:
    """Points of a grid inside an area and a frame, those far from every edge first."""
    visible = shapely.clip_by_rect(area, frame.x, frame.y, frame.right, frame.bottom)
    if visible.area < 2_000:
        return []
    xs = np.arange(frame.x + step / 2, frame.right, step)
    ys = np.arange(frame.y + step / 2, frame.bottom, step)
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    shapely.prepare(visible)
    inside = grid[shapely.contains_xy(visible, grid[:, 0], grid[:, 1])]
    room = np.round(shapely.distance(shapely.points(inside), visible.boundary), 1)
    order = np.argsort(-np.minimum(room, 170.0), kind="stable")
    return [(float(x), float(y)) for x, y in inside[order][:160]]
