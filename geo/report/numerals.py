"""Numbers as reports write them: figures, words, and amounts that are no exact number."""

from __future__ import annotations

import re
from typing import Final

_UNITS: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
WORDS: Final = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
# Lowest number that each can truthfully be said of.
AMOUNTS: Final = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 1000,
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
}
_WORD: Final = "|".join([*WORDS, *_SCALES])
# Nothing that reports count needs more digits or words; a longer run is no number.
FIGURE: Final = r"(?!\d{1,3}(?:,\d{3}){5})(?:\d{1,3}(?:,\d{3})+|\d{1,12}(?!\d))"
SPELT: Final = rf"(?:(?:a|{_WORD})(?:[ -](?:and )?(?:{_WORD})){{0,10}})(?<!\ba)"
DOZEN: Final = r"(?:a|one|two|three|half a) dozen"
NUMBER: Final = rf"(?:{FIGURE}|{DOZEN}|{SPELT})"


def value_of(text: str) -> int | None:
    """Read a number; None where it is none.

    Examples
    --------
    >>> value_of("14"), value_of("2,000"), value_of("twenty-four"), value_of("two hundred and six")
    (14, 2000, 24, 206)
    >>> value_of("a dozen"), value_of("half a dozen"), value_of("several")
    (12, 6, None)
    """
    plain = text.lower().strip()
    if re.fullmatch(FIGURE, plain):
        return int(plain.replace(",", ""))
    if plain.endswith("dozen"):
        many = {"half a": 0.5, "a": 1, "one": 1, "two": 2, "three": 3}
        factor = many.get(plain.removesuffix("dozen").strip())
        return None if factor is None else int(12 * factor)
    total = part = 0
    for word in re.split(r"[\s-]+", plain):
        if word in ("and", "a"):
            part = part or (1 if word == "a" else 0)
        elif word in WORDS:
            part += WORDS[word]
        elif word in _SCALES:
            part = max(part, 1) * _SCALES[word]
            if word != "hundred":
                total, part = total + part, 0
        else:
            return None
    return total + part
