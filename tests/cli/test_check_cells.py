"""One broken cell of a table at a time: exit 1, and the cell is named."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.checking import run_check, set_cell


def row_where(folder: Path, file: str, **wanted: str) -> int:
    with (folder / file).open(encoding="utf-8", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle), start=2):
            if all(row[column] == value for column, value in wanted.items()):
                return number
    raise AssertionError(f"no row of {file} has {wanted}")


CELLS = [
    ("events.csv", {}, "date_start", "2022-02-30"),
    ("events.csv", {}, "date_start", "24.03.2022"),
    ("events.csv", {}, "date_start", "now"),
    ("events.csv", {}, "date_end", "2022-13-01"),
    ("events.csv", {}, "date_end", ""),
    ("events.csv", {"event_id": "nk-20230305-shootout"}, "date_end", "2023-03-04"),
    ("events.csv", {"event_id": "nk-20230305-shootout"}, "date_prec", "month"),
    ("events.csv", {}, "date_prec", "hour"),
    ("events.csv", {"place_id": "parukh"}, "place_id", "parukhh"),
    ("events.csv", {"place_id": "parukh"}, "where_prec", "none"),
    ("events.csv", {"place_id": ""}, "where_prec", "exact"),
    ("events.csv", {}, "where_prec", "roughly"),
    ("events.csv", {}, "category", "raid"),
    ("events.csv", {}, "category", ""),
    ("events.csv", {}, "scope", "inside"),
    ("events.csv", {"event_type": "Battles"}, "event_type", "Battle"),
    ("events.csv", {"event_type": "Battles"}, "sub_event_type", "Air/drone strike"),
    ("events.csv", {}, "deaths_a", "-3"),
    ("events.csv", {}, "deaths_civilians", "three"),
    ("events.csv", {}, "wounded_low", "1.5"),
    ("events.csv", {"low": "5"}, "low", "6"),
    ("events.csv", {"high": "5"}, "high", "4"),
    ("events.csv", {"low": "5"}, "deaths_unknown", "90"),
    ("events.csv", {"wounded_high": "14"}, "wounded_low", "15"),
    ("events.csv", {"category": "clash"}, "bearing_deg", "90"),
    ("events.csv", {"category": "movement"}, "bearing_deg", "360"),
    ("events.csv", {}, "title", ""),
    ("events.csv", {}, "title", "bell \x07"),
    ("events.csv", {}, "title", " \u200b"),
    ("events.csv", {"low": "5"}, "deaths_b", "9"),
    ("events.csv", {"place_id": "parukh"}, "place_id", ""),
    ("claims.csv", {"source_id": "r003"}, "said_on", "2022-04-01"),
    ("claims.csv", {}, "paragraph", "00"),
    ("events.csv", {}, "event_id", ""),
    ("events.csv", {}, "event_id", "two words"),
    ("claims.csv", {}, "event_id", "nk-no-such-event"),
    ("claims.csv", {}, "party", "nobody"),
    ("claims.csv", {}, "source_id", "r999"),
    ("claims.csv", {}, "stance", "affirms"),
    ("claims.csv", {}, "aspect", "mood"),
    ("claims.csv", {}, "statement", ""),
    ("claims.csv", {}, "said_on", "2022-3-26"),
    ("claims.csv", {}, "paragraph", "0"),
    ("claims.csv", {}, "paragraph", "five"),
    ("sources.csv", {}, "kind", "rumour"),
    ("sources.csv", {}, "published_on", "March 2022"),
    ("sources.csv", {}, "url", "javascript:alert(1)"),
    ("parties.csv", {}, "side", "neutral"),
    ("parties.csv", {}, "title", ""),
]


@pytest.mark.parametrize(("file", "where", "column", "value"), CELLS)
def test_a_broken_cell_is_named(
    copied_data: Path, file: str, where: dict[str, str], column: str, value: str
) -> None:
    row = row_where(copied_data, file, **where)
    set_cell(copied_data, file, row, column, value)
    result = run_check(copied_data)
    assert result.exit_code == 1
    faults = json.loads(result.stdout)["faults"]
    named = {(fault["file"], fault["row"], fault["column"]) for fault in faults}
    assert (file, row, column) in named, faults
    assert all(fault["expected"] and fault["remedy"] for fault in faults)


@pytest.mark.parametrize("file", ["events.csv", "claims.csv", "sources.csv", "parties.csv"])
def test_a_second_row_with_the_same_id_is_named(copied_data: Path, file: str) -> None:
    lines = (copied_data / file).read_text(encoding="utf-8")
    last = list(csv.reader(io.StringIO(lines)))[-1]
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(last)
    (copied_data / file).write_text(lines + buffer.getvalue(), encoding="utf-8", newline="")
    result = run_check(copied_data)
    assert result.exit_code == 1
    (fault,) = json.loads(result.stdout)["faults"]
    assert fault["value"] == last[0]
    assert "once" in fault["expected"]
