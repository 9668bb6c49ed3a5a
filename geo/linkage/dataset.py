"""A joined dataset, and what a filter lets pass of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.filters import EventFilter
from geo.gazetteer import Gazetteer
from geo.linkage.claims import number_events
from geo.linkage.events import join_events
from geo.linkage.publication import NOTHING_WITHHELD, Withheld, blank_later_tolls, split_by_day
from geo.linkage.selection import Selection
from geo.schema import EVENTS


@dataclass(frozen=True)
class Dataset:
    """One dataset, joined.

    Parameters
    ----------
    path : Path
        The folder it was read from.
    version : str
        Hash of the content of its files; equal content has an equal version. One as of a day
        adds `@` and the day.
    gazetteer : Gazetteer
        All places.
    events : DataFrame
        The columns of `schema.EVENTS` and those that `join_events` adds; one row per event,
        sorted by date and id.
    claims : DataFrame
        The columns of `schema.CLAIMS`, with the party's `party_title` and `side`, the source's
        `source` label and `reliability`, `public_on`, and `event_row`, the row of its event.
    sources, parties : DataFrame
        The columns of their tables.
    published_by : date or None
        The day as of which it stands; None for all that is known.
    withheld : Withheld
        What it leaves out because of that day.
    licences : tuple of str
        Under which its data stand; empty where the folder names none.
    """

    path: Path
    version: str
    gazetteer: Gazetteer
    events: pd.DataFrame
    claims: pd.DataFrame
    sources: pd.DataFrame
    parties: pd.DataFrame
    published_by: date | None = None
    withheld: Withheld = NOTHING_WITHHELD
    licences: tuple[str, ...] = ()
    _titles: dict[str, dict[str, str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def as_of(self, day: date | None) -> Dataset:
        """Leave out what was not public by a day, and derive anew what follows from claims.

        Titles, dates and places of events stay as they are coded now.

        Parameters
        ----------
        day : date or None
            The last day that counts; None for all that is known.

        Returns
        -------
        Dataset
            Its rows are numbered anew.

        Raises
        ------
        ValueError
            If the dataset already stands as of another day.

        Examples
        --------
        >>> from geo.store.folder import load
        >>> early = load().as_of(date(2022, 3, 26))
        >>> early.row_of("nk-20220327-parukh-withdrawal") is None
        True
        """
        if day == self.published_by:
            return self
        if self.published_by is not None:
            raise ValueError(f"expected the whole dataset, found one as of {self.published_by}")
        assert day is not None
        known, told, withheld = split_by_day(self.events, self.claims, day)
        events = blank_later_tolls(self.events, self.claims, told)[list(EVENTS.column_names)]
        claims = self.claims[told].reset_index(drop=True)
        joined = join_events(events[known].reset_index(drop=True), claims, self.gazetteer)
        return replace(
            self,
            version=f"{self.version}@{day}",
            events=joined,
            claims=number_events(claims, joined["event_id"]),
            published_by=day,
            withheld=withheld,
        )

    def select(self, event_filter: EventFilter) -> pd.DataFrame:
        """Events that a filter lets pass, with their `certainty` in its window."""
        return self.selection(event_filter).frame()

    def selection(self, event_filter: EventFilter) -> Selection:
        """Which events a filter lets pass, without a copy of their cells.

        Raises
        ------
        ValueError
            If the filter asks for another day than the dataset stands as of; see `as_of`.
        """
        if event_filter.as_of != self.published_by:
            asked, found = event_filter.as_of, self.published_by
            raise ValueError(f"expected a dataset as of {asked}, found one as of {found}")
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
        return self.claims.iloc[self.claim_rows(selection)]

    def claim_rows(self, selection: Selection) -> npt.NDArray[np.int64]:
        """Positions of the claims on the events of a selection."""
        selected = np.zeros(len(self.events), bool)
        selected[selection.rows] = True
        return np.flatnonzero(selected[self.claims["event_row"].to_numpy()])

    def titles(self, convention: str) -> dict[str, str]:
        """Titles of places and parties by id, for a filter's sentence; not to be changed."""
        if convention not in self._titles:
            places = {place.id: place.name(convention) for place in self.gazetteer.values()}
            parties = dict(zip(self.parties["party_id"], self.parties["title"], strict=True))
            self._titles[convention] = {**parties, **places}
        return self._titles[convention]
