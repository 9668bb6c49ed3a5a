"""Which events lie in which zones while they were in force: exact, on any engine."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geo.engine.cover import Zone
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


def members(found: pa.Table, zones: Sequence[Zone]) -> pd.DataFrame:
    """Test what has yet to be tested of `candidates`, and keep each pair once.

    Parameters
    ----------
    found : pyarrow table
        Answer to `candidates`.
    zones : sequence of Zone
        As given to `cover.cover`. A position on an edge is not inside, as of `shapely.contains_xy`.

    Returns
    -------
    DataFrame
        `row` (int64) and `zone` (categorical of ids), sorted by row and id.
    """
    row, number, whole, lon, lat = (
        found[name].to_numpy() for name in ("row", "zone", "whole", "lon", "lat")
    )
    kept = np.array(whole, np.bool_)
    edge = np.flatnonzero(~kept)
    for position, zone in enumerate(zones):
        at = edge[number[edge] == position]
        if len(at):
            shapely.prepare(zone.part.geometry)
            kept[at] = shapely.contains_xy(zone.part.geometry, lon[at], lat[at])
    ids = sorted({zone.id for zone in zones})
    codes = np.array([ids.index(zone.id) for zone in zones], np.int64)[number[kept]]
    # A row may lie in several outlines of one zone; pairs are told apart by one whole number.
    pairs = np.sort(row[kept].astype(np.int64) * len(ids) + codes)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    names = pd.Categorical.from_codes(pairs % len(ids), categories=pd.Index(ids, dtype=object))
    return pd.DataFrame({"row": pairs // len(ids), "zone": names})
