"""Who answers the questions of `bench.engine`: the engine, and what one would write without it.

Reading the Parquet files belongs to each answer, save where it says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from bench.engine_frames import reads_whole, with_pandas, with_polars
from bench.engine_questions import (
    BOTTOM,
    BOUNDS,
    FIRST,
    HIGH,
    KIND_CODES,
    KINDS,
    LAST,
    LEFT,
    LOW,
    PAGE,
    RIGHT,
    SHIFT,
    TOP,
    ZOOM,
    Answer,
    Ask,
    attribute_of,
    files_of,
    zones,
)
from geo.engine import layout
from geo.filters import EventFilter


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


CONTENDERS: Final[dict[str, Callable[[Path], dict[str, Ask]]]] = {
    "Truceline": ours,
    "DuckDB, SQL by hand": raw_duckdb,
    "pandas and geopandas": with_pandas,
    "pandas, files whole": reads_whole,
    "polars": with_polars,
}

# What is not asked, and why: contender, question (all of them where blank), fewest rows.
LEFT_OUT: Final = (
    (
        "pandas and geopandas",
        "zones",
        10_000_000,
        "zones of pandas and geopandas, which take a minute and more",
    ),
    (
        "pandas and geopandas",
        "",
        100_000_000,
        "pandas and geopandas, which hold whole columns in memory, several times over",
    ),
    (
        "pandas, files whole",
        "",
        100_000_000,
        "pandas reading files whole, which held 5.8 GB of memory at ten million",
    ),
)


def left_out(size: int) -> dict[tuple[str, str], str]:
    """Contenders and questions that are not asked at a size, and why.

    Parameters
    ----------
    size : int
        Rows.

    Examples
    --------
    >>> [asked for asked in left_out(10_000_000)]
    [('pandas and geopandas', 'zones')]
    """
    return {
        (contender, question): why for contender, question, least, why in LEFT_OUT if size >= least
    }
