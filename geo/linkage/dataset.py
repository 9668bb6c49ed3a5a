"""A joined dataset, and what a filter lets pass of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.filters import EventFilter
from geo.filters.event_filter import certainty_column
from geo.gazetteer import Gazetteer


@dataclass(frozen=True)
class Selection:
    """Events that a filter lets pass, by row; their cells are taken only where they are asked for.

    Parameters
    ----------
    events : DataFrame
        All events.
    rows : ndarray of int64
        Positions of those that pass.
    certainty : ndarray of int8
        For each of these, index into `spans.CERTAINTIES`.
    """

    events: pd.DataFrame
    rows: npt.NDArray[np.int64]
    certainty: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.rows)

    def frame(
        self, columns: Sequence[str] | None = None, start: int = 0, stop: int | None = None
    ) -> pd.DataFrame:
        """Take rows, with their `certainty`.

        Parameters
        ----------
        columns : sequence of str, optional
            Those to take; all where it is left out.
        start, stop : int
            Which of the rows that pass, as in a slice.
        """
        asked = self.events if columns is None else self.events[list(columns)]
        taken = asked.iloc[self.rows[start:stop]]
        return taken.assign(certainty=certainty_column(self.certainty[start:stop]))

    def position_of(self, row: int | None) -> int | None:
        """Where a row of all events stands in the selection; None where it does not."""
        if row is None:
            return None
        at = int(np.searchsorted(self.rows, row))
        return at if at < len(self.rows) and self.rows[at] == row else None

    def from_row(self, row: int | None) -> int:
        """Where in the selection the rows from one of all events on begin; 0 for None."""
        return 0 if row is None else int(np.searchsorted(self.rows, row))

    def where(self, passing: npt.NDArray[np.bool_]) -> Selection:
        """Narrow it by a mask of its own length."""
        return Selection(self.events, self.rows[passing], self.certainty[passing])


@dataclass(frozen=True)
class Dataset:
    """One dataset, joined.

    Parameters
    ----------
    path : Path
        The folder it was read from.
    version : str
        Hash of the content of its files; equal content has an equal version.
    gazetteer : Gazetteer
        All places.
    events : DataFrame
        The columns of `schema.EVENTS` and those that `join_events` adds; one row per event,
        sorted by date and id.
    claims : DataFrame
        The columns of `schema.CLAIMS`, with the party's `party_title` and `side`, the source's
        `source` label, and `event_row`, the row of its event.
    sources, parties : DataFrame
        The columns of their tables.
    """

    path: Path
    version: str
    gazetteer: Gazetteer
    events: pd.DataFrame
    claims: pd.DataFrame
    sources: pd.DataFrame
    parties: pd.DataFrame
    _titles: dict[str, dict[str, str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def select(self, event_filter: EventFilter) -> pd.DataFrame:
        """Events that a filter lets pass, with their `certainty` in its window."""
        return self.selection(event_filter).frame()

    def selection(self, event_filter: EventFilter) -> Selection:
        """Which events a filter lets pass, without a copy of their cells."""
        codes = event_filter.certainty(self.events)
        rows = np.flatnonzero(codes)
        return Selection(self.events, rows, codes[rows])

    def row_of(self, event_id: str | None) -> int | None:
        """Row of an event, None where there is none of that id."""
        if event_id is None:
            return None
        rows = np.flatnonzero((self.events["event_id"] == event_id).to_numpy(dtype=bool))
        return int(rows[0]) if rows.size else None

    def event(self, event_id: str | None) -> dict[str, Any] | None:
        """All columns of one event by name, None where there is none of that id."""
        row = self.row_of(event_id)
        if row is None:
            return None
        (record,) = self.events.iloc[[row]].to_dict("records")
        return {str(name): value for name, value in record.items()}

    def claims_on(self, event_id: str) -> pd.DataFrame:
        """All claims on one event, in the order of the file."""
        return self.claims[self.claims["event_id"] == event_id]

    def claims_of(self, selection: Selection) -> pd.DataFrame:
        """All claims on the events of a selection."""
        selected = np.zeros(len(self.events), bool)
        selected[selection.rows] = True
        rows = np.flatnonzero(selected[self.claims["event_row"].to_numpy()])
        return self.claims.iloc[rows]

    def titles(self, convention: str) -> dict[str, str]:
        """Titles of places and parties by id, for a filter's sentence; not to be changed."""
        if convention not in self._titles:
            places = {place.id: place.name(convention) for place in self.gazetteer.values()}
            parties = dict(zip(self.parties["party_id"], self.parties["title"], strict=True))
            self._titles[convention] = {**parties, **places}
        return self._titles[convention]
