"""`python -m geo import`: real rows in, a valid dataset folder out, every row accounted for."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.api.imports import FORMATS, import_file
from geo.cli.commands import main
from geo.errors import DataFaultsError
from geo.readers import Rejected, acled, ucdp
from geo.store.folder import check, load
from geo.store.writing import FolderWriter
from tests.shared import shared

SAMPLE = "ucdp_ged231_sample1000_49cols.csv"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("import") / "ged"
    result = run("ucdp", shared("data", SAMPLE), "--into", folder)
    assert result.exit_code == 0, result.output
    assert "1000 rows read, 1000 accepted, 0 rejected" in result.stdout
    assert "CC BY 4.0" in result.stderr
    assert "14 rows taken with a note" in result.stderr
    return folder


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_folder_is_valid_and_joins(imported: Path) -> None:
    checked = check(imported)
    assert checked.faults == ()
    assert checked.counts["events"] == 1000
    assert checked.counts["claims"] == 0
    dataset = load(imported)
    event = dataset.event("ucdp-300380")
    assert event is not None
    assert (event["lon"], event["lat"]) == (36.558974, 35.763369)
    assert event["status"] == "reported"
    # Within 25 km of a point: drawn with that circle.
    near = dataset.events[dataset.events["where_prec"] == "near"]
    assert set(near["radius_km"]) == {25.0}


def test_each_record_says_where_it_comes_from(imported: Path) -> None:
    origins = rows_of(imported / "provenance.csv")
    rows = rows_of(shared("data", SAMPLE))
    assert len(origins) == 1000
    for origin in origins:
        assert origin["file"] == SAMPLE
        row = rows[int(origin["row"]) - 2]
        assert origin["record_id"] == f"ucdp-{int(float(row['id']))}"
    (source,) = json.loads((imported / "datapackage.json").read_bytes())["sources"]
    data = shared("data", SAMPLE).read_bytes()
    assert source["sha256"] == hashlib.sha256(data).hexdigest()
    assert source["licence"].startswith("CC BY 4.0")
    assert (source["read"], source["accepted"], source["rejected"]) == (1000, 1000, 0)


def test_rejected_rows_come_back_with_reasons(tmp_path: Path) -> None:
    lines = shared("data", SAMPLE).read_text(encoding="utf-8").splitlines()[:4]
    broken = [lines[0], lines[1], lines[2].replace("1989-05-10", "10.5.1989"), lines[1]]
    broken.append('=HYPERLINK("x"),2')
    file, rejected = tmp_path / "ged.csv", tmp_path / "rejected.csv"
    file.write_text("\n".join(broken), encoding="utf-8")
    result = run("ucdp", file, "--into", tmp_path / "out", "--rejected", rejected)
    assert result.exit_code == 1
    assert "4 rows read, 1 accepted, 3 rejected" in result.stdout
    assert len(rows_of(tmp_path / "out" / "events.csv")) == 1
    found = rows_of(rejected)
    assert [(each["row"], each["column"]) for each in found] == [
        ("3", "date_start"),
        ("4", "event_id"),
        ("5", ""),
    ]
    assert found[0]["found"] == "10.5.1989"
    assert found[0]["id"] == "21300.0"
    # No spreadsheet takes it for a formula.
    assert found[2]["id"].startswith("'=")


def test_nothing_stands_where_an_import_failed(tmp_path: Path) -> None:
    file = tmp_path / "ged.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    target = tmp_path / "out"
    result = run("ucdp", file, "--into", target)
    assert result.exit_code == 1
    assert "expected a header with id, type_of_violence" in result.stderr
    header_only = ",".join(ucdp.COLUMNS)
    file.write_text(header_only + "\n", encoding="utf-8")
    assert run("ucdp", file, "--into", target).exit_code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ged.csv"]


def test_an_existing_folder_is_left_alone(imported: Path, copied_data: Path) -> None:
    before = {path.name: path.read_bytes() for path in copied_data.iterdir() if path.is_file()}
    result = run("ucdp", shared("data", SAMPLE), "--into", copied_data)
    assert result.exit_code == 2
    assert "does not exist yet or is empty" in result.stderr
    after = {path.name: path.read_bytes() for path in copied_data.iterdir() if path.is_file()}
    assert after == before


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out"

    def fail() -> None:
        with FolderWriter(target) as folder:
            folder.document("a.json", {})
            assert not target.exists()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(tmp_path.iterdir()) == []
    with FolderWriter(target) as folder:
        folder.document("a.json", {"b": 1})
        folder.publish()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (target / "a.json").read_text(encoding="utf-8") == '{\n "b": 1\n}\n'


def test_zones_of_a_geojson_are_on_the_map_s_clock(tmp_path: Path) -> None:
    ring = [[46, 40], [47, 40], [47, 41], [46, 40]]
    feature = {
        "type": "Feature",
        "properties": {"name": "Corridor", "kind": "corridor", "start": "2022-01-01"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    bow_tie = {**feature, "geometry": {"type": "Polygon", "coordinates": [[[46, 40], [47, 41]]]}}
    document = {"type": "FeatureCollection", "features": [feature, bow_tie]}
    file = tmp_path / "field.geojson"
    file.write_text(json.dumps(document), encoding="utf-8")
    result = run("geojson", file, "--into", tmp_path / "out", "--licence", "ours, CC0")
    assert result.exit_code == 1
    assert "2 rows read, 1 accepted, 1 rejected" in result.stdout
    assert "licence: ours, CC0" in result.stderr
    (place,) = load(tmp_path / "out").gazetteer.values()
    assert place.kind == "corridor"
    assert str(place.parts[0].timespans[0]) == "1 January 2022 or later"


def test_a_table_by_its_mapping(tmp_path: Path) -> None:
    file, mapping = tmp_path / "own.csv", tmp_path / "mapping.json"
    file.write_text("Was,Tag,x,y\nShots,2022-03-27,46.8,40.0\n", encoding="utf-8")
    columns = {"title": "Was", "date_start": "Tag", "longitude": "x", "latitude": "y"}
    mapping.write_text(json.dumps({"columns": columns}), encoding="utf-8")
    assert run("table", file, "--into", tmp_path / "out").exit_code == 2
    result = run("table", file, "--into", tmp_path / "out", "--mapping", mapping)
    assert result.exit_code == 0, result.output
    (event,) = rows_of(tmp_path / "out" / "events.csv")
    assert (event["title"], event["category"]) == ("Shots", "other")


TEXTS = st.text(max_size=20) | st.sampled_from(["{{7*7}}", "<img>", "\ud800", "\0", "=1+1", "a\nb"])


@given(rows=st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_accepted_and_rejected_are_all_that_was_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    features = [
        {
            "type": "Feature",
            "properties": {"title": title, "date": "2022-03-27", "summary": summary},
            "geometry": {"type": "Point", "coordinates": [46.8, 40.0]} | {"place": place},
        }
        for title, summary, place in rows
    ]
    for feature, (_, _, place) in zip(features, rows, strict=True):
        feature["properties"]["place"] = place  # type: ignore[index]
    (folder / "a.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    rejected: list[Rejected] = []
    try:
        done = import_file(
            FORMATS["geojson"], folder / "a.geojson", folder / "out", take_rejected=rejected.append
        )
    except DataFaultsError:
        assert len(rejected) == len(rows)
        assert not (folder / "out").exists()
        return
    assert done.accepted + done.rejected == done.read == len(rows)
    assert done.rejected == len(rejected)
    assert len(rows_of(folder / "out" / "events.csv")) == done.accepted


def test_acled_goes_all_the_way(tmp_path: Path) -> None:
    file = tmp_path / "acled.csv"
    cells = dict.fromkeys(acled.COLUMNS, "")
    cells |= {"event_id_cnty": "AZE1", "event_date": "27 March 2022", "event_type": "Protests"}
    cells |= {"sub_event_type": "Peaceful protest", "latitude": "40.0", "longitude": "46.8"}
    cells |= {"location": "Parukh", "notes": "x" * 20_000, "source": "y" * 20_000}
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, acled.COLUMNS)
        writer.writeheader()
        writer.writerow(cells)
    result = run("acled", file, "--into", tmp_path / "out")
    assert result.exit_code == 0, result.output
    (event,) = rows_of(tmp_path / "out" / "events.csv")
    assert (event["category"], event["best"]) == ("other", "")
