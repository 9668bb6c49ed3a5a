"""Writers that are killed, at random moments or at every step, and what they left."""

from __future__ import annotations

import os
import random
import select
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from geo.edits.change import Change
from geo.edits.folder import EditFolder
from tests.edits.edited import CLAIM, EVENT, accept_all
from tests.edits.forks import Ack, acknowledged, start
from tests.edits.replay import Replay


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
