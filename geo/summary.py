"""Counts over a selection of events, with what is not known kept apart from what is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

# The columns of events that `summarise` reads, beside `certainty`.
COLUMNS: Final = ("drawn", "status", "low", "high", "wounded_low", "wounded_high")


@dataclass(frozen=True, slots=True)
class Toll:
    """Killed or wounded, as reported.

    Parameters
    ----------
    low : int
        Sum of the lowest figures reported.
    high : int or None
        Sum of the highest; None where some figure is only a lower limit.
    reported : int
        How many events have a figure at all.

    Examples
    --------
    >>> str(Toll(8, 8, 3)), str(Toll(1008, None, 4)), str(Toll(0, 0, 0))
    ('8', '≥ 1,008', '–')
    """

    low: int
    high: int | None
    reported: int

    def __str__(self) -> str:
        if self.reported == 0:
            return "–"
        if self.high is None:
            return f"≥ {self.low:,}"
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,}–{self.high:,}"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a selection holds.

    Parameters
    ----------
    certain, possible : int
        Events certainly and possibly in the window.
    mapped, on_areas, listed : int
        Events drawn as a symbol, counted on an area, and without a place.
    contested : int
        Events that one party asserts and another denies or disputes.
    killed, wounded : Toll
        Over all events of the selection.
    contested_possible : int
        How many of the contested are only possibly in the window.
    """

    certain: int
    possible: int
    mapped: int
    on_areas: int
    listed: int
    contested: int
    killed: Toll
    wounded: Toll
    contested_possible: int = 0

    @property
    def events(self) -> int:
        """All events of the selection."""
        return self.certain + self.possible

    def count_text(self) -> str:
        """Certain and possible events, as shown.

        Examples
        --------
        >>> nothing = Toll(0, 0, 0)
        >>> Summary(1200, 3, 9, 2, 4, 1, nothing, nothing).count_text()
        '1,200 + 3 possible'
        """
        return certainty_text(self.certain, self.possible)

    def events_text(self) -> str:
        """The same, with the noun.

        Examples
        --------
        >>> nothing = Toll(0, 0, 0)
        >>> Summary(1, 0, 1, 0, 0, 0, nothing, nothing).events_text()
        '1 event'
        """
        return f"{self.count_text()} {'event' if self.events == 1 else 'events'}"

    def contested_text(self) -> str:
        """Contested events, certain and possible, as shown."""
        return certainty_text(self.contested - self.contested_possible, self.contested_possible)


def certainty_text(certain: int, possible: int) -> str:
    """Write a count of events, those possibly in the window apart.

    Parameters
    ----------
    certain, possible : int
        Events certainly and possibly in the window.

    Examples
    --------
    >>> certainty_text(12, 3), certainty_text(12, 0), certainty_text(0, 3)
    ('12 + 3 possible', '12', '0 + 3 possible')
    """
    return f"{certain:,} + {possible:,} possible" if possible else f"{certain:,}"


def toll_text(low: int | None, high: int | None) -> str:
    """Write one event's figure: blank where none is reported.

    Examples
    --------
    >>> toll_text(3, 3), toll_text(1000, None), toll_text(None, None), toll_text(0, 0)
    ('3', '1,000+', '', '0')
    """
    if low is None and high is None:
        return ""
    if low is None:
        return f"≤ {high:,}"
    if high is None:
        return f"{low:,}+"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def toll_by_side_text(parts: Mapping[str, int | None], low: int | None, high: int | None) -> str:
    """Write the deaths of one event by who died, blank where that is not reported.

    Parameters
    ----------
    parts : mapping of str to int or None
        Who, and how many of them.
    low, high : int or None
        The total.

    Examples
    --------
    >>> toll_by_side_text({"soldiers": 2, "officials": 3, "civilians": None}, 5, 5)
    '2 (soldiers) + 3 (officials) = 5'
    >>> toll_by_side_text({"soldiers": 1}, 1, 4)
    '1 (soldiers) of 1–4'
    """
    known = {who: count for who, count in parts.items() if count is not None}
    if not known:
        return ""
    added = " + ".join(f"{count:,} ({who})" for who, count in known.items())
    if low == high == sum(known.values()):
        return f"{added} = {low:,}" if len(known) > 1 else added
    return f"{added} of {toll_text(low, high)}"


def sum_toll(low: pd.Series[int], high: pd.Series[int]) -> Toll:
    """Add up figures; an unknown one adds nothing and is not counted as reported.

    Parameters
    ----------
    low, high : Series of Int64
        Missing where not reported.
    """
    lows, highs = (one.to_numpy(np.float64, na_value=np.nan) for one in (low, high))
    no_low, no_high = np.isnan(lows), np.isnan(highs)
    return Toll(
        low=int(lows[~no_low].sum()),
        high=None if (~no_low & no_high).any() else int(highs[~no_high].sum()),
        reported=int((~no_low | ~no_high).sum()),
    )


def summarise(selected: pd.DataFrame) -> Summary:
    """Count a selection.

    Parameters
    ----------
    selected : DataFrame
        Made by `EventFilter.select` or `linkage.Selection.frame`, with at least `COLUMNS`.
    """
    drawn = {code: _count(selected["drawn"] == code) for code in ("symbol", "area", "listed")}
    is_certain = (selected["certainty"] == "certain").to_numpy(bool)
    contested = (selected["status"] == "contested").to_numpy(bool)
    certain = int(is_certain.sum())
    return Summary(
        certain=certain,
        possible=len(selected) - certain,
        mapped=drawn["symbol"],
        on_areas=drawn["area"],
        listed=drawn["listed"],
        contested=int(contested.sum()),
        killed=sum_toll(selected["low"], selected["high"]),
        wounded=sum_toll(selected["wounded_low"], selected["wounded_high"]),
        contested_possible=int((contested & ~is_certain).sum()),
    )


def _count(mask: pd.Series[bool]) -> int:
    return int(np.count_nonzero(mask.to_numpy(bool)))
