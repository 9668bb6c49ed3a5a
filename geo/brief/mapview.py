"""The map of a brief: ground, zones, events, names."""

from __future__ import annotations

import numpy as np
import shapely
from matplotlib.path import Path

from geo.brief import cards, names
from geo.brief.busy import Busy
from geo.brief.canvas import Canvas
from geo.brief.extent import Projection
from geo.brief.furniture import best_corner, draw_scale, scale_box
from geo.brief.ground import draw_land, draw_zones, zone_shapes
from geo.brief.linenames import draw_line_names
from geo.brief.model import Brief
from geo.brief.placement import Board
from geo.brief.placing import Placed, place_events
from geo.brief.sites import DOT_PX, Site, disc_radius, sites_of
from geo.brief.sizes import Box
from geo.brief.text import ASCENT, DESCENT, Style, cut

AREA_COUNT = Style(15, italic=True)


def draw_map(canvas: Canvas, brief: Brief, frame: Box) -> list[Placed]:
    """Draw the map into a frame.

    Returns
    -------
    list of Placed
        What stands for the events on the map, each of them in exactly one.
    """
    projection = Projection(brief.extent, frame)
    draw_land(canvas, brief, projection)
    draw_zones(canvas, brief, projection)
    sites = sites_of(brief.on_map, projection)
    board = Board(frame, busy_ground(brief, projection, sites))
    scale = scale_box(projection, best_corner(projection, [site.at for site in sites]))
    board.add(scale)
    draw_scale(canvas, projection, scale)
    for site in sites:
        _uncertainty(canvas, site, frame)
    placed = place_events(sites, board)
    for one in placed:
        _DRAW[one.form](canvas, one)
    _count_on_areas(canvas, brief, projection, board)
    carded = {e.place_id for one in placed if one.form == "card" for e in one.site.events}
    names.draw_settlements(canvas, brief, projection, board, _taken(placed), carded)
    names.draw_areas(canvas, brief, projection, board)
    draw_line_names(canvas, brief, projection, board)
    canvas.rect(frame, stroke=canvas.theme.panel_quiet, width=1.4, order=20)
    return placed


def busy_ground(brief: Brief, projection: Projection, sites: list[Site]) -> Busy:
    """What cards had better not cover: edges of zones, circles, towns."""
    busy = Busy(projection.frame)
    for _, drawn in zone_shapes(brief, projection):
        edge = drawn.boundary if drawn.area else drawn
        if not edge.is_empty:
            busy.add_points(shapely.get_coordinates(shapely.segmentize(edge, 4.0)), 1.2)
    for site in sites:
        if site.radius_px > DOT_PX:
            busy.add_disc(site.x, site.y, min(site.radius_px, 160.0), 0.25)
        busy.add_disc(site.x, site.y, 14.0, 2.0)
    for place, x, y in names.settlements(brief, projection):
        width = names.STYLES.get(place.rank, names.STYLES[6]).width(place.title)
        xs = np.arange(x - 6, x + width + 8, 6.0)
        busy.add_points(np.column_stack([xs, np.full(len(xs), y)]), 4.0 / max(place.rank - 1, 1))
        busy.add_disc(x, y, 16.0, 4.0 / max(place.rank - 1, 1))
    return busy


def _taken(placed: list[Placed]) -> dict[str, Box]:
    """Marks at the places of pins, whose names are still to be written, by place."""
    pins = (one for one in placed if one.form == "pin")
    return {event.place_id: one.box for one in pins for event in one.site.events}


def _uncertainty(canvas: Canvas, site: Site, frame: Box) -> None:
    if site.radius_px <= DOT_PX + 2:
        return
    theme = canvas.theme
    ring = Path.circle(site.at, site.radius_px)
    canvas.path(ring, fill=theme.panel, opacity=0.28, order=3, clip=frame)
    canvas.path(ring, stroke=theme.leader, width=1.5, dash=(6, 4), order=3.2, clip=frame)


def _dot(canvas: Canvas, site: Site) -> None:
    ring = Path.circle(site.at, DOT_PX - 1)
    canvas.path(ring, fill=canvas.theme.leader, stroke=canvas.theme.halo, width=1.6, order=6.5)


