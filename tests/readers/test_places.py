"""Places made of rows: an id for each, whatever ids the rows bring."""

from __future__ import annotations

from geo.readers import PlaceBook, Spot


def test_ids_that_are_taken_get_a_number() -> None:
    book = PlaceBook({"b": Spot("B", 1, 1)})
    assert [book.free_id("a") for _ in range(3)] == ["a", "a-2", "a-3"]
    assert [book.free_id("b") for _ in range(2)] == ["b-2", "b-2-2"]


def test_ids_planted_in_the_way_of_one_another_end_no_stack() -> None:
    book = PlaceBook()
    planted = ["a" + "-2" * number for number in range(3_000)]
    assert [book.free_id(one) for one in planted] == planted
    assert book.free_id("a") == "a" + "-2" * 3_000
