"""Which engine answers for a dataset folder: chosen by argument or environment, never guessed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from geo.engine.layout import is_converted, read_manifest
from geo.errors import DataFaultsError, UsageError
from geo.filters import EventFilter
from geo.gazetteer import Gazetteer
from geo.linkage import Dataset
from geo.schema import PARTIES, SOURCES, Table
from geo.store.folder import Check, checked_places, load, resolve
from geo.store.tables import read_table
from geo.store.typed import typed

# ibis and DuckDB take 0.7 s to import: data that are loaded whole need neither.
if TYPE_CHECKING:
    from geo.engine.backend import Backend
    from geo.engine.engine import Engine

ENGINE_VARIABLE: Final = "TRUCELINE_ENGINE"
LOADED_VARIABLE: Final = "TRUCELINE_LOADED_EVENTS"
LOADED_EVENTS: Final = 2_000_000
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
    from geo.engine.duck import DuckBackend
    from geo.engine.engine import Engine
    from geo.engine.loaded import engine_of
    from geo.engine.predicates import NotOnThisEngineError
    from geo.engine.spark import SparkBackend

    folder = resolve(path)
    chosen = _chosen(url)
    if not is_converted(folder):
        if chosen != DUCKDB:
            raise NotOnThisEngineError(
                f"{chosen}: expected a folder of Parquet files, found CSV files in {folder}; "
                f"python -m geo convert {folder} --to parquet -o FOLDER"
            )
        return engine_of(load(folder), memory)
    manifest = read_manifest(folder)
    # The folder may be somebody else's, whatever was checked when it was made.
    document, faults = checked_places(folder)
    if faults or document is None:
        raise DataFaultsError(faults)
    places = Gazetteer(document)
    backend: Backend
    if chosen == DUCKDB:
        backend = DuckBackend.over_parquet(folder, memory)
    else:
        settings = {"spark.executor.memory": memory} if memory else {}
        backend = SparkBackend(chosen, folder, settings)
    return Engine(backend, manifest, places, _read(folder, PARTIES), _read(folder, SOURCES))


def open_data(path: Path | str | None = None) -> Dataset | Engine:
    """Open a dataset folder as it is best held: loaded whole, or left where it is.

    Returns
    -------
    Dataset
        Of CSV files, or of converted ones with no more events than `loaded_events`.
    Engine
        Otherwise, and wherever `TRUCELINE_ENGINE` names a cluster.

    Raises
    ------
    DataFaultsError, UsageError
        As of `open_engine`.
    """
    folder = resolve(path)
    if not is_converted(folder) and _chosen(None) == DUCKDB:
        return load(folder)
    from geo.engine.details import dataset_of

    engine = open_engine(folder)
    if engine.backend.name != DUCKDB or engine.manifest.events > loaded_events():
        return engine
    try:
        return dataset_of(engine, engine.page(EventFilter(), engine.manifest.events), folder)
    finally:
        engine.close()


def loaded_events() -> int:
    """Most events that are loaded whole, or sent to a browser one by one.

    Raises
    ------
    UsageError
        If `TRUCELINE_LOADED_EVENTS` is set and no count.
    """
    text = os.environ.get(LOADED_VARIABLE, "")
    if text and not (text.isascii() and text.isdigit()):
        raise UsageError(f"{LOADED_VARIABLE}: expected a number of events, found {text!r}")
    return int(text) if text else LOADED_EVENTS


def load_whole(path: Path | str | None = None) -> Dataset:
    """Load a dataset folder of either kind.

    Raises
    ------
    UsageError
        If it has more events than `loaded_events`.
    """
    opened = open_data(path)
    if isinstance(opened, Dataset):
        return opened
    count = opened.manifest.events
    opened.close()
    raise UsageError(
        f"expected at most {loaded_events():,} events to load whole, found {count:,}; "
        f"ask `python -m geo engine`, or raise {LOADED_VARIABLE}"
    )


def check_converted(folder: Path) -> Check:
    """Check that a converted folder is as whole as when it was made.

    Its rows were checked one by one then, and a folder with a fault was not made.
    """
    try:
        engine = open_engine(folder, DUCKDB)
    except DataFaultsError as error:
        return Check(folder, {}, error.faults)
    manifest = engine.manifest
    counts = {"places": manifest.places, "events": manifest.events, "claims": manifest.claims}
    counts |= {"sources": len(engine.sources), "parties": len(engine.parties)}
    faults = tuple(engine.missing_rows())
    engine.close()
    return Check(folder, counts, faults)


def _chosen(url: str | None) -> str:
    chosen = url or os.environ.get(ENGINE_VARIABLE) or DUCKDB
    if chosen != DUCKDB and not chosen.startswith(SPARK):
        raise UsageError(f"engine: expected {DUCKDB} or {SPARK}host:port, found {chosen!r}")
    return chosen


def _read(folder: Path, table: Table) -> pd.DataFrame:
    rows, faults = read_table(folder / table.file, table)
    if faults:
        raise DataFaultsError(faults)
    return typed(rows, table)
