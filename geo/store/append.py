"""Add rows to a dataset folder: checked as a whole first, then each file replaced in one step.

The files are written beside the old ones and renamed, in the order in which they refer to one
another, so that a reader at any moment, or after a crash, finds a sound dataset. A lock keeps two
writers apart.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from geo.errors import DataFaultsError, Fault, UsageError
from geo.schema import CLAIMS, EVENTS, PARTIES, PLACES_FILE, SOURCES, TABLES, Table
from geo.store.folder import BUILT_IN, Check, check

# A table comes after those that it refers to.
_ORDER: Final = (SOURCES, PARTIES, EVENTS, CLAIMS)
_LOCK: Final = ".truceline.lock"
_LOCK_SECONDS: Final = 10.0
_STALE_SECONDS: Final = 120.0
Additions = Mapping[str, Sequence[Mapping[str, str]]]
Files = Mapping[str, str]


def append_rows(folder: Path, additions: Additions, files: Files | None = None) -> Check:
    """Add rows to the tables of a dataset folder, all or none.

    Parameters
    ----------
    folder : Path
        The dataset. The built-in data is refused.
    additions : mapping of str to sequence of mapping
        New rows by table name, cells as text.
    files : mapping of str to str, optional
        New text of files that are no tables, by name. Places come before the rows that refer to
        them, all others after.

    Returns
    -------
    Check
        Of the dataset with the new rows.

    Raises
    ------
    UsageError
        If the folder is the built-in data, or another writer holds it too long.
    DataFaultsError
        If the dataset would have a fault; then nothing is written.
    """
    if folder.resolve() == BUILT_IN:
        raise UsageError(
            "the built-in data is not written to; copy it to a folder and set TRUCELINE_DATA"
        )
    with _lock(folder):
        return _append(folder, additions, files or {})


def copy_with_rows(folder: Path, additions: Additions) -> Path:
    """Copy a dataset to a new temporary folder and add rows there.

    Raises
    ------
    DataFaultsError
        If the copy would have a fault; then it is removed again.
    """
    copy = Path(tempfile.mkdtemp(prefix="truceline-session-"))
    try:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        _append(copy, additions, {})
    except BaseException:
        shutil.rmtree(copy, ignore_errors=True)
        raise
    return copy


def _append(folder: Path, additions: Additions, files: Files) -> Check:
    with tempfile.TemporaryDirectory(prefix=".truceline-", dir=folder) as name:
        staging = Path(name)
        for table in TABLES:
            source = _source(folder, table)
            if source.exists():
                content = source.read_text(encoding="utf-8-sig")
                (staging / table.file).write_text(
                    _extended(content, table, additions.get(table.name, ())),
                    encoding="utf-8",
                    newline="",
                )
        for name_of_file, text in files.items():
            (staging / name_of_file).write_text(text, encoding="utf-8", newline="")
        for shared in (PLACES_FILE, "basemap"):
            if shared not in files and (folder / shared).exists():
                (staging / shared).symlink_to((folder / shared).resolve())
        checked = check(staging)
        if checked.faults:
            raise DataFaultsError(checked.faults)
        if PLACES_FILE in files:
            _replace(staging / PLACES_FILE, folder / PLACES_FILE)
        for table in _ORDER:
            if additions.get(table.name):
                _replace(staging / table.file, folder / table.file)
        for name_of_file in files:
            if name_of_file != PLACES_FILE:
                _replace(staging / name_of_file, folder / name_of_file)
        return Check(folder, checked.counts, ())


def _source(folder: Path, table: Table) -> Path:
    own = folder / table.file
    return BUILT_IN / table.file if table is PARTIES and not own.exists() else own


def _extended(content: str, table: Table, rows: Sequence[Mapping[str, str]]) -> str:
    """The text of a table with more rows; what stands there stays as it is written."""
    header = next(csv.reader(io.StringIO(content)), list(table.column_names))
    # A blank cell of a column that the file leaves out is left out too.
    filled = [{name: cell for name, cell in row.items() if cell} for row in rows]
    unknown = sorted({name for row in filled for name in row} - set(header))
    if unknown:
        remedy = "write only columns that the file has"
        raise DataFaultsError(
            [Fault(table.file, None, unknown[0], None, f"one of {', '.join(header)}", remedy)]
        )
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, header, restval="", lineterminator="\n")
    writer.writerows(filled)
    joint = "" if not content or content.endswith("\n") else "\n"
    return content + joint + buffer.getvalue()


def _replace(new: Path, old: Path) -> None:
    """Put a file in the place of another in one step, on disk before its name is."""
    with new.open("rb+") as file:
        os.fsync(file.fileno())
    if old.exists():
        shutil.copymode(old, new)
    new.replace(old)


@contextlib.contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Hold a dataset folder alone; the lock of a writer that died is taken over."""
    lock = folder / _LOCK
    until = time.monotonic() + _LOCK_SECONDS
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            with contextlib.suppress(FileNotFoundError):
                if time.time() - lock.stat().st_mtime > _STALE_SECONDS:
                    lock.unlink(missing_ok=True)
                    continue
            if time.monotonic() > until:
                raise UsageError(f"{folder} is being written to by another; try again") from None
            time.sleep(0.05)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
