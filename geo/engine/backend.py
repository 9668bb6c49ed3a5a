"""What an engine has to be able to do for `Engine`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa


class Backend(Protocol):
    """What an engine has to be able to do."""

    @property
    def name(self) -> str:
        """Short name: `duckdb` or `spark`."""

    def tables(self) -> Mapping[str, ir.Table]:
        """Tables of `layout` by name."""

    def compile(self, expression: ir.Table) -> str:
        """SQL of an expression, for `run_sql`."""

    def run_sql(self, sql: str) -> pa.Table:
        """Answer a statement made by `compile`."""

    def stream_sql(self, sql: str) -> Iterator[pa.RecordBatch]:
        """Answer a statement made by `compile` part by part."""

    def run(self, expression: ir.Table) -> pa.Table:
        """Answer an expression that holds tables of this process."""

    def keep(self, rows: pd.DataFrame) -> ir.Table:
        """Take a table of this process, for as long as the engine is open."""

    def version(self) -> str:
        """Name and version."""

    def close(self) -> None:
        """Let go of what it holds."""
