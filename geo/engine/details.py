"""A few events of an engine as a dataset in memory, for all that shows events one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from geo.engine import layout
from geo.engine.engine import Bounds, Engine
from geo.filters import EventFilter
from geo.linkage import Dataset, join_claims, join_events, number_events
from geo.schema import CLAIMS, EVENTS, Column

PAGE_ROWS: Final = 20_000
_DAY_COLUMNS: Final = {"date_start": "day_start", "date_end": "day_end"}


def in_pages(
    engine: Engine, asked: EventFilter, path: Path, bounds: Bounds | None = None
) -> Iterator[Dataset]:
    """Events that pass a filter, some thousands at a time, as `dataset_of` joins them.

    Parameters
    ----------
    engine : Engine
        That answers.
    asked : EventFilter
        Which events.
    path : Path
        Folder of the whole dataset.
    bounds : tuple of float, optional
        West, south, east and north, in degrees, of where they lie.
    """
    after = None
    while True:
        rows = engine.page(asked, PAGE_ROWS, after=after, bounds=bounds)
        if rows.empty:
            return
        yield dataset_of(engine, rows, path)
        after = int(rows["row"].iloc[-1])


def dataset_of(engine: Engine, rows: pd.DataFrame, path: Path) -> Dataset:
    """Join events that an engine answered with, as a folder of theirs alone would be.

    Parameters
    ----------
    engine : Engine
        That answered.
    rows : DataFrame
        As of `Engine.page`.
    path : Path
        Folder of the whole dataset.

    Returns
    -------
    Dataset
        Of these events and their claims, with the places and the version of the whole.
    """
    claims = join_claims(_claims(engine, rows), engine.parties, engine.sources)
    events = join_events(_events(rows), claims, engine.gazetteer)
    return Dataset(
        path=path,
        version=engine.manifest.version,
        gazetteer=engine.gazetteer,
        events=events,
        claims=number_events(claims, events["event_id"]),
        sources=engine.sources,
        parties=engine.parties,
    )


def _events(rows: pd.DataFrame) -> pd.DataFrame:
    columns = {column.name: _typed(rows, column) for column in EVENTS.columns}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(rows)))


def _claims(engine: Engine, rows: pd.DataFrame) -> pd.DataFrame:
    found = engine.claims_of(rows["row"].tolist())
    columns = {column.name: _typed(found, column) for column in CLAIMS.columns}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(found)))


def _typed(rows: pd.DataFrame, column: Column) -> object:
    """Give a column the type that `store.typed` gives it."""
    if column.name in _DAY_COLUMNS:
        days = rows[_DAY_COLUMNS[column.name]].to_numpy("datetime64[D]")
        return days.astype("datetime64[s]")
    cells = rows[column.name]
    if column.kind == "date":
        return pd.to_datetime(cells).to_numpy("datetime64[s]")
    if column.kind in ("count", "bearing"):
        return cells.astype("Int64").array
    if column.name in layout.CODES:
        words = pd.CategoricalDtype(list(layout.CODES[column.name]))
        return pd.Categorical.from_codes(cells.to_numpy(np.int64), dtype=words)
    if column.kind == "code":
        blank = () if column.required else ("",)
        return pd.Categorical(cells.astype(str), categories=[*column.vocabulary, *blank])
    return cells.fillna("").astype(str).array
