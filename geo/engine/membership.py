"""Which events lie in which zones while they were in force: exact, on any engine.

Positions are those of places, of which there are far fewer than events. So places are joined with
zones by the cells of these, once, and events with what was found by place and day. Only what lies
in cells that an edge cuts comes to this process to be tested.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, reduce
from typing import Final

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geo.engine.backend import Backend
from geo.engine.cover import Zone, cover, days_in_force
from geo.engine.layout import SYMBOL
from geo.engine.mercator import SIZE
from geo.engine.predicates import Vocabulary, passing
from geo.engine.tables import Tables
from geo.filters import EventFilter

# Before all days that there are, and more days than there are.
NO_DAY: Final = -(2**31)
_DAYS: Final = 2**33


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


def in_force(places: pd.DataFrame, zones: Sequence[Zone]) -> pd.DataFrame:
    """Say on which days places lay in zones.

    Zones that share an id are one. Its spans are merged where they meet, so that no event meets one
    of them twice.

    Parameters
    ----------
    places : DataFrame
        As of `inside`.
    zones : sequence of Zone
        As given to `cover.cover`.

    Returns
    -------
    DataFrame
        `place`, `zone` (int32, position in `zone_ids`), `first`, `last` (int32, days since
        1970-01-01) and `after` (int32, last day of the span before of the same place and zone).
    """
    ids = zone_ids(zones)
    codes = np.array([ids.index(zone.id) for zone in zones], np.int32)
    spans = places.merge(days_in_force(zones), on="zone")
    spans["zone"] = codes[spans["zone"]]
    spans = spans.sort_values(["place", "zone", "first"], ignore_index=True)
    place, zone, first, last = (
        spans[name].to_numpy(np.int64) for name in ("place", "zone", "first", "last")
    )
    opens = np.r_[True, (np.diff(place) != 0) | (np.diff(zone) != 0)][: len(spans)]
    # Spans of a group lie above those of the groups before it, so that one sweep does for all.
    lifted = np.cumsum(opens) * _DAYS
    latest = np.maximum.accumulate(last + lifted) - lifted
    parted = opens | (first > np.r_[0, latest[:-1]][: len(spans)] + 1)
    begins = np.flatnonzero(parted)
    ends = np.r_[begins[1:], len(spans)][: len(begins)] - 1
    after = np.where(opens[begins], NO_DAY, latest[np.maximum(begins - 1, 0)])
    merged = {
        "place": place[begins],
        "zone": zone[begins],
        "first": first[begins],
        "last": latest[ends],
        "after": after,
    }
    return pd.DataFrame(merged).astype("int32")


def members(events: ir.Table, held: ir.Table) -> ir.Table:
    """Join events with the zones that their places lie in, on the days of both.

    Parameters
    ----------
    events : ibis table
        `row`, `place`, `day_start`, `day_end`.
    held : ibis table
        As of `in_force`.

    Returns
    -------
    ibis table
        `row` and `zone`, each pair once, in no order.
    """
    joined = events.join(held, "place")
    # Of the spans that an event meets, the first one answers: to drop pairs that come twice would
    # take memory for all of them.
    on_its_days = joined.filter(
        joined["day_start"] <= joined["last"],
        joined["day_end"] >= joined["first"],
        joined["day_start"] > joined["after"],
    )
    return on_its_days.select("row", "zone")


def zone_ids(zones: Sequence[Zone]) -> list[str]:
    """Distinct ids of zones, in the order by which answers number them."""
    return sorted({zone.id for zone in zones})


class ZoneJoin:
    """The spatial join of one engine: what it found of places and zones is kept.

    Parameters
    ----------
    backend : Backend
        That joins, and keeps.
    places : ibis table
        The places of `layout`.
    """

    def __init__(self, backend: Backend, places: ir.Table) -> None:
        self._backend = backend
        self._places = places
        # Kept as long as the engine is open: zones are those of a gazetteer, which is one.
        self._held = cache(self._hold)

    def question(
        self, tables: Tables, asked: EventFilter, known: Vocabulary, zones: tuple[Zone, ...]
    ) -> ir.Table:
        """Ask which events that pass and are drawn as symbols lie in zones: see `members`."""
        events = passing(tables.events, asked, known)
        columns = ["row", "place", "day_start", "day_end"]
        return members(events.filter(events["drawn"] == SYMBOL).select(columns), self._held(zones))

    def _hold(self, zones: tuple[Zone, ...]) -> ir.Table:
        cells = cover(zones)
        shifts = sorted({int(shift) for shift in cells["shift"].unique()})
        points = self._places.select("place", "lon", "lat", "mx", "my")
        found = self._backend.run(candidates(points, ibis.memtable(cells), shifts))
        return self._backend.keep(in_force(inside(found, zones), zones))
