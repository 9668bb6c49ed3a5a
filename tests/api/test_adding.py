"""Importing into a dataset that stands there: nothing twice, nothing lost, all or nothing."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geo.api.folders import import_folder
from geo.api.formats import FORMATS, table_format
from geo.api.imports import import_file
from geo.cli.commands import main
from geo.errors import DataFaultsError, UsageError
from geo.readers import Rejected
from geo.readers.mapping import parse_mapping
from geo.records import plain
from geo.store import append
from geo.store.folder import BUILT_IN, check, load
from tests.shared import shared

SAMPLE = "ucdp_ged231_sample1000_49cols.csv"
HEADER = "Was,Tag,x,y,Ort\n"
MAPPING = {
    "columns": {"title": "Was", "date_start": "Tag", "longitude": "x", "latitude": "y"}
    | {"place": "Ort"}
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def ged(path: Path, first: int, last: int) -> Path:
    """Some rows of the UCDP sample, which has a row a line."""
    lines = shared("data", SAMPLE).read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], *lines[first:last]]), encoding="utf-8")
    return path


def test_rows_are_added_beside_what_is_there(copied_data: Path, tmp_path: Path) -> None:
    before = files_of(copied_data)
    result = run("ucdp", ged(tmp_path / "ged.csv", 1, 11), "--into", copied_data, "--add")
    assert result.exit_code == 0, result.output
    checked = check(copied_data)
    assert (checked.faults, checked.counts["events"]) == ((), 68)
    after = files_of(copied_data)
    # What was there stands as it was written, so that a comparison shows what was added only.
    for name in ("events.csv", "sources.csv"):
        assert after[name].startswith(before[name])
    places = json.loads(after["places.geojson"])["features"]
    assert places[:70] == json.loads(before["places.geojson"])["features"]
    assert after["places.geojson"].startswith(before["places.geojson"].rstrip(b"\n ]}") + b"\n")
    assert after["claims.csv"] == before["claims.csv"]
    assert len(rows_of(copied_data / "provenance.csv")) == 10
    package = json.loads(after["datapackage.json"])
    assert package["licenses"] == json.loads(before["datapackage.json"])["licenses"]
    assert [one["file"] for one in package["sources"]] == ["ged.csv"]
    assert {one.split(":")[0] for one in load(copied_data).licences} >= {"CC BY 4.0"}


def test_the_same_file_and_the_same_rows_are_not_added_twice(
    copied_data: Path, tmp_path: Path
) -> None:
    into = ("--into", copied_data, "--add")
    file = ged(tmp_path / "ged.csv", 1, 11)
    assert run("ucdp", file, *into).exit_code == 0
    before = files_of(copied_data)
    again = run("ucdp", file, *into)
    assert again.exit_code == 1
    assert again.stderr.count("none needed: the dataset has this row as ucdp-") == 10
    assert files_of(copied_data) == before
    # A later file has five of the rows again, in another order of columns, and five more.
    wider = rows_of(ged(tmp_path / "more.csv", 6, 16))
    with (tmp_path / "more.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(reversed(wider[0])))
        writer.writeheader()
        writer.writerows(wider)
    result = run("ucdp", tmp_path / "more.csv", *into)
    assert "10 rows read, 5 accepted, 5 rejected" in result.stdout
    assert "5 of the rejected rows are in the dataset already" in result.stderr
    assert "the dataset has this row as ucdp-" in result.stderr
    assert check(copied_data).counts["events"] == 73
    sources = [row["source_id"] for row in rows_of(copied_data / "sources.csv")]
    assert sources.count("ucdp-ged") == 1


def test_an_id_that_stands_for_another_row_is_rejected(copied_data: Path, tmp_path: Path) -> None:
    into = ("--into", copied_data, "--add")
    assert run("ucdp", ged(tmp_path / "ged.csv", 1, 3), *into).exit_code == 0
    changed = ged(tmp_path / "new.csv", 1, 4)
    changed.write_text(changed.read_text(encoding="utf-8").replace("Rami village", "Rama"))
    result = run("ucdp", changed, *into)
    assert "3 rows read, 1 accepted, 2 rejected" in result.stdout
    assert "the dataset has this one" in result.stderr


def test_rows_without_ids_get_ones_that_are_free(copied_data: Path, tmp_path: Path) -> None:
    form = table_format(parse_mapping(MAPPING))
    for name, said in (("a.csv", "Shots"), ("b.csv", "Shelling")):
        (tmp_path / name).write_text(f"{HEADER}{said},2022-03-27,46.8,40.0,A\n", encoding="utf-8")
        done = import_file(form, tmp_path / name, copied_data, add=True)
        assert (done.accepted, done.rejected) == (1, 0)
    ids = [row["event_id"] for row in rows_of(copied_data / "events.csv")]
    assert len(set(ids)) == len(ids) == 60
    # The same name at the same position is the same place.
    assert check(copied_data).counts["places"] == 71


def test_nothing_changes_where_adding_fails(
    copied_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(copied_data)
    bad = tmp_path / "bad.csv"
    bad.write_text(f"{HEADER}Shots,never,46.8,40.0,A\n", encoding="utf-8")
    with pytest.raises(DataFaultsError):
        import_file(table_format(parse_mapping(MAPPING)), bad, copied_data, add=True)
    assert files_of(copied_data) == before
    file = ged(tmp_path / "ged.csv", 1, 11)
    steps: list[Path] = []

    def fail(files: Iterable[Path]) -> None:
        (file,) = files
        steps.append(file)
        if file.name == "events.csv":
            raise OSError(28, "No space left on device")
        put_in_place([file])

    put_in_place = append.put_in_place
    monkeypatch.setattr(append, "put_in_place", fail)
    with pytest.raises(OSError, match="No space"):
        import_file(FORMATS["ucdp"], file, copied_data, add=True)
    monkeypatch.undo()
    # Places and sources came first, so that what stands is sound, and can be added to again.
    assert [path.name for path in steps] == ["places.geojson", "sources.csv", "events.csv"]
    assert check(copied_data).faults == ()
    assert import_file(FORMATS["ucdp"], file, copied_data, add=True).accepted == 10


def test_what_is_no_dataset_is_not_added_to(tmp_path: Path, copied_data: Path) -> None:
    file = ged(tmp_path / "ged.csv", 1, 3)
    for target, said in (
        (BUILT_IN, "built-in data is not written to"),
        (tmp_path / "nothing", "expected a dataset folder"),
    ):
        with pytest.raises(UsageError, match=said):
            import_file(FORMATS["ucdp"], file, target, add=True)
    (copied_data / "claims.csv").write_text("x\n", encoding="utf-8")
    with pytest.raises(UsageError, match="without faults"):
        import_file(FORMATS["ucdp"], file, copied_data, add=True)


def test_a_folder_of_ours_is_added_with_its_claims(copied_data: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    assert run("ucdp", ged(tmp_path / "ged.csv", 1, 3), "--into", target).exit_code == 0
    result = run("truceline", copied_data, "--into", target, "--add")
    assert result.exit_code == 0, result.output
    checked = check(target)
    assert checked.faults == ()
    assert checked.counts | {"parties": 0} == {
        "places": 72,
        "events": 60,
        "claims": 178,
        "sources": 10,
        "parties": 0,
    }
    joined, built_in = load(target), load(BUILT_IN)
    for event_id in built_in.events["event_id"]:
        ours, theirs = built_in.event(event_id), joined.event(event_id)
        assert ours is not None
        assert theirs is not None
        assert (ours["status"], plain(ours["lon"])) == (theirs["status"], plain(theirs["lon"]))
    # Once more: every event and claim is there, and nothing is written.
    rejected = tmp_path / "rejected.csv"
    before = files_of(target)
    again = run("truceline", copied_data, "--into", target, "--add", "--rejected", rejected)
    assert again.exit_code == 1
    assert "none needed: the dataset has this row" in again.stderr
    assert len(rows_of(rejected)) == 58 + 178
    assert files_of(target) == before


def test_what_a_folder_says_otherwise_does_not_come_in(copied_data: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    shutil.copytree(copied_data, target)
    events = copied_data / "events.csv"
    text = events.read_text(encoding="utf-8")
    changed = text.replace("2022-03-27,2022-03-27", "2022-03-28,2022-03-28", 1)
    events.write_text(changed, encoding="utf-8")
    claims = copied_data / "claims.csv"
    renamed = re.sub(r"(?m)^(\S+?)-c(\d+),", r"\1-d\2,", claims.read_text(encoding="utf-8"))
    claims.write_text(renamed, encoding="utf-8")
    source = copied_data / "sources.csv"
    changed = source.read_text(encoding="utf-8").replace("Reuters", "Routers")
    source.write_text(changed, encoding="utf-8")
    taken: list[Rejected] = []
    done = import_folder(copied_data, target, add=True, take_rejected=taken.append)
    assert done.accepted + done.rejected == done.read
    reasons = {fault.expected for one in taken for fault in one.faults}
    assert {"an id of its own", "each row once"} <= reasons
    assert "what the folder that is read means by it" in reasons
    assert check(target).faults == ()
    assert "Routers" not in (target / "sources.csv").read_text(encoding="utf-8")


def test_a_folder_makes_a_folder(copied_data: Path, tmp_path: Path) -> None:
    result = run("truceline", copied_data, "--into", tmp_path / "out")
    assert result.exit_code == 0, result.output
    out, data = load(tmp_path / "out"), load(copied_data)
    assert out.events["event_id"].tolist() == data.events["event_id"].tolist()
    assert out.gazetteer.document["features"] == data.gazetteer.document["features"]
    assert "CC-BY-4.0" in out.licences[0]
    assert run("ucdp", copied_data, "--into", tmp_path / "other").exit_code == 2
