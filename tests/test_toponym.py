import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.linkage import Dataset
from geo.toponym import CONVENTIONS, fold, fold_all


@pytest.mark.parametrize(
    ("convention", "expected"),
    [
        ("en", "Stepanakert"),
        ("hy", "Ստեփանակերտ"),
        ("az", "Xankəndi"),
        ("ru", "Степанакерт"),
        ("both", "Stepanakert / Khankendi"),
    ],
)
def test_each_convention_shows_its_name(dataset: Dataset, convention: str, expected: str) -> None:
    assert dataset.gazetteer["stepanakert"].name(convention) == expected


def test_both_forms_are_never_those_of_one_side_alone(dataset: Dataset) -> None:
    assert dataset.gazetteer["lachin-corridor"].name("both") == "Berdzor corridor / Lachin corridor"
    for place in dataset.gazetteer.values():
        assert place.title in place.name("both") or " / " in place.name("both"), place.id


def test_every_place_has_a_name_in_every_convention(dataset: Dataset) -> None:
    for place in dataset.gazetteer.values():
        assert all(place.name(convention) for convention in CONVENTIONS), place.id


def test_an_unknown_convention_is_refused(dataset: Dataset) -> None:
    with pytest.raises(KeyError):
        dataset.gazetteer["parukh"].name("fr")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_ascii_is_folded_as_any_other_text(text: str) -> None:
    # The long dash takes the text past the shorter way for ASCII and folds to a space.
    assert fold(text) == fold(f"{text}—")


@given(st.lists(st.one_of(st.text(), st.text(st.characters(max_codepoint=127)))))
def test_many_texts_are_folded_as_each_alone(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]


def test_every_ascii_character_is_folded_among_many() -> None:
    texts = [f"A {chr(code)}{chr(code)}z " for code in range(128)]
    assert fold_all(texts) == [fold(text) for text in texts]
