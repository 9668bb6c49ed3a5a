"""Columns of one name: none is dropped, and what is read is never picked of two."""

from __future__ import annotations

import pytest

from geo.readers import Content, Record, UnreadableError, acled, own
from geo.readers.acled_codes import LAYOUT as ACLED
from geo.readers.layout import Layout
from geo.readers.ucdp_codes import LAYOUT as UCDP

HEADER = "event_id_cnty,event_date,event_type,latitude,longitude"
ROW = "A1,2022-03-27,Battles,40,46.8"


@pytest.mark.parametrize("column", ["fatalities", "notes", "event_id_cnty"])
def test_a_column_that_is_read_stands_once(column: str) -> None:
    data = f"{HEADER},{column},{column.title()}\n{ROW},3,7\n".encode()
    with pytest.raises(UnreadableError, match=f"each column once, found '{column}'"):
        list(acled.read(Content("x", data)))


def test_other_columns_of_one_name_are_all_kept() -> None:
    data = f"{HEADER},mine,Mine,mine (2),,\n{ROW},a,b,c,d,e\n".encode()
    (row,) = acled.read(Content("x", data))
    assert isinstance(row, Record)
    assert list(row.cells.values())[5:] == ["a", "b", "c", "d", "e"]
    assert list(row.cells)[5:] == ["mine", "mine (2)", "mine (2) (2)", "", "(2)"]


@pytest.mark.parametrize("layout", [ACLED, own.LAYOUT, UCDP])
def test_every_column_that_is_needed_is_known(layout: Layout) -> None:
    assert set(layout.needed) <= set(layout.known)
    assert set(layout.aliases.values()) <= set(layout.known)
