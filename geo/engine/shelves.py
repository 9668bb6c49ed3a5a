"""Rows that wait to be asked for by ranges of a key, on disk or in memory.

Each run of rows that is put on a shelf lies in order of its key: on disk as a Parquet file of small
row groups, whose least and greatest keys stand in its footer. A range of keys is then read from
all runs without the rest, as an external sort reads its runs, and nothing is sorted whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

import duckdb

# Some twenty vectors of DuckDB: few enough rows that a range reads little beside itself.
GROUP_ROWS: Final = 20_480
# These files live for minutes: what a higher level saves of disk costs more in time.
_OPTIONS: Final = (
    f"FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {GROUP_ROWS}"
)


class _Run(NamedTuple):
    """A file and how many rows are in it."""

    file: Path
    rows: int


class Cut(NamedTuple):
    """Rows whose keys lie from `first` to `last`, both among them."""

    first: int
    last: int
    rows: int


class Shelves:
    """Rows under names.

    Parameters
    ----------
    connection : DuckDBPyConnection
        That makes the rows.
    folder : Path, optional
        Of the files; rows are kept as tables of the connection where it is left out.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path | None = None) -> None:
        self._connection = connection
        self._folder = folder
        self._runs: dict[str, list[_Run]] = {}

    def put(self, shelf: str, rows: str, order: str = "") -> None:
        """Put a run of rows on a shelf.

        Parameters
        ----------
        shelf : str
            Its name.
        rows : str
            SQL of the rows.
        order : str
            Columns that they are ordered by, the key first; where it is left out they come in
            order.
        """
        ordered = f"FROM ({rows}) ORDER BY {order}" if order else rows
        if self._folder is not None:
            runs = self._runs.setdefault(shelf, [])
            file = self._folder / f"{shelf}-{len(runs):05d}.parquet"
            ((count,),) = self._connection.execute(
                f"COPY ({ordered}) TO '{quoted(file)}' ({_OPTIONS})"
            ).fetchall()
            runs.append(_Run(file, count))
        elif shelf in self._tables():
            self._connection.execute(f"INSERT INTO {shelf} {ordered}")
        else:
            self._connection.execute(f"CREATE TABLE {shelf} AS {ordered}")

    def on(self, shelf: str) -> str:
        """SQL of all rows on a shelf, run after run."""
        if self._folder is None:
            return shelf
        runs = self._runs[shelf]
        # What has no rows has no footer that says of a column that it is never missing.
        files = [run.file for run in runs if run.rows] or [runs[0].file]
        listed = ", ".join(f"'{quoted(file)}'" for file in files)
        # By name, because DuckDB then reads all footers, and passes on what they say of columns.
        return f"read_parquet([{listed}], union_by_name = true)"

    def clear(self, *shelves: str) -> None:
        """Take away what is on shelves, and free its room."""
        for shelf in shelves:
            for run in self._runs.pop(shelf, []):
                run.file.unlink()
            if self._folder is None:
                self._connection.execute(f"DROP TABLE IF EXISTS {shelf}")

    def _tables(self) -> set[str]:
        return {name for (name,) in self._connection.execute("SHOW TABLES").fetchall()}


def cuts(connection: duckdb.DuckDBPyConnection, rows: str, key: str, most: int) -> list[Cut]:
    """Cut rows into ranges of a key that can be sorted one by one.

    Parameters
    ----------
    connection : DuckDBPyConnection
        That has the rows.
    rows : str
        SQL of what they are read from.
    key : str
        A column of whole numbers.
    most : int
        Rows of a range, beyond which it ends; those of one key are never parted, so that a range
        may have as many more as its last key has.

    Returns
    -------
    list of Cut
        In order of the key; none without rows.
    """
    found = connection.execute(
        f"""SELECT min(key), max(key), sum(rows)::BIGINT FROM (
            SELECT key, rows, (sum(rows) OVER (ORDER BY key) - rows) // {most} AS part
            FROM (SELECT {key} AS key, count(*) AS rows FROM {rows} GROUP BY key)
        ) GROUP BY part ORDER BY part"""
    ).fetchall()
    return [Cut(*row) for row in found]


def quoted(path: Path) -> str:
    """Path as it stands between the quotes of SQL."""
    return str(path).replace("'", "''")
