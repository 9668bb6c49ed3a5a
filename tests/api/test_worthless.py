"""A file that begins with many rows of which none can be taken is not read to its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.api import importing, imports
from geo.api.formats import Format, table_format
from geo.api.imported import Imported
from geo.api.imports import import_content
from geo.errors import DataFaultsError
from geo.readers import Content, Read, Rejected
from geo.readers.content import Progress
from geo.readers.mapping import parse_mapping
from geo.store.folder import BUILT_IN, gazetteer_of

COLUMNS = {"title": "what", "date_start": "day", "longitude": "x", "latitude": "y", "place": "p"}
TABLE = table_format(parse_mapping({"columns": COLUMNS}))
HEADER = "what,day,x,y,p\n"
GOOD, NAMED, BAD = "Shots,2022-03-27,46.8,40,\n", "Shots,2022-03-27,,,Qwzxv\n", "Shots,soon,,,\n"


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "CHUNK_ROWS", 10)
    monkeypatch.setattr(importing, "MAX_WORTHLESS_ROWS", 30)


def take(rows: str, into: Path, *, add: bool = False) -> tuple[Imported, list[Rejected], int]:
    """Import a table; also how many of its rows were read."""
    rejected: list[Rejected] = []
    count = 0

    def read(content: Content, progress: Progress | None) -> Iterator[Read]:
        nonlocal count
        for row in TABLE.read(content, progress):
            count += 1
            yield row

    try:
        done = import_content(
            Format(TABLE.source, read),
            Content("field.csv", (HEADER + rows).encode()),
            into,
            add=add,
            gazetteer=gazetteer_of(BUILT_IN),
            take_rejected=rejected.append,
        )
    except DataFaultsError as error:
        error.add_note(f"{len(rejected)} rejected, {count} read")
        raise
    assert done.accepted + done.rejected == done.read == count
    assert done.rejected == len(rejected)
    return done, rejected, count


def test_it_is_refused_with_what_was_read_of_it(tmp_path: Path) -> None:
    with pytest.raises(DataFaultsError) as refused:
        take(BAD * 1_000, tmp_path / "d")
    first, *reasons = refused.value.faults
    assert str(first).startswith(
        "field.csv: expected a row that can be taken among the first 30, "
        "found '30 rows read, 30 rejected'. Remedy: see why in the rejected rows"
    )
    # Each row that was read comes back, and no other was read.
    assert [fault.row for fault in reasons] == list(range(2, 32))
    assert refused.value.__notes__ == ["30 rejected, 30 read"]
    assert list(tmp_path.iterdir()) == []


def test_one_row_that_can_be_taken_has_it_read_to_the_end(tmp_path: Path) -> None:
    done, rejected, _ = take(BAD * 29 + GOOD + BAD * 70, tmp_path / "d")
    assert (done.read, done.events, len(rejected)) == (100, 1, 99)


def test_fewer_rows_are_all_given_back(tmp_path: Path) -> None:
    with pytest.raises(DataFaultsError) as refused:
        take(BAD * 29, tmp_path / "d")
    assert refused.value.__notes__ == ["29 rejected, 29 read"]


def test_places_to_be_decided_on_are_no_reason(tmp_path: Path) -> None:
    done, _, _ = take(NAMED * 40 + GOOD, tmp_path / "d")
    assert (done.read, done.events, done.rejected) == (41, 1, 40)


def test_rows_that_the_dataset_has_are_no_reason(tmp_path: Path) -> None:
    there = "".join(GOOD.replace("Shots", f"Shots {row}") for row in range(40))
    take(there, tmp_path / "d")
    done, _, _ = take(there + GOOD, tmp_path / "d", add=True)
    assert (done.present, done.events) == (40, 1)
