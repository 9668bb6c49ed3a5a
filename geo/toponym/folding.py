"""What a search compares: names without case, accents, marks or spare spaces."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

# Letters that Unicode does not decompose, folded as the region's romanisations write them.
_FOLDS: Final = str.maketrans({"ə": "a", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss"})
# The same for plain ASCII, by code point.
_ASCII_FOLDS: Final = "".join(
    character.lower() if character.isalnum() else " " for character in map(chr, range(128))
)
# Bytes of the same, where lines are texts of their own.
_LINE_FOLDS: Final = bytes(
    ord(folded) if character != "\n" else ord("\n")
    for character, folded in zip(map(chr, range(128)), _ASCII_FOLDS, strict=True)
) + bytes(128)


def fold(text: str) -> str:
    """Reduce a name to what a search compares: no case, accents, marks or spare spaces.

    Examples
    --------
    >>> fold("Fərrux"), fold("  KHOJALY–District ")
    ('farrux', 'khojaly district')
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII_FOLDS).split())
    # Compatibility forms may unfold to capitals, and folding case may compose again.
    lower = unicodedata.normalize("NFKD", text).casefold().translate(_FOLDS)
    decomposed = unicodedata.normalize("NFKD", lower)
    letters = (
        character if character.isalnum() else " "
        for character in decomposed
        if not unicodedata.combining(character)
    )
    return " ".join("".join(letters).split())


def fold_all(texts: Sequence[str]) -> list[str]:
    """Fold many texts; plain ASCII is folded all at once.

    Examples
    --------
    >>> fold_all(["Fərrux", "  KHOJALY–District ", "No. 2"])
    ['farrux', 'khojaly district', 'no 2']
    """
    plain = [text for text in texts if text.isascii() and "\n" not in text]
    if len(plain) < len(texts):
        folded = iter(_fold_lines(plain))
        return [
            next(folded) if text.isascii() and "\n" not in text else fold(text) for text in texts
        ]
    return _fold_lines(plain)


def _fold_lines(lines: list[str]) -> list[str]:
    if not lines:
        return []
    whole = "\n".join(lines).encode("ascii").translate(_LINE_FOLDS)
    while b"  " in whole:
        whole = whole.replace(b"  ", b" ")
    return [line.strip(" ") for line in whole.decode("ascii").split("\n")]
