"""Exports of any filter: what is inside, that no cell of them runs, and that they come back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.api.formats import FORMATS as IMPORTS
from geo.api.imports import import_content, import_file
from geo.cli.commands import main
from geo.exports import FORMATS, Extract
from geo.exports.linked import EVENT_URN, WITNESSED
from geo.filters import EventFilter
from geo.gazetteer import Gazetteer
from geo.linkage import Dataset, claim_matrix
from geo.readers import Record, acled, own, ucdp
from geo.readers.content import Content, read_content
from geo.records import (
    claims_csv,
    graded_claims_csv,
    matrix_csv,
    plain,
    sources_csv,
    table_csv,
)
from geo.schema import EVENTS, SOURCES
from geo.spreadsheet import MARK, guarded, unguarded
from geo.store.folder import load
from geo.store.tables import read_table
from tests.shared import shared

SAMPLE = "ucdp_ged231_sample1000_49cols.csv"
TABLES = [name for name, form in FORMATS.items() if form.suffix.endswith(".csv")]
# What a spreadsheet takes for the start of a formula, whatever blanks stand before it.
STARTS = tuple("=+-@\t\r\n＝＋－＠")
PAYLOADS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\n=1",
    "'=1",
    "''",
    "＝1",
    " =1",
    "a\n=b",
    '"=1',
)
TEXTS = st.one_of(
    st.sampled_from(PAYLOADS),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=30),
)


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def written(dataset: Dataset, form: str, event_filter: EventFilter | None = None) -> bytes:
    return FORMATS[form].write(Extract.of(dataset, event_filter or EventFilter()))


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def live_cells(content: str) -> list[str]:
    """Cells that a spreadsheet would run."""
    cells = [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]
    return [
        cell
        for cell in cells
        if (cell.startswith(STARTS) or cell.lstrip().startswith(STARTS)) and not is_number(cell)
    ]


@given(TEXTS)
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    assert not guarded(text).startswith(STARTS)
    assert not guarded(text).lstrip().startswith(STARTS)
    assert unguarded(guarded(text)) == text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Dataset:
    """The built-in data with a payload in every text, id of an event, name, party and source."""
    payloads = pd.Series(PAYLOADS * 20)
    events = dataset.events.copy()
    for column in ("title", "summary", "side_a", "side_b"):
        events[column] = payloads[: len(events)].to_numpy()
    events["event_id"] = [f"={number}" for number in range(len(events))]
    claims = dataset.claims.assign(
        event_id=events["event_id"].to_numpy()[dataset.claims["event_row"]],
        statement=payloads[: len(dataset.claims)].to_numpy(),
        source="=cmd()",
        party_title="@party",
    )
    features = [
        {**feature, "properties": {**feature["properties"], "title": "=place()"}}
        for feature in dataset.gazetteer.document["features"]
    ]
    return Dataset(
        dataset.path,
        dataset.version,
        Gazetteer({**dataset.gazetteer.document, "features": features}),
        events,
        claims,
        dataset.sources.assign(title="=source()"),
        dataset.parties,
        licences=("=licence()",),
    )


@pytest.mark.parametrize("form", TABLES)
def test_no_cell_of_an_export_runs(hostile: Dataset, form: str) -> None:
    content = written(hostile, form).decode()
    assert "=1+1" in content
    assert live_cells(content) == []


def test_no_cell_of_other_downloads_runs(hostile: Dataset) -> None:
    selection = hostile.selection(EventFilter())
    for content in (
        claims_csv(hostile, selection, "=filter"),
        matrix_csv(hostile, claim_matrix(hostile, selection), "=filter"),
        sources_csv(hostile, hostile.sources),
        graded_claims_csv(hostile, hostile.claims),
    ):
        assert "'=" in content
        assert live_cells(content) == []


def test_numbers_stay_numbers() -> None:
    table = pd.DataFrame(
        {"lon": [-1.5, None], "low": pd.array([-3, None], "Int64"), "a": ["-1", ""]}
    )
    assert table_csv(table) == "lon,low,a\n-1.5,-3,'-1\n,,\n"


@pytest.mark.parametrize("form", FORMATS)
def test_every_export_says_what_was_asked_its_licence_and_version(
    dataset: Dataset, form: str
) -> None:
    asked = EventFilter(category=("clash",))
    content = written(dataset, form, asked)
    said = (asked.sentence(), "CC-BY-4.0", dataset.version)
    if form in TABLES:
        for row in rows_of(content):
            assert all(one in row[name] for one, name in zip(said, MARK, strict=True))
    elif form == "geoparquet":
        metadata = pq.read_schema(io.BytesIO(content)).metadata
        found = [metadata[f"truceline:{name}".encode()].decode() for name in MARK]
        assert all(one in text for one, text in zip(said, found, strict=True))
    else:
        document = json.loads(content)
        found = [document[name] for name in ("filter", "licence", "version")]
        assert all(one in text for one, text in zip(said, found, strict=True))


def stored(dataset: Dataset) -> dict[str, dict[str, Any]]:
    """Cells of all events by id, in the columns of the data dictionary."""
    names = [name for name in EVENTS.column_names if name != "event_id"]
    return {
        row["event_id"]: {name: plain(row[name]) for name in names}
        | {name: plain(row[name]) for name in ("lon", "lat", "radius_km")}
        for row in dataset.events.astype(object).to_dict("records")
    }


@pytest.mark.parametrize(("form", "kind"), [("csv", "truceline"), ("geojson", "geojson")])
def test_the_built_in_events_come_back_cell_by_cell(
    dataset: Dataset, tmp_path: Path, form: str, kind: str
) -> None:
    content = Content(f"export.{form}", written(dataset, form))
    done = import_content(IMPORTS[kind], content, tmp_path / "out")
    assert (done.read, done.rejected, done.noted) == (58, 0, 0)
    assert "CC-BY-4.0" in done.source.licence
    back = load(tmp_path / "out")
    assert stored(back) == stored(dataset)
    assert any("CC-BY-4.0" in one for one in back.licences)


def test_geoparquet_is_read_by_others_with_its_crs_types_and_blanks(dataset: Dataset) -> None:
    content = written(dataset, "geoparquet")
    frame = gpd.read_parquet(io.BytesIO(content))
    assert frame.crs.to_authority() == ("OGC", "CRS84")
    types = {field.name: str(field.type) for field in pq.read_schema(io.BytesIO(content))}
    assert types["date_start"] == types["date_end"] == "date32[day]"
    assert types["best"] == "int64"
    events = dataset.events.set_index("event_id", drop=False)
    for row in frame.to_dict("records"):
        event = events.loc[row["event_id"]]
        assert row["date_start"] == event["date_start"].date()
        assert plain(row["low"]) == plain(event["low"])
        if plain(event["lon"]) is None:
            assert row["geometry"] is None
        else:
            assert (row["geometry"].x, row["geometry"].y) == (event["lon"], event["lat"])
        claims = json.loads(row["claims"])
        assert len(claims) == len(dataset.claims_on(row["event_id"]))


def test_linked_places_keep_names_and_citations_and_date_what_happened(
    dataset: Dataset, tmp_path: Path
) -> None:
    days = EventFilter(place=("parukh",))
    document = json.loads(written(dataset, "linked-places", days))
    by_id = {feature["@id"].rpartition(":")[2]: feature for feature in document["features"]}
    assert set(dataset.gazetteer.ancestors("parukh")) <= set(by_id)
    parukh, original = by_id["parukh"], dataset.gazetteer["parukh"].document
    assert parukh["names"] == original["names"]
    assert parukh["names"][0]["citations"]
    told = [one for one in parukh["relations"] if one["relationType"] == WITNESSED]
    assert parukh["relations"][: -len(told)] == original["relations"]
    events = dataset.select(days).set_index("event_id")
    assert len(told) == len(events)
    for relation in told:
        event = events.loc[relation["relationTo"].removeprefix(EVENT_URN)]
        (span,) = relation["when"]["timespans"]
        limits = ("in", "in") if event["date_prec"] == "day" else ("earliest", "latest")
        assert span["start"] == {limits[0]: event["date_start"].date().isoformat()}
        assert span["end"] == {limits[1]: event["date_end"].date().isoformat()}
    file = tmp_path / "places.json"
    file.write_bytes(written(dataset, "linked-places", days))
    done = import_file(IMPORTS["linked-places"], file, tmp_path / "out")
    assert (done.rejected, done.shapes) == (0, len(by_id))
    back = load(tmp_path / "out").gazetteer
    assert {place.id: place.document for place in back.values()} == by_id


# Of UCDP's columns those that our data hold.
MAPPED = (
    "id",
    "year",
    "type_of_violence",
    "side_a",
    "side_b",
    "where_prec",
    "where_coordinates",
    "latitude",
    "longitude",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
)


def test_the_ucdp_sample_comes_back_in_its_own_columns(tmp_path: Path) -> None:
    raw = read_content(shared("data", SAMPLE))
    noted = {one.row: one.notes for one in ucdp.read(raw) if isinstance(one, Record) and one.notes}
    import_content(IMPORTS["ucdp"], raw, tmp_path / "out")
    back = rows_of(written(load(tmp_path / "out"), "ucdp"))
    assert tuple(back[0])[:49] == ucdp.COLUMNS
    by_id = {row["id"]: row for row in back}
    source = rows_of(raw.data)
    assert len(by_id) == len(source) == 1000
    for number, before in enumerate(source, start=2):
        after = by_id[str(int(float(before["id"])))]
        blank = {note.column for note in noted.get(number, ())}
        for column in MAPPED:
            was = " ".join(before[column].split())
            if column == "year" and before["date_start"][:4] != before["date_end"][:4]:
                was = ""
            if column in blank & {"high", "low"}:
                # It contradicts the row's other figures, and was left blank.
                was = ""
            equal = after[column] == was or (
                is_number(was) and is_number(after[column]) and float(after[column]) == float(was)
            )
            assert equal, (number, column, before[column], after[column])
        assert after["geom_wkt"] == f"POINT ({after['longitude']} {after['latitude']})"
        assert after["country"] == after["conflict_name"] == ""
    # And what was written is read again as the same events.
    first = list(ucdp.read(Content("a.csv", written(load(tmp_path / "out"), "ucdp"))))
    again = {one.event["event_id"]: one for one in first if isinstance(one, Record)}
    assert len(again) == 1000
    for read in ucdp.read(raw):
        assert isinstance(read, Record)
        other = again[read.event["event_id"]]
        for name in ("date_start", "date_end", "date_prec", "where_prec", "category", "best"):
            assert other.event[name] == read.event[name]
        assert other.spot == read.spot


def acled_rows() -> list[dict[str, str]]:
    place = {"location": "Parukh", "latitude": "40.0192", "longitude": "46.8011"}
    first = {"event_id_cnty": "AZE1", "event_date": "2022-03-27", "time_precision": "1", **place}
    first |= {"event_type": "Battles", "sub_event_type": "Armed clash", "geo_precision": "1"}
    first |= {"actor1": "A", "assoc_actor_1": "B; C", "actor2": "D", "fatalities": "3"}
    week = {**first, "event_id_cnty": "AZE2", "time_precision": "2", "fatalities": ""}
    month = {**first, "event_id_cnty": "AZE3", "time_precision": "3", "geo_precision": "3"}
    month |= {"event_date": "2022-03-16"}
    return [{**dict.fromkeys(acled.COLUMNS, ""), **row} for row in (first, week, month)]


def test_acled_rows_come_back_in_their_own_columns(tmp_path: Path) -> None:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, acled.COLUMNS)
    writer.writeheader()
    writer.writerows(acled_rows())
    content = Content("acled.csv", buffer.getvalue().encode())
    import_content(IMPORTS["acled"], content, tmp_path / "out")
    back = {row["event_id_cnty"]: row for row in rows_of(written(load(tmp_path / "out"), "acled"))}
    for row in acled_rows():
        found = back[row["event_id_cnty"]]
        assert tuple(found)[:31] == acled.COLUMNS
        same = {name: found[name] for name, cell in row.items() if cell and name != "year"}
        assert same == {name: cell for name, cell in row.items() if cell and name != "year"}


def test_acled_has_no_date_sharper_than_what_is_known(dataset: Dataset) -> None:
    rows = {row["event_id_cnty"]: row for row in rows_of(written(dataset, "acled"))}
    undated = 0
    for event_id, row in rows.items():
        event = dataset.event(event_id)
        assert event is not None
        if not row["event_date"]:
            undated += 1
            continue
        read = acled.record_of("a.csv", 2, {**row, "event_type": "Battles", "sub_event_type": ""})
        assert read.event["date_start"] <= event["date_start"].date().isoformat()
        assert read.event["date_end"] >= event["date_end"].date().isoformat()
    assert 0 < undated < len(rows) / 2
    assert rows["nk-20201110-armenian-patrol"]["fatalities"] == ""


def test_events_that_a_format_has_no_word_for_are_there_and_blank(dataset: Dataset) -> None:
    rows = rows_of(written(dataset, "ucdp"))
    assert len(rows) == len(dataset.events)
    kinds = dict(zip(dataset.events["event_id"], dataset.events["category"], strict=True))
    for row in rows:
        expected = "3" if kinds[row["id"]] == "attack" else ""
        assert row["type_of_violence"] == expected
    back = list(ucdp.read(Content("export.csv", written(dataset, "ucdp"))))
    assert [one.event["event_id"] for one in back if isinstance(one, Record)] == [
        row["id"] for row in rows
    ]


@given(texts=st.lists(TEXTS, min_size=4, max_size=4))
@settings(max_examples=60)
def test_any_text_comes_back_from_csv(dataset: Dataset, texts: list[str]) -> None:
    events = dataset.select(EventFilter()).iloc[:1]
    named = dict(zip(("title", "summary", "side_a", "side_b"), texts, strict=True))
    content = FORMATS["csv"].write(Extract(dataset, events.assign(**named), texts[0]))
    assert live_cells(content.decode()) == []
    (read,) = own.read(Content("export.csv", content))
    assert isinstance(read, Record)
    assert {name: read.event[name] for name in named} == named


def test_tables_for_a_folder_are_read_there_without_their_guards(
    hostile: Dataset, tmp_path: Path
) -> None:
    path = tmp_path / SOURCES.file
    path.write_text(sources_csv(hostile, hostile.sources), encoding="utf-8", newline="")
    rows, faults = read_table(path, SOURCES)
    assert faults == []
    assert set(rows["title"]) == {"=source()"}
    # Other people's files are left as they are.
    raw = path.read_text(encoding="utf-8").replace(",filter,licence,", ",").splitlines()
    path.write_text(raw[0].removesuffix(",data_version") + "\n", encoding="utf-8")
    with path.open("a", encoding="utf-8") as stream:
        stream.write("x," + ",".join(["'=1"] * (raw[0].count(",") - 1)) + "\n")
    rows, _ = read_table(path, SOURCES)
    assert set(rows["title"]) == {"'=1"}


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_writes_the_same_bytes(dataset: Dataset, tmp_path: Path, form: str) -> None:
    asked = ("--from", "2022-03-24", "--to", "2022-03-28")
    file = tmp_path / "export"
    result = CliRunner().invoke(main, ["events", *asked, "--format", form, "-o", str(file)])
    assert result.exit_code == 0, result.output
    event_filter, _ = EventFilter.from_params({"from": asked[1], "to": asked[3]})
    assert file.read_bytes() == written(dataset, form, event_filter)
    printed = CliRunner().invoke(main, ["events", *asked, "--format", form])
    assert printed.stdout_bytes == file.read_bytes()
