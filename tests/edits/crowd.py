"""Writers at the same time, and one that replaces two tables while others read."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from geo.edits.applying import BY_NAME
from geo.edits.change import Change, ConflictError
from geo.edits.folder import EditFolder
from geo.edits.tabletext import parse
from tests.edits.edited import CLAIM, EVENT, SHARED, accept_all
from tests.edits.forks import Ack, acknowledged, start


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
