"""Places of a file beside one another: what refers to a place that is not taken comes back too."""

from __future__ import annotations

from typing import Any

import pytest

from geo.api import shapes
from geo.api.known import Known
from geo.api.shapes import ShapeBook
from geo.gazetteer import PART_OF, Gazetteer
from geo.readers import PlaceBook, Shape


def place(name: str, *part_of: str) -> dict[str, Any]:
    return {
        "@id": f"urn:x:{name}",
        "type": "Feature",
        "properties": {"title": name},
        "geometry": {"type": "Point", "coordinates": [46.8, 39.9]},
        "relations": [
            {"relationType": PART_OF, "relationTo": f"urn:x:{other}"} for other in part_of
        ],
    }


def settled(book: ShapeBook, *features: dict[str, Any]) -> dict[int, str]:
    read = [Shape(row, feature, {}) for row, feature in enumerate(features, start=1)]
    assert book.take(read) == []
    given_back = {one.row: str(one.faults[0]) for one in book.settle()}
    assert len(given_back) + len(book.taken) == len(features)
    return given_back


def test_a_chain_without_its_end_comes_back_whole() -> None:
    book = ShapeBook("x.json", Known(), PlaceBook())
    given_back = settled(
        book, place("a", "b"), place("b", "c"), place("c", "none"), place("d"), place("e", "d")
    )
    assert set(given_back) == {1, 2, 3}
    assert (
        "relations[0].relationTo: expected the @id of a place in this file, found 'urn:x:b'"
        in (given_back[1])
    )
    assert given_back[1].startswith("x.json, row 1, ")
    assert set(book.taken) == {"d", "e"}


def test_a_place_of_the_dataset_is_there() -> None:
    known = Known(gazetteer=Gazetteer({"features": [place("d")]}))
    assert settled(ShapeBook("x.json", known, PlaceBook()), place("e", "d")) == {}


def test_a_ring_and_a_place_with_two_that_are_missing() -> None:
    book = ShapeBook("x.json", Known(), PlaceBook())
    given_back = settled(
        book, place("a", "b"), place("b", "a"), place("c", "none"), place("d", "c", "never")
    )
    assert set(given_back) == {3, 4}
    assert set(book.taken) == {"a", "b"}


def test_the_work_does_not_grow_with_the_square_of_a_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = 0
    check = shapes.check_places

    def counting(document: Any, countries: Any) -> Any:
        nonlocal counted
        counted += len(document["features"])
        return check(document, countries)

    monkeypatch.setattr(shapes, "check_places", counting)
    chain = [place(f"p{number}", f"p{number + 1}") for number in range(60)]
    assert len(settled(ShapeBook("x.json", Known(), PlaceBook()), *chain)) == 60
    # Each by itself, and all once together.
    assert counted == 2 * 60
