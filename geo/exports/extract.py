"""What is exported: events of a dataset, and what was asked to get them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.records import about, place_names, sentence
from geo.toponym import DEFAULT_CONVENTION


@dataclass(frozen=True)
class Extract:
    """Events that a filter lets pass.

    Parameters
    ----------
    dataset : Dataset
        Where they are from.
    events : DataFrame
        As of `Dataset.select`.
    said : str
        The filter in English.
    names : str
        Naming convention of places.
    """

    dataset: Dataset
    events: pd.DataFrame
    said: str
    names: str = DEFAULT_CONVENTION

    @classmethod
    def of(cls, dataset: Dataset, event_filter: EventFilter) -> Extract:
        """Select events by a filter.

        Parameters
        ----------
        dataset : Dataset
            As of the filter's day.
        event_filter : EventFilter
            What is asked for.
        """
        selected = dataset.select(event_filter)
        return cls(dataset, selected, sentence(dataset, event_filter), event_filter.names)

    @property
    def about(self) -> dict[str, str]:
        """Filter, licence and version, by the names of `spreadsheet.MARK`."""
        return about(self.dataset, self.said)

    @property
    def place_names(self) -> pd.Series[str]:
        """Name of each event's place, blank where there is no place; indexed as the events."""
        return place_names(self.dataset, self.events, self.names)

    def table(self, filled: Mapping[str, pd.Series[Any]], columns: Sequence[str]) -> pd.DataFrame:
        """Table in somebody else's columns, blank where nothing is said, then `about`.

        Parameters
        ----------
        filled : mapping of str to Series
            What is said, by column.
        columns : sequence of str
            All columns, in their order.
        """
        blank = pd.Series("", index=self.events.index)
        table = pd.DataFrame({name: filled.get(name, blank) for name in columns})
        return table.assign(**self.about)

    def counts(self, column: str) -> pd.Series[int]:
        """Whole numbers of a column, missing where blank; indexed as the events."""
        return self.events[column].astype("Int64")

    def sources(self) -> pd.Series[str]:
        """Labels of the sources that claims on each event name, joined by `; `; blank for none."""
        claims = self.dataset.claims
        passing = claims[claims["event_id"].isin(self.events["event_id"])]
        labels: dict[str, dict[str, None]] = {}
        for event_id, label in zip(passing["event_id"], passing["source"], strict=True):
            labels.setdefault(event_id, {})[label] = None
        told = ["; ".join(labels.get(one, ())) for one in self.events["event_id"]]
        return pd.Series(told, self.events.index, dtype=object)
