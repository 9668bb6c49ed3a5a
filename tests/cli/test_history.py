"""The commands of an edited folder."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from geo.api.editing import open_for_editing, save
from geo.cli.commands import main
from geo.edits.change import Change
from geo.store.folder import BUILT_IN, load

EVENT = "nk-20220327-parukh-withdrawal"


def run(*words: object, code: int = 0) -> str:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result.output


def test_from_a_copy_to_a_change_and_back(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert "a new copy, 0 changes" in run("edit", folder)
    with open_for_editing(folder) as edits:
        row = edits.rows("events")[EVENT]
        save(edits, [Change("events", EVENT, row, {**row, "title": "New"})], "Ana", "read again")
    assert "there already, 1 changes" in run("edit", folder)
    text = run("history", folder)
    assert f"Ana: changed events {EVENT} – read again" in text
    assert "→ 'New'" in text
    (entry,) = json.loads(run("history", folder, "--table", "events", "--format", "json"))
    assert (entry["who"], entry["after"]["title"]) == ("Ana", "New")
    assert run("history", folder, "--row", "nobody") == ""
    assert "taken back by save 2" in run("history", folder, "--undo", 1, "--who", "Bo")
    assert load(folder).version == load(BUILT_IN).version
    assert "row changed" not in run("history", folder, "--undo", 9, code=2)


def test_what_cannot_be_undone_says_why(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    run("edit", folder)
    with open_for_editing(folder) as edits:
        for title in ("One", "Two"):
            row = edits.rows("events")[EVENT]
            save(edits, [Change("events", EVENT, row, {**row, "title": title})], "Ana", "")
    assert "changed meanwhile" in run("history", folder, "--undo", 1, code=1)
    assert "read-only" in run("edit", BUILT_IN, code=2)
    assert "read-only" in run("history", BUILT_IN, code=2)


def test_what_an_author_wrote_moves_no_cursor_and_forges_no_line(copied_data: Path) -> None:
    with open_for_editing(copied_data) as edits:
        row = edits.rows("events")[EVENT]
        change = Change("events", EVENT, row, {**row, "title": "New"})
        save(edits, [change], "Ana\x1b[2J", "so\n9 (save 9) Bo: changed events")
    text = run("history", copied_data)
    assert r"Ana\x1b[2J: changed events" in text
    assert r"– so\n9 (save 9) Bo" in text
    assert len(text.splitlines()) == 2
