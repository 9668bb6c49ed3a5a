"""The questions of `bench.engine`, answered by data frames: pandas and polars."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from bench.engine_questions import (
    BOTTOM,
    DAYS_OF_MONTHS,
    HIGH,
    KIND_CODES,
    LEFT,
    LOW,
    PAGE,
    RIGHT,
    SHIFT,
    TOP,
    Answer,
    Ask,
    attribute_of,
    files_of,
    zones,
)
from geo.engine import layout
from geo.spans import day_number


def with_pandas(folder: Path) -> dict[str, Ask]:
    """Pandas, which reads the columns that it is told to; zones with geopandas, already read."""
    import geopandas
    import pandas as pd
    import pyarrow.parquet as pq

    names = pq.read_schema(layout.event_files(folder)[0]).names
    grid_columns = ["day_start", "day_end", "continuous", "category", "drawn", "mx", "my", "low"]

    def read(columns: list[str] | None) -> Any:
        return pd.read_parquet(folder / layout.EVENTS_FOLDER, columns=columns)

    def grid(windowed: bool, whole: bool = False) -> Answer:
        columns = grid_columns if windowed else grid_columns[3:]
        events = read(None if whole else columns)
        held = events["drawn"].eq(layout.SYMBOL)
        held &= events["mx"].between(LEFT, RIGHT) & events["my"].between(TOP, BOTTOM)
        if windowed:
            held &= events["day_start"].le(HIGH) & events["day_end"].ge(LOW)
            held &= events["category"].isin(KIND_CODES)
        events = events[held]
        inside = True
        if windowed:
            inside = events["continuous"] | (
                events["day_start"].ge(LOW) & events["day_end"].le(HIGH)
            )
        cells = (
            pd.DataFrame(
                {
                    "x": events["mx"].to_numpy(np.int32) >> SHIFT,
                    "y": events["my"].to_numpy(np.int32) >> SHIFT,
                    "category": events["category"],
                    "certain": inside,
                    "low": events["low"],
                }
            )
            .groupby(["x", "y", "category"])
            .agg({"certain": "sum", "low": "sum"})
        )
        return len(cells), int(cells["low"].sum() + cells["certain"].sum())

    def histogram() -> Answer:
        events = read(["day_start", "category"])
        begins = events["day_start"].to_numpy("datetime64[D]").astype(DAYS_OF_MONTHS)
        months = events.groupby(
            [begins.astype("datetime64[D]").astype(np.int64), "category"]
        ).size()
        return len(months), int((months.index.get_level_values(0) * months).sum())

    def page() -> Answer:
        events = read(["row", "day_start", "day_end", "category"])
        held = events["day_start"].le(HIGH) & events["day_end"].ge(LOW)
        rows = events[held & events["category"].isin(KIND_CODES)]["row"].nsmallest(PAGE)
        # The rest of the columns, of these rows only.
        asked = [("row", "in", rows.tolist())]
        columns = [name for name in names if name != "search_text"]
        found = pd.read_parquet(folder / layout.EVENTS_FOLDER, columns=columns, filters=asked)
        found = found.merge(pd.read_parquet(folder / "details.parquet", filters=asked), on="row")
        return len(found), int(found["row"].sum())

    def places() -> Answer:
        events = read(["place"])
        known = pd.read_parquet(folder / "places.parquet", columns=["place"])
        known = known[known["place"] % 2 == 0].assign(held=lambda t: attribute_of(t["place"]))
        counted = events.merge(known, on="place")["held"].value_counts()
        return len(counted), int((counted.index * counted).sum())

    def members() -> Ask:
        events = read(["row", "day_start", "day_end", "drawn", "lon", "lat"])
        events = events[events["drawn"] == layout.SYMBOL]
        at = geopandas.points_from_xy(events["lon"], events["lat"])
        points = geopandas.GeoDataFrame(
            events[["row", "day_start", "day_end"]], geometry=at, crs="EPSG:4326"
        )
        areas = geopandas.GeoDataFrame(
            {
                "zone": [zone.id for zone in zones()],
                "first": [day_number(zone.part.timespans[0].start) for zone in zones()],
                "last": [day_number(zone.part.timespans[0].end) for zone in zones()],
            },
            geometry=[zone.part.geometry for zone in zones()],
            crs="EPSG:4326",
        )

        def join() -> Answer:
            joined = geopandas.sjoin(points, areas, predicate="within")
            held = (joined["day_start"] <= joined["last"]) & (joined["day_end"] >= joined["first"])
            return int(held.sum()), int(joined.loc[held, "row"].sum())

        return join

    def zones_once() -> Answer:
        kept.setdefault("zones", members())
        return kept["zones"]()

    kept: dict[str, Ask] = {}
    return {
        "grid": lambda: grid(True),
        "grid_whole": lambda: grid(True, whole=True),
        "grid_all": lambda: grid(False),
        "histogram": histogram,
        "page": page,
        "places": places,
        "zones": zones_once,
    }


def with_polars(folder: Path) -> dict[str, Ask]:
    """Lazy polars over the same files."""
    import polars as pl

    events = pl.scan_parquet(files_of(folder))
    details = pl.scan_parquet(folder / "details.parquet")
    c = pl.col
    dates = (c("day_start") <= HIGH) & (c("day_end") >= LOW)
    kinds = c("category").is_in(KIND_CODES)
    box = c("mx").is_between(LEFT, RIGHT) & c("my").is_between(TOP, BOTTOM)

    def grid(held: Any, sure: Any) -> Answer:
        cells = (
            events.filter((c("drawn") == layout.SYMBOL) & box & held)
            .group_by(x=c("mx") // (1 << SHIFT), y=c("my") // (1 << SHIFT), category=c("category"))
            .agg(
                certain=sure.sum(),
                every=pl.len(),
                killed_low=c("low").sum(),
                killed_high=c("high").sum(),
                reported=c("low").count(),
            )
            .collect()
        )
        return len(cells), int(cells["killed_low"].sum() + cells["certain"].sum())

    def histogram() -> Answer:
        month = c("day_start").cast(pl.Date).dt.truncate("1mo").cast(pl.Int64)
        months = events.group_by(begins=month, category=c("category")).agg(certain=pl.len())
        answer = months.collect()
        return len(answer), int((answer["begins"] * answer["certain"]).sum())

    def page() -> Answer:
        found = events.filter(dates & kinds).drop("search_text").bottom_k(PAGE, by="row").collect()
        told = details.filter(c("row").is_in(found["row"].to_list())).collect()
        rows = found.join(told, on="row")
        return len(rows), int(rows["row"].sum())

    def places() -> Answer:
        known = pl.scan_parquet(folder / "places.parquet").select("place")
        known = known.filter(c("place") % 2 == 0).with_columns(held=attribute_of(c("place")))
        counted = events.join(known, on="place").group_by("held").agg(events=pl.len()).collect()
        return len(counted), int((counted["held"] * counted["events"]).sum())

    inside = c("continuous") | ((c("day_start") >= LOW) & (c("day_end") <= HIGH))
    return {
        "grid": lambda: grid(dates & kinds, inside),
        "grid_all": lambda: grid(pl.lit(True), c("drawn") == layout.SYMBOL),
        "histogram": histogram,
        "page": page,
        "places": places,
    }


def reads_whole(folder: Path) -> dict[str, Ask]:
    """Pandas as it is called without a thought for columns: files whole, then the question."""
    return {"grid": with_pandas(folder)["grid_whole"]}
