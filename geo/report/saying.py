"""One act of saying, and words of doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from geo.report.text import Sentence

UNATTRIBUTED: Final = "unattributed"
_HEDGE: Final = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|unverified|unconfirmed|so-called|"
    r"apparently|appeared to|"
    r"alleged|may have|is said to|are said to|believed to)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of saying.

    Parameters
    ----------
    sentence : Sentence
        Where it is told.
    party : str
        Who speaks.
    stance : str
        A code of `schema.STANCES`.
    start, end : int
        Offsets of the verb.
    verb : str
        The verb as written, in lower case.
    general : bool
        Whether only the nation is named, not which of its bodies.
    capital : bool
        Whether it is named by its capital.
    """

    sentence: Sentence
    party: str
    stance: str
    start: int
    end: int
    verb: str
    general: bool = False
    capital: bool = False
    nation: str = ""


def hedge_in(text: str) -> str:
    """First word of doubt in a text, blank for none.

    Examples
    --------
    >>> hedge_in("The army reportedly captured it"), hedge_in("It captured it")
    ('reportedly', '')
    """
    found = _HEDGE.search(text)
    return found[0].lower() if found else ""
