"""What differs between two windows of one dataset under one filter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.changes.status import NOT_TOLD, StatusChange, count_statuses, status_changes
from geo.changes.tolls import TollChange
from geo.changes.windows import WindowPair
from geo.changes.zones import ZoneChange, zone_changes
from geo.linkage import Dataset, Selection
from geo.spans import CERTAINTIES
from geo.summary import COLUMNS, Summary, Toll, sum_toll, summarise

Rows = npt.NDArray[np.int64]
# In which windows an event is.
FIRST: Final = "first"
SECOND: Final = "second"
BOTH: Final = "both"


@dataclass(frozen=True)
class Comparison:
    """Two windows of one dataset and what differs between them.

    Parameters
    ----------
    dataset : Dataset
        What both are windows of.
    pair : WindowPair
        The windows and the rest of the filter.
    selections : tuple of Selection
        Events certainly or possibly in the first and in the second window.
    status_changed : tuple of StatusChange
        Events whose status is another at the end of the second window than of the first.
    zones : tuple of ZoneChange
        All zones in force in either window; the filter does not narrow them.
    """

    dataset: Dataset
    pair: WindowPair
    selections: tuple[Selection, Selection]
    status_changed: tuple[StatusChange, ...]
    zones: tuple[ZoneChange, ...]

    @cached_property
    def ended(self) -> Rows:
        """Rows of events that are in the first window only."""
        first, second = (selection.rows for selection in self.selections)
        return np.setdiff1d(first, second, assume_unique=True)

    @cached_property
    def added(self) -> Rows:
        """Rows of events that are in the second window only."""
        first, second = (selection.rows for selection in self.selections)
        return np.setdiff1d(second, first, assume_unique=True)

    @cached_property
    def both(self) -> Rows:
        """Rows of events that are in both windows."""
        first, second = (selection.rows for selection in self.selections)
        return np.intersect1d(first, second, assume_unique=True)

    @cached_property
    def summaries(self) -> tuple[Summary, Summary]:
        """Counts of each window."""
        first, second = (summarise(one.frame(COLUMNS)) for one in self.selections)
        return first, second

    @cached_property
    def statuses(self) -> tuple[dict[str, int], dict[str, int]]:
        """Events of each window by status, from all claims of the dataset."""
        first, second = (count_statuses(one.frame(["status"])["status"]) for one in self.selections)
        return first, second

    @cached_property
    def possible_statuses(self) -> tuple[dict[str, int], dict[str, int]]:
        """Those of `statuses` that are only possibly in their window."""
        frames = (one.frame(["status"]) for one in self.selections)
        first, second = (
            count_statuses(frame["status"][frame["certainty"] == "possible"]) for frame in frames
        )
        return first, second

    @cached_property
    def killed(self) -> TollChange:
        """Reported killed."""
        first, second = self.summaries
        added, ended = (self._toll(rows, "low", "high") for rows in (self.added, self.ended))
        return TollChange(first.killed, second.killed, added, ended)

    @cached_property
    def wounded(self) -> TollChange:
        """Reported wounded."""
        first, second = self.summaries
        added, ended = (
            self._toll(rows, "wounded_low", "wounded_high") for rows in (self.added, self.ended)
        )
        return TollChange(first.wounded, second.wounded, added, ended)

    def _toll(self, rows: Rows, low: str, high: str) -> Toll:
        taken = self.dataset.events[[low, high]].iloc[rows]
        return sum_toll(taken[low], taken[high])

    @property
    def zones_changed(self) -> tuple[ZoneChange, ...]:
        """Zones that began, ended or moved."""
        return tuple(change for change in self.zones if change.fate != "unchanged")

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.ended.size or self.added.size or self.status_changed or self.zones_changed)

    def events(self) -> pd.DataFrame:
        """All events of either window, by date.

        Returns
        -------
        DataFrame
            The columns of the dataset's events, then `window` (`first`, `second` or `both`),
            `certainty_first` and `certainty_second` (codes of `spans.CERTAINTIES`).
        """
        rows = np.union1d(*(selection.rows for selection in self.selections))
        taken = self.dataset.events.iloc[rows]
        first, second = (_certainties(selection, rows) for selection in self.selections)
        where = np.where(np.isin(rows, self.both), BOTH, np.where(first == "none", SECOND, FIRST))
        return taken.assign(window=where, certainty_first=first, certainty_second=second)


def compare(dataset: Dataset, pair: WindowPair) -> Comparison:
    """Work out what differs between two windows.

    Parameters
    ----------
    dataset : Dataset
        All events, claims and zones.
    pair : WindowPair
        The windows, and the rest of the filter, which holds for both.

    Returns
    -------
    Comparison
        Empty where both windows are the same.
    """
    first, second = (dataset.selection(asked) for asked in pair.filters)
    rows = np.union1d(first.rows, second.rows)
    changes = status_changes(dataset, (pair.first, pair.second), rows)
    in_first, in_second = set(first.rows.tolist()), set(second.rows.tolist())
    return Comparison(
        dataset=dataset,
        pair=pair,
        selections=(first, second),
        status_changed=tuple(
            change
            for change in changes
            # What was not told of yet in a window that it is not in, is merely in the other.
            if not (change.before == NOT_TOLD and change.row not in in_first)
            and not (change.after == NOT_TOLD and change.row not in in_second)
        ),
        zones=tuple(zone_changes(dataset.gazetteer, pair.first, pair.second)),
    )


def _certainties(selection: Selection, rows: Rows) -> npt.NDArray[np.str_]:
    codes = np.zeros(len(rows), np.int8)
    codes[np.searchsorted(rows, selection.rows)] = selection.certainty
    return np.array(CERTAINTIES, dtype=str)[codes]
