"""Which events lie in which zones while they were in force: exact, on any engine.

Positions are those of places, of which there are far fewer than events. So places are joined with
zones by the cells of these, and events with what was found by place and day.
"""

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
    """Join positions with the cells that they lie in.

    Parameters
    ----------
    points : ibis table
        `place`, `lon`, `lat` (degrees), `mx`, `my` (see `mercator`); rows without a position are
        in no cell.
    cells : ibis table
        As made by `cover.cover`.
    shifts : sequence of int
        The distinct `shift` in it.

    Returns
    -------
    ibis table
        `place`, `zone`, `whole`, and for what has yet to be tested `lon` and `lat`.
    """
    found = []
    for shift in shifts:
        # Widened before they are shifted: ibis takes a shift for wide already and drops the cast.
        x, y = (points[name].cast("int64") >> shift for name in ("mx", "my"))
        keyed = points.mutate(cell=x * SIZE + y)
        joined = keyed.join(cells.filter(cells["shift"] == shift), "cell")
        edge = ~joined["whole"]
        found.append(
            joined.select(
                "place",
                "zone",
                "whole",
                lon=ibis.ifelse(edge, joined["lon"], None),
                lat=ibis.ifelse(edge, joined["lat"], None),
            )
        )
    return reduce(lambda one, other: one.union(other), found)


def inside(found: pa.Table, zones: Sequence[Zone]) -> pd.DataFrame:
    """Test what has yet to be tested of `candidates`.

    Parameters
    ----------
    found : pyarrow table
        Answer to `candidates`.
    zones : sequence of Zone
        As given to `cover.cover`. A position on an edge is not inside, as of `shapely.contains_xy`.

    Returns
    -------
    DataFrame
        `place` and `zone` (int32, position in `zones`), each pair once.
    """
    place, number, whole, lon, lat = (
        found[name].to_numpy() for name in ("place", "zone", "whole", "lon", "lat")
    )
    kept = np.array(whole, np.bool_)
    edge = np.flatnonzero(~kept)
    for position, zone in enumerate(zones):
        at = edge[number[edge] == position]
        if len(at):
            shapely.prepare(zone.part.geometry)
            kept[at] = shapely.contains_xy(zone.part.geometry, lon[at], lat[at])
    return pd.DataFrame({"place": place[kept], "zone": number[kept]}).astype("int32")


def members(events: ir.Table, held: ir.Table) -> ir.Table:
    """Join events with the zones that their places lie in, on the days of both.

    Parameters
    ----------
    events : ibis table
        `row`, `place`, `day_start`, `day_end`.
    held : ibis table
        `place`, `zone`, and `first` and `last`, the days on which it was in force.

    Returns
    -------
    ibis table
        `row` and `zone`, each pair once, in no order.
    """
    joined = events.join(held, "place")
    on_its_days = joined.filter(
        joined["day_start"] <= joined["last"], joined["day_end"] >= joined["first"]
    )
    return on_its_days.select("row", "zone").distinct()
