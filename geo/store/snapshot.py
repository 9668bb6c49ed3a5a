"""The files of a folder as they were at one moment, though others may be replacing them."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from geo.edits.change import NotSavedError
from geo.edits.folder import EditFolder
from geo.edits.locking import held_with_others
from geo.edits.log import LOG_FILE
from geo.edits.replacing import staged
from geo.errors import DataFaultsError, Fault, UsageError
from geo.limits import MAX_TABLE_BYTES
from geo.schema import TABLES

_TRIES: Final = 200
_PAUSE_SECONDS: Final = 0.02
Mark = tuple[int, int, int, int] | None


def read_files(files: Iterable[Path], folder: Path) -> dict[Path, bytes]:
    """Read files of a dataset folder, all of the same moment.

    Who edits the folder in the app is kept away meanwhile by its lock, so that tables which belong
    together come together. Others do not know of the lock: where they replace or write to a file
    meanwhile, all are read again.

    Parameters
    ----------
    files : iterable of Path
        Those wanted. One that is missing, or larger than is read at all, is left out.
    folder : Path
        The dataset folder.

    Raises
    ------
    DataFaultsError
        If the files never stand still.
    """
    wanted = list(files)
    _finish_what_was_begun(folder)
    for _ in range(_TRIES):
        with held_with_others(folder):
            before = [_mark(file) for file in wanted]
            contents = _contents(wanted)
            if contents is not None and [_mark(file) for file in wanted] == before:
                return contents
        time.sleep(_PAUSE_SECONDS)
    moving = next((file for file in wanted if _mark(file) is not None), folder)
    expected = "a folder that nobody is writing to for a moment"
    raise DataFaultsError([Fault(moving.name, None, None, None, expected, "try again later")])


def _finish_what_was_begun(folder: Path) -> None:
    """Finish what a writer that was killed had begun: a part of its files may be in place."""
    if not (folder / LOG_FILE).exists() or not _anything_staged(folder):
        return
    with held_with_others(folder):
        begun = _anything_staged(folder)
    if begun:
        try:
            EditFolder(folder).close()
        except (NotSavedError, UsageError):
            # Who may not write here reads what there is; a table that is no table is then named.
            return


def _anything_staged(folder: Path) -> bool:
    return any(staged(folder / table.file).exists() for table in TABLES)


def _contents(files: list[Path]) -> dict[Path, bytes] | None:
    """Content of each file that is there; None where one goes while it is read."""
    found = {}
    for file in files:
        mark = _mark(file)
        if mark is None or not file.is_file() or mark[1] > MAX_TABLE_BYTES:
            continue
        try:
            found[file] = file.read_bytes()
        except FileNotFoundError:
            return None
    return found


def _mark(file: Path) -> Mark:
    """What changes with a file; None where there is none."""
    try:
        stat = file.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
