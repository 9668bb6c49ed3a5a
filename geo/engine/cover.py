"""Zones as cells of the map grid: wholly inside, or cut by the edge.

A position in a cell that lies wholly inside a zone is in the zone, and only one in a cell that
the edge cuts has to be tested against the polygon. So an exact spatial join is an equi-join of
whole numbers and a few tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo.engine.mercator import LEVEL, SIZE, cell_edges, to_mercator
from geo.gazetteer import Part
from geo.spans import FIRST_DAY, LAST_DAY, day_number

# Least cells across the longer side of a zone, and the step between sizes of cells in bits: zones
# have 64 to 256. More make the table longer, fewer make more tests, and each size is one more join.
CELLS_ACROSS: Final = 64
SIZE_STEP: Final = 2
# Degrees, some 0.1 mm: more than rounding moves a position across the edge of its cell.
SLACK_DEG: Final = 1e-9
_POLE: Final = 90.0

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Zone:
    """An area with the time it was in force.

    Parameters
    ----------
    id : str
        Several may share one, such as the dated outlines of one place.
    part : Part
        Its geometry is an area.
    """

    id: str
    part: Part


def cover(zones: Sequence[Zone]) -> pd.DataFrame:
    """Cover zones with cells.

    Parameters
    ----------
    zones : sequence of Zone
        In EPSG:4326.

    Returns
    -------
    DataFrame
        `zone` (int32, position in `zones`), `shift` (int32, bits dropped), `cell` (int64, see
        `cell_key`) and `whole` (bool, lies wholly inside).
    """
    tables = [_cell_table(number, zone) for number, zone in enumerate(zones)]
    columns = {"zone": "int32", "shift": "int32", "cell": "int64", "whole": "bool"}
    if not tables:
        tables = [pd.DataFrame(columns=list(columns))]
    return pd.concat(tables, ignore_index=True).astype(columns)


def days_in_force(zones: Sequence[Zone]) -> pd.DataFrame:
    """First and last days of zones, a row for each timespan.

    Without a timespan a zone was always in force, as `Part.in_force` says.

    Returns
    -------
    DataFrame
        `zone` (int32, position in `zones`), `first`, `last` (int32, days since 1970-01-01).
    """
    rows = [(n, *span) for n, zone in enumerate(zones) for span in _days_in_force(zone.part)]
    return pd.DataFrame(rows, columns=["zone", "first", "last"]).astype("int32")


def cell_key(x: Ints, y: Ints) -> Ints:
    """One number for the column and row of a cell: `x · 2²⁶ + y`."""
    return x.astype(np.int64) * SIZE + y.astype(np.int64)


def _cell_table(number: int, zone: Zone) -> pd.DataFrame:
    shift, cells, whole = _cells(zone)
    return pd.DataFrame({"zone": number, "shift": shift, "cell": cells, "whole": whole})


def _days_in_force(part: Part) -> list[tuple[int, int]]:
    earliest, latest = day_number(FIRST_DAY) - 1, day_number(LAST_DAY) + 1
    spans = [
        (
            earliest if span.start is None else max(day_number(span.start), earliest),
            latest if span.end is None or span.open_end else day_number(span.end),
        )
        for span in part.timespans
    ]
    return spans or [(earliest, latest)]


def _cells(zone: Zone) -> tuple[int, Ints, npt.NDArray[np.bool_]]:
    """Cells of one zone: only those that the edge cuts are looked at more closely."""
    geometry = zone.part.geometry
    shapely.prepare(geometry)
    west, south, east, north = geometry.bounds
    (left, right), (bottom, top) = to_mercator([west, east], [south, north])
    span = max(int(right) - int(left), int(bottom) - int(top), 1)
    finest = max(span.bit_length() - CELLS_ACROSS.bit_length(), 0)
    finest -= finest % SIZE_STEP
    shift = min(finest + CELLS_ACROSS.bit_length() - 2, LEVEL)
    columns = np.arange(int(left) >> shift, (int(right) >> shift) + 1)
    rows = np.arange(int(top) >> shift, (int(bottom) >> shift) + 1)
    x, y = (axis.ravel() for axis in np.meshgrid(columns, rows))
    inside: list[Ints] = []
    while True:
        boxes = _boxes(x, y, shift)
        met = shapely.intersects(geometry, boxes)
        whole = met & shapely.contains_properly(geometry, boxes)
        inside.append(_split(x[whole], y[whole], shift - finest))
        x, y = x[met & ~whole], y[met & ~whole]
        if shift == finest:
            break
        shift -= 1
        x, y = _quarters(x, y)
    wholly = np.concatenate(inside)
    cells = np.concatenate([wholly, cell_key(x, y)])
    return finest, cells, np.arange(len(cells)) < len(wholly)


def _boxes(x: Ints, y: Ints, shift: int) -> npt.NDArray[np.object_]:
    west, south, east, north = cell_edges(x, y, shift)
    # What lies beyond the square world was moved to its first and last rows.
    north = np.where(y == 0, _POLE, north)
    south = np.where((y + 1) << shift >= SIZE, -_POLE, south)
    boxes: npt.NDArray[np.object_] = shapely.box(
        west - SLACK_DEG, south - SLACK_DEG, east + SLACK_DEG, north + SLACK_DEG
    )
    return boxes


def _quarters(x: Ints, y: Ints) -> tuple[Ints, Ints]:
    column = np.concatenate([2 * x, 2 * x + 1, 2 * x, 2 * x + 1])
    return column, np.concatenate([2 * y, 2 * y, 2 * y + 1, 2 * y + 1])


def _split(x: Ints, y: Ints, times: int) -> Ints:
    """Keys of the finest cells within cells."""
    within = np.arange(1 << times)
    column = (x[:, None, None] << times) + within[None, :, None]
    row = (y[:, None, None] << times) + within[None, None, :]
    return cell_key(*np.broadcast_arrays(column, row)).ravel()
