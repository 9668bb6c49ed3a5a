"""Figures of people as reports write them, with the bounds that they state."""

from __future__ import annotations

import re
from typing import Final

from geo.report.numerals import AMOUNTS, NUMBER, value_of

_LOW: Final = (
    "at least|more than|over|above|no fewer than|not less than|no less than|a minimum of|upwards of"
)
_HIGH: Final = "up to|as many as|no more than|at most|nearly|almost|not more than"
_ABOUT: Final = "about|around|some|approximately|roughly|an estimated"
PERSON: Final = (
    "people|persons?|soldiers?|service(?:men|man|members?)|troops|civilians?|officers?|officials?|"
    "conscripts?|men|man|women|woman|children|child|farmers?|guards?|fighters?|militants?|"
    "personnel|residents?|peacekeepers?|policem[ae]n|police|villagers?|others?|military|"
    "volunteers?|reservists?|employees|workers?|journalists?|victims?|bodies|lives"
)
_AMOUNT: Final = "|".join(sorted(AMOUNTS, key=len, reverse=True))
FIGURE: Final = re.compile(
    rf"(?<![\w.,–-])(?:(?P<low>{_LOW})\s+|(?P<high>{_HIGH})\s+|(?P<about>{_ABOUT})\s+)?"
    rf"(?P<number>(?i:between\s+)?{NUMBER}(?:\s*(?:-|–|to|and|or)\s*(?P<upper>\d[\d,]{{0,15}}))?|"
    rf"{_AMOUNT}|another|an?(?=\s+(?:[\w-]+\s+){{0,2}}?(?:{PERSON})\b))(?![\w%]|\.\d|-(?:day|year|"
    rf"hour|month|week|km|party|nation|point))",
    re.IGNORECASE,
)


def bounds(figure: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    """Low, best and high that a figure states.

    Examples
    --------
    >>> [bounds(FIGURE.search(text)) for text in ("at least 49", "up to four", "14", "dozens")]
    [(49, None, None), (None, None, 4), (14, 14, 14), (24, None, None)]
    """
    said = figure["number"].lower()
    if said in AMOUNTS:
        return AMOUNTS[said], None, None
    if figure["upper"]:
        upper = value_of(figure["upper"])
        lower = value_of(re.split(r"\s*(?:-|–|to|and|or)\s*\d", said.removeprefix("between "))[0])
        if lower is not None and upper is not None and lower < upper:
            return lower, None, upper
    number = (
        1
        if said in ("another", "a", "an")
        else value_of(re.split(r"\s+(?:and|to|or)\s+\d", said)[0])
    )
    if figure["low"]:
        return number, None, None
    if figure["high"]:
        return None, None, number
    if figure["about"]:
        return None, number, None
    return number, number, number
