"""What each side says of a toll."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from geo.claims import denies_toll
from geo.schema import SIDES

_OF_TOLL: Final = "casualties"


@dataclass(frozen=True, slots=True)
class TollPosition:
    """What one side says of the killed and wounded of one event.

    Parameters
    ----------
    side : str
        A code of `schema.SIDES`.
    statements : tuple of str
        Its claims on casualties, in the coder's words.
    denies : bool
        Whether it flatly denies the event or its casualties.
    """

    side: str
    statements: tuple[str, ...]
    denies: bool


def toll_positions(claims: pd.DataFrame) -> list[TollPosition]:
    """Say of each side that speaks of an event what it says of the toll; most say nothing.

    Parameters
    ----------
    claims : DataFrame
        The claims on one event, with `side`, `stance`, `aspect` and `statement`.

    Returns
    -------
    list of TollPosition
        In the order of `schema.SIDES`.
    """
    denied = set(claims["side"][denies_toll(claims)])
    of_toll = claims[claims["aspect"] == _OF_TOLL]
    return [
        TollPosition(side, tuple(of_toll["statement"][of_toll["side"] == side]), side in denied)
        for side in SIDES
        if (claims["side"] == side).any()
    ]
