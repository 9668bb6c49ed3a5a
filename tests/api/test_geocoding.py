"""Rows that name a place and give no position: candidates with reasons, and never a pick."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geo.api import chosen
from geo.api.geocoding import NOWHERE, Undecided, candidates_for, read_choices, write_choices
from geo.cli.commands import main
from geo.errors import UsageError
from geo.linkage import Dataset
from geo.readers import Named
from geo.store.folder import load

HEADER = "what,day,place,district\n"
MAPPING = (
    '{"columns": {"title": "what", "date_start": "day", "place": "place", "within": "district"}}'
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    ("name", "place_id", "reason"),
    [
        ("Parukh", "parukh", "exact: Parukh, English"),
        ("Фаррух", "parukh", "exact: Фаррух, Russian"),
        ("FERRUX", "parukh", "folded: Fərrux, Azerbaijani"),
        ("Xankendi", "stepanakert", "folded: Xankəndi, Azerbaijani"),
        ("Parux", "parukh", "transliterated"),
        ("Stepanakrt", "stepanakert", "only alike"),
    ],
)
def test_candidates_say_why(dataset: Dataset, name: str, place_id: str, reason: str) -> None:
    found = {one.place_id: one for one in candidates_for(dataset.gazetteer, Named(name))}
    assert reason in found[place_id].reason


def test_homonyms_are_all_there_and_the_row_s_district_comes_first(dataset: Dataset) -> None:
    gazetteer = dataset.gazetteer
    alone = candidates_for(gazetteer, Named("Martuni"))
    assert len(alone) > 1
    assert all("one of several of this name" in one.reason for one in alone[:2])
    # A town, and the district that Armenian sources call by its name.
    assert {one.kind for one in alone[:2]} == {"settlement", "district"}
    first = candidates_for(gazetteer, Named("Martuni", ("Khojavend District",)))[0]
    assert first.place_id == "martuni"
    assert "within Khojavend District, as the row says" in first.reason
    elsewhere = candidates_for(gazetteer, Named("Parukh", ("Shusha District",)))
    assert "not within what the row says" in elsewhere[0].reason


@pytest.fixture
def named(tmp_path: Path) -> tuple[Path, Path]:
    file, mapping = tmp_path / "named.csv", tmp_path / "mapping.json"
    rows = ("Shots,2022-03-27,Parukh,", "Fire,2022-03-28,Parukh,", "Talks,2022-03-28,Martuni,")
    rows += ("Convoy,2022-03-29,Qwzxv,", "Statement,2022-03-29,,")
    file.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    mapping.write_text(MAPPING, encoding="utf-8")
    return file, mapping


def test_undecided_rows_come_back_with_their_candidates(
    named: tuple[Path, Path], tmp_path: Path
) -> None:
    file, mapping = named
    rejected = tmp_path / "rejected.csv"
    table = ("table", file, "--mapping", mapping)
    # Not even a name that only one place has is taken for it; and no row has a position yet.
    assert run(*table, "--into", tmp_path / "none", "--rejected", rejected).exit_code == 1
    assert not (tmp_path / "none").exists()
    remedies = {row["row"]: row["remedy"] for row in rows_of(rejected)}
    assert set(remedies) == {"2", "3", "4", "5"}
    assert "parukh (Parukh, part of Askeran District" in remedies["2"]
    assert remedies["4"].count("one of several of this name") == 2
    assert "the gazetteer has no place like it" in remedies["5"]


def test_what_is_chosen_in_the_file_is_taken(named: tuple[Path, Path], copied_data: Path) -> None:
    file, mapping = named
    choices = file.with_name("places.csv")
    table = ("table", file, "--mapping", mapping, "--into", copied_data, "--add")
    first = run(*table, "--places", choices)
    assert "5 rows read, 1 accepted, 4 rejected" in first.stdout
    assert "put an x under choose" in first.stderr
    lines = rows_of(choices)
    assert [(one["place"], one["rows"]) for one in lines if one["place_id"] == "parukh"] == [
        ("Parukh", "2")
    ]
    assert {one["choose"] for one in lines} == {""}
    for one in lines:
        chosen = {("Parukh", "parukh"), ("Qwzxv", NOWHERE)}
        one["choose"] = "x" if (one["place"], one["place_id"].lstrip("'")) in chosen else ""
    with choices.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    second = run(*table, "--places", choices)
    assert "5 rows read, 3 accepted, 2 rejected" in second.stdout, second.output
    assert "this file was imported before, as named.csv" in second.stderr
    (source,) = json.loads((copied_data / "datapackage.json").read_bytes())["sources"]
    # One row was there; the file stands there once, with all that came of it.
    assert (source["read"], source["accepted"], source["rejected"]) == (5, 4, 1)
    dataset = load(copied_data)
    events = dataset.events[dataset.events["title"].isin(["Shots", "Fire", "Convoy"])]
    where = events.set_index("title")[["place_id", "where_prec"]].apply(tuple, axis=1)
    assert where["Shots"] == where["Fire"] == ("parukh", "exact")
    assert where["Convoy"][1] == "none"
    parukh = dataset.gazetteer["parukh"].point
    assert parukh is not None
    shots = events[events["title"] == "Shots"].iloc[0]
    assert (shots["lon"], shots["lat"]) == (parukh.x, parukh.y)


def test_a_chosen_place_goes_along_into_a_new_folder(
    named: tuple[Path, Path], tmp_path: Path, dataset: Dataset
) -> None:
    file, mapping = named
    choices = tmp_path / "places.csv"
    choices.write_text("choose,place,within,place_id\nx,Parukh,,parukh\n", encoding="utf-8")
    result = run(
        "table", file, "--mapping", mapping, "--into", tmp_path / "out", "--places", choices
    )
    assert "5 rows read, 3 accepted, 2 rejected" in result.stdout
    back = load(tmp_path / "out").gazetteer
    assert set(back) == {"parukh", *dataset.gazetteer.ancestors("parukh")}
    assert back["parukh"].names == dataset.gazetteer["parukh"].names


def test_choices_are_refused_that_cannot_be_meant(dataset: Dataset) -> None:
    gazetteer = dataset.gazetteer
    candidates = candidates_for(gazetteer, Named("Martuni"))
    written = write_choices({("=Martuni", "@x"): Undecided(candidates, 3)})
    assert read_choices(written, gazetteer) == {}
    rows = list(csv.reader(io.StringIO(written)))
    assert rows[1][1:3] == ["'=Martuni", "'@x"]
    for row in rows[1:]:
        row[0] = "x"
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows[:2])
    assert read_choices(buffer.getvalue(), gazetteer) == {
        ("=Martuni", "@x"): candidates[0].place_id
    }
    csv.writer(buffer).writerows(rows[2:])
    with pytest.raises(UsageError, match="expected one place for '=Martuni'"):
        read_choices(buffer.getvalue(), gazetteer)
    with pytest.raises(UsageError, match="found 'atlantis'"):
        read_choices("choose,place,within,place_id\nx,A,,atlantis\n", gazetteer)
    with pytest.raises(UsageError, match="expected the columns"):
        read_choices("a,b\n", gazetteer)


def test_so_many_names_are_looked_up_and_the_others_wait(
    named: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chosen, "MAX_UNDECIDED", 2)
    file, mapping = named
    rejected = tmp_path / "rejected.csv"
    arguments = ("--mapping", mapping, "--into", tmp_path / "d", "--rejected", rejected)
    assert run("table", file, *arguments).exit_code == 1
    remedies = {row["row"]: row["remedy"] for row in rows_of(rejected)}
    assert remedies["5"] == "decide on the first 2 names, then import the file again"
    assert remedies["2"] == remedies["3"]
    assert set(remedies) == {"2", "3", "4", "5"}
