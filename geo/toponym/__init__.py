"""Names: languages, who uses them, which one a reader is shown, and what makes two the same.

No name is *the* name of a contested place. A naming convention chooses; the gazetteer keeps all.
"""

from geo.toponym.convention import (
    CONVENTIONS,
    DEFAULT_CONVENTION,
    LOCAL_SIDES,
    Toponym,
    name_in,
)
from geo.toponym.folding import fold, fold_all
from geo.toponym.romanisation import romanise, romanised

__all__ = [
    "CONVENTIONS",
    "DEFAULT_CONVENTION",
    "LOCAL_SIDES",
    "Toponym",
    "fold",
    "fold_all",
    "name_in",
    "romanise",
    "romanised",
]
