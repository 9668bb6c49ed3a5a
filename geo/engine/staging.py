"""Checked rows, chunk by chunk, on their way to the engine's tables, within bounds of memory.

They are put on shelves in runs: events in order of their days, claims in order of the hash of
their event, so that `joining` can take them up again part by part.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from geo.engine import layout
from geo.engine.joined import hashed
from geo.engine.joining import Progress, join_claims, join_events, parts
from geo.engine.placed import place_table, toponym_table
from geo.engine.shelves import Shelves
from geo.gazetteer import Gazetteer
from geo.linkage.zones import day_numbers
from geo.schema import CLAIMS, EVENTS
from geo.toponym import fold_all

# Rows that wait in memory until there are enough of them for a run; a run is sorted in memory.
RUN_ROWS: Final = 1_000_000
# Narrow rows of one part, in which identifiers that repeat are looked for.
KEY_ROWS: Final = 2_000_000
_TYPES: Final = {"count": "INTEGER", "bearing": "SMALLINT"}
_KEPT: Final = {
    column.name: _TYPES.get(column.kind, "VARCHAR")
    for column in EVENTS.columns
    if column.name not in layout.CODES and column.kind != "date" and column.name != "place_id"
}
_CODED: Final = [name for name in layout.CODES if name in EVENTS.column_names]
_EVENT_ROWS: Final = {
    "file_row": "BIGINT",
    **_KEPT,
    **dict.fromkeys(_CODED, "TINYINT"),
    "day_start": "INTEGER",
    "day_end": "INTEGER",
    "place": "INTEGER",
    "own_text": "VARCHAR",
}
_CLAIM_ROWS: Final = {
    "file_row": "BIGINT",
    **{column.name: _TYPES.get(column.kind, "VARCHAR") for column in CLAIMS.columns},
    "said_on": "DATE",
    "side": "VARCHAR",
    "folded": "VARCHAR",
}
_ROWS: Final = {"event_rows": _EVENT_ROWS, "claim_rows": _CLAIM_ROWS}
# What each table's rows are put on: the shelf, what is put there and its order.
_SHELVES: Final = {
    "event_rows": (
        ("event_runs", "FROM event_rows", "day_start"),
        (
            "event_keys",
            f"SELECT event_id, day_start, file_row, {hashed('event_id')} FROM event_rows",
            "hashed",
        ),
    ),
    "claim_rows": (
        ("claim_runs", f"SELECT *, {hashed('event_id')} FROM claim_rows", "hashed"),
        (
            "claim_keys",
            f"SELECT claim_id, file_row, {hashed('claim_id')} FROM claim_rows",
            "hashed",
        ),
    ),
}


class Staging:
    """Collects checked rows and makes the tables of `layout` of them.

    Parameters
    ----------
    gazetteer : Gazetteer
        All places that events refer to.
    parties, sources : DataFrame
        The columns of `schema.PARTIES` and `schema.SOURCES`, typed.
    workspace : Path, optional
        Folder for the rows that wait; in memory where it is left out.
    memory : str
        Most that DuckDB may hold in memory before it spills, such as `1GB`; its own default where
        it is empty.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        parties: pd.DataFrame,
        sources: pd.DataFrame,
        workspace: Path | None = None,
        memory: str = "",
    ) -> None:
        self._gazetteer = gazetteer
        self._sides = parties.set_index("party_id")["side"]
        self._positions = pd.Index(list(gazetteer), dtype=object)
        settings: dict[str, Any] = {"memory_limit": memory} if memory else {}
        if workspace is not None:
            settings["temp_directory"] = str(workspace / "spill")
        self.connection = duckdb.connect(config=settings)
        self._shelves = Shelves(self.connection, workspace)
        self._taken = dict.fromkeys(_ROWS, 0)
        self._waiting = dict.fromkeys(_ROWS, 0)
        for table in _ROWS:
            self._make_room(table)
        known = sources["published_on"].notna()
        days = pd.array(np.where(known, day_numbers(sources["published_on"]), 0), "Int32")
        days[~known.to_numpy()] = pd.NA
        ids = sources["source_id"].astype(object)
        self._put("source_days", pd.DataFrame({"source_id": ids, "published": days}))

    def add_events(self, events: pd.DataFrame, file_rows: npt.ArrayLike) -> None:
        """Take events.

        Parameters
        ----------
        events : DataFrame of n rows
            The columns of `schema.EVENTS`, typed as `store.typed` types them.
        file_rows : array-like of int, shape (n,)
            Where each stands in its file.
        """
        columns: dict[str, Any] = {name: pa.array(events[name].array) for name in _KEPT}
        for name in _CODED:
            words = pd.Categorical(events[name], categories=list(layout.CODES[name]))
            columns[name] = words.codes
        columns["day_start"] = day_numbers(events["date_start"])
        columns["day_end"] = day_numbers(events["date_end"])
        columns["place"] = self._positions.get_indexer(pd.Index(events["place_id"].astype(object)))
        columns["own_text"] = fold_all((events["title"] + " " + events["summary"]).tolist())
        columns["file_row"] = np.asarray(file_rows)
        self._take("event_rows", pa.table(columns))

    def add_claims(self, claims: pd.DataFrame, file_rows: npt.ArrayLike) -> None:
        """Take claims: the columns of `schema.CLAIMS`, typed; see `add_events`."""
        words = {name: claims[name].astype(object) for name in ("stance", "aspect", "party")}
        rows = claims[list(CLAIMS.column_names)].assign(
            **words,
            side=words["party"].map(self._sides),
            folded=fold_all(claims["statement"].tolist()),
            file_row=np.asarray(file_rows),
        )
        self._take("claim_rows", pa.Table.from_pandas(rows, preserve_index=False))

    def repeated(self, table: str, key: str) -> list[tuple[int, str]]:
        """File rows, but for the first, of each key that stands in more than one row."""
        self._shelve(table)
        keys = self._shelves.on(_SHELVES[table][1][0])
        found: list[tuple[int, str]] = []
        for part in parts(self._taken[table], KEY_ROWS):
            found += self.connection.execute(
                f"""SELECT file_row, "{key}" FROM {keys} WHERE {part}
                QUALIFY row_number() OVER (PARTITION BY "{key}" ORDER BY file_row) > 1"""
            ).fetchall()
        return sorted(found)

    def strays(self) -> list[tuple[int, str]]:
        """File rows of claims on events that do not exist, with the id they name."""
        self._shelve("event_rows")
        self._shelve("claim_rows")
        claims, events = (self._shelves.on(shelf) for shelf in ("claim_runs", "event_keys"))
        found: list[tuple[int, str]] = []
        for part in parts(self._taken["claim_rows"], KEY_ROWS):
            found += self.connection.execute(
                f"""SELECT file_row, event_id FROM (FROM {claims} WHERE {part})
                ANTI JOIN (FROM {events} WHERE {part}) USING (event_id)"""
            ).fetchall()
        return sorted(found)

    def join(self, progress: Progress = lambda doing, share: None) -> None:
        """Make `events`, `details`, `claims`, `places`, `toponyms`, `party_sets` of what was taken.

        Parameters
        ----------
        progress : callable
            Told what is being done, and which share of it is done, from 0 to 1.
        """
        for table in _ROWS:
            self._shelve(table)
            self.connection.execute(f"DROP TABLE {table}")
        progress("places", 0.0)
        self._put("places", place_table(self._gazetteer))
        self._put("toponyms", toponym_table(self._gazetteer))
        join_claims(self.connection, self._shelves, self._taken["claim_rows"], progress)
        join_events(self.connection, self._shelves, self._taken["event_rows"], progress)
        self.connection.execute("DROP TABLE source_days")

    def _take(self, table: str, rows: pa.Table) -> None:
        self.connection.register("chunk", rows)
        self.connection.execute(f"INSERT INTO {table} BY NAME FROM chunk")
        self.connection.unregister("chunk")
        self._taken[table] += len(rows)
        self._waiting[table] += len(rows)
        if self._waiting[table] >= RUN_ROWS:
            self._shelve(table)

    def _shelve(self, table: str) -> None:
        """Put what waits on its shelves: nothing, once, where there is nothing."""
        if self._waiting[table] or not self._taken[table]:
            for shelf, rows, order in _SHELVES[table]:
                self._shelves.put(shelf, rows, order)
            self._make_room(table)
            self._waiting[table] = 0

    def _make_room(self, table: str) -> None:
        described = ", ".join(f'"{name}" {kind}' for name, kind in _ROWS[table].items())
        self.connection.execute(f"CREATE OR REPLACE TABLE {table} ({described})")

    def _put(self, table: str, rows: pd.DataFrame) -> None:
        self.connection.register("chunk", rows)
        self.connection.execute(f"CREATE TABLE {table} AS FROM chunk")
        self.connection.unregister("chunk")
