"""From checked rows, chunk by chunk, to the engine's tables, within bounds of memory.

Rows wait in a DuckDB database of their own, in memory or in a file, which spills to disk. What
follows from a row's place and claims is joined to it once, here, so that no question has to.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.claims import status_by_event
from geo.engine import layout
from geo.engine.joined import CLAIMS_SQL, EVENTS_SQL, TOLD_SQL
from geo.engine.placed import place_table, toponym_table
from geo.gazetteer import Gazetteer
from geo.linkage.zones import day_numbers
from geo.schema import CLAIMS, EVENTS, STATUSES
from geo.toponym import fold

STATUS_ROWS: Final = 500_000
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
        file = ":memory:" if workspace is None else str(workspace / "staging.duckdb")
        settings: dict[str, Any] = {"memory_limit": memory} if memory else {}
        if workspace is not None:
            settings["temp_directory"] = str(workspace / "spill")
        self.connection = duckdb.connect(file, config=settings)
        for table, columns in (("event_rows", _EVENT_ROWS), ("claim_rows", _CLAIM_ROWS)):
            described = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
            self.connection.execute(f"CREATE TABLE {table} ({described})")
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
        columns: dict[str, object] = {name: events[name].array for name in _KEPT}
        for name in _CODED:
            words = pd.Categorical(events[name], categories=list(layout.CODES[name]))
            columns[name] = words.codes
        columns["day_start"] = day_numbers(events["date_start"])
        columns["day_end"] = day_numbers(events["date_end"])
        columns["place"] = self._positions.get_indexer(pd.Index(events["place_id"].astype(object)))
        said = (events["title"].astype(object) + " " + events["summary"].astype(object)).tolist()
        columns["own_text"] = [fold(text) for text in said]
        columns["file_row"] = np.asarray(file_rows)
        self._append("event_rows", pd.DataFrame(columns))

    def add_claims(self, claims: pd.DataFrame, file_rows: npt.ArrayLike) -> None:
        """Take claims: the columns of `schema.CLAIMS`, typed; see `add_events`."""
        words = {name: claims[name].astype(object) for name in ("stance", "aspect", "party")}
        rows = claims[list(CLAIMS.column_names)].assign(
            **words,
            side=words["party"].map(self._sides),
            folded=[fold(text) for text in claims["statement"]],
            file_row=np.asarray(file_rows),
        )
        self._append("claim_rows", rows)

    def repeated(self, table: str, key: str) -> list[tuple[int, str]]:
        """File rows, but for the first, of each key that stands in more than one row."""
        return self.connection.execute(
            f"""SELECT file_row, "{key}" FROM {table}
            QUALIFY row_number() OVER (PARTITION BY "{key}" ORDER BY file_row) > 1
            ORDER BY file_row"""
        ).fetchall()

    def strays(self) -> list[tuple[int, str]]:
        """File rows of claims on events that do not exist, with the id they name."""
        return self.connection.execute(
            """SELECT file_row, event_id FROM claim_rows
            ANTI JOIN event_rows USING (event_id) ORDER BY file_row"""
        ).fetchall()

    def join(self, progress: Callable[[str], None] = lambda _: None) -> None:
        """Make `events`, `claims`, `places`, `toponyms` and `party_sets` of what was taken.

        Parameters
        ----------
        progress : callable
            Told what is being done.
        """
        progress("places")
        self._put("places", place_table(self._gazetteer))
        self._put("toponyms", toponym_table(self._gazetteer))
        progress("claims")
        self._derive_statuses()
        self.connection.execute(TOLD_SQL)
        progress("events")
        self.connection.execute(EVENTS_SQL)
        self.connection.execute(CLAIMS_SQL)
        for table in ("event_rows", "claim_rows", "source_days", "statuses", "told"):
            self.connection.execute(f"DROP TABLE {table}")

    def _derive_statuses(self) -> None:
        """Derive each event's status with the one rule of `geo.claims`, some events at a time."""
        self.connection.execute("CREATE TABLE statuses (event_id VARCHAR, status TINYINT)")
        ((count,),) = self.connection.execute("SELECT count(*) FROM claim_rows").fetchall()
        parts = -(-count // STATUS_ROWS)
        for part in range(parts):
            claims = self.connection.execute(
                "SELECT event_id, side, stance, aspect FROM claim_rows "
                "WHERE hash(event_id) % $1 = $2",
                [parts, part],
            ).df()
            known = status_by_event(claims)
            codes = pd.Categorical(known, categories=list(STATUSES)).codes
            rows = pd.DataFrame({"event_id": known.index.astype(object), "status": codes})
            self._append("statuses", rows)

    def _put(self, table: str, rows: pd.DataFrame) -> None:
        self.connection.register("chunk", rows)
        self.connection.execute(f"CREATE TABLE {table} AS FROM chunk")
        self.connection.unregister("chunk")

    def _append(self, table: str, rows: pd.DataFrame) -> None:
        self.connection.register("chunk", rows)
        self.connection.execute(f"INSERT INTO {table} BY NAME FROM chunk")
        self.connection.unregister("chunk")
