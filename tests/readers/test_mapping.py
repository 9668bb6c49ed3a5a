"""Tables with any columns: what is suggested, how dates are read, what seems swapped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.api.formats import table_format
from geo.api.imports import import_file
from geo.errors import UsageError
from geo.limits import MAX_MAPPING_BYTES
from geo.linkage import Dataset
from geo.readers import Record, Rejected, table
from geo.readers.cells import date_orders
from geo.readers.content import Content
from geo.readers.mapping import COLUMNS, parse_mapping, read_mapping
from geo.readers.preview import preview
from geo.readers.synonyms import SYNONYMS, suggested

COLUMNS_OF_FILE = {"title": "what", "date_start": "day", "longitude": "x", "latitude": "y"}


def read(text: str, **members: object) -> list[Record | Rejected]:
    mapping = parse_mapping({"columns": COLUMNS_OF_FILE, **members})
    return list(table.read(mapping, Content("own.csv", text.encode())))


def test_synonyms_are_of_columns_that_there_are() -> None:
    assert set(SYNONYMS) <= set(COLUMNS)


def test_each_column_is_suggested_once_and_the_rest_is_left_out() -> None:
    header = ["ID", "Event_Date", "Location", "LATITUDE", "lng", "Fatalities", "Colour", "Lat"]
    assert suggested(header) == {
        "ID": "event_id",
        "Event_Date": "date_start",
        "LATITUDE": "latitude",
        "lng": "longitude",
        "Location": "place",
        "Fatalities": "best",
    }


def test_an_export_of_ours_suggests_itself() -> None:
    assert suggested(list(COLUMNS)) == {name: name for name in COLUMNS}


def test_a_date_of_numbers_is_refused_until_its_order_is_said() -> None:
    text = "what,day,x,y\nShots,03/04/2022,46.8,40.0\n"
    (refused,) = read(text)
    assert isinstance(refused, Rejected)
    assert "say which comes first" in refused.faults[0].remedy
    for order, day in (("day_first", "2022-04-03"), ("month_first", "2022-03-04")):
        (record,) = read(text, dates=order)
        assert isinstance(record, Record)
        assert (record.event["date_start"], record.event["date_prec"]) == (day, "day")
    (impossible,) = read(text.replace("03/04", "27/03"), dates="month_first")
    assert isinstance(impossible, Rejected)
    with pytest.raises(UsageError, match="day_first or month_first"):
        read(text, dates="guess")


@pytest.mark.parametrize(
    ("cells", "orders"),
    [
        (["03/04/2022"], ("day_first", "month_first")),
        (["03/04/2022", "27.03.2022"], ("day_first",)),
        (["03-27-2022", ""], ("month_first",)),
        (["27/03/2022", "03/27/2022"], ()),
        (["2022-03-27", "27 March 2022", "soon"], None),
    ],
)
def test_orders_that_fit_all_dates(cells: list[str], orders: tuple[str, ...] | None) -> None:
    assert date_orders(cells) == orders


def test_a_preview_has_samples_and_the_orders_of_dates() -> None:
    text = "\ufeffWhat,Day,,What\n=1+1,03/04/2022,,a\n,03/04/2022,,b\n\nb\n"
    found = preview(Content("own.csv", text.encode()))
    assert [(one.name, one.samples, one.orders) for one in found] == [
        ("what", ("=1+1",), None),
        ("day", ("03/04/2022",), ("day_first", "month_first")),
        ("what (2)", ("a", "b"), None),
    ]


def test_a_mapping_is_read_from_bytes_with_all_its_members() -> None:
    document = {
        "columns": {**COLUMNS_OF_FILE, "within": "Rayon"},
        "values": {"category": {"Beschuss": "strike"}},
        "defaults": {"category": "other"},
        "dates": "day_first",
    }
    mapping = read_mapping(json.dumps(document).encode())
    assert mapping.columns["within"] == "rayon"
    assert mapping.date_order == "day_first"


def test_a_mapping_too_large_is_not_parsed() -> None:
    with pytest.raises(UsageError, match=f"at most {MAX_MAPPING_BYTES} bytes"):
        read_mapping(b" " * MAX_MAPPING_BYTES + b"{}")


def test_a_wide_table_is_looked_at_in_fewer_rows() -> None:
    width = 500
    rows = ["," * (width - 1), *["27/03/2022" + "," * (width - 1)] * 2_000]
    wide = "\n".join([",".join(f"c{n}" for n in range(width)), *rows, "03/27/2022" + rows[0]])
    (first, *_) = preview(Content("wide.csv", wide.encode()))
    # The one line that reads otherwise is the 2,002nd, of which 500 columns are a million cells.
    assert first.orders == ("day_first",)


def test_swapped_positions_are_warned_of_and_taken_as_they_stand(
    tmp_path: Path, dataset: Dataset
) -> None:
    file = tmp_path / "own.csv"
    form = table_format(parse_mapping({"columns": COLUMNS_OF_FILE}))
    points = [(46.80, 40.02), (46.75, 39.82), (46.69, 39.94)]
    for swapped in (True, False):
        lines = (
            f"Shots,2022-03-27,{y},{x}" if swapped else f"Shots,2022-03-27,{x},{y}"
            for x, y in points
        )
        file.write_text("what,day,x,y\n" + "\n".join(lines) + "\n", encoding="utf-8")
        out = tmp_path / f"out-{swapped}"
        done = import_file(form, file, out, gazetteer=dataset.gazetteer)
        assert done.accepted == 3
        assert bool(done.warnings) is swapped
        if swapped:
            assert "of 3 positions 0 are near" in done.warnings[0]
            assert done.as_dict()["warnings"] == done.warnings
