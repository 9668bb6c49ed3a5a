"""accepted + rejected = read, whatever the file holds."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from geo.schema import PARTIES, SOURCES
from geo.store.folder import check, load
from geo.store.tables import read_table

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
ROWS = st.lists(st.lists(TEXT, min_size=1, max_size=5), max_size=12)


def written(rows: list[list[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([list(PARTIES.column_names), *rows])
    return buffer.getvalue()


@given(rows=ROWS)
def test_every_row_is_read_or_reported(rows: list[list[str]], tmp_path_factory: object) -> None:
    path = Path(tmp_path_factory.mktemp("table")) / "parties.csv"  # type: ignore[attr-defined]
    path.write_bytes(written(rows).encode())
    accepted, faults = read_table(path, PARTIES)
    assert len(accepted) + len(faults) == len(rows)
    assert [list(row) for row in accepted.itertuples(index=False)] == [
        r for r in rows if len(r) == 3
    ]


def test_row_numbers_are_those_of_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "parties.csv"
    path.write_bytes(
        b"\xef\xbb\xbf" + written([["a", "A", "other"], ["b"], ["c", "C\nC", "none"]]).encode()
    )
    accepted, faults = read_table(path, PARTIES)
    assert accepted.index.tolist() == [2, 4]
    assert accepted.at[4, "title"] == "C\nC"
    assert [fault.row for fault in faults] == [3]


def test_words_that_look_like_missing_values_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "parties.csv"
    path.write_bytes(written([["NA", "null", "none"], ["1e3", "007", "other"]]).encode())
    accepted, _ = read_table(path, PARTIES)
    assert accepted.to_numpy().tolist() == [["NA", "null", "none"], ["1e3", "007", "other"]]


def test_an_optional_column_may_be_missing_and_then_is_blank(tmp_path: Path) -> None:
    names = [column.name for column in SOURCES.columns if not column.optional]
    path = tmp_path / "sources.csv"
    path.write_text(f"{','.join(names)}\ns1,P,,,,,press,\n", encoding="utf-8")
    rows, faults = read_table(path, SOURCES)
    assert faults == []
    assert rows.columns.tolist() == list(SOURCES.column_names)
    assert rows["reliability"].tolist() == [""]
    path.write_text(f"{','.join([*names[1:], 'reliability'])}\nP,,,,,press,,B\n", encoding="utf-8")
    _, faults = read_table(path, SOURCES)
    assert [fault.column for fault in faults] == ["source_id"]


def test_a_grade_is_one_of_the_admiralty_code(copied_data: Path) -> None:
    file = copied_data / "sources.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    graded = [f"{lines[0]},reliability", f"{lines[1]},B", *(f"{line}," for line in lines[2:])]
    file.write_text("\n".join(graded), encoding="utf-8")
    assert check(copied_data).faults == ()
    assert load(copied_data).sources["reliability"].tolist()[:2] == ["B", ""]
    file.write_text("\n".join(graded).replace(",B\n", ",G\n"), encoding="utf-8")
    (fault,) = check(copied_data).faults
    assert (fault.row, fault.column, fault.value) == (2, "reliability", "G")
    assert "A, B, C, D, E, F" in fault.expected
