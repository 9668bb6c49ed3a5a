"""The questions of `bench.engine`, and what they are asked of.

Every answer is a pair of whole numbers, rows and a sum over them, which all contenders must agree
on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from geo.engine import layout
from geo.engine.cover import Zone
from geo.engine.mercator import box_of, shift_of
from geo.gazetteer import Part
from geo.spans import day_number
from geo.timespans import Timespan

Answer = tuple[int, int]
Ask = Callable[[], Answer]

FIRST, LAST = date(2021, 1, 1), date(2022, 12, 31)
LOW, HIGH = day_number(FIRST), day_number(LAST)
KINDS: Final = ("clash", "strike")
KIND_CODES: Final = tuple(layout.code_of("category", kind) for kind in KINDS)
BOUNDS: Final = (44.0, 38.5, 49.0, 41.5)
ZOOM: Final = 8
SHIFT: Final = shift_of(ZOOM, 8)
LEFT, RIGHT, TOP, BOTTOM = box_of(BOUNDS)
PAGE: Final = 50
DAYS_OF_MONTHS: Final = "datetime64[M]"

QUESTIONS: Final = {
    "grid": "filter and viewport grid, two years, two categories",
    "grid_all": "viewport grid, all dates",
    "histogram": "histogram by month and category, all dates",
    "page": "first 50 of two years, two categories",
    "places": "count by an attribute of the place, all dates",
    "zones": "dated zones that each event lies in",
}
# Bytes of a row that a question cannot do without, uncompressed.
BYTES: Final = {
    "grid": 4 + 4 + 1 + 1 + 1 + 4 + 4 + 4,
    "grid_all": 1 + 1 + 4 + 4 + 4,
    "histogram": 4 + 1,
    "page": 4 + 4 + 1 + 8,
    "places": 4,
    "zones": 4 + 4 + 4 + 4 + 1 + 8,
}


def files_of(folder: Path) -> list[str]:
    """Paths of the event files."""
    return [str(file) for file in layout.event_files(folder)]


def zones() -> list[Zone]:
    """Forty areas with edges of 300 points, each in force for two of the six years."""
    import shapely

    rng = np.random.default_rng(5)
    found = []
    for number in range(40):
        angle = np.linspace(0, 2 * np.pi, 300, endpoint=False)
        waves = sum(
            rng.uniform(0, 0.12) * np.sin(k * angle + rng.uniform(0, 6)) for k in (3, 7, 19)
        )
        radius = rng.uniform(0.15, 0.6) * (1 + waves)
        lon, lat = rng.uniform(44.5, 48.5), rng.uniform(38.8, 41.2)
        ring = np.column_stack([lon + radius * np.cos(angle), lat + radius * np.sin(angle)])
        year = 2018 + number % 4
        span = Timespan(date(year, 3, 1), date(year + 2, 3, 1))
        found.append(Zone(f"z{number}", Part(shapely.Polygon(ring), "area", "", (span,))))
    return found


def attribute_of(place: Any) -> Any:
    """Attribute that places are counted by: one of eight kinds, of every second place."""
    return place % 16 // 2
