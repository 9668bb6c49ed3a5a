"""The engine's questions answered by pandas and geopandas from the loaded dataset.

Nothing here is shared with `geo.engine`: selection is the app's own mask in memory, positions are
projected by PROJ, calendar steps are pandas periods, and zones are joined by geopandas.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import geopandas
import numpy as np
import pandas as pd
from pyproj import Transformer

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.schema import CATEGORIES
from geo.summary import summarise
from geo.toponym import fold

EARTH = 20037508.342789244
PERIODS = {"day": "D", "week": "W-SUN", "month": "M"}
Bounds = tuple[float, float, float, float]


def selected(dataset: Dataset, asked: EventFilter) -> pd.DataFrame:
    return asked.select(dataset.events.assign(row=np.arange(len(dataset.events))))


def counts(dataset: Dataset, asked: EventFilter) -> dict[str, int | None]:
    events = selected(dataset, asked)
    summary = summarise(events)
    cited = dataset.claims[dataset.claims["event_id"].isin(events["event_id"])]["source_id"]
    days = dataset.sources.set_index("source_id")["published_on"].reindex(cited.unique()).dropna()
    known = {} if days.empty else {"latest": (days.max() - pd.Timestamp(0)).days}
    return known | {
        "certain": summary.certain,
        "possible": summary.possible,
        "symbol": summary.mapped,
        "area": summary.on_areas,
        "listed": summary.listed,
        "contested": summary.contested,
        "killed_low": summary.killed.low,
        "killed_high": summary.killed.high,
        "killed_reported": summary.killed.reported,
        "wounded_low": summary.wounded.low,
        "wounded_high": summary.wounded.high,
        "wounded_reported": summary.wounded.reported,
    }


def histogram(dataset: Dataset, asked: EventFilter, step: str) -> dict[tuple[date, int], tuple]:
    events = selected(dataset, asked)
    starts = events["date_start"].dt.to_period(PERIODS[step]).dt.start_time.dt.date
    return _certain_and_possible(events, [starts, _category(events)])


def grid(
    dataset: Dataset, asked: EventFilter, bounds: Bounds | None, shift: int
) -> dict[tuple[int, int, int], tuple]:
    events = selected(dataset, asked)
    events = events[events["drawn"] == "symbol"]
    if bounds is not None:
        # A view ends where its pixels do, not where a position's cell does: none stands between.
        west, south, east, north = bounds
        inside = events["lon"].between(west, east) & events["lat"].between(south, north)
        events = events[inside]
    project = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)
    x, y = project.transform(events["lon"].to_numpy(), events["lat"].to_numpy())
    columns = np.floor((x + EARTH) / (2 * EARTH) * 2**26).astype(np.int64) // 2**shift
    rows = np.floor((EARTH - y) / (2 * EARTH) * 2**26).astype(np.int64) // 2**shift
    keys = [pd.Series(columns, events.index), pd.Series(rows, events.index), _category(events)]
    tolls = events.assign(
        low=events["low"].fillna(0).astype(int),
        high=events["high"].fillna(0).astype(int),
        reported=events["low"].notna() | events["high"].notna(),
    )
    sums = tolls.groupby(keys)[["low", "high", "reported"]].sum()
    tallies = _certain_and_possible(events, keys)
    return {key: (*tallies[key], *map(int, sums.loc[key])) for key in tallies}


def areas(dataset: Dataset, asked: EventFilter) -> dict[tuple[str, int], tuple]:
    events = selected(dataset, asked)
    events = events[events["drawn"] == "area"]
    return _certain_and_possible(events, [events["place_id"].astype(str), _category(events)])


def pages(dataset: Dataset, asked: EventFilter, limit: int) -> list[list[str]]:
    ids = selected(dataset, asked)["event_id"].tolist()
    return [ids[start : start + limit] for start in range(0, len(ids), limit)]


def by_attribute(
    dataset: Dataset, asked: EventFilter, attributes: pd.DataFrame, value: str
) -> dict[object, int]:
    events = selected(dataset, asked)
    merged = events.assign(place_id=events["place_id"].astype(str)).merge(
        attributes, on="place_id", how="left"
    )
    return merged[value].value_counts(dropna=False).to_dict()


def by_name(dataset: Dataset, names: Iterable[str]) -> set[tuple[str, str | None]]:
    found: set[tuple[str, str | None]] = set()
    for name in names:
        bearers = {
            (name, place.id)
            for place in dataset.gazetteer.values()
            if fold(name) in {fold(place.title), *(fold(one.text) for one in place.names)}
        }
        found |= bearers or {(name, None)}
    return found


def members(dataset: Dataset, asked: EventFilter, zones: list) -> set[tuple[int, str]]:
    events = selected(dataset, asked)
    events = events[events["drawn"] == "symbol"]
    points = geopandas.GeoDataFrame(
        events[["row", "date_start", "date_end"]],
        geometry=geopandas.points_from_xy(events["lon"], events["lat"]),
        crs="EPSG:4326",
    )
    spans = [
        (zone.id, zone.part.geometry, span.start, None if span.open_end else span.end)
        for zone in zones
        for span in zone.part.timespans
    ]
    areas = geopandas.GeoDataFrame(
        {
            "zone": [zone for zone, *_ in spans],
            "first": [pd.Timestamp(first or date(1500, 1, 1)) for *_, first, _ in spans],
            "last": [pd.Timestamp(last or date(2200, 1, 1)) for *_, last in spans],
        },
        geometry=[geometry for _, geometry, *_ in spans],
        crs="EPSG:4326",
    )
    joined = geopandas.sjoin(points, areas, predicate="within")
    in_force = (joined["date_start"] <= joined["last"]) & (joined["date_end"] >= joined["first"])
    joined = joined[in_force]
    return set(zip(joined["row"].tolist(), joined["zone"].tolist(), strict=True))


def _category(events: pd.DataFrame) -> pd.Series:
    codes = pd.Categorical(events["category"], categories=list(CATEGORIES)).codes
    return pd.Series(codes.astype(int), index=events.index)


def _certain_and_possible(events: pd.DataFrame, keys: list) -> dict:
    certain = (events["certainty"] == "certain").astype(int)
    tally = pd.DataFrame({"certain": certain, "possible": 1 - certain}).groupby(keys).sum()
    return {key: (int(one), int(other)) for key, one, other in tally.itertuples()}
