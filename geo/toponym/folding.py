"""What a search compares: names without case, accents, marks or spare spaces."""

from __future__ import annotations

import unicodedata
from typing import Final

# Letters that Unicode does not decompose, folded as the region's romanisations write them.
_FOLDS: Final = str.maketrans({"ə": "a", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss"})
# The same for plain ASCII, by code point.
_ASCII_FOLDS: Final = "".join(
    character.lower() if character.isalnum() else " " for character in map(chr, range(128))
)


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
