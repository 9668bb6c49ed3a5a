"""UCDP GED: every code, older shapes, and cells and files that are refused."""

from __future__ import annotations

import pytest

from geo.readers import Record, Rejected, UnreadableError, ucdp
from geo.readers.content import Content
from tests.readers.precision import WHERE

ROW = {
    "id": "300380",
    "type_of_violence": "1",
    "conflict_name": "Syria: Government",
    "side_a": "Government of Syria",
    "side_b": "Syrian insurgents",
    "where_prec": "1",
    "where_coordinates": "Rami village",
    "latitude": "35.763369",
    "longitude": "36.558974",
    "geom_wkt": "POINT (36.558974 35.763369)",
    "country": "Syria",
    "date_prec": "1",
    "date_start": "2013-01-03",
    "date_end": "2013-01-03",
    "deaths_a": "0",
    "deaths_b": "2",
    "deaths_civilians": "0",
    "deaths_unknown": "0",
    "best": "2",
    "high": "2",
    "low": "2",
}


def content_of(*rows: dict[str, str]) -> Content:
    lines = [",".join(f'"{name}"' for name in rows[0])]
    lines += [",".join('"' + cell.replace('"', '""') + '"' for cell in r.values()) for r in rows]
    return Content("ged.csv", "\n".join(lines).encode())


def one(**changed: str) -> Record | Rejected:
    (read,) = ucdp.read(content_of({**ROW, **changed}))
    assert isinstance(read, (Record, Rejected))
    return read


def record(**changed: str) -> Record:
    read = one(**changed)
    assert isinstance(read, Record), read
    return read


@pytest.mark.parametrize(("code", "word"), sorted(WHERE.items()))
def test_every_location_precision(code: str, word: str) -> None:
    assert record(where_prec=code).event["where_prec"] == word


@pytest.mark.parametrize(
    ("code", "end", "span"),
    [
        ("1", "2013-01-05", ("2013-01-03", "2013-01-05", "day")),
        ("2", "2013-01-05", ("2013-01-03", "2013-01-05", "days")),
        ("3", "2013-01-09", ("2013-01-03", "2013-01-09", "week")),
        ("4", "2013-01-31", ("2013-01-03", "2013-01-31", "month")),
        ("5", "2013-12-31", ("2013-01-03", "2013-12-31", "year")),
        # The code says that the day is not known, so one day is too sharp.
        ("2", "2013-01-03", ("2012-12-29", "2013-01-08", "days")),
        ("3", "2013-01-03", ("2012-12-28", "2013-01-09", "week")),
        ("4", "2013-01-03", ("2013-01-01", "2013-01-31", "month")),
        ("5", "2013-01-03", ("2013-01-01", "2013-12-31", "year")),
    ],
)
def test_every_date_precision(code: str, end: str, span: tuple[str, str, str]) -> None:
    read = record(date_prec=code, date_end=end)
    assert (read.event["date_start"], read.event["date_end"], read.event["date_prec"]) == span
    assert bool(read.notes) == (code != "1" and end == "2013-01-03")


def test_midnights_whole_decimals_words_and_older_names() -> None:
    older = {
        {"best": "BEST_EST", "low": "low_est", "high": "high_est"}.get(name, name): cell
        for name, cell in ROW.items()
    }
    older |= {"date_start": "2013-01-03 00:00:00.000", "id": "300380.0"}
    shuffled = dict(sorted(older.items(), reverse=True))
    shuffled["type_of_violence"] = "State-based violence"
    (read,) = ucdp.read(content_of(shuffled))
    assert isinstance(read, Record)
    assert read.event == record().event


def test_a_candidate_file_without_a_header() -> None:
    rows = [[{**ROW, "id": str(n)}.get(name, "") for name in ucdp.COLUMNS] for n in (1, 2)]
    lines = "\n".join(",".join(row) for row in rows)
    read = list(ucdp.read(Content("candidate.csv", b"\xef\xbb\xbf" + lines.encode())))
    assert [each.row for each in read] == [1, 2]
    assert [each.event["event_id"] for each in read if isinstance(each, Record)] == [
        "ucdp-1",
        "ucdp-2",
    ]


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"latitude": "36.558974", "longitude": "35.763369"}, "longitude"),  # swapped
        ({"latitude": "91"}, "latitude"),
        ({"latitude": "1e308"}, "latitude"),
        ({"longitude": "NaN"}, "longitude"),
        ({"latitude": "3976213,4"}, "latitude"),
        ({"date_start": "03/01/2013"}, "date_start"),
        ({"date_start": "2013-02-30"}, "date_start"),
        ({"date_start": "2013-01-03 14:30:00"}, "date_start"),
        ({"date_start": "0000-01-01"}, "date_start"),
        ({"date_end": "2013-01-02"}, "date_end"),
        ({"date_prec": "6"}, "date_prec"),
        ({"where_prec": "8"}, "where_prec"),
        ({"type_of_violence": "4"}, "type_of_violence"),
        ({"type_of_violence": ""}, "type_of_violence"),
        ({"best": "-1"}, "best"),
        ({"best": "٣"}, "best"),
        ({"deaths_b": "two"}, "deaths_b"),
        ({"id": ""}, "id"),
    ],
)
def test_bad_cells_are_named(changed: dict[str, str], column: str) -> None:
    read = one(**changed)
    assert isinstance(read, Rejected)
    (fault,) = read.faults
    assert (fault.file, fault.row, fault.column) == ("ged.csv", 2, column)
    assert fault.expected
    assert fault.remedy
    assert read.cells["id"] == {**ROW, **changed}["id"]


def test_blank_figures_stay_blank_and_zero_stays_zero() -> None:
    read = record(best="", low="", high="", deaths_a="0", deaths_b="NA")
    assert [read.event[name] for name in ("best", "low", "high", "deaths_b")] == [""] * 4
    assert read.event["deaths_a"] == "0"


def test_a_row_without_a_position_is_listed_and_not_placed() -> None:
    read = record(latitude="", longitude="", geom_wkt="")
    assert read.spot is None
    assert read.event["where_prec"] == "none"


def test_short_rows_are_rejected_with_their_number() -> None:
    data = content_of(ROW, ROW).data + b'\n"only","two"\n'
    read = list(ucdp.read(Content("ged.csv", data)))
    assert [isinstance(each, Rejected) for each in read] == [False, False, True]
    assert read[2].row == 4


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a,b\n1,2\n",
        b"PAR1 and no more",
        b'"id","type_of_violence\n',
        "id,type_of_violence,date_start,latitude,longitude\n".encode("utf-16"),
        b"id,id,type_of_violence,date_start,latitude,longitude\n",
        b",".join(b"c%d" % n for n in range(600)),
    ],
)
def test_what_is_no_ged_is_refused_whole(data: bytes) -> None:
    with pytest.raises(UnreadableError) as refused:
        list(ucdp.read(Content("ged.csv", data)))
    assert refused.value.fault.expected
