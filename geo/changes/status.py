"""The status of events as it was known at the end of a window.

A status follows from claims, and claims come one by one. A claim is known from the day on which it
was said; where no report gives that day, from the day on which its source was published. Where
neither is given it counts only in a window without an end: unknown is not early.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.claims import status_by_event
from geo.linkage import Dataset
from geo.schema import STATUSES
from geo.spans import Window

NOT_TOLD: Final = "not_told"


@dataclass(frozen=True, slots=True)
class StatusChange:
    """An event whose status is another at the end of the second window than of the first.

    Parameters
    ----------
    row : int
        Position of the event in the dataset.
    before, after : str
        Codes of `schema.STATUSES`, or `NOT_TOLD` where no claim on it was known yet.
    """

    row: int
    before: str
    after: str


def status_changes(
    dataset: Dataset, windows: tuple[Window, Window], rows: npt.NDArray[np.int64]
) -> list[StatusChange]:
    """Find events whose status differs between the ends of two windows.

    Parameters
    ----------
    dataset : Dataset
        Where the claims are.
    windows : tuple of Window
        An open end knows every claim.
    rows : ndarray of int64
        Events to look at.

    Returns
    -------
    list of StatusChange
        In the order of the rows.
    """
    asked = np.zeros(len(dataset.events), bool)
    asked[rows] = True
    claims = dataset.claims[asked[dataset.claims["event_row"].to_numpy()]]
    days = claims["public_on"]
    ids = pd.Index(dataset.events["event_id"].iloc[rows])
    first, second = (_status_at_end(claims, days, window, ids) for window in windows)
    return [
        StatusChange(int(rows[at]), first[at], second[at])
        for at in range(len(rows))
        if first[at] != second[at]
    ]


def _status_at_end(
    claims: pd.DataFrame, days: pd.Series[pd.Timestamp], window: Window, ids: pd.Index[str]
) -> list[str]:
    known = claims
    if window.end is not None:
        known = claims[days <= pd.Timestamp(window.end)]
    found = status_by_event(known).reindex(ids)
    return [NOT_TOLD if pd.isna(status) else str(status) for status in found]


def split_by_told(
    changes: Iterable[StatusChange],
) -> tuple[list[StatusChange], list[StatusChange]]:
    """Split changes into those between two statuses, and those from or to `NOT_TOLD`."""
    told: list[StatusChange] = []
    untold: list[StatusChange] = []
    for change in changes:
        (untold if NOT_TOLD in (change.before, change.after) else told).append(change)
    return told, untold


def count_statuses(statuses: pd.Series[str]) -> dict[str, int]:
    """Count events by status, in the order of `schema.STATUSES`, none left out."""
    counts = statuses.value_counts()
    return {code: int(counts.get(code, 0)) for code in STATUSES}
