"""One Latin key for a name in Armenian, Cyrillic or Azerbaijani letters or any usual romanisation.

Letters follow the BGN/PCGN tables for Armenian (1981), Russian (1947) and Azerbaijani (2002), then
what these and the press spell in different ways is made the same: `kh` and `x`, `gh` and `g`, `y`
and `i`, `dzh`, `dj` and `j`. A key is compared, never shown.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from geo.toponym.folding import fold


def _table(written: str) -> dict[str, str]:
    """Read a letter with what it becomes, nothing for one that is silent."""
    return {pair[0]: pair[1:] for pair in written.split()}


# Capitals stand for what Latin writes with two letters: S sh, C ch, Z zh.
_ARMENIAN: Final = _table(
    "աa բb գg դd եe զz էe ըi թt ժZ իi լl խx ծts կk հh ձdz ղg ճC մm յi նn շS ոo չC պp ջj ռr սs վv "
    "տt րr ցts փp քk օo ֆf ՚ ՛"
)
# The last ones are what Ukrainian and Azerbaijani Cyrillic add.
_CYRILLIC: Final = _table(
    "аa бb вv гg дd еe ёio жZ зz иi йi кk лl мm нn оo пp рr сs тt уu фf хx цts чC шS щSC ъ ыi ь "
    "эe юiu яia іi їi єie ґg ғg ҝg ҹj һh өo үu јi"
)
_LATIN: Final = _table("çC şS cj qg ğg ıi wv yi")
_APOSTROPHES: Final = dict.fromkeys("'’‘ʼʹʻ`´", "")
_LETTERS: Final = str.maketrans({**_ARMENIAN, **_CYRILLIC, **_LATIN, **_APOSTROPHES})
_SCHWAS: Final = re.compile("[əә]")
# Armenian ո and ե and Russian е sound vo and ye where a word begins; ու is one vowel.
_ARMENIAN_VOWELS: Final = ((re.compile(r"եւ|և"), "եվ"), (re.compile("ու"), "u"))
_ARMENIAN_INITIAL: Final = re.compile(r"\bո")
_PAIRS: Final = re.compile("dzh|dZ|dj|sh|jh|zh|kh|gh")
_OF_PAIR: Final = {
    "dzh": "j",
    "dZ": "j",
    "dj": "j",
    "sh": "S",
    "jh": "C",  # ch, whose c has become j by then
    "zh": "Z",
    "kh": "x",
    "gh": "g",
}
_INITIAL_YE: Final = re.compile(r"\bie")
_DOUBLED: Final = re.compile(r"([^\W\d_])\1+")


def romanise(text: str, schwa: str = "a") -> str:
    """Give the key of a name: words of Latin letters, the same for each way to write it.

    Parameters
    ----------
    text : str
        A name in any of the scripts.
    schwa : str
        What Azerbaijani ə is taken for; English names have `a`, keyboards without it `e`.

    Returns
    -------
    str
        Words with one space between; letters of other scripts are folded and stay.

    Examples
    --------
    >>> romanise("Parukh"), romanise("Փառուխ"), romanise("parux"), romanise("Парух")
    ('parux', 'parux', 'parux', 'parux')
    >>> romanise("Xocavənd"), romanise("Khojavend"), romanise("Ходжавенд")
    ('xojavand', 'xojavend', 'xojavend')
    """
    letters = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    if not letters.isascii():
        letters = _SCHWAS.sub(schwa, letters)
        for pattern, vowel in _ARMENIAN_VOWELS:
            letters = pattern.sub(vowel, letters)
        letters = _ARMENIAN_INITIAL.sub("vo", letters)
    spelt = _PAIRS.sub(lambda pair: _OF_PAIR[pair.group()], letters.translate(_LETTERS))
    # Folding drops case, which tells S from s here, so only what is not ASCII is folded.
    plain = (
        spelt if spelt.isascii() else "".join(map(_folded, unicodedata.normalize("NFKD", spelt)))
    )
    words = " ".join("".join(c if c.isalnum() else " " for c in plain).split())
    return _DOUBLED.sub(r"\1", _INITIAL_YE.sub("e", words))


def _folded(character: str) -> str:
    if unicodedata.combining(character):
        return ""
    return character if character.isascii() else fold(character) or " "


def romanised(text: str) -> frozenset[str]:
    """Keys of a name: one, or two where it has a ə, which is written `a` or `e` elsewhere.

    Examples
    --------
    >>> sorted(romanised("Xankəndi")), sorted(romanised("Khankendi"))
    (['xankandi', 'xankendi'], ['xankendi'])
    """
    lower = text.casefold()
    schwas = ("a", "e") if _SCHWAS.search(lower) else ("a",)
    return frozenset(romanise(text, schwa) for schwa in schwas)
