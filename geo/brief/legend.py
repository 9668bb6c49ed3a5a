"""The legend: what is on this map, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import shapely
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from geo.brief.canvas import Canvas
from geo.brief.entries import BriefZone
from geo.brief.extent import Projection
from geo.brief.glyphs import reach_px
from geo.brief.ground import draw_zone, zone_shapes
from geo.brief.model import Brief
from geo.brief.placing import Placed
from geo.brief.sizes import Box
from geo.brief.text import Style, cut
from geo.symbology import CATEGORIES, STATUSES, ZONE_STYLES

TITLE: Final = Style(17, bold=True)
ITEM: Final = Style(14)
KEY: Final = Style(15, bold=True)
SAMPLE_PX: Final = 34.0


@dataclass(frozen=True)
class Entry:
    """One line of the legend.

    Parameters
    ----------
    group : {"categories", "statuses", "marks", "zones"}
        Lines of a group stand together.
    kind : str
        What the sample is: ``category``, ``status``, ``circle``, ``text``, ``pale``, ``disc``,
        ``pill``, ``zone``, ``town``.
    label : str
        What it means.
    code : str
        Category or status, or the text of the sample.
    zone : BriefZone or None
        For a zone.
    """

    group: str
    kind: str
    label: str
    code: str = ""
    zone: BriefZone | None = None


def entries(brief: Brief, placed: Sequence[Placed]) -> list[Entry]:
    """Lines for what the map and the list show."""
    shown = brief.events
    found = [
        Entry("categories", "category", one.label, one.code)
        for one in CATEGORIES
        if any(event.category == one.code for event in shown)
    ]
    found += [
        Entry("statuses", "status", one.label, one.code)
        for one in STATUSES
        if any(event.status == one.code for event in shown)
    ]
    mapped = brief.on_map
    if any(event.possible for event in shown):
        found.append(Entry("statuses", "pale", "Possibly outside the dates", "one_side"))
    if any(event.where_prec == "near" for event in mapped):
        found.append(Entry("marks", "circle", "Location approximate"))
    if any(event.killed not in ("", "0") for event in mapped):
        found.append(Entry("marks", "text", "Reported killed", "3†"))
    if any(event.when_short.startswith("~") for event in shown):
        found.append(Entry("marks", "text", "Some time in these dates", "~"))
    if any(one.form == "count" for one in placed):
        found.append(Entry("marks", "disc", "Number of events nearby", "9"))
    if any(one.form == "card" and one.grid is None for one in placed):
        found.append(Entry("marks", "text", "Number of events of a kind", "×9"))
    if any(event.where == "area" for event in shown):
        found.append(Entry("marks", "pill", "Events somewhere in the area", "· 2"))
    return found + zone_entries(brief)


def zone_entries(brief: Brief) -> list[Entry]:
    """One line for each kind of zone that the map shows, named by its kind."""
    found: dict[str, Entry] = {}
    projection = Projection(brief.extent, brief.page.map_box)
    for zone, _ in zone_shapes(brief, projection, margin=0.0):
        label = ZONE_STYLES[zone.kind].label
        if zone.kind not in found or zone.role == "strip":
            found[zone.kind] = Entry("zones", "zone", label, zone.kind, zone)
    return list(found.values())


def draw_legend(canvas: Canvas, brief: Brief, placed: Sequence[Placed], box: Box) -> None:
    """Draw the legend in columns as wide as they need to be."""
    theme = canvas.theme
    canvas.text(box.x, box.y + 17, "Legend", TITLE, theme.panel_ink)
    lines = entries(brief, placed)
    top, height = box.y + 28, box.height - 28
    rows, columns = _columns(lines, height, box.width)
    step = min(24.0, height / rows)
    x = box.x
    spare = box.width - sum(width for _, width in columns)
    for column, width in columns:
        for row, entry in enumerate(column):
            middle = top + (row + 0.5) * step
            _sample(canvas, entry, Box(x, middle - step / 2, SAMPLE_PX, step))
            label = cut(entry.label, ITEM, width - SAMPLE_PX - 10)
            baseline = middle + 0.36 * ITEM.size_px
            canvas.text(x + SAMPLE_PX + 8, baseline, label, ITEM, theme.panel_ink)
        x += width + max(0.0, min(spare / len(columns), 28.0))


def _columns(
    lines: list[Entry], height: float, width: float
) -> tuple[int, list[tuple[list[Entry], float]]]:
    """Split the lines into columns: a group each where they are wide enough, else as they come."""
    most = max(int(height / 19.0), 1)
    groups = [list(group) for _, group in groupby(lines, key=lambda entry: entry.group)]
    by_group = [part for group in groups for part in batched(group, most)]
    evenly = [batched(lines, rows) for rows in range(min(5, most), most + 1)]
    for split in (by_group, *evenly):
        columns = [(part, _width(part)) for part in split]
        if sum(one for _, one in columns) <= width:
            return max((len(part) for part in split), default=1), columns
    # Too wide even in most rows: the labels share what there is.
    needed = sum(map(_width, evenly[-1]))
    return most, [(part, _width(part) * width / needed) for part in evenly[-1]]


def batched(lines: list[Entry], rows: int) -> list[list[Entry]]:
    """Split lines into runs of at most so many."""
    return [lines[i : i + rows] for i in range(0, len(lines), rows)]


def _width(part: list[Entry]) -> float:
    return SAMPLE_PX + 10 + max(ITEM.width(entry.label) for entry in part) + 10


def _sample(canvas: Canvas, entry: Entry, box: Box) -> None:
    theme = canvas.theme
    x, y = box.center
    if entry.kind == "category":
        size = _size_for("corroborated", box.height)
        canvas.symbol(x, y, entry.code, "corroborated", size, within="legend")
    elif entry.kind in ("status", "pale"):
        pale = entry.kind == "pale"
        size = _size_for(entry.code, box.height)
        _, up, _, down = reach_px(entry.code, size)
        middle = y + (up - down) / 2
        canvas.symbol(x, middle, "clash", entry.code, size, pale=pale, within="legend")
    elif entry.kind == "circle":
        ring = Path.circle((x, y), 9)
        canvas.path(ring, stroke=theme.panel_ink, width=1.5, dash=(5, 3), order=6)
    elif entry.kind == "text":
        baseline = y + 0.36 * KEY.size_px
        canvas.text(x, baseline, entry.code, KEY, theme.panel_ink, align="center")
    elif entry.kind == "disc":
        canvas.path(Path.circle((x, y), 10), stroke=theme.panel_ink, width=1.8, order=6)
        style = Style(14, bold=True)
        canvas.text(x, y + 5, entry.code, style, theme.panel_ink, align="center")
    elif entry.kind == "pill":
        pill = Box(box.x, y - 9, box.width, 18)
        canvas.rect(pill, radius=8, stroke=theme.panel_quiet, width=1.1, dash=(4, 3), order=6)
        canvas.text(x, y + 5, entry.code, Style(14, italic=True), theme.panel_ink, align="center")
    elif entry.zone is not None:
        _zone_sample(canvas, entry.zone, Box(box.x, y - 8, box.width, 16))


def _size_for(status: str, height: float) -> float:
    """Size of a symbol that takes no more than a height, at most 19 pixels."""
    size = 19.0
    while size > 8 and reach_px(status, size)[1] + reach_px(status, size)[3] > height:
        size -= 0.5
    return size


def _zone_sample(canvas: Canvas, zone: BriefZone, box: Box) -> None:
    drawn: BaseGeometry
    if zone.role in ("line", "route"):
        drawn = shapely.LineString([(box.x, box.center[1]), (box.right, box.center[1])])
    else:
        drawn = shapely.box(box.x + 1, box.y + 1, box.right - 1, box.bottom - 1)
    draw_zone(canvas, zone, drawn, box.grown(3))
