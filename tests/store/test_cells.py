"""Whole columns are tested as single cells would be."""

from __future__ import annotations

import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.limits import MAX_ID_CHARS, MAX_TEXT_CHARS
from geo.store.cells import KINDS

CHARACTERS = st.characters(exclude_categories=["Cs"])
CELLS = st.lists(st.text(CHARACTERS, min_size=1, max_size=6), min_size=1, max_size=20)


def holds(kind: str, cells: list[str]) -> list[bool]:
    found: list[bool] = KINDS[kind][2](pd.Series(cells, dtype=str)).tolist()
    return found


@given(CELLS)
def test_an_identifier_has_no_space_comma_or_control(cells: list[str]) -> None:
    def plain(cell: str) -> bool:
        return not any(c.isspace() or c in ",;\x7f" or ord(c) < 32 for c in cell)

    assert holds("id", cells) == [plain(cell) for cell in cells]


@given(CELLS)
def test_text_has_no_control_character_but_line_feed_and_tab(cells: list[str]) -> None:
    def plain(cell: str) -> bool:
        return not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in cell)

    assert holds("text", cells) == [plain(cell) for cell in cells]


@pytest.mark.parametrize("plane", range(17))
def test_every_character_is_judged_as_python_judges_it(plane: int) -> None:
    block = range(plane << 16, (plane + 1) << 16)
    cells = [chr(c) for c in block if not 0xD800 <= c < 0xE000]
    if cells:
        assert holds("text", cells) == [
            unicodedata.category(c) != "Cc" or c in "\n\t" for c in cells
        ]
        assert holds("id", cells) == [
            not (c.isspace() or c in ",;\x7f" or ord(c) < 32) for c in cells
        ]


def test_length_is_counted_in_characters() -> None:
    for kind, longest in (("id", MAX_ID_CHARS), ("text", MAX_TEXT_CHARS)):
        assert holds(kind, ["ə" * longest, "ə" * (longest + 1)]) == [True, False]
