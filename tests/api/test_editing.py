"""Changes are checked by the code of `geo check`, field by field; conflicts are settled by cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.api.editing import (
    add_rows,
    copy_for_editing,
    edit_folder,
    open_for_editing,
    proposed_event_id,
    save,
    undo,
)
from geo.api.history import history_csv
from geo.api.worksheet import new_event, open_event
from geo.edits.change import Change, ConflictError
from geo.edits.folder import EditFolder
from geo.errors import DataFaultsError, UsageError
from geo.store.folder import BUILT_IN, check, load

EVENT = "nk-20220327-parukh-withdrawal"


def test_the_built_in_data_and_what_is_no_folder_are_refused(tmp_path: Path) -> None:
    for path, said in ((BUILT_IN, "read-only"), (tmp_path / "no", "expected a dataset folder")):
        with pytest.raises(UsageError, match=f"{said}.*python -m geo edit DIR"):
            open_for_editing(path)


def test_a_copy_is_made_once_and_is_whole(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert copy_for_editing(folder)
    assert load(folder).version == load(BUILT_IN).version
    assert (folder / "basemap" / "world.geojson").exists()
    (folder / "notes.txt").write_text("mine")
    with open_for_editing(folder) as edits:
        add_rows(edits, {"parties": [{"party_id": "p", "title": "P", "side": "other"}]}, "a", "")
    assert not copy_for_editing(folder)
    assert (folder / "notes.txt").exists()
    # A copy of it has the rows and not the history.
    other = tmp_path / "other"
    assert copy_for_editing(other, folder)
    assert "p" in set(load(other).parties["party_id"])
    with open_for_editing(other) as edits:
        assert edits.history() == []


def test_the_folder_to_edit_is_the_argument_then_the_variable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert edit_folder([]) is None
    monkeypatch.setenv("TRUCELINE_EDIT", str(tmp_path))
    assert edit_folder([]) == tmp_path
    assert edit_folder(["--edit", str(tmp_path / "a")]) == tmp_path / "a"


@pytest.mark.parametrize(
    ("cells", "blamed"),
    [
        ({"date_end": "2022-03-26"}, {"date_start", "date_end"}),
        ({"date_prec": "month"}, {"date_prec"}),
        ({"low": "5", "high": "3"}, {"low", "high"}),
        ({"low": "-1"}, {"low"}),
        ({"place_id": ""}, {"place_id", "where_prec"}),
        ({"place_id": "atlantis"}, {"place_id"}),
        ({"event_type": "Battles"}, {"event_type", "sub_event_type"}),
        ({"category": "quarrel"}, {"category"}),
        ({"title": " "}, {"title"}),
    ],
)
def test_what_geo_check_would_find_is_found_before_it_is_saved(
    copied_data: Path, cells: dict[str, str], blamed: set[str]
) -> None:
    before = (copied_data / "events.csv").read_bytes()
    with EditFolder(copied_data) as edits:
        worksheet = open_event(edits, EVENT)
        worksheet.take({worksheet.event.key: cells}, [])
        faults, others = worksheet.faults(edits)
        assert set(faults) == {f"events/{EVENT}"}
        assert set(faults[f"events/{EVENT}"]) == blamed
        assert not others
        with pytest.raises(DataFaultsError) as raised:
            save(edits, worksheet.changes(), "a", "")
    assert {fault.column for fault in raised.value.faults} == blamed
    assert (copied_data / "events.csv").read_bytes() == before


def test_an_event_does_not_go_without_its_claims(copied_data: Path) -> None:
    with EditFolder(copied_data) as edits:
        event = edits.rows("events")[EVENT]
        with pytest.raises(DataFaultsError, match=r"claims\.csv.*an id that is in events"):
            save(edits, [Change("events", EVENT, event, None)], "a", "")
        worksheet = open_event(edits, EVENT)
        worksheet.take({}, [worksheet.event.key])
        assert len(worksheet.changes()) == 5
        gone = save(edits, worksheet.changes(), "a", "")
        assert load(copied_data).event(EVENT) is None
        undo(edits, gone, "a", "")
    assert load(copied_data).version == load(BUILT_IN).version


def test_undoing_an_event_that_has_claims_by_now_is_refused(copied_data: Path) -> None:
    with EditFolder(copied_data) as edits:
        event = {**edits.rows("events")[EVENT], "event_id": "new"}
        made = save(edits, [Change("events", "new", None, event)], "a", "")
        claim = {**next(iter(edits.rows("claims").values())), "claim_id": "c", "event_id": "new"}
        save(edits, [Change("claims", "c", None, claim)], "a", "")
        with pytest.raises(DataFaultsError, match="an id that is in events"):
            undo(edits, made, "a", "")
    assert not check(copied_data).faults


def test_an_id_that_is_taken_is_a_fault_of_the_new_row(copied_data: Path) -> None:
    with EditFolder(copied_data) as edits:
        worksheet = new_event()
        old = dict(edits.rows("events")[EVENT])
        worksheet.take({worksheet.event.key: old}, [])
        faults, others = worksheet.faults(edits)
        (fault,) = faults["new-1"]["event_id"]
        assert fault.expected == "each event_id once"
        assert not others


def test_new_rows_are_named_after_what_is_known_of_them(copied_data: Path) -> None:
    with EditFolder(copied_data) as edits:
        worksheet = open_event(edits, EVENT)
        worksheet.add("claims")
        worksheet.add("claims")
        worksheet.name_new_rows(edits)
        ids = [sheet.row_id for sheet in worksheet.sheets[5:]]
        assert ids == [f"{EVENT}-c5", f"{EVENT}-c6"]
        assert {sheet.cells["event_id"] for sheet in worksheet.sheets[5:]} == {EVENT}
    taken = {"20220326-shots"}
    assert proposed_event_id("Shots!", "2022-03-26", taken.__contains__) == "20220326-shots-2"
    assert proposed_event_id("", "2022-03-26", taken.__contains__) == ""


def test_what_the_browser_sends_changes_no_id_and_no_unknown_column(copied_data: Path) -> None:
    with EditFolder(copied_data) as edits:
        worksheet = open_event(edits, EVENT)
        sent = {"event_id": "other", "colour": "red", "title": 7, "summary": " a\r\nb "}
        worksheet.take({worksheet.event.key: sent, "nobody": {"title": "x"}}, "no list")
        (change,) = worksheet.changes()
    assert change.row_id == EVENT
    assert change.before is not None
    assert change.after == {**change.before, "summary": "a\nb"}


def test_a_conflict_is_settled_cell_by_cell(copied_data: Path) -> None:
    with EditFolder(copied_data) as first, EditFolder(copied_data) as second:
        mine, theirs = open_event(first, EVENT), open_event(second, EVENT)
        theirs.take({theirs.event.key: {"summary": "theirs", "side_b": "theirs"}}, [])
        save(second, theirs.changes(), "b", "")
        mine.take({mine.event.key: {"summary": "mine", "title": "mine"}}, [])
        with pytest.raises(ConflictError) as raised:
            save(first, mine.changes(), "a", "")
        (conflict,) = raised.value.conflicts
        mine.resolve(conflict, "mine", {"summary": "mine"})
        save(first, mine.changes(), "a", "")
    event = load(copied_data).event(EVENT)
    assert event is not None
    assert (event["title"], event["summary"], event["side_b"]) == ("mine", "mine", "theirs")


@pytest.mark.parametrize("version", ["mine", "theirs"])
def test_a_row_that_the_other_deleted_is_put_back_or_not(copied_data: Path, version: str) -> None:
    claim = f"{EVENT}-c4"
    with EditFolder(copied_data) as first, EditFolder(copied_data) as second:
        mine = open_event(first, EVENT)
        key = f"claims/{claim}"
        save(second, [Change("claims", claim, second.rows("claims")[claim], None)], "b", "")
        mine.take({key: {"statement": "mine"}}, [])
        with pytest.raises(ConflictError) as raised:
            save(first, mine.changes(), "a", "")
        mine.resolve(raised.value.conflicts[0], version, {})  # type: ignore[arg-type]
        save(first, mine.changes(), "a", "")
    claims = load(copied_data).claims_on(EVENT).set_index("claim_id")["statement"]
    assert claims.get(claim) == ("mine" if version == "mine" else None)


def test_the_history_as_csv_has_no_formula_and_all_cells(copied_data: Path) -> None:
    with EditFolder(copied_data) as edits:
        row = edits.rows("events")[EVENT]
        after = {**row, "summary": "=1+1", "side_b": "B"}
        save(edits, [Change("events", EVENT, row, after)], "@ana", "-why")
        lines = history_csv(edits.history()).splitlines()
    assert lines[0].startswith("serial,save,at,who,why,origin,undoes,table,row_id,column")
    assert len(lines) == 3
    assert ",'@ana,'-why,edit,,events," in lines[1]
    assert lines[1].endswith(",'=1+1")
    assert lines[2].endswith(f"events,{EVENT},side_b,,B")
