"""Every place is found by each of its names in any script, and by nothing that is another's."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import Gazetteer, Reason
from geo.linkage import Dataset
from geo.toponym import romanise

# Places that share a name, letter for letter or to the ear. The Armenian names of some districts
# are those of their towns.
HOMONYMS = (
    {"karabakh", "nagorno-karabakh"},
    {"aghdam", "aghdam-district"},
    {"martuni", "khojavend-district"},
    {"khojaly", "khojaly-district"},
    {"shusha", "shusha-district"},
    {"lachin", "lachin-district"},
    {"fuzuli", "fuzuli-district"},
    {"kalbajar", "kalbajar-district"},
)

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


def test_every_place_is_found_by_every_name_in_every_script(dataset: Dataset) -> None:
    asked = 0
    for place_id, text, lang in every_name(dataset):
        for query in written_otherwise(text, lang):
            asked += 1
            found = {match.place.id for match in dataset.gazetteer.find(query) if match.whole}
            assert place_id in found, (place_id, text, query)
    assert asked > 2000


def test_no_name_finds_another_place_but_its_homonyms(dataset: Dataset) -> None:
    for place_id, text, lang in every_name(dataset):
        alike = set().union({place_id}, *(group for group in HOMONYMS if place_id in group))
        for query in written_otherwise(text, lang):
            found = {match.place.id for match in dataset.gazetteer.find(query) if match.whole}
            assert found <= alike, (text, query)


def test_the_listed_homonyms_are_homonyms(dataset: Dataset) -> None:
    """The list above excuses nothing that it need not."""
    for group in HOMONYMS:
        shared = {
            text
            for place_id, text, _ in every_name(dataset)
            if place_id in group
            and group <= {m.place.id for m in dataset.gazetteer.find(text) if m.whole}
        }
        assert shared, group


@pytest.mark.parametrize(
    ("query", "name", "lang", "reason"),
    [
        ("Parukh", "Parukh", "en", Reason.EXACT),
        ("PARUKH", "Parukh", "en", Reason.EXACT),
        ("Farrukh", "Farrukh", "en", Reason.EXACT),
        ("Fərrux", "Fərrux", "az", Reason.EXACT),
        ("Ferrux", "Fərrux", "az", Reason.FOLDED),
        ("farrux", "Fərrux", "az", Reason.FOLDED),
        ("Փառուխ", "Փառուխ", "hy", Reason.EXACT),
        ("ՓԱՌՈՒԽ", "Փառուխ", "hy", Reason.EXACT),
        ("Фаррух", "Фаррух", "ru", Reason.EXACT),
        ("parux", "Parukh", "en", Reason.TRANSLITERATED),
        ("Փարուխ", "Parukh", "en", Reason.TRANSLITERATED),
    ],
)
def test_a_result_says_which_name_matched_and_why(
    dataset: Dataset, query: str, name: str, lang: str, reason: Reason
) -> None:
    match = dataset.gazetteer.find(query)[0]
    assert (match.place.id, match.whole) == ("parukh", True)
    assert (match.name.text, match.name.lang, match.reason) == (name, lang, reason)


# What must not be found in silence, with what may be suggested instead.
NEAR_MISSES = [
    ("Farukk", "parukh"),
    ("Parakh", "parukh"),
    ("Barukh", "parukh"),
    ("Фарюх", "parukh"),
    ("Suse", "sus"),
    ("Soos", None),
    ("Shush", "shusha"),
    ("Gori", "goris"),
    ("Goriz", "goris"),
    ("Stepanokert", "stepanakert"),
    ("Stepan", "stepanakert"),
    ("Askaran", "askeran"),
    ("Kavkas", "caucasus"),
    ("Zaporozhye", "zaporizhzhia-oblast"),
    ("Karabah", "karabakh"),
    ("Armena", "armenia"),
    ("Lachine", "lachin"),
    ("Lankaran", None),
    ("Ganja", None),
    ("Tovuz", None),
    ("kh", None),
    ("strict", None),
    ("akert", None),
    ("an", None),
]


@pytest.mark.parametrize(("query", "suggested"), NEAR_MISSES)
def test_what_is_only_like_a_name_is_a_suggestion(
    dataset: Dataset, query: str, suggested: str | None
) -> None:
    assert dataset.gazetteer.find(query) == []
    suggestions = dataset.gazetteer.suggest(query)
    assert all(match.reason is Reason.SUGGESTION for match in suggestions)
    if suggested is not None:
        assert suggestions[0].place.id == suggested


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("Sus", ["sus"]),
        ("US", ["united-states"]),
        ("Iran", ["iran"]),
        ("Tegh", ["tegh"]),
        ("Karabakh", ["karabakh", "nagorno-karabakh"]),
        ("Kiev", ["kyiv"]),
        ("Мартуни", ["martuni", "khojavend-district"]),
    ],
)
def test_short_names_find_no_longer_ones(dataset: Dataset, query: str, places: list[str]) -> None:
    assert [m.place.id for m in dataset.gazetteer.find(query) if m.whole] == places


def test_words_of_a_name_are_said_to_be_a_part_of_it(dataset: Dataset) -> None:
    found = {match.place.id: match for match in dataset.gazetteer.find("Lachin")}
    assert found["lachin"].whole
    assert not found["lachin-corridor"].whole
    assert next(iter(found)) == "lachin"
    assert dataset.gazetteer.find("Lachin Cor") == []


# The facts name these three: the same names elsewhere.
def elsewhere(place_id: str, title: str, lon: float, lat: float, parent: str) -> dict[str, Any]:
    urn = "urn:truceline:place:"
    return {
        "@id": f"{urn}{place_id}",
        "type": "Feature",
        "properties": {"title": title},
        "names": [{"toponym": title, "lang": "en"}],
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "relations": [{"relationType": "gvp:broaderPartitive", "relationTo": f"{urn}{parent}"}],
    }


@pytest.fixture(scope="module")
def with_homonyms(dataset: Dataset) -> Gazetteer:
    features = [
        *dataset.gazetteer.document["features"],
        elsewhere("mets-shen-martakert", "Mets Shen", 46.7069, 40.2156, "tartar-district"),
        elsewhere("agdam-tovuz", "Agdam", 45.556, 40.905, "tovuz-district"),
        elsewhere("tovuz-district", "Tovuz District", 45.6, 40.9, "azerbaijan"),
        elsewhere("martuni-gegharkunik", "Martuni", 45.3, 40.14, "gegharkunik"),
        elsewhere("gegharkunik", "Gegharkunik", 45.2, 40.4, "armenia"),
    ]
    return Gazetteer({"type": "FeatureCollection", "features": features})


@pytest.mark.parametrize(
    ("query", "whereabouts"),
    [
        ("Mets Shen", {"Shusha District", "Tartar District"}),
        ("Մեծ Շեն", {"Shusha District", "Tartar District"}),
        ("Agdam", {"Aghdam District", "Tovuz District", "Azerbaijan"}),
        ("Martuni", {"Khojavend District", "Gegharkunik", "Azerbaijan"}),
    ],
)
def test_homonyms_are_told_apart_by_what_they_are_part_of(
    with_homonyms: Gazetteer, query: str, whereabouts: set[str]
) -> None:
    found = [match.place.id for match in with_homonyms.find(query) if match.whole]
    assert len(found) == len(whereabouts)
    assert {with_homonyms.whereabouts(one, "en") for one in found} == whereabouts


@given(st.text(max_size=40))
def test_any_text_is_searched_for_without_a_fault(dataset: Dataset, query: str) -> None:
    silent = {match.place.id for match in dataset.gazetteer.find(query)}
    suggested = {match.place.id for match in dataset.gazetteer.suggest(query)}
    assert not silent & suggested


LETTERS = st.text(
    st.sampled_from("abcçdeəfgğhıijklmnopqrsştuvxyz աբգդեժխծձղճյնշոչջռվցփքու абвгджзийхцчшыьюя-’"),
    max_size=30,
)


@given(LETTERS)
def test_case_and_doubled_letters_do_not_change_a_key(text: str) -> None:
    assert romanise(text.casefold()) == romanise(text)
    assert romanise("".join(c * 2 if c in "klmnprtv" else c for c in text)) == romanise(text)
