"""Which engine answers for a dataset folder: chosen by argument or environment, never guessed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pandas as pd

from geo import gazetteer
from geo.engine.duck import DuckBackend
from geo.engine.engine import Backend, Engine
from geo.engine.layout import is_converted, read_manifest
from geo.engine.loaded import engine_of
from geo.engine.predicates import NotOnThisEngineError
from geo.engine.spark import SparkBackend
from geo.errors import DataFaultsError, UsageError
from geo.schema import PARTIES, PLACES_FILE, SOURCES, Table
from geo.store.folder import load, resolve
from geo.store.tables import read_table
from geo.store.typed import typed

ENGINE_VARIABLE: Final = "TRUCELINE_ENGINE"
DUCKDB: Final = "duckdb"
SPARK: Final = "spark://"


def open_engine(path: Path | str | None = None, url: str | None = None, memory: str = "") -> Engine:
    """Open a dataset folder with an engine.

    Parameters
    ----------
    path : path-like, optional
        As for `folder.resolve`. Of CSV files, or as made by `python -m geo convert`.
    url : str, optional
        `duckdb` or `spark://host:port`; else `TRUCELINE_ENGINE`, else `duckdb`.
    memory : str
        Most that DuckDB may hold in memory, such as `800MB`, or that each worker of a cluster may,
        such as `2g`; the engine's own default where empty.

    Raises
    ------
    DataFaultsError
        If the data have faults.
    UsageError
        If there is no such engine, or it cannot answer for this folder.
    """
    folder = resolve(path)
    chosen = url or os.environ.get(ENGINE_VARIABLE) or DUCKDB
    if chosen != DUCKDB and not chosen.startswith(SPARK):
        raise UsageError(f"engine: expected {DUCKDB} or {SPARK}host:port, found {chosen!r}")
    if not is_converted(folder):
        if chosen != DUCKDB:
            raise NotOnThisEngineError(
                f"{chosen}: expected a folder of Parquet files, found CSV files in {folder}; "
                f"python -m geo convert {folder} --to parquet -o FOLDER"
            )
        return engine_of(load(folder), memory)
    manifest = read_manifest(folder)
    backend: Backend
    if chosen == DUCKDB:
        backend = DuckBackend.over_parquet(folder, memory)
    else:
        settings = {"spark.executor.memory": memory} if memory else {}
        backend = SparkBackend(chosen, folder, settings)
    return Engine(
        backend,
        manifest,
        gazetteer.read(folder / PLACES_FILE),
        _read(folder, PARTIES),
        _read(folder, SOURCES),
    )


def _read(folder: Path, table: Table) -> pd.DataFrame:
    rows, faults = read_table(folder / table.file, table)
    if faults:
        raise DataFaultsError(faults)
    return typed(rows, table)
