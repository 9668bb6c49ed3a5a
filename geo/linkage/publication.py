"""What had been made public by a day: claims by their own day, events by their claims.

A claim is public from the day on which its party said it, where the source dates that, and else
from the day its source was published. See docs/decisions/006-as-of.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.schema import TOLL_COLUMNS

Mask = npt.NDArray[np.bool_]
_OF_TOLL: Final = "casualties"


@dataclass(frozen=True, slots=True)
class Withheld:
    """What of a dataset is left out because it was not public yet, or not known to be.

    Parameters
    ----------
    events_later, claims_later : int
        Those that became public after the day.
    events_undated, claims_undated : int
        Those of which no day is known: blank is not taken for early.
    """

    events_later: int = 0
    events_undated: int = 0
    claims_later: int = 0
    claims_undated: int = 0

    def __str__(self) -> str:
        """Say it in English, empty where nothing is left out.

        Examples
        --------
        >>> print(Withheld(events_later=17, events_undated=1))
        left out: 17 events public later, 1 event of unknown day
        """
        parts = [
            f"{count} event{'s' if count > 1 else ''} {why}"
            for count, why in (
                (self.events_later, "public later"),
                (self.events_undated, "of unknown day"),
            )
            if count
        ]
        return f"left out: {', '.join(parts)}" if parts else ""


NOTHING_WITHHELD: Final = Withheld()


def public_days(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """Day from which each claim was public.

    Parameters
    ----------
    claims : DataFrame
        With `said_on` and `source_id`.
    sources : DataFrame
        With `source_id` and `published_on`.

    Returns
    -------
    Series of datetime64[s]
        `said_on`, where it is blank `published_on` of the source, missing where both are.
    """
    published = claims["source_id"].map(sources.set_index("source_id")["published_on"])
    return claims["said_on"].fillna(published.astype(claims["said_on"].dtype))


def split_by_day(
    events: pd.DataFrame, claims: pd.DataFrame, day: date
) -> tuple[Mask, Mask, Withheld]:
    """Tell what was public by a day.

    Parameters
    ----------
    events : DataFrame of n rows
        All events.
    claims : DataFrame of m rows
        With `public_on` and `event_row`, the row of the event.
    day : date
        The last day that counts.

    Returns
    -------
    ndarray of bool, shape (n,)
        Events that rest on a claim public by then.
    ndarray of bool, shape (m,)
        Claims public by then.
    Withheld
        Counts of the others; kept and withheld add up to all.
    """
    dated = claims["public_on"].notna().to_numpy(dtype=bool)
    told = (claims["public_on"] <= pd.Timestamp(day)).to_numpy(dtype=bool)
    rows = claims["event_row"].to_numpy(np.int64)
    known = np.zeros(len(events), bool)
    known[rows[told]] = True
    later = np.zeros(len(events), bool)
    later[rows[dated]] = True
    withheld = Withheld(
        events_later=int((later & ~known).sum()),
        events_undated=int((~later & ~known).sum()),
        claims_later=int((dated & ~told).sum()),
        claims_undated=int((~dated).sum()),
    )
    return known, told, withheld


def blank_later_tolls(events: pd.DataFrame, claims: pd.DataFrame, told: Mask) -> pd.DataFrame:
    """Blank the figures of events whose toll may rest on what was not public yet.

    A figure stands where all claims on casualties were public; of an event without such a claim,
    where all its claims were.

    Parameters
    ----------
    events : DataFrame
        All events.
    claims : DataFrame of m rows
        With `event_row` and `aspect`.
    told : ndarray of bool, shape (m,)
        Claims that were public.

    Returns
    -------
    DataFrame
        A copy.
    """
    rows = claims["event_row"].to_numpy(np.int64)
    of_toll = (claims["aspect"] == _OF_TOLL).to_numpy(dtype=bool)
    has_toll_claim = np.zeros(len(events), bool)
    has_toll_claim[rows[of_toll]] = True
    doubtful = np.zeros(len(events), bool)
    doubtful[rows[~told & (of_toll | ~has_toll_claim[rows])]] = True
    return events.assign(
        **{name: events[name].mask(pd.Series(doubtful, events.index)) for name in TOLL_COLUMNS}
    )
