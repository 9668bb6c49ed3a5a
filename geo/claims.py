"""What parties say of events, and the status that follows from it.

Status is derived each time and never stored: a stored status would outlive the claim it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.schema import UNATTRIBUTED_SIDE

Status = Literal["corroborated", "one_side", "contested", "reported"]

_CONTRADICTIONS: Final = ("denies", "disputes")
_OF_TIME: Final = "timing"
# To deny one of these is to say that nobody was killed in it, or not so many.
_OF_TOLL: Final = ("occurrence", "casualties")


@dataclass(frozen=True, slots=True)
class Voice:
    """One claim reduced to what decides a status: the side that speaks, its stance, of what."""

    side: str
    stance: str
    aspect: str = "occurrence"


def status_of(voices: Iterable[Voice]) -> Status:
    """Derive the status of one event.

    Parameters
    ----------
    voices : iterable of Voice
        All claims on the event. A report's own voice has side `none` and counts as an assertion
        that others may deny, but never as a side.

    Examples
    --------
    >>> status_of([Voice("russia", "asserts"), Voice("azerbaijan", "denies")])
    'contested'
    >>> status_of([Voice("russia", "asserts"), Voice("russia", "asserts")])
    'one_side'
    >>> status_of([Voice("none", "asserts")])
    'reported'
    """
    heard = list(voices)
    named = [voice for voice in heard if voice.side != UNATTRIBUTED_SIDE]
    if any(voice.stance in _CONTRADICTIONS for voice in named):
        return "contested"
    # To say when something was is not yet to say, beside another, that it was.
    sides = {voice.side for voice in named if voice.aspect != _OF_TIME}
    if not sides:
        return "reported"
    return "corroborated" if len(sides) > 1 else "one_side"


def status_by_event(claims: pd.DataFrame) -> pd.Series[str]:
    """Status of every event that has a claim, as `status_of` says it of each.

    Parameters
    ----------
    claims : DataFrame
        With columns `event_id`, `side`, `stance`, `aspect`.

    Returns
    -------
    Series of str
        Codes of `schema.STATUSES`, indexed by event_id.
    """
    named = claims[claims["side"] != UNATTRIBUTED_SIDE]
    telling = named[named["aspect"] != _OF_TIME]
    sides = telling[["event_id", "side"]].drop_duplicates()["event_id"].value_counts()
    contradicted = named.loc[named["stance"].isin(_CONTRADICTIONS), "event_id"].unique()
    status = pd.Series("reported", index=pd.Index(claims["event_id"].unique()), dtype=str)
    status[sides.index] = np.where(sides > 1, "corroborated", "one_side")
    status[contradicted] = "contested"
    return status


def toll_over_sides(
    low: int | None, high: int | None, voices: Iterable[Voice]
) -> tuple[int | None, int | None]:
    """Widen a reported toll to what all sides say.

    The toll of an event is what sources report. A side that flatly denies the event, or its
    casualties, says in effect that it has none: over what the sides say the toll then begins at 0.
    The figures of the event itself stay as they are, since no source reports the 0.

    Parameters
    ----------
    low, high : int or None
        Reported figures; None where none is reported.
    voices : iterable of Voice
        All claims on the event.

    Returns
    -------
    tuple of int or None
        Low and high, None and None where no figure is reported: a denial alone is no toll.

    Examples
    --------
    >>> denied = [Voice("armenian", "asserts"), Voice("azerbaijan", "denies")]
    >>> toll_over_sides(1, 1, denied), toll_over_sides(None, None, denied)
    ((0, 1), (None, None))
    """
    if low is None and high is None:
        return None, None
    denied = any(
        voice.stance == "denies" and voice.aspect in _OF_TOLL
        for voice in voices
        if voice.side != UNATTRIBUTED_SIDE
    )
    return (0 if denied else low), high


def denies_toll(claims: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Which claims make a toll begin at 0 over what the sides say, as `toll_over_sides`.

    Parameters
    ----------
    claims : DataFrame of m rows
        With columns `side`, `stance`, `aspect`.

    Returns
    -------
    ndarray of bool, shape (m,)
        In the order of the rows.
    """
    named = claims["side"] != UNATTRIBUTED_SIDE
    flat = (claims["stance"] == "denies") & claims["aspect"].isin(_OF_TOLL)
    return (named & flat).to_numpy(dtype=bool)
