"""Runs of rows by ranges of a key: all rows once, on disk as in memory."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.engine.shelves import Cut, Shelves, cuts


@given(st.lists(st.integers(-20, 20), max_size=60), st.integers(1, 25))
def test_ranges_hold_every_row_once(keys: list[int], most: int) -> None:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE rows (key INTEGER)")
    connection.execute("INSERT INTO rows SELECT unnest($1::INTEGER[])", [keys])
    found = cuts(connection, "rows", "key", most)
    assert sum(cut.rows for cut in found) == len(keys)
    assert all(one.last < other.first for one, other in pairwise(found))
    for cut in found:
        assert cut.rows == sum(cut.first <= key <= cut.last for key in keys)
        # Only what shares the last key may be beyond the bound.
        assert cut.rows - keys.count(cut.last) < most


def test_a_key_is_never_parted() -> None:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE rows AS SELECT unnest([1, 5, 5, 5, 5, 5, 7, 8]) AS key")
    assert cuts(connection, "rows", "key", 3) == [Cut(1, 5, 6), Cut(7, 8, 2)]


@pytest.fixture(params=["disk", "memory"])
def shelves(request: pytest.FixtureRequest, tmp_path: Path) -> Shelves:
    # A quote and what a glob would take for a pattern must do no harm.
    folder = tmp_path / "it's [a] folder"
    folder.mkdir()
    return Shelves(duckdb.connect(), folder if request.param == "disk" else None)


def test_runs_come_back_one_after_the_other_each_in_order(shelves: Shelves) -> None:
    connection = shelves._connection
    shelves.put("runs", "SELECT unnest([3, 1, 2]) AS key", "key")
    shelves.put("runs", "SELECT unnest([9, 0]) AS key", "key DESC")
    shelves.put("runs", "SELECT unnest([5, 4]) AS key")
    found = connection.execute(f"FROM {shelves.on('runs')}").fetchall()
    assert found == [(1,), (2,), (3,), (9,), (0,), (5,), (4,)]


def test_a_shelf_without_rows_has_columns(shelves: Shelves) -> None:
    none = "SELECT 1 AS key WHERE false"
    shelves.put("runs", none, "key")
    assert shelves._connection.execute(f"SELECT key FROM {shelves.on('runs')}").fetchall() == []
    shelves.put("runs", "SELECT 4 AS key", "key")
    shelves.put("runs", none, "key")
    found = shelves._connection.execute(f"SELECT key FROM {shelves.on('runs')}").fetchall()
    assert found == [(4,)]


def test_what_is_cleared_leaves_no_file(shelves: Shelves, tmp_path: Path) -> None:
    for number in range(3):
        shelves.put("runs", f"SELECT {number} AS key", "key")
    shelves.clear("runs")
    assert list(tmp_path.rglob("*.parquet")) == []
    shelves.put("runs", "SELECT 'other' AS word")
    found = shelves._connection.execute(f"FROM {shelves.on('runs')}").fetchall()
    assert found == [("other",)]
