"""A lock on a folder that the system releases when its holder ends, however it ends."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from geo.errors import UsageError

LOCK_FILE: Final = ".truceline.lock"
WAIT_SECONDS: Final = 60.0
# A save takes a few milliseconds; who has waited for long asks less often.
_FIRST_PAUSE_SECONDS: Final = 0.0005
_LONGEST_PAUSE_SECONDS: Final = 0.01
# A planted link makes no file elsewhere; Windows has no such flag, and links there need rights.
_NO_LINK: Final[int] = getattr(os, "O_NOFOLLOW", 0)

if sys.platform == "win32":
    import msvcrt

    def _try(handle: int, shared: bool) -> None:
        # Windows has no shared lock here: readers wait for one another, a moment each.
        del shared
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try(handle: int, shared: bool) -> None:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


@contextmanager
def held_alone(folder: Path, seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold a folder alone: no other writes to it, nor reads it by `held_with_others`.

    Parameters
    ----------
    folder : Path
        The folder; a hidden file in it, that stays, is what is locked.
    seconds : float
        How long to wait for others.

    Raises
    ------
    UsageError
        If others hold it for longer.
    OSError
        If nothing can be written there.
    """
    handle = os.open(folder / LOCK_FILE, os.O_CREAT | os.O_RDWR | _NO_LINK, 0o666)
    with _closing(handle):
        if not _wait(handle, False, seconds):
            raise UsageError(f"{folder} is being written to by another; try again")
        yield


@contextmanager
def held_with_others(folder: Path, seconds: float = WAIT_SECONDS) -> Iterator[bool]:
    """Keep writers away from a folder while reading it, where it was ever written to by us.

    Yields
    ------
    bool
        Whether it is held. It is not where nothing is locked yet, where the lock cannot be opened
        and where a writer holds it for longer than `seconds`.
    """
    try:
        how = os.O_RDWR if os.name == "nt" else os.O_RDONLY
        handle = os.open(folder / LOCK_FILE, how | _NO_LINK)
    except OSError:
        yield False
        return
    with _closing(handle):
        yield _wait(handle, True, seconds)


@contextmanager
def _closing(handle: int) -> Iterator[None]:
    try:
        yield
    finally:
        os.close(handle)


def _wait(handle: int, shared: bool, seconds: float) -> bool:
    until = time.monotonic() + seconds
    pause = _FIRST_PAUSE_SECONDS
    while True:
        try:
            _try(handle, shared)
        except OSError:
            if time.monotonic() > until:
                return False
            # Not all at the same moment, so that none is always too late.
            time.sleep(pause * random.uniform(0.5, 1.5))
            pause = min(pause * 1.5, _LONGEST_PAUSE_SECONDS)
        else:
            return True
