"""Processes that write to an edited folder, to be killed: they acknowledge each save on a pipe.

Run from a process that has imported no more than the log, since a writer is a fork of it.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from geo.edits.applying import BY_NAME
from geo.edits.change import Change, ConflictError, Entry
from geo.edits.folder import EditFolder
from geo.edits.tabletext import TableText, parse

EVENT = "nk-20220327-parukh-withdrawal"
CLAIM = f"{EVENT}-c1"
SHARED = "nk-20220324-parukh-entry"
Ack = dict[str, Any]


def accept_all(tables: object) -> None:
    """Refuse nothing: what is tried here is the log."""


def start(work: Callable[[Callable[[Ack], None]], None]) -> tuple[int, int]:
    """Fork a writer; return its process id and the pipe that it acknowledges on."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        return child, read
    os.close(read)
    code = 1
    try:
        work(lambda ack: (os.write(write, (json.dumps(ack) + "\n").encode()), None)[1])
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def acknowledged(pipe: int) -> list[Ack]:
    """All that a writer has acknowledged by its end; a line that it was killed in is none."""
    chunks = []
    while chunk := os.read(pipe, 65_536):
        chunks.append(chunk)
    os.close(pipe)
    lines = b"".join(chunks).split(b"\n")[:-1]
    return [json.loads(line) for line in lines]


def edits_of_every_kind(edits: EditFolder, salt: str) -> Iterator[list[Change] | int]:
    """Saves without end: of one file, of two, of new rows, of deleted ones, and undoing."""
    last = 0
    for number in range(10**9):
        events, claims = edits.rows("events"), edits.rows("claims")
        event, claim = events[EVENT], claims[CLAIM]
        said = f"{salt}-{number} " + 'Ալիև, "told"\n' * (number % 7)
        both = [
            Change("events", EVENT, event, {**event, "summary": said}),
            Change("claims", CLAIM, claim, {**claim, "statement": said}),
        ]
        yield both if number % 2 else both[:1]
        new = {**claim, "claim_id": f"{salt}-{number}", "statement": said}
        last = yield [Change("claims", new["claim_id"], None, new)]
        if number % 3 == 0:
            yield [Change("claims", new["claim_id"], edits.rows("claims")[new["claim_id"]], None)]
        elif number % 3 == 1:
            yield last


def write_until_killed(
    folder: Path, salt: str, saves: int, acknowledge: Callable[[Ack], None]
) -> None:
    """Save and acknowledge, so many times at most."""
    with EditFolder(folder) as edits:
        wanted = edits_of_every_kind(edits, salt)
        save: int | None = None
        for _ in range(saves):
            one = next(wanted) if save is None else wanted.send(save)  # type: ignore[attr-defined]
            if isinstance(one, int):
                save = edits.undo(one, salt, "undo", accept_all)
            else:
                save = edits.save(one, salt, "edit", accept_all)
            acknowledge({"save": save, "changes": len(edits.history(save=save))})


