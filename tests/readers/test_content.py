"""Content of files: names are printable, and bounds hold for rows that are blank, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.limits import MAX_COLUMNS
from geo.readers import Content, UnreadableError, content
from geo.readers.content import read_content, rows_of


def test_blank_lines_count_as_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MAX_ROWS", 10)
    assert list(rows_of(Content("x", b"a\n\n\nb\n\n"))) == [(1, ["a"]), (4, ["b"])]
    with pytest.raises(UnreadableError, match="row 12: expected at most 10 rows"):
        list(rows_of(Content("x", b"a\n" + b"\n" * 11)))


def test_a_header_after_a_blank_line_has_no_more_columns_than_another() -> None:
    wide = b"a," * MAX_COLUMNS + b"a\n"
    for data in (wide, b"\n\n" + wide):
        with pytest.raises(UnreadableError, match=f"at most {MAX_COLUMNS} columns"):
            list(rows_of(Content("x", data)))


def test_names_of_files_are_made_printable(tmp_path: Path) -> None:
    path = tmp_path / "a\nb\u202e.csv"
    path.write_bytes(b"x")
    assert read_content(path).name == "a\ufffdb\ufffd.csv"
