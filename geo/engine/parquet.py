"""Writing the engine's tables as Parquet, in the layout that its questions read fastest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import duckdb

from geo.engine import layout
from geo.engine.layout import Manifest
from geo.spans import day_number

# Version 2 would be smaller, but its BYTE_STREAM_SPLIT is an encoding that Spark 4.0 cannot read.
_OPTIONS: Final = (
    f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {layout.ROW_GROUP_ROWS}, PARQUET_VERSION v1"
)
_ORDER: Final = "category, drawn, z_order(mx, my) NULLS LAST, row"
# Bits of column and row alternate (Morton 1966), 16 of each: cells of 1024 positions, some 600 m.
# Numbers without a position go last.
_SPREAD: Final = """
CREATE OR REPLACE TEMP MACRO spread1(v) AS (v | (v << 8)) & 16711935;
CREATE OR REPLACE TEMP MACRO spread2(v) AS (v | (v << 4)) & 252645135;
CREATE OR REPLACE TEMP MACRO spread3(v) AS (v | (v << 2)) & 858993459;
CREATE OR REPLACE TEMP MACRO spread4(v) AS (v | (v << 1)) & 1431655765;
CREATE OR REPLACE TEMP MACRO spread(v) AS spread4(spread3(spread2(spread1(v))));
CREATE OR REPLACE TEMP MACRO z_order(x, y) AS
    spread((x >> 10)::BIGINT) | (spread((y >> 10)::BIGINT) << 1);
"""


def write_tables(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    version: str,
    made_from: str,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Manifest:
    """Write the tables that `Staging.join` made.

    Parameters
    ----------
    connection : DuckDBPyConnection
        That holds them.
    folder : Path
        Is made; there must be nothing in it.
    version, made_from : str
        As in `Manifest`.
    progress : callable
        Told how many events of how many are written.

    Returns
    -------
    Manifest
        As written, last of all.
    """
    (folder / layout.EVENTS_FOLDER).mkdir(parents=True)
    for table in layout.TABLE_FILES:
        connection.execute(
            f"COPY (FROM {table}) TO '{_quoted(folder / table)}.parquet' ({_OPTIONS})"
        )
    connection.execute(_SPREAD)
    years = connection.execute(
        "SELECT year(DATE '1970-01-01' + day_start) AS year, min(row), count(*), "
        "max(day_end) FROM events GROUP BY year ORDER BY year"
    ).fetchall()
    total = sum(count for _, _, count, _ in years)
    for year, first, count, latest in years:
        file = folder / layout.EVENTS_FOLDER / f"{year:04d}.parquet"
        # Rows are numbered by day, so that a year is a run of them.
        of_year = f"row BETWEEN {first} AND {first + count - 1}"
        last = day_number(date(year, 12, 31))
        write_events(connection, f"{of_year} AND day_end <= {last}", file)
        if latest > last:
            later = file.with_stem(f"{file.stem}-on")
            write_events(connection, f"{of_year} AND day_end > {last}", later)
        progress(first + count, total)
    if not years:
        write_events(connection, "true", folder / layout.EVENTS_FOLDER / "none.parquet")
    manifest = _manifest(connection, version, made_from)
    manifest.write(folder)
    return manifest


def write_events(connection: duckdb.DuckDBPyConnection, which: str, file: Path) -> None:
    """Write some of the events as one file, in the order of `layout`."""
    connection.execute(
        f"COPY (FROM events WHERE {which} ORDER BY {_ORDER}) TO '{_quoted(file)}' ({_OPTIONS})"
    )


def _manifest(connection: duckdb.DuckDBPyConnection, version: str, made_from: str) -> Manifest:
    ((events, first, last),) = connection.execute(
        "SELECT count(*), min(day_start), max(day_end) FROM events"
    ).fetchall()
    claims, places = (
        connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
        for table in ("claims", "places")
    )
    columns = layout.columns_digest()
    return Manifest(version, events, claims, places, first, last, made_from, columns)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