def _draw_card(canvas: Canvas, placed: Placed) -> None:
    theme, spot = canvas.theme, placed.spot
    assert spot is not None
    if spot.leader_to is not None:
        canvas.line([placed.site.at, spot.leader_to], stroke=theme.halo, width=4, order=5.8)
        canvas.line([placed.site.at, spot.leader_to], stroke=theme.leader, width=1.6, order=5.9)
    _dot(canvas, placed.site)
    name = canvas.note("card", spot.box)
    canvas.rect(
        spot.box, radius=6, fill=theme.panel, stroke=theme.leader, width=1.1, opacity=0.95, order=6
    )
    heading = cards.heading_of(placed.site.events)
    baseline = spot.box.y + cards.PAD_PX + 14
    canvas.text(
        spot.box.x + cards.PAD_PX, baseline, heading, cards.PLACE, theme.panel_ink, within=name
    )
    if placed.grid is None:
        _draw_summary(canvas, placed, name)
        return
    for cell, number, across, middle, label in placed.grid.cells:
        event, left = cell.event, spot.box.x
        baseline = spot.box.y + middle + 0.36 * cards.NUMBER.size_px
        canvas.text(
            left + number, baseline, cell.number, cards.NUMBER, theme.panel_ink, within=name
        )
        canvas.symbol(
            left + across, spot.box.y + middle, event.category, event.status, cell.size,
            bearing=event.bearing_deg, pale=event.possible, within=name,
        )  # fmt: skip
        canvas.text(left + label, baseline, cell.label, cards.LABEL, theme.panel_ink, within=name)


def _draw_summary(canvas: Canvas, placed: Placed, name: str) -> None:
    spot = placed.spot
    assert spot is not None
    x, middle = spot.box.x + cards.PAD_PX, spot.box.center[1] + cards.HEADING_PX / 2
    for category, count in cards.by_category(placed.site.events):
        canvas.symbol(x + 13, middle, category, "corroborated", 20, within=name)
        said = f"×{count}"
        baseline = middle + 0.36 * cards.COUNT.size_px
        canvas.text(x + 30, baseline, said, cards.COUNT, canvas.theme.panel_ink, within=name)
        x += 30 + cards.COUNT.width(said) + 12


def _draw_pin(canvas: Canvas, placed: Placed) -> None:
    theme, label = canvas.theme, placed.label
    assert label is not None
    cell = cards.cell_of(placed.site.events[0])
    event = cell.event
    canvas.symbol(
        *placed.site.at, event.category, event.status, cell.size,
        bearing=event.bearing_deg, pale=event.possible,
    )  # fmt: skip
    baseline = label.y + ASCENT * cards.NUMBER.size_px
    canvas.text(label.x, baseline, cell.number, cards.NUMBER, theme.label, halo=True)
    at = label.x + cards.NUMBER.width(cell.number) + 6
    canvas.text(at, baseline, cell.label, cards.LABEL, theme.label, halo=True)


def _draw_disc(canvas: Canvas, placed: Placed) -> None:
    theme, count = canvas.theme, len(placed.site.events)
    radius = disc_radius(count)
    disc = Path.circle(placed.site.at, radius)
    canvas.path(disc, fill=theme.panel, stroke=theme.halo, width=4, order=7)
    canvas.path(disc, fill=theme.panel, stroke=theme.leader, width=2, order=7.1)
    name = canvas.note("disc", placed.box)
    x, y = placed.site.at
    baseline = y + 0.36 * cards.COUNT.size_px
    canvas.text(x, baseline, str(count), cards.COUNT, theme.panel_ink, align="center", within=name)


_DRAW = {"card": _draw_card, "pin": _draw_pin, "count": _draw_disc}


def _count_on_areas(canvas: Canvas, brief: Brief, projection: Projection, board: Board) -> None:
    """Write how many events are only known to lie somewhere in an area, near its point."""
    counts: dict[str, list[int]] = {}
    for event in brief.events:
        if event.where == "area":
            counts.setdefault(event.place_id, []).append(event.number)
    for place_id, numbers in sorted(counts.items(), key=lambda item: (-len(item[1]), item[0])):
        place = brief.dataset.gazetteer[place_id]
        if place.point is None:
            continue
        at = projection.point_px(place.point.x, place.point.y)
        if not projection.frame.contains(Box(*at, 0, 0)):
            continue
        name = next(event.place for event in brief.events if event.place_id == place_id)
        said = f"{cut(name, AREA_COUNT, 340)} · {len(numbers)}"
        width = AREA_COUNT.width(said) + 16
        height = (ASCENT + DESCENT) * AREA_COUNT.size_px + 6
        offsets = [
            (dx, dy) for dy in (0, 30, -30, 60, -60, 95, -95) for dx in (0, 70, -70, 140, -140)
        ]
        box = board.place_beside(offsets, width, height, at)
        if box is None:
            continue
        board.add(box)
        card = canvas.note("card", box)
        canvas.rect(
            box, radius=height / 2 - 1, fill=canvas.theme.panel, stroke=canvas.theme.panel_quiet,
            width=1.1, dash=(4, 3), opacity=0.92, order=6,
        )  # fmt: skip
        canvas.text(
            box.x + 8, box.y + 3 + ASCENT * AREA_COUNT.size_px, said, AREA_COUNT,
            canvas.theme.panel_ink, within=card,
        )  # fmt: skip
