"""The log of a folder: what stays as it was written, who saw what, and the way back."""

from __future__ import annotations

import csv
import io
import os
import sqlite3
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.edits.change import Change, ConflictError, NotSavedError
from geo.edits.folder import EditFolder
from geo.edits.log import LOG_FILE
from geo.edits.replacing import staged
from geo.edits.tabletext import parse
from geo.errors import DataFaultsError, UsageError
from geo.schema import CLAIMS, PARTIES
from geo.store.folder import load
from tests.edits.writers import CLAIM, EVENT, accept_all

TABLES = ("events.csv", "claims.csv", "sources.csv", "parties.csv")


@pytest.fixture
def folder(copied_data: Path) -> Path:
    # As files are that were there before: nobody is writing to them just now.
    for file in copied_data.iterdir():
        os.utime(file, (1_600_000_000, 1_600_000_000))
    return copied_data


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in TABLES}


def reword(edits: EditFolder, summary: str, **more: str) -> list[Change]:
    row = edits.rows("events")[EVENT]
    return [Change("events", EVENT, row, {**row, "summary": summary, **more})]


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


def test_the_second_of_two_editors_is_shown_both_versions(folder: Path) -> None:
    with EditFolder(folder) as first, EditFolder(folder) as second:
        ours, theirs = reword(first, "by the first"), reword(second, "by the second")
        other = second.rows("claims")[CLAIM]
        first.save(ours, "Ana", "read again", accept_all)
        with pytest.raises(ConflictError, match="Nothing was saved") as raised:
            second.save(theirs, "Bo", "", accept_all)
        (conflict,) = raised.value.conflicts
        assert conflict.now is not None
        assert (conflict.now["summary"], conflict.wanted.after["summary"]) == (  # type: ignore[index]
            "by the first",
            "by the second",
        )
        assert conflict.by is not None
        assert (conflict.by.who, conflict.by.why) == ("Ana", "read again")
        # Rows that the first did not touch are no conflict.
        assert second.save(
            [Change("claims", CLAIM, other, {**other, "paragraph": "9"})], "Bo", "", accept_all
        )
        # The second has seen the first's version and wants its own all the same.
        again = Change("events", EVENT, conflict.now, conflict.wanted.after)
        second.save([again], "Bo", "", accept_all)
        assert [entry.who for entry in second.history("events", EVENT)] == ["Bo", "Ana"]


def test_a_row_deleted_meanwhile_and_an_id_given_meanwhile_are_conflicts(folder: Path) -> None:
    with EditFolder(folder) as first, EditFolder(folder) as second:
        claim = first.rows("claims")[CLAIM]
        new = {**claim, "claim_id": "new"}
        first.save(
            [Change("claims", CLAIM, claim, None), Change("claims", "new", None, new)],
            "",
            "",
            accept_all,
        )
        for change in (
            Change("claims", CLAIM, claim, {**claim, "paragraph": "9"}),
            Change("claims", "new", None, {**new, "paragraph": "9"}),
        ):
            with pytest.raises(ConflictError):
                second.save([change], "", "", accept_all)
        second.save([Change("claims", "new", new, {**new, "paragraph": "9"})], "Bo", "", accept_all)
        # What has been changed since is not taken back in silence.
        with pytest.raises(ConflictError, match="claims new"):
            first.undo(1, "", "", accept_all)


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


def test_a_change_by_hand_is_taken_in_and_not_written_over(folder: Path) -> None:
    file = folder / "events.csv"
    with EditFolder(folder) as edits:
        mine = reword(edits, "mine")
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        by_hand = "".join(
            line.replace("Lachin", "LACHIN") for line in lines if "nk-19900101-nk-war" not in line
        )
        file.write_text(by_hand, encoding="utf-8")
        edits.save(mine, "Ana", "", accept_all)
        text = file.read_text(encoding="utf-8")
        assert "LACHIN" in text
        assert "nk-19900101-nk-war" not in text
        assert edits.rows("events")[EVENT]["summary"] == "mine"
        outside = [entry for entry in edits.history() if entry.origin == "outside"]
        assert len({entry.save for entry in outside}) == 1
        assert [entry.row_id for entry in outside if entry.after is None] == [
            "nk-19900101-nk-war-1990s"
        ]
        assert all(entry.who == "" for entry in outside)
        # It can be taken back like any other.
        edits.undo(outside[0].save, "Ana", "", accept_all)
        assert "LACHIN" not in file.read_text(encoding="utf-8")


