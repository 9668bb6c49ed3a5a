"""Bodies of a state, by what they are called: ministries, armies, offices."""

from __future__ import annotations

import re
from functools import lru_cache

from geo.report.lexicon import rows, words


@lru_cache(maxsize=1)
def body_patterns() -> str:
    """One alternation of all bodies, longest first."""
    every = [one for row in rows("bodies") for one in words(row["patterns"])]
    return "|".join(sorted(every, key=len, reverse=True))


@lru_cache(maxsize=256)
def body_of(text: str) -> str:
    """Body that a phrase names, blank for none.

    Examples
    --------
    >>> body_of("Ministry of Defence"), body_of("Foreign Minister"), body_of("goats")
    ('mod', 'mfa', '')
    """
    for row in rows("bodies"):
        if any(re.fullmatch(one, text, re.IGNORECASE) for one in words(row["patterns"])):
            return row["body"]
    return ""
