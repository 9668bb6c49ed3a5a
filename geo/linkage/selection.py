"""What a filter lets pass of a dataset's events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.filters.event_filter import certainty_column
from geo.spans import Window, day_number


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
        rows = self.rows[start:stop]
        names = self.events.columns if columns is None else columns
        # Column by column it takes half the time of pandas' own way, on every change of dates.
        taken: dict[str, Any] = {name: self.events[name].array.take(rows) for name in names}
        taken["certainty"] = certainty_column(self.certainty[start:stop])
        return pd.DataFrame(taken, index=self.events.index.take(rows), copy=False)

    def records(
        self, columns: Sequence[str] | None = None, start: int = 0, stop: int | None = None
    ) -> list[dict[str, Any]]:
        """Take rows as `frame` does, each as a dict; a cell that is missing is NA as in its column.

        Parameters
        ----------
        columns, start, stop
            As for `frame`.
        """
        taken = self.frame(columns, start, stop)
        cells = (taken[name].tolist() for name in taken.columns)
        return [dict(zip(taken.columns, row, strict=True)) for row in zip(*cells, strict=True)]

    def position_of(self, row: int | None) -> int | None:
        """Where a row of all events stands in the selection; None where it does not."""
        if row is None:
            return None
        at = int(np.searchsorted(self.rows, row))
        return at if at < len(self.rows) and self.rows[at] == row else None

    def from_row(self, row: int | None) -> int:
        """Where in the selection the rows from one of all events on begin; 0 for None."""
        return 0 if row is None else int(np.searchsorted(self.rows, row))

    def days(self, window: Window) -> tuple[int, int]:
        """First and last day in which to draw the spans of these events.

        Parameters
        ----------
        window : Window
            The dates asked for. An end that is open is that of the events of the case, so that
            decades of background do not squeeze them; of all events where there is none of these.

        Returns
        -------
        tuple of int
            Day numbers.
        """
        scope, start, end = (self.events[n] for n in ("scope", "day_start", "day_end"))
        of_case = self.rows[(scope.iloc[self.rows] == "event").to_numpy(dtype=bool)]
        rows = of_case if len(of_case) else self.rows
        starts, ends = start.iloc[rows].to_numpy(), end.iloc[rows].to_numpy()
        first = None if window.start is None else day_number(window.start)
        last = None if window.end is None else day_number(window.end)
        if first is None:
            first = int(starts.min()) if len(rows) else last or 0
        if last is None:
            last = int(ends.max()) if len(rows) else first
        return first, max(first, last)

    def where(self, passing: npt.NDArray[np.bool_]) -> Selection:
        """Narrow it by a mask of its own length."""
        return Selection(self.events, self.rows[passing], self.certainty[passing])
