"""DuckDB in this process: over Parquet files, or over a dataset that is in memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any, Final

import duckdb
import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa

from geo.engine import layout

TABLES: Final = ("events", *layout.TABLE_FILES)
BATCH_ROWS: Final = 122_880


class DuckBackend:
    """Answers expressions with DuckDB.

    Each answer has a cursor of its own, so that many sessions may ask at once.

    Parameters
    ----------
    connection : DuckDBPyConnection
        That holds the tables of `layout` as tables or views.
    """

    name: Final = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._ibis = ibis.duckdb.from_connection(connection)
        self._lock = threading.Lock()
        self._numbers = count()

    @classmethod
    def over_parquet(cls, folder: Path, memory: str = "", spill: Path | None = None) -> DuckBackend:
        """Open a folder in the layout of `layout`.

        Parameters
        ----------
        folder : Path
            With a manifest.
        memory : str
            Most to hold in memory, such as `800MB`; DuckDB's own default where empty.
        spill : Path, optional
            Folder for what does not fit.
        """
        settings: dict[str, Any] = {"memory_limit": memory} if memory else {}
        if spill is not None:
            settings["temp_directory"] = str(spill)
        connection = duckdb.connect(":memory:", config=settings)
        # What the ends of the files say is kept, so that no question reads it again.
        connection.execute("SET parquet_metadata_cache = true")
        files = [str(file) for file in layout.event_files(folder)]
        _view(connection, "events", files)
        for table in layout.TABLE_FILES:
            _view(connection, table, [str(folder / f"{table}.parquet")])
        return cls(connection)

    def tables(self) -> Mapping[str, ir.Table]:
        """Tables of `layout` by name."""
        return {name: self._ibis.table(name) for name in TABLES}

    def compile(self, expression: ir.Table) -> str:
        """SQL of an expression, for `run_sql`."""
        return str(self._ibis.compile(expression))

    def run_sql(self, sql: str) -> pa.Table:
        """Answer a statement made by `compile`."""
        with self._connection.cursor() as cursor:
            return cursor.sql(sql).to_arrow_table()

    def stream_sql(self, sql: str) -> Iterator[pa.RecordBatch]:
        """Answer a statement made by `compile` part by part, which is never whole in memory."""
        with self._connection.cursor() as cursor:
            yield from cursor.sql(sql).to_arrow_reader(BATCH_ROWS)

    def run(self, expression: ir.Table) -> pa.Table:
        """Answer an expression that holds tables of this process."""
        # Such tables are registered with the one connection, which one thread may use at a time.
        with self._lock:
            return self._ibis.to_pyarrow(expression)

    def keep(self, rows: pd.DataFrame) -> ir.Table:
        """Take a table of this process, for as long as the connection is open."""
        with self._lock:
            name = f"kept{next(self._numbers)}"
            self._connection.register("rows_to_keep", rows)
            self._connection.execute(f"CREATE TABLE {name} AS FROM rows_to_keep")
            self._connection.unregister("rows_to_keep")
            return self._ibis.table(name)

    def version(self) -> str:
        """Name and version."""
        return f"DuckDB {duckdb.__version__}"

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _view(connection: duckdb.DuckDBPyConnection, name: str, files: list[str]) -> None:
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    connection.execute(f"CREATE VIEW {name} AS FROM read_parquet([{listed}])")
