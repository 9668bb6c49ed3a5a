"""The questions of `bench.engine`, answered by the engine and by what one would write without it.

Every answer is a pair of whole numbers, rows and a sum over them, which all contenders must agree
on. Reading the Parquet files belongs to each answer, save where it says otherwise.
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
from geo.filters import EventFilter
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


def ours(folder: Path) -> dict[str, Ask]:
    """Truceline's engine: ibis on DuckDB."""
    import pandas as pd

    from geo.store.engines import open_engine

    engine = open_engine(folder, "duckdb")
    two_years = EventFilter(FIRST, LAST, category=KINDS)
    ids = list(engine.gazetteer)
    number = np.arange(0, len(ids), 2)
    attributes = pd.DataFrame({"place_id": np.array(ids)[number], "held": attribute_of(number)})

    def grid(asked: EventFilter) -> Answer:
        cells = engine.viewport_cells(asked, BOUNDS, ZOOM)
        return len(cells), int(cells["killed_low"].sum() + cells["certain"].sum())

    def histogram() -> Answer:
        months = engine.histogram(EventFilter(), "month")
        return len(months), int((months["begins"] * months["certain"]).sum())

    def page() -> Answer:
        rows = engine.page(two_years, PAGE)
        return len(rows), int(rows["row"].sum())

    def places() -> Answer:
        counted = engine.by_attribute(EventFilter(), attributes, "held").dropna()
        return len(counted), int((counted["held"] * counted["events"]).sum())

    def members() -> Answer:
        found = engine.members(EventFilter(), zones())
        return len(found), int(found["row"].sum())

    return {
        "grid": lambda: grid(two_years),
        "grid_all": lambda: grid(EventFilter()),
        "histogram": histogram,
        "page": page,
        "places": places,
        "zones": members,
    }


def raw_duckdb(folder: Path) -> dict[str, Ask]:
    """SQL written by hand for DuckDB."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET parquet_metadata_cache = true")
    listed = ", ".join(f"'{file}'" for file in files_of(folder))
    connection.execute(f"CREATE VIEW events AS FROM read_parquet([{listed}])")
    connection.execute(f"CREATE VIEW details AS FROM read_parquet('{folder}/details.parquet')")
    dates = f"day_start <= {HIGH} AND day_end >= {LOW}"
    certain = f"continuous OR (day_start >= {LOW} AND day_end <= {HIGH})"
    box = f"mx BETWEEN {LEFT} AND {RIGHT} AND my BETWEEN {TOP} AND {BOTTOM}"

    def grid(where: str, sure: str) -> Answer:
        cells = (
            connection.sql(
                f"""SELECT mx >> {SHIFT} AS x, my >> {SHIFT} AS y, category,
                count(*) FILTER ({sure}) AS certain, count(*) AS every,
                sum(low) AS killed_low, sum(high) AS killed_high, count(low) AS reported
            FROM events WHERE drawn = {layout.SYMBOL} AND {box} AND {where}
            GROUP BY x, y, category"""
            )
            .to_arrow_table()
            .to_pandas()
        )
        return len(cells), int(cells["killed_low"].sum() + cells["certain"].sum())

    def histogram() -> Answer:
        months = (
            connection.sql(
                """SELECT date_trunc('month', DATE '1970-01-01' + day_start) AS month,
                category, count(*) AS certain
            FROM events GROUP BY month, category"""
            )
            .to_arrow_table()
            .to_pandas()
        )
        begins = months["month"].to_numpy("datetime64[D]").astype(np.int64)
        return len(months), int((begins * months["certain"]).sum())

    def page() -> Answer:
        rows = (
            connection.sql(
                f"""SELECT * FROM (
                    SELECT * EXCLUDE (search_text) FROM events
                    WHERE {dates} AND category IN {KIND_CODES} ORDER BY row LIMIT {PAGE}
                ) JOIN details USING (row) ORDER BY row"""
            )
            .to_arrow_table()
            .to_pandas()
        )
        return len(rows), int(rows["row"].sum())

    def places() -> Answer:
        counted = (
            connection.sql(
                f"""SELECT p.place % 16 // 2 AS held, count(*) AS events
            FROM events e JOIN read_parquet('{folder}/places.parquet') p USING (place)
            WHERE p.place % 2 = 0 GROUP BY held"""
            )
            .to_arrow_table()
            .to_pandas()
        )
        return len(counted), int((counted["held"] * counted["events"]).sum())

    return {
        "grid": lambda: grid(f"{dates} AND category IN {KIND_CODES}", certain),
        "grid_all": lambda: grid("true", "true"),
        "histogram": histogram,
        "page": page,
        "places": places,
    }


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


CONTENDERS: Final[dict[str, Callable[[Path], dict[str, Ask]]]] = {
    "Truceline": ours,
    "DuckDB, SQL by hand": raw_duckdb,
    "pandas and geopandas": with_pandas,
    "pandas, files whole": reads_whole,
    "polars": with_polars,
}
