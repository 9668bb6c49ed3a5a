"""Every name of a place, and how a person who knows one script would write it in another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from geo.linkage import Dataset

# How a person who knows one script would write another: letter for letter, no table of the search.
TO_CYRILLIC = {
    "shch": "щ", "kh": "х", "gh": "г", "zh": "ж", "ch": "ч", "sh": "ш", "ts": "ц", "dz": "дз",
    "ya": "я", "yu": "ю", "a": "а", "b": "б", "c": "к", "d": "д", "e": "е", "f": "ф", "g": "г",
    "h": "х", "i": "и", "j": "дж", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п",
    "q": "г", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в", "w": "в", "x": "х", "y": "й",
    "z": "з",
}  # fmt: skip
CYRILLIC_TO_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
ARMENIAN_TO_LATIN = {
    "ու": "u", "եւ": "ev", "ա": "a", "բ": "b", "գ": "g", "դ": "d", "ե": "e", "զ": "z", "է": "e",
    "ը": "y", "թ": "t", "ժ": "zh", "ի": "i", "լ": "l", "խ": "kh", "ծ": "ts", "կ": "k", "հ": "h",
    "ձ": "dz", "ղ": "gh", "ճ": "ch", "մ": "m", "յ": "y", "ն": "n", "շ": "sh", "ո": "o", "չ": "ch",
    "պ": "p", "ջ": "j", "ռ": "r", "ս": "s", "վ": "v", "տ": "t", "ր": "r", "ց": "ts", "փ": "p",
    "ք": "k", "օ": "o", "ֆ": "f",
}  # fmt: skip
AZERBAIJANI_TO_ENGLISH = {
    "ə": "a", "ç": "ch", "ş": "sh", "ğ": "gh", "x": "kh", "c": "j", "q": "g", "ı": "y", "ö": "o",
    "ü": "u", "İ": "i",
}  # fmt: skip
# Latin letters that have no Cyrillic letter of their own, when they stand alone.
LOST_IN_CYRILLIC = ("h", "c", "w")


def spelt(text: str, letters: dict[str, str]) -> str:
    text = text.casefold() if "İ" not in letters else text.replace("İ", "i").lower()
    written, at = "", 0
    longest = max(map(len, letters))
    while at < len(text):
        for length in range(longest, 0, -1):
            piece = text[at : at + length]
            if piece in letters:
                break
        else:
            piece = text[at]
        written += letters.get(piece, piece)
        at += len(piece)
    return written


def without_marks(text: str, schwa: str) -> str:
    plain = text.replace("ə", schwa).replace("Ə", schwa.upper()).replace("ı", "i")
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def written_otherwise(text: str, lang: str) -> Iterator[str]:
    yield text
    yield text.upper()
    yield f"  {text.lower()} "
    yield unicodedata.normalize("NFD", text)
    yield without_marks(text, "a")
    yield without_marks(text, "e")
    if lang == "hy":
        latin = spelt(text, ARMENIAN_TO_LATIN)
        yield latin
        yield spelt(latin, TO_CYRILLIC | {"h": "һ"})
    elif lang == "ru":
        yield spelt(text, CYRILLIC_TO_LATIN)
    elif lang == "az":
        yield spelt(text, AZERBAIJANI_TO_ENGLISH)
    elif text.isascii() and not any(lost in bare(text) for lost in LOST_IN_CYRILLIC):
        yield spelt(text, TO_CYRILLIC)


def bare(text: str) -> str:
    """A Latin name without the pairs of letters that have one letter of their own."""
    lower = text.lower()
    for pair in ("kh", "gh", "zh", "ch", "sh"):
        lower = lower.replace(pair, "")
    return lower


def every_name(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    for place in dataset.gazetteer.values():
        yield place.id, place.title, "en"
        for name in place.names:
            yield place.id, name.text, name.lang
