"""A save in a folder: what stays as it was written, what is noted of it, and the way back."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from geo.edits.change import Change, NotSavedError
from geo.edits.folder import EditFolder
from geo.edits.tabletext import parse
from geo.errors import DataFaultsError
from geo.schema import CLAIMS
from geo.store.folder import load
from tests.edits.edited import CLAIM, EVENT, TABLES, accept_all, contents, reword


def diff(before: bytes, after: bytes) -> list[str]:
    """Lines that git would show as removed or added."""
    old, new = before.decode().splitlines(), after.decode().splitlines()
    return [f"-{line}" for line in old if line not in new] + [
        f"+{line}" for line in new if line not in old
    ]


def test_a_change_touches_its_line_and_no_other(folder: Path) -> None:
    before = contents(folder)
    with EditFolder(folder) as edits:
        assert edits.save(reword(edits, 'Said "so", twice'), "Ana", "paragraph 6", accept_all) == 1
    after = contents(folder)
    assert {name for name in TABLES if before[name] != after[name]} == {"events.csv"}
    changed = diff(before["events.csv"], after["events.csv"])
    assert [line[: len(EVENT) + 2] for line in changed] == [f"-{EVENT},", f"+{EVENT},"]
    with EditFolder(folder) as edits:
        (entry,) = edits.history("events", EVENT)
    assert (entry.who, entry.why, entry.origin, entry.fields) == (
        "Ana",
        "paragraph 6",
        "edit",
        ["summary"],
    )
    assert entry.at.endswith("Z")
    assert entry.before is not None
    assert entry.before["summary"].startswith("Russia's defence ministry")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_quotes_line_ends_and_marks_of_others_stay(folder: Path, end: str) -> None:
    file = folder / "parties.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    quoted = end.join('"' + line.replace(",", '","') + '"' for line in lines if '"' not in line)
    # As Excel writes it: a byte order mark, and here no line end at the end.
    file.write_bytes(("\ufeff" + quoted).encode())
    os.utime(file, (1_600_000_000, 1_600_000_000))
    before = file.read_bytes()
    with EditFolder(folder) as edits:
        party = edits.rows("parties")["azerbaijan-mod"]
        new = {**party, "party_id": "new-party"}
        save = edits.save([Change("parties", "new-party", None, new)], "", "", accept_all)
        added = file.read_bytes()
        assert added == before + f"{end}new-party,{party['title']},azerbaijan{end}".encode()
        edits.undo(save, "", "", accept_all)
    assert file.read_bytes() == before + end.encode()


def test_undoing_gives_back_every_byte_and_is_itself_in_the_log(folder: Path) -> None:
    before = contents(folder)
    with EditFolder(folder) as edits:
        claim, event = edits.rows("claims")[CLAIM], edits.rows("events")[EVENT]
        saves = [
            edits.save(reword(edits, "x"), "a", "", accept_all),
            edits.save([Change("claims", CLAIM, claim, None)], "a", "", accept_all),
            edits.save(
                [Change("events", "new", None, {**event, "event_id": "new"})], "a", "", accept_all
            ),
        ]
        for save in reversed(saves):
            edits.undo(save, "b", "a mistake", accept_all)
        assert contents(folder) == before
        assert edits.undone() == frozenset(saves)
        last = edits.history(limit=1)[0]
        assert (last.origin, last.undoes, last.who, last.why) == ("undo", 1, "b", "a mistake")
        # Taking an undo back brings the change back.
        edits.undo(last.save, "c", "", accept_all)
        assert edits.rows("events")[EVENT]["summary"] == "x"
        assert edits.undone() == frozenset({*saves[1:], last.save})
        assert len(edits.history()) == 7


def test_a_column_that_the_file_left_out_is_added_when_it_is_filled(folder: Path) -> None:
    before = (folder / "claims.csv").read_bytes()
    with EditFolder(folder) as edits:
        claim = edits.rows("claims")[CLAIM]
        assert claim["credibility"] == ""
        save = edits.save(
            [Change("claims", CLAIM, claim, {**claim, "credibility": "2"})], "", "", accept_all
        )
        header = (folder / "claims.csv").read_text(encoding="utf-8").splitlines()[0]
        assert header.endswith(",paragraph,credibility")
        assert load(folder).claims_on(EVENT).set_index("claim_id").loc[CLAIM, "credibility"] == "2"
        edits.undo(save, "", "", accept_all)
    # The column stays, blank; the rows are what they were.
    assert parse((folder / "claims.csv").read_bytes(), CLAIMS).rows == parse(before, CLAIMS).rows


def test_what_is_refused_leaves_no_trace(folder: Path) -> None:
    before = contents(folder)

    def refuse(tables: object) -> None:
        raise DataFaultsError([])

    with EditFolder(folder) as edits:
        with pytest.raises(DataFaultsError):
            edits.save(reword(edits, "x"), "", "", refuse)
        assert edits.history() == []
        assert (
            edits.save(reword(edits, edits.rows("events")[EVENT]["summary"]), "", "", refuse) == 0
        )
    assert contents(folder) == before
    assert not list(folder.glob(".*.new"))


def test_git_shows_one_line_for_one_change(folder: Path) -> None:
    def git(*words: str) -> str:
        named = ("-c", "user.name=t", "-c", "user.email=t@t")
        done = subprocess.run(
            ["git", *named, *words], cwd=folder, capture_output=True, text=True, check=True
        )
        return done.stdout

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "as it was")
    with EditFolder(folder) as edits:
        edits.save(reword(edits, "x"), "Ana", "", accept_all)
    assert git("diff", "--numstat").split() == ["1", "1", "events.csv"]


def test_nothing_that_can_be_written_is_a_folder_that_cannot_be_edited(tmp_path: Path) -> None:
    with pytest.raises(NotSavedError):
        EditFolder(tmp_path / "nowhere")
