"""What lies under the events: land, water, borders, districts and dated zones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Final

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.brief.canvas import Canvas
from geo.brief.entries import BriefZone
from geo.brief.extent import Extent, Projection
from geo.brief.model import Brief
from geo.brief.sizes import Box
from geo.store.folder import basemap_folder
from geo.symbology import ZONE_STYLES

HATCH_STEP_PX: Final = 15.0
# Wider than this, the coarse outlines of the world serve; districts need a closer look still.
DETAILED_UP_TO_KM: Final = 1_500.0
DISTRICTS_UP_TO_KM: Final = 420.0


@dataclass(frozen=True)
class Feature:
    """One feature of the basemap: English name, country code, geometry (EPSG:4326)."""

    name: str
    ccode: str
    geometry: BaseGeometry


@lru_cache(maxsize=16)
def layer(folder: FilePath, name: str) -> tuple[Feature, ...]:
    """Features of a basemap layer; none where the file is missing."""
    file = folder / f"{name}.geojson"
    if not file.exists():
        return ()
    return tuple(
        Feature(
            str(feature["properties"].get("name_en") or ""),
            str(feature["properties"].get("ccode") or ""),
            shapely.make_valid(shape(feature["geometry"])),
        )
        for feature in json.loads(file.read_bytes())["features"]
    )


def countries(brief: Brief, extent: Extent) -> tuple[Feature, ...]:
    """Outlines of countries, as fine as the extent asks and the basemap has them."""
    folder = basemap_folder(brief.dataset.path)
    fine = layer(folder, "countries")
    bounds = shapely.box(*extent.bounds_degrees())
    if fine and extent.width_km <= DETAILED_UP_TO_KM:
        covered = shapely.box(*shapely.total_bounds([one.geometry for one in fine]))
        if covered.covers(bounds):
            return fine
    return layer(folder, "world")


def draw_land(canvas: Canvas, brief: Brief, projection: Projection, *, inset: bool = False) -> None:
    """Draw land, water, borders and districts, cut off at the frame."""
    theme, frame, extent = canvas.theme, projection.frame, projection.extent
    folder = basemap_folder(brief.dataset.path)
    canvas.rect(frame, fill=theme.water, order=0)
    for feature in countries(brief, extent):
        drawn = projection.clipped_px(feature.geometry)
        border = 1.0 if inset else 1.5
        canvas.shape(drawn, fill=theme.land, order=1, clip=frame)
        canvas.shape(
            drawn, stroke=theme.border, width=border, dash=(9, 3, 2, 3), order=2, clip=frame
        )
    if extent.width_km <= DISTRICTS_UP_TO_KM:
        for feature in layer(folder, "districts"):
            drawn = projection.clipped_px(feature.geometry)
            canvas.shape(drawn, stroke=theme.district, width=0.8, order=1.5, clip=frame)
    for feature in layer(folder, "water"):
        drawn = projection.clipped_px(feature.geometry)
        canvas.shape(
            drawn, fill=theme.water, stroke=theme.water_line, width=0.8, order=1.8, clip=frame
        )


def zone_shapes(
    brief: Brief, projection: Projection, margin: float = 40.0
) -> Iterator[tuple[BriefZone, BaseGeometry]]:
    """Zones with what the frame and a margin show of them, in pixels, areas before lines."""
    found = []
    for zone in brief.zones:
        part = brief.dataset.gazetteer[zone.place_id].parts[zone.index]
        drawn = projection.clipped_px(part.geometry, margin)
        if not drawn.is_empty:
            found.append((zone, drawn))
    return iter(sorted(found, key=lambda pair: (pair[1].area == 0, -pair[1].area)))


def draw_zones(canvas: Canvas, brief: Brief, projection: Projection) -> None:
    """Draw the zones in force in the window, as `symbology.ZONE_STYLES` has them."""
    frame = projection.frame
    for zone, drawn in zone_shapes(brief, projection):
        draw_zone(canvas, zone, drawn, frame)


def draw_zone(canvas: Canvas, zone: BriefZone, drawn: BaseGeometry, frame: Box) -> None:
    """Draw one zone; one that ended inside the window is faint."""
    style = ZONE_STYLES[zone.kind]
    stroke = style.stroke_dark if canvas.dark else style.stroke
    faint = 0.5 if zone.ended else 1.0
    area = drawn.area > 0
    if area and style.fill:
        opacity = style.fill_opacity * faint * (1.5 if canvas.dark else 1.0)
        canvas.shape(drawn, fill=style.fill, opacity=opacity, order=2.2, clip=frame)
    if area and style.hatch:
        lines = hatch(drawn, HATCH_STEP_PX)
        canvas.shape(lines, stroke=stroke, width=0.7, opacity=0.28 * faint, order=2.3, clip=frame)
    # Areas are cut well outside the frame, so that no cut edge is drawn as a boundary.
    if style.casing and not area:
        canvas.shape(
            drawn,
            stroke=canvas.theme.halo,
            width=style.weight + 3,
            opacity=0.9,
            order=2.4,
            clip=frame,
        )
    dash = [float(one) * (1.2 if style.cap == "butt" else 1.0) for one in style.dash.split()]
    if zone.role == "route":
        dash = []
    canvas.shape(
        drawn,
        stroke=stroke,
        width=style.weight * (0.8 if zone.role == "route" else 1.0),
        dash=dash,
        cap=style.cap,
        opacity=faint,
        order=2.6,
        clip=frame,
    )


def hatch(area: BaseGeometry, step: float) -> BaseGeometry:
    """Diagonal lines inside an area, a step apart, anchored to the page and not to the area."""
    x0, y0, x1, y1 = area.bounds
    first, last = np.floor((x0 - y1) / step), np.ceil((x1 - y0) / step)
    starts = np.arange(first, last + 1) * step
    lines = shapely.linestrings([[(start + y0, y0), (start + y1, y1)] for start in starts])
    cut: BaseGeometry = shapely.intersection(
        shapely.multilinestrings(lines), shapely.make_valid(area)
    )
    return cut
