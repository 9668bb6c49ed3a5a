"""One broken cell at a time: exit 1, and the cell is named."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.cli.commands import main
from geo.gazetteer import Gazetteer
from geo.store.folder import BUILT_IN
from geo.store.places import check_places


def run_check(folder: Path) -> Result:
    return CliRunner().invoke(main, ["check", "--json", "--data", str(folder)])


def set_cell(folder: Path, file: str, row: int, column: str, value: str) -> None:
    with (folder / file).open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    rows[row - 1][rows[0].index(column)] = value
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    (folder / file).write_text(buffer.getvalue(), encoding="utf-8", newline="")


def row_where(folder: Path, file: str, **wanted: str) -> int:
    with (folder / file).open(encoding="utf-8", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle), start=2):
            if all(row[column] == value for column, value in wanted.items()):
                return number
    raise AssertionError(f"no row of {file} has {wanted}")


def test_the_built_in_data_is_sound_and_counted() -> None:
    result = run_check(BUILT_IN)
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert report["faults"] == []
    counts = {name: report[name] for name in ("places", "events", "claims", "sources")}
    for name in ("events", "claims", "sources"):
        with (BUILT_IN / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            assert counts[name] == sum(1 for _ in csv.reader(handle)) - 1
    assert counts["places"] >= 70


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


def whole_file(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        path = folder / name
        path.write_bytes(change(path.read_bytes()))

    return apply


FILES = {
    "wrong encoding": whole_file(
        "events.csv", lambda b: b.decode().replace("Baku", "Bakı").encode("cp1254")
    ),
    "ragged row": whole_file("events.csv", lambda b: b + b"nk-extra,only two\n"),
    "empty file": whole_file("claims.csv", lambda b: b""),
    "missing column": whole_file("sources.csv", lambda b: b.replace(b"dateline", b"date_line", 1)),
    "column twice": whole_file(
        "parties.csv", lambda b: b.replace(b"party_id,title", b"title,title", 1)
    ),
    "open quote": whole_file("claims.csv", lambda b: b + b'"never closed'),
    "NUL": whole_file("events.csv", lambda b: b.replace(b"Parukh", b"Par\x00kh", 1)),
    "no such file": lambda folder: (folder / "claims.csv").unlink(),
    "places not JSON": whole_file("places.geojson", lambda b: b[:-20]),
    "places empty": whole_file("places.geojson", lambda b: b""),
    "places in UTF-16": whole_file("places.geojson", lambda b: b.decode().encode("utf-16")),
    "NaN": whole_file("places.geojson", lambda b: b.replace(b"46.8011", b"NaN", 1)),
}


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_named(copied_data: Path, name: str) -> None:
    FILES[name](copied_data)
    result = run_check(copied_data)
    assert result.exit_code == 1, result.output
    faults = json.loads(result.stdout)["faults"]
    assert faults
    assert faults[0]["remedy"]


def place(document: dict[str, Any], place_id: str) -> dict[str, Any]:
    return next(f for f in document["features"] if f["@id"].endswith(f":{place_id}"))


def members(document: dict[str, Any], place_id: str, role: str) -> list[dict[str, Any]]:
    geometries = place(document, place_id)["geometry"]["geometries"]
    return [member for member in geometries if member["role"] == role]


def swap(member: dict[str, Any]) -> None:
    member["coordinates"] = member["coordinates"][::-1]


PLACES: dict[str, tuple[str, Callable[[dict[str, Any]], object]]] = {
    "swapped village": ("parukh", lambda d: swap(members(d, "parukh", "point")[0])),
    "swapped capital": ("baku", lambda d: swap(members(d, "baku", "point")[0])),
    "swapped town": ("goris", lambda d: swap(members(d, "goris", "point")[0])),
    "swapped far capital": ("moscow", lambda d: swap(members(d, "moscow", "point")[0])),
    "latitude of 99": (
        "shusha",
        lambda d: members(d, "shusha", "point")[0].update(coordinates=[46.7, 99.0]),
    ),
    "metres": (
        "shusha",
        lambda d: members(d, "shusha", "point")[0].update(coordinates=[5204000, 4834000]),
    ),
    "text for a number": (
        "shusha",
        lambda d: members(d, "shusha", "point")[0].update(coordinates=["46.7", 39.7]),
    ),
    "open ring": ("rpk-zone", lambda d: members(d, "rpk-zone", "area")[0]["coordinates"][0].pop()),
    "crossed area": (
        "rpk-zone",
        lambda d: members(d, "rpk-zone", "area")[0].update(
            coordinates=[[[46, 39], [47, 40], [47, 39], [46, 40], [46, 39]]]
        ),
    ),
    "missing end": (
        "lachin-corridor",
        lambda d: members(d, "lachin-corridor", "route")[0]["when"]["timespans"][0].pop("end"),
    ),
    "end before start": (
        "lachin-corridor",
        lambda d: members(d, "lachin-corridor", "route")[0]["when"]["timespans"][0].update(
            end={"in": "2019-01-01"}
        ),
    ),
    "date in words": (
        "rpk-zone",
        lambda d: place(d, "rpk-zone")["when"]["timespans"][0].update(start={"in": "late 2020"}),
    ),
    "unknown geometry": (
        "parukh",
        lambda d: members(d, "parukh", "point")[0].update(type="Circle"),
    ),
    "no geometry": ("parukh", lambda d: place(d, "parukh").update(geometry=None)),
    "unknown certainty": (
        "parukh",
        lambda d: members(d, "parukh", "point")[0].update(certainty="sure"),
    ),
    "no title": ("parukh", lambda d: place(d, "parukh")["properties"].update(title=" ")),
    "blank name": ("parukh", lambda d: place(d, "parukh")["names"][0].update(toponym="")),
    "language in words": (
        "parukh",
        lambda d: place(d, "parukh")["names"][0].update(lang="Russian"),
    ),
    "negative radius": (
        "parukh",
        lambda d: place(d, "parukh")["properties"].update(position_radius_km=-1),
    ),
    "country in words": (
        "parukh",
        lambda d: place(d, "parukh")["properties"].update(ccodes=["Azerbaijan"]),
    ),
    "part of nowhere": (
        "parukh",
        lambda d: place(d, "parukh")["relations"][0].update(relationTo="urn:x:place:nowhere"),
    ),
    "same id twice": (
        "parukh",
        lambda d: place(d, "parukh").update({"@id": place(d, "askeran")["@id"]}),
    ),
    "types as text": ("parukh", lambda d: place(d, "parukh").update(types="village")),
    "relations of null": ("parukh", lambda d: place(d, "parukh").update(relations=None)),
    "citations as text": (
        "parukh",
        lambda d: place(d, "parukh")["names"][0].update(citations="Wikipedia"),
    ),
    "side that nobody is": (
        "parukh",
        lambda d: place(d, "parukh")["names"][0].update(used_by=[{}]),
    ),
    "surrogate": ("parukh", lambda d: place(d, "parukh")["properties"].update(title="\ud800")),
    "escape sequence": (
        "parukh",
        lambda d: place(d, "parukh")["names"][0].update(toponym="\x1b[2J"),
    ),
    "true for a radius": (
        "parukh",
        lambda d: place(d, "parukh")["properties"].update(position_radius_km=True),
    ),
    "a number too long": (
        "shusha",
        lambda d: members(d, "shusha", "point")[0].update(coordinates=[10**400, 39.7]),
    ),
    "timespan without limits": (
        "rpk-zone",
        lambda d: place(d, "rpk-zone")["when"].update(timespans=[{"foo": 1}]),
    ),
    "class in words": (
        "parukh",
        lambda d: place(d, "parukh")["properties"].update(fclasses=["village"]),
    ),
    "no id": ("parukh", lambda d: place(d, "parukh").pop("@id")),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_broken_place_is_named(copied_data: Path, name: str) -> None:
    path = copied_data / "places.geojson"
    document = json.loads(path.read_bytes())
    place_id, change = PLACES[name]
    row, twin = (1 + document["features"].index(place(document, i)) for i in (place_id, "askeran"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    result = run_check(copied_data)
    assert result.exit_code == 1
    faults = [f for f in json.loads(result.stdout)["faults"] if f["file"] == "places.geojson"]
    named = {(fault["row"], bool(fault["column"])) for fault in faults}
    assert (row, True) in named or (name == "same id twice" and (twin, True) in named), faults


JSON = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.just([None]),
    st.just([{}]),
)


def nodes(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Paths to all values inside one, coordinates only in part."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    inner = [
        deeper
        for key, member in list(pairs)[:8]
        if isinstance(member, (dict, list))
        for deeper in nodes(member, (*path, key))
    ]
    keys = list(value) if isinstance(value, dict) else list(range(min(len(value), 8)))
    return [(*path, key) for key in keys] + inner


FEATURES = json.loads((BUILT_IN / "places.geojson").read_bytes())["features"]


@settings(max_examples=300, deadline=None)
@given(data=st.data(), wrong=JSON)
def test_no_value_anywhere_in_a_place_crashes_the_check(data: st.DataObject, wrong: Any) -> None:
    feature = copy.deepcopy(data.draw(st.sampled_from(FEATURES)))
    *path, last = data.draw(st.sampled_from(nodes(feature)))
    holder = feature
    for key in path:
        holder = holder[key]
    holder[last] = wrong
    document = {"type": "FeatureCollection", "features": [feature]}
    if not check_places(document, {}):
        Gazetteer(document)


def test_all_faults_are_reported_at_once(copied_data: Path) -> None:
    set_cell(copied_data, "events.csv", 3, "date_start", "tomorrow")
    set_cell(copied_data, "events.csv", 5, "category", "raid")
    set_cell(copied_data, "claims.csv", 4, "stance", "maybe")
    set_cell(copied_data, "claims.csv", 6, "event_id", "nk-no-such-event")
    path = copied_data / "places.geojson"
    document = json.loads(path.read_bytes())
    place(document, "parukh")["properties"]["title"] = ""
    path.write_text(json.dumps(document), encoding="utf-8")
    faults = json.loads(run_check(copied_data).stdout)["faults"]
    named = {(fault["file"], fault["row"], fault["column"]) for fault in faults}
    assert {
        ("events.csv", 3, "date_start"),
        ("events.csv", 5, "category"),
        ("claims.csv", 4, "stance"),
        ("claims.csv", 6, "event_id"),
        ("places.geojson", 1, "properties.title"),
    } <= named


def test_plain_output_says_what_to_do(copied_data: Path) -> None:
    set_cell(copied_data, "events.csv", 3, "low", "-1")
    result = CliRunner().invoke(main, ["check", "--data", str(copied_data)])
    assert result.exit_code == 1
    assert "events.csv, row 3, column low: expected a whole number" in result.stdout
    assert "Remedy" in result.stdout


def test_a_folder_that_is_not_there_is_reported(tmp_path: Path) -> None:
    result = run_check(tmp_path / "nowhere")
    assert result.exit_code == 1
    files = {fault["file"] for fault in json.loads(result.stdout)["faults"]}
    assert {"events.csv", "claims.csv", "sources.csv", "places.geojson"} <= files


def test_a_planted_column_moves_no_cursor_and_forges_no_line(copied_data: Path) -> None:
    events = copied_data / "events.csv"
    content = events.read_bytes()
    events.write_bytes(b'"\x1b[2J\nall sound",' + content)
    result = CliRunner().invoke(main, ["check", "--data", str(copied_data)])
    assert result.exit_code == 1
    assert "\x1b" not in result.output
    assert r"column \x1b[2J\nall sound: expected one of" in result.output
