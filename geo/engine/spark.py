"""A Spark standalone cluster, for data that one machine cannot store.

PySpark is an optional extra (`requirements-spark.txt`), imported only when a cluster is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any, Final

import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa

from geo.engine import layout
from geo.engine.predicates import NotOnThisEngineError

INSTALL: Final = "pip install -r requirements-spark.txt"


class SparkBackend:
    """Answers expressions with a Spark cluster.

    Parameters
    ----------
    url : str
        `spark://host:port`.
    folder : Path
        In the layout of `layout`, under a path that every worker can read.
    settings : mapping of str to str
        Spark properties, such as `spark.executor.memory`.

    Raises
    ------
    NotOnThisEngineError
        If PySpark is not installed.
    """

    name: Final = "spark"

    def __init__(self, url: str, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise NotOnThisEngineError(
                f"{url}: expected PySpark to be installed, found none; {INSTALL}"
            ) from error
        builder = SparkSession.builder.master(url).appName("truceline")
        for key, value in {**_SETTINGS, **(settings or {})}.items():
            builder = builder.config(key, value)
        self._session: Any = builder.getOrCreate()
        self._session.sparkContext.setLogLevel("ERROR")
        self._ibis = ibis.pyspark.connect(self._session)
        files = {"events": f"{folder}/{layout.EVENTS_FOLDER}"}
        files |= {table: f"{folder}/{table}.parquet" for table in layout.TABLE_FILES}
        for table, path in files.items():
            self._session.read.parquet(path).createOrReplaceTempView(table)
        self._names = tuple(files)
        self._numbers = count()

    def tables(self) -> Mapping[str, ir.Table]:
        """Tables of `layout` by name."""
        return {name: self._ibis.table(name) for name in self._names}

    def compile(self, expression: ir.Table) -> str:
        """SQL of an expression, for `run_sql`."""
        return str(self._ibis.compile(expression))

    def run_sql(self, sql: str) -> pa.Table:
        """Answer a statement made by `compile`."""
        return self._session.sql(sql).toArrow()

    def stream_sql(self, sql: str) -> Iterator[pa.RecordBatch]:
        """Answer a statement made by `compile`; the driver has all of it before the first part."""
        yield from self.run_sql(sql).to_batches()

    def run(self, expression: ir.Table) -> pa.Table:
        """Answer an expression that holds tables of this process."""
        return self._ibis.to_pyarrow(expression)

    def keep(self, rows: pd.DataFrame) -> ir.Table:
        """Take a table of this process, for as long as the session lasts."""
        name = f"kept{next(self._numbers)}"
        arrow = pa.Table.from_pandas(rows, preserve_index=False)
        self._session.createDataFrame(arrow).cache().createOrReplaceTempView(name)
        return self._ibis.table(name)

    def version(self) -> str:
        """Name and version."""
        return f"Spark {self._session.version}"

    def close(self) -> None:
        """Leave the cluster."""
        self._session.stop()


_SETTINGS: Final = {
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
}
