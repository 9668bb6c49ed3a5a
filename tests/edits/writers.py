"""Trials of writers to an edited folder: killed, in a crowd, on a full disk.

Run from a process that has imported no more than the log, since a writer is a fork of it.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.edits.crowd import replace_together, write_together
from tests.edits.full_disk import full_disk
from tests.edits.killed import kill_at_every_step, kill_at_random


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


if __name__ == "__main__":
    main()
