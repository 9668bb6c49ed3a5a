"""What parties say of events, and the status that follows from it.

Status is derived each time and never stored: a stored status would outlive the claim it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

from geo.schema import UNATTRIBUTED_SIDE

Status = Literal["corroborated", "one_side", "contested", "reported"]

_CONTRADICTIONS: Final = ("denies", "disputes")
_OF_TIME: Final = "timing"


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