def test_a_row_changed_by_hand_is_a_conflict_for_who_edits_it(folder: Path) -> None:
    file = folder / "events.csv"
    with EditFolder(folder) as edits:
        mine = reword(edits, "mine")
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("Baku denies", "Baku DENIES"), encoding="utf-8")
        with pytest.raises(ConflictError) as raised:
            edits.save(mine, "Ana", "", accept_all)
    (conflict,) = raised.value.conflicts
    assert conflict.by is not None
    assert conflict.by.origin == "outside"


def test_other_quotes_alone_are_noted_without_a_row(folder: Path) -> None:
    with EditFolder(folder):
        pass
    file = folder / "parties.csv"
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
    with file.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    with EditFolder(folder) as edits:
        (entry,) = edits.history()
        assert (entry.origin, entry.table, entry.row_id) == ("outside", "parties", "")
        with pytest.raises(UsageError, match="changed rows"):
            edits.undo(entry.save, "", "", accept_all)


@pytest.mark.parametrize("broken", ["half", "<<<<<<< HEAD\n", "missing"])
def test_a_file_that_is_no_table_is_neither_taken_in_nor_written_over(
    folder: Path, broken: str
) -> None:
    with EditFolder(folder):
        pass
    file = folder / "events.csv"
    whole = file.read_bytes()
    if broken == "missing":
        file.unlink()
    else:
        file.write_bytes(whole[:9_000] if broken == "half" else whole + broken.encode())
    left = file.read_bytes() if file.exists() else None
    with pytest.raises(UsageError, match=r"events\.csv"):
        EditFolder(folder)
    assert (file.read_bytes() if file.exists() else None) == left
    file.write_bytes(whole)
    with EditFolder(folder) as edits:
        assert edits.history() == []


def test_a_set_that_a_killed_writer_left_in_part_is_finished_by_its_reader(folder: Path) -> None:
    with EditFolder(folder) as edits:
        old = contents(folder)
        claim, event = edits.rows("claims")[CLAIM], edits.rows("events")[EVENT]
        edits.save(
            [
                Change("events", EVENT, event, {**event, "event_id": EVENT, "title": "Both"}),
                Change("claims", CLAIM, claim, {**claim, "statement": "Both"}),
            ],
            "",
            "",
            accept_all,
        )
        new = contents(folder)
        edits._log._base.execute("UPDATE files SET published = 0")
    # As after the first of two renames.
    (folder / "claims.csv").write_bytes(old["claims.csv"])
    staged(folder / "claims.csv").write_bytes(new["claims.csv"][:100])
    dataset = load(folder)
    assert contents(folder) == new
    assert dataset.event(EVENT)["title"] == "Both"  # type: ignore[index]
    assert not staged(folder / "claims.csv").exists()


def test_the_log_itself_refuses_to_be_rewritten(folder: Path) -> None:
    with EditFolder(folder) as edits:
        edits.save(reword(edits, "x"), "Ana", "", accept_all)
    with sqlite3.connect(folder / LOG_FILE) as base:
        for query in ("UPDATE changes SET who = 'Bo'", "DELETE FROM changes"):
            with pytest.raises(sqlite3.DatabaseError, match="only added to"):
                base.execute(query)
        assert base.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    base.close()


def test_a_file_in_the_place_of_the_log_is_left_alone(folder: Path) -> None:
    (folder / LOG_FILE).write_bytes(b"my notes, not a database. " * 100)
    with pytest.raises(UsageError, match="expected a log"):
        EditFolder(folder)
    assert (folder / LOG_FILE).read_bytes().startswith(b"my notes")


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


_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=12
)
_ROWS = st.dictionaries(
    st.text("abcdé-1", min_size=1, max_size=4), st.tuples(_TEXT, _TEXT), min_size=1, max_size=6
)


@settings(max_examples=150)
@given(_ROWS, st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), st.sampled_from(["\n", "\r\n"]))
def test_any_table_comes_back_byte_for_byte(
    rows: dict[str, tuple[str, str]], quoting: int, end: str
) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    writer.writerow(PARTIES.column_names)
    writer.writerows([key, *cells] for key, cells in rows.items())
    content = buffer.getvalue().encode()
    text = parse(content, PARTIES)
    assert text.content == content
    assert {key: (row["title"], row["side"]) for key, row in text.rows.items()} == rows
    one = next(iter(rows))
    line, before = text.line(one), text.before(one)
    assert line is not None
    changed = text.with_row(one, {**text.rows[one], "title": 'other, "one"\r\nline'})
    assert parse(changed.content, PARTIES).rows == changed.rows
    back = changed.with_row(one, text.rows[one], line.text)
    assert back.content == content
    gone = text.without(one)
    assert gone.with_row(one, text.rows[one], line.text, before).content == content
