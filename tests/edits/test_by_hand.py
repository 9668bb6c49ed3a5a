"""Files changed by hand: taken in and not written over, or refused and left alone."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from geo.edits.folder import EditFolder
from geo.errors import UsageError
from tests.edits.edited import EVENT, accept_all, reword


def test_a_change_by_hand_is_taken_in_and_not_written_over(folder: Path) -> None:
    file = folder / "events.csv"
    with EditFolder(folder) as edits:
        mine = reword(edits, "mine")
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        by_hand = "".join(
            line.replace("Lachin", "LACHIN") for line in lines if "nk-19900101-nk-war" not in line
        )
        file.write_text(by_hand, encoding="utf-8")
        edits.save(mine, "Ana", "", accept_all)
        text = file.read_text(encoding="utf-8")
        assert "LACHIN" in text
        assert "nk-19900101-nk-war" not in text
        assert edits.rows("events")[EVENT]["summary"] == "mine"
        outside = [entry for entry in edits.history() if entry.origin == "outside"]
        assert len({entry.save for entry in outside}) == 1
        assert [entry.row_id for entry in outside if entry.after is None] == [
            "nk-19900101-nk-war-1990s"
        ]
        assert all(entry.who == "" for entry in outside)
        # It can be taken back like any other.
        edits.undo(outside[0].save, "Ana", "", accept_all)
        assert "LACHIN" not in file.read_text(encoding="utf-8")


def test_other_quotes_alone_are_noted_without_a_row(folder: Path) -> None:
    with EditFolder(folder):
        pass
    file = folder / "parties.csv"
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
    with file.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    with EditFolder(folder) as edits:
        (entry,) = edits.history()
        assert (entry.origin, entry.table, entry.row_id) == ("outside", "parties", "")
        with pytest.raises(UsageError, match="changed rows"):
            edits.undo(entry.save, "", "", accept_all)


@pytest.mark.parametrize("broken", ["half", "<<<<<<< HEAD\n", "missing"])
def test_a_file_that_is_no_table_is_neither_taken_in_nor_written_over(
    folder: Path, broken: str
) -> None:
    with EditFolder(folder):
        pass
    file = folder / "events.csv"
    whole = file.read_bytes()
    if broken == "missing":
        file.unlink()
    else:
        file.write_bytes(whole[:9_000] if broken == "half" else whole + broken.encode())
    left = file.read_bytes() if file.exists() else None
    with pytest.raises(UsageError, match=r"events\.csv"):
        EditFolder(folder)
    assert (file.read_bytes() if file.exists() else None) == left
    file.write_bytes(whole)
    with EditFolder(folder) as edits:
        assert edits.history() == []
