"""Toponyms, and which of a place's names a reader is shown.

No name is *the* name of a contested place. A naming convention chooses; the gazetteer keeps all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

CONVENTIONS: Final = {
    "en": "English",
    "hy": "Armenian",
    "az": "Azerbaijani",
    "ru": "Russian",
    "both": "Both local forms",
}
DEFAULT_CONVENTION: Final = "en"
LOCAL_SIDES: Final = ("armenian", "azerbaijan")


@dataclass(frozen=True, slots=True)
class Toponym:
    """One name of a place.

    Parameters
    ----------
    text : str
        The name as written.
    lang : str
        BCP 47 language tag, or an empty string where the source gives none.
    used_by : tuple of str
        Sides (`schema.SIDES`) that use this form as theirs.
    citations : tuple of str
        Where the name was seen.
    """

    text: str
    lang: str = ""
    used_by: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """Primary language subtag, such as `hy` for `hy-Latn`."""
        return self.lang.split("-", 1)[0]


def name_in(names: Sequence[Toponym], convention: str, title: str) -> str:
    """Choose the name that a naming convention shows.

    Parameters
    ----------
    names : sequence of Toponym
        In order of preference within a language.
    convention : str
        A code of `CONVENTIONS`.
    title : str
        Shown where the convention has no name for the place.

    Raises
    ------
    KeyError
        If the convention is unknown.

    Examples
    --------
    >>> names = [Toponym("Stepanakert", "en", ("armenian",)),
    ...          Toponym("Khankendi", "en", ("azerbaijan",)), Toponym("Xankəndi", "az")]
    >>> name_in(names, "both", "Stepanakert"), name_in(names, "az", "Stepanakert")
    ('Stepanakert / Khankendi', 'Xankəndi')
    """
    if convention not in CONVENTIONS:
        raise KeyError(convention)
    if convention == "both":
        # A side without a form of its own has the title's: one side's form alone takes sides.
        forms = [_form_of_side(names, side) or title for side in LOCAL_SIDES]
        return " / ".join(dict.fromkeys(forms))
    if convention == DEFAULT_CONVENTION:
        return title
    return next((name.text for name in names if name.language == convention), title)


def _form_of_side(names: Sequence[Toponym], side: str) -> str:
    english = (name for name in names if name.language == "en" and side in name.used_by)
    return next((name.text for name in english), "")
