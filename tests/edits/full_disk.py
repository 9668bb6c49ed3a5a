"""A writer that goes on until the disk is full or a file may grow no more."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

from geo.edits.change import Change
from geo.edits.folder import EditFolder
from tests.edits.edited import CLAIM, accept_all
from tests.edits.forks import Ack, acknowledged, start
from tests.edits.replay import Replay


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
