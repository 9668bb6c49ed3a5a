"""Writing the engine's tables as Parquet, in the layout that its questions read fastest."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import duckdb

from geo.engine import layout
from geo.engine.joined import LATER
from geo.engine.layout import Manifest
from geo.engine.shelves import Shelves, cuts, quoted

# Version 2 would be smaller, but its BYTE_STREAM_SPLIT is an encoding that Spark 4.0 cannot read.
# A row group of a file that is put together from several may have some hundred rows more.
_OPTIONS: Final = (
    f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {layout.ROW_GROUP_ROWS}, PARQUET_VERSION v1"
)
_COLUMNS: Final = "SELECT * EXCLUDE (file_order) FROM"
# Events that are sorted at a time.
SORTED_ROWS: Final = 1_000_000


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
        write_file(connection, f"FROM {table}", folder / f"{table}.parquet")
    years = connection.execute(
        "SELECT year_of(day_start) AS year, min(row), count(*), bool_or(file_order >= $1) "
        "FROM ordered_events GROUP BY year ORDER BY year",
        [LATER],
    ).fetchall()
    total = sum(count for _, _, count, _ in years)
    for year, first, count, any_later in years:
        file = folder / layout.EVENTS_FOLDER / f"{year:04d}.parquet"
        # Rows are numbered by day, so that a year is a run of them.
        of_year = f"row BETWEEN {first} AND {first + count - 1}"
        write_events(connection, f"{of_year} AND file_order < {LATER}", file)
        if any_later:
            later = file.with_stem(f"{file.stem}-on")
            write_events(connection, f"{of_year} AND file_order >= {LATER}", later)
        progress(first + count, total)
    if not years:
        write_events(connection, "true", folder / layout.EVENTS_FOLDER / "none.parquet")
    manifest = _manifest(connection, version, made_from)
    manifest.write(folder)
    return manifest


def write_events(connection: duckdb.DuckDBPyConnection, which: str, file: Path) -> None:
    """Write some of the events as one file, in the order of `layout`.

    They are sorted some at a time, and then written one after the other.
    """
    found = f"(FROM ordered_events WHERE {which})"
    ranges = cuts(connection, found, "file_order", SORTED_ROWS)
    if len(ranges) <= 1:
        write_file(connection, f"{_COLUMNS} {found} ORDER BY file_order, row", file)
        return
    with tempfile.TemporaryDirectory(prefix=f".{file.stem}-", dir=file.parent) as name:
        shelves = Shelves(connection, Path(name))
        for first, last, _ in ranges:
            some = f"FROM ordered_events WHERE {which} AND file_order BETWEEN {first} AND {last}"
            shelves.put("sorted", some, "file_order, row")
        write_file(connection, f"{_COLUMNS} {shelves.on('sorted')}", file)


def write_file(connection: duckdb.DuckDBPyConnection, rows: str, file: Path) -> None:
    """Write rows as Parquet, in their order."""
    connection.execute(f"COPY ({rows}) TO '{quoted(file)}' ({_OPTIONS})")


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