class Replay:
    """What the files must be, from the log and the files that it began with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.saves = 0
        self.serial = 0
        self.texts = {
            table.file: parse((folder / table.file).read_bytes(), table)
            for table in BY_NAME.values()
        }
        self.acknowledged: list[Ack] = []

    def verify(self, acks: list[Ack]) -> None:
        """Look at the folder as a killed writer left it, then as it is when it is opened again.

        Raises
        ------
        AssertionError
            If a file is not whole, or an acknowledged save is not there.
        """
        left = {file: (self.folder / file).read_bytes() for file in self.texts}
        with EditFolder(self.folder) as edits:
            entries = edits.history()
        new = sorted((e for e in entries if e.serial > self.serial), key=lambda e: e.serial)
        possible = {file: {text.content} for file, text in self.texts.items()}
        by_save: dict[int, list[Entry]] = {}
        for entry in new:
            assert entry.origin != "outside", f"a half-written file was taken in: {entry}"
            by_save.setdefault(entry.save, []).append(entry)
        for changes in by_save.values():
            for entry in changes:
                file = BY_NAME[entry.table].file
                self.texts[file] = _replayed(self.texts[file], entry)
            for file, text in self.texts.items():
                possible[file].add(text.content)
        for file, content in left.items():
            assert content in possible[file], f"{file} was left half-written"
        for file, text in self.texts.items():
            found = (self.folder / file).read_bytes()
            assert parse(found, text.table).rows == text.rows, f"{file} is not what the log says"
        counted: dict[int, int] = {}
        for entry in entries:
            counted[entry.save] = counted.get(entry.save, 0) + 1
        self.acknowledged += acks
        for ack in self.acknowledged:
            assert counted.get(ack["save"]) == ack["changes"], f"save {ack['save']} is lost"
        self.saves += len(by_save)
        self.serial = max((entry.serial for entry in entries), default=0)


def _replayed(text: TableText, entry: Entry) -> TableText:
    if entry.after is None:
        return text.without(entry.row_id)
    return text.with_row(entry.row_id, entry.after)


def kill_at_random(folder: Path, kills: int, seed: int) -> tuple[int, int]:
    """Kill so many writers at random moments; verify after each.

    Returns
    -------
    tuple of int
        Saves acknowledged, and saves found in the log that the kill came too early to acknowledge.
    """
    chance = random.Random(seed)
    replay = Replay(folder)
    killed = 0
    while killed < kills:
        salt = f"w{killed}"
        child, pipe = start(lambda say: write_until_killed(folder, salt, 10**6, say))  # noqa: B023
        # One in five while it opens the folder; the others in the saves after the first, of which
        # each takes some 5 ms.
        if chance.random() > 0.2:
            select.select([pipe], [], [])
        time.sleep(chance.uniform(0.0, 0.012))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), "the writer ended by itself"
        replay.verify(acknowledged(pipe))
        killed += 1
    return len(replay.acknowledged), replay.saves - len(replay.acknowledged)


def kill_at_every_step(folder: Path) -> int:
    """Kill a writer before and after each of its steps in turn; return how many steps there are."""
    replay = Replay(folder)
    step = 0
    while True:
        salt = f"s{step}"
        child, pipe = start(lambda say: _killed_at(step, folder, salt, say))  # noqa: B023
        _, status = os.waitpid(child, 0)
        replay.verify(acknowledged(pipe))
        if not os.WIFSIGNALED(status):
            assert os.WEXITSTATUS(status) == 0
            return step
        step += 1


def _killed_at(step: int, folder: Path, salt: str, acknowledge: Callable[[Ack], None]) -> None:
    passed = 0

    def die_here() -> None:
        nonlocal passed
        if passed == step:
            os.kill(os.getpid(), signal.SIGKILL)
        passed += 1

    def watched(act: Callable[..., Any]) -> Callable[..., Any]:
        def with_steps(*values: Any, **named: Any) -> Any:
            die_here()
            done = act(*values, **named)
            die_here()
            return done

        return with_steps

    from geo.edits.log import ChangeLog

    os.fsync, os.replace = watched(os.fsync), watched(os.replace)
    ChangeLog.take = watched(ChangeLog.take)  # type: ignore[method-assign]
    ChangeLog.note_published = watched(ChangeLog.note_published)  # type: ignore[method-assign]
    write_until_killed(folder, salt, 2, acknowledge)


def write_together(folder: Path, writers: int, edits: int) -> int:
    """Let writers edit rows of their own and one that all share; return how often they clashed."""
    shared = edits // 5
    children = [
        start(lambda say: _edit_beside_others(folder, n, edits, shared, say))  # noqa: B023
        for n in range(writers)
    ]
    clashes = 0
    saves = set()
    for child, pipe in children:
        acks = acknowledged(pipe)
        _, status = os.waitpid(child, 0)
        assert status == 0, f"writer {child} failed"
        assert len(acks) == edits
        clashes += sum(ack["clashes"] for ack in acks)
        saves |= {ack["save"] for ack in acks}
    assert len(saves) == writers * edits
    with EditFolder(folder) as opened:
        assert len(opened.history()) == writers * edits
        events, claims = opened.rows("events"), opened.rows("claims")
    text = parse((folder / "events.csv").read_bytes(), BY_NAME["events"])
    assert text.rows[SHARED]["high"] == events[SHARED]["high"] == str(writers * shared)
    for n in range(writers):
        for number in range(edits - shared):
            assert claims[f"writer{n}-{number}"]["paragraph"] == str(number + 1)
    return clashes


def _edit_beside_others(
    folder: Path, n: int, edits: int, shared: int, acknowledge: Callable[[Ack], None]
) -> None:
    with EditFolder(folder) as opened:
        for number in range(edits):
            clashes = 0
            while True:
                try:
                    save = _one_edit(opened, n, number, shared, edits)
                    break
                except ConflictError:
                    # The folder has the row as it is now: that is what is counted on.
                    clashes += 1
            acknowledge({"save": save, "clashes": clashes})


def _one_edit(opened: EditFolder, n: int, number: int, shared: int, edits: int) -> int:
    if number >= edits - shared:
        row = opened.rows("events")[SHARED]
        more = {**row, "high": str(int(row["high"] or 0) + 1)}
        return opened.save([Change("events", SHARED, row, more)], f"w{n}", "one more", accept_all)
    claim = opened.rows("claims")[CLAIM]
    new = {**claim, "claim_id": f"writer{n}-{number}", "paragraph": str(number + 1)}
    return opened.save([Change("claims", new["claim_id"], None, new)], f"w{n}", "own", accept_all)


def replace_together(folder: Path, times: int) -> None:
    """Replace two tables so many times, both with the same number in them."""
    with EditFolder(folder) as edits:
        for number in range(times):
            event, claim = edits.rows("events")[EVENT], edits.rows("claims")[CLAIM]
            said = f"{number} " + "x" * (number * 37 % 5000)
            changes = [
                Change("events", EVENT, event, {**event, "summary": said}),
                Change("claims", CLAIM, claim, {**claim, "statement": said}),
            ]
            edits.save(changes, "replacer", "", accept_all)
            # No two saves of people are closer than this; without it a reader has to be lucky.
            time.sleep(0.002)


def fill_the_disk(folder: Path, acknowledge: Callable[[Ack], None], most: int = 5_000) -> str:
    """Save ever more until the disk refuses; return what the error says."""
    from geo.edits.change import NotSavedError

    chance = random.Random(1)
    with EditFolder(folder) as edits:
        for number in range(most):
            claim = edits.rows("claims")[CLAIM]
            # What cannot be compressed fills the log as it fills the file.
            text = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=2_000))
            new = {**claim, "claim_id": f"full-{number}", "statement": text}
            change = Change("claims", new["claim_id"], None, new)
            try:
                save = edits.save([change], "f", "", accept_all)
            except NotSavedError as error:
                return str(error)
            acknowledge({"save": save, "changes": 1})
    raise AssertionError("the disk was never full")


def main() -> None:
    """Run one of the trials on a folder, a copy of the built-in data; for longer runs too."""
    trial, folder, count, seed = sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:5])
    started = time.monotonic()
    if trial == "kill":
        acks, cut = kill_at_random(folder, count, seed)
        told = f"{count} writers killed, {acks} saves acknowledged, none lost, {cut} more kept"
    elif trial == "steps":
        told = f"{kill_at_every_step(folder)} steps, none loses anything"
    elif trial == "together":
        told = f"{write_together(folder, count, seed)} conflicts, no edit lost"
    elif trial == "replace":
        replace_together(folder, count)
        told = f"{count} sets"
    else:
        told = full_disk(folder, count)
    print(f"{told} ({time.monotonic() - started:.1f} s)")


def full_disk(folder: Path, limit_bytes: int) -> str:
    """Write until the disk is full, or a file may grow no more (0: only the disk's own size)."""
    replay = Replay(folder)

    def work(acknowledge: Callable[[Ack], None]) -> None:
        if limit_bytes:
            import resource

            resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))
        acknowledge({"said": fill_the_disk(folder, acknowledge)})

    child, pipe = start(work)
    *acks, last = acknowledged(pipe)
    _, status = os.waitpid(child, 0)
    assert status == 0, "the writer ended with another error than ours"
    replay.verify(acks)
    assert not list(folder.glob(".*.new"))
    return f"{len(acks)} saves acknowledged, then: {last['said']}"


if __name__ == "__main__":
    main()
