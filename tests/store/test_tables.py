"""accepted + rejected = read, whatever the file holds."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from geo.schema import PARTIES
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
