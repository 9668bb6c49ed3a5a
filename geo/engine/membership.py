"""Which events lie in which zones while they were in force: exact, on any engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geo.engine.cover import Zone, cover
from geo.engine.mercator import SIZE


def candidates(points: ir.Table, cells: ir.Table, shifts: Sequence[int]) -> ir.Table:
    """Join positions with the cells that they lie in, on the days of both.

    Parameters
    ----------
    points : ibis table
        `row`, `lon`, `lat` (degrees), `mx`, `my` (see `mercator`), `day_start`, `day_end`.
    cells : ibis table
        As made by `cover.cover`.
    shifts : sequence of int
        The distinct `shift` in it.

    Returns
    -------
    ibis table
        `row`, `zone`, `whole`, and for what has yet to be tested `lon` and `lat`.
    """
    found = []
    for shift in shifts:
        # Widened before they are shifted: ibis takes a shift for wide already and drops the cast.
        x, y = (points[name].cast("int64") >> shift for name in ("mx", "my"))
        keyed = points.mutate(cell=x * SIZE + y)
        joined = keyed.join(cells.filter(cells["shift"] == shift), "cell")
        joined = joined.filter(
            joined["day_start"] <= joined["last"], joined["day_end"] >= joined["first"]
        )
        edge = ~joined["whole"]
        found.append(
            joined.select(
                "row",
                "zone",
                "whole",
                lon=ibis.ifelse(edge, joined["lon"], None),
                lat=ibis.ifelse(edge, joined["lat"], None),
            )
        )
    return reduce(lambda one, other: one.union(other), found)


def members(
    points: ir.Table, zones: Sequence[Zone], run: Callable[[ir.Table], pa.Table]
) -> pd.DataFrame:
    """Zones that each position lies in, on its days.

    Parameters
    ----------
    points : ibis table
        As for `candidates`; rows without a position are in no zone.
    zones : sequence of Zone
        Areas; a position on an edge is not inside, as of `shapely.contains_xy`.
    run : callable
        Answers an expression, on the engine that holds the points.

    Returns
    -------
    DataFrame
        `row` (int64) and `zone` (str, its id), each pair once, sorted.
    """
    table = cover(zones)
    if table.empty:
        return pd.DataFrame({"row": np.empty(0, np.int64), "zone": np.empty(0, object)})
    shifts = sorted({int(shift) for shift in table["shift"].unique()})
    found = run(candidates(points, ibis.memtable(table), shifts))
    row, number, whole, lon, lat = (
        found[name].to_numpy() for name in ("row", "zone", "whole", "lon", "lat")
    )
    kept = whole.copy()
    for position, zone in enumerate(zones):
        at = np.flatnonzero((number == position) & ~whole)
        if len(at):
            shapely.prepare(zone.part.geometry)
            kept[at] = shapely.contains_xy(zone.part.geometry, lon[at], lat[at])
    ids = sorted({zone.id for zone in zones})
    codes = np.array([ids.index(zone.id) for zone in zones], np.int64)[number[kept]]
    # A row may lie in several outlines of one zone; pairs are told apart by one whole number.
    pairs = np.unique(row[kept].astype(np.int64) * len(ids) + codes)
    names = np.array(ids, dtype=object)[pairs % len(ids)]
    return pd.DataFrame({"row": pairs // len(ids), "zone": names})
