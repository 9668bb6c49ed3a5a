"""Reading files in a process of its own, so that a large file does not keep others waiting.

All sessions of an app share one interpreter, and reading a file holds it. What is read apart is
bounded in time and memory, gives way to the pages, and ends with whoever asked for it.
"""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from geo.api.errand import Errand, Look, Outcome, Task
from geo.api.formats import Format
from geo.api.geocoding import Decisions
from geo.api.imported import Imported
from geo.api.imports import import_content
from geo.api.rejected import RejectedTable
from geo.errors import DataFaultsError, UsageError
from geo.limits import MAX_IMPORT_SECONDS, MAX_IMPORTS
from geo.linkage import Dataset
from geo.readers import Content, UnreadableError
from geo.readers.content import PARQUET_MARK, Progress
from geo.readers.preview import PreviewColumn, preview

# What is read sooner than a process starts, which takes a second.
SMALL_BYTES: Final = 100_000
_ROOT: Final = Path(__file__).parents[2]
_LOOK_SECONDS: Final = 0.1
# It gives way to all others, so that on a busy machine it takes a while to remove what it began.
_END_SECONDS: Final = 30.0
_TURNS: Final = threading.BoundedSemaphore(MAX_IMPORTS)


def is_small(content: Content) -> bool:
    """Whether a file costs little, whatever it holds; a compressed one may hold much."""
    return len(content.data) <= SMALL_BYTES and not content.data.startswith(PARQUET_MARK)


def import_apart(
    form: Format,
    content: Content,
    into: Path,
    rejected: Path,
    dataset: Dataset,
    *,
    add: bool = False,
    decisions: Decisions | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Import a file's bytes, in a process of its own unless they are few.

    Parameters
    ----------
    form, content, into
        As for `imports.import_content`.
    rejected : Path
        File to write with the rows that are not taken.
    dataset : Dataset
        Where names of places without a position are looked up.
    add, decisions, progress
        As for `imports.import_content`. `progress` is also told while nothing comes forward, so
        that what it raises stops the import.

    Returns
    -------
    Imported
        What was done.

    Raises
    ------
    UnreadableError
        If the file cannot be read, or not within `MAX_IMPORT_SECONDS` and `MAX_IMPORT_BYTES`.
    DataFaultsError, UsageError, OSError
        As `imports.import_content`; an OSError of the other process is a UsageError here.
    """
    if is_small(content):
        with rejected.open("w", encoding="utf-8", newline="") as stream:
            return import_content(
                form,
                content,
                into,
                add=add,
                gazetteer=dataset.gazetteer,
                decisions=decisions,
                progress=progress,
                take_rejected=RejectedTable(stream).take,
            )

    def errand(file: Path, outcome: Path) -> Task:
        return Errand(
            form=form,
            name=content.name,
            file=file,
            into=into.absolute(),
            add=add,
            places=dataset.path.absolute(),
            decisions=decisions or {},
            rejected=rejected.absolute(),
            outcome=outcome,
        )

    imported: Imported = _done(errand, content, progress or _ignore)
    return imported


def look_apart(content: Content, progress: Progress | None = None) -> list[PreviewColumn]:
    """Look at the columns of a table, in a process of its own unless it is small.

    Parameters
    ----------
    content : Content
        CSV or Parquet.
    progress : callable, optional
        Told now and then; what it raises stops the process.

    Raises
    ------
    UnreadableError
        If the file is no table, or as for `import_apart`.
    """
    if is_small(content):
        return preview(content)

    def look(file: Path, outcome: Path) -> Task:
        return Look(name=content.name, file=file, outcome=outcome)

    try:
        columns: list[PreviewColumn] = _done(look, content, progress or _ignore)
    except DataFaultsError as error:
        raise UnreadableError(error.faults[0]) from None
    return columns


def _ignore(share: float) -> None:
    del share


def _done(task_of: Callable[[Path, Path], Task], content: Content, say: Progress) -> Any:
    """Have a task done that is made of a file and the file for its outcome."""
    with TemporaryDirectory(prefix="truceline-", ignore_cleanup_errors=True) as home:
        file, told = Path(home) / "file", Path(home) / "outcome"
        with _turn(say):
            file.write_bytes(content.data)
            _run(task_of(file, told), content, say)
            if not told.is_file():
                expected = "a file that can be read without ending the process that reads it"
                raise content.unreadable(None, expected, "split it")
            return _what_came(pickle.loads(told.read_bytes()))


@contextlib.contextmanager
def _turn(say: Progress) -> Iterator[None]:
    """Wait until fewer than `MAX_IMPORTS` files are read."""
    while not _TURNS.acquire(timeout=_LOOK_SECONDS):
        say(0.0)
    try:
        yield
    finally:
        _TURNS.release()


def _run(task: Task, content: Content, say: Progress) -> None:
    # Not with -m, by which its classes would have other names there.
    command = [sys.executable, "-c", "from geo.api.errand import main; main()"]
    with subprocess.Popen(
        command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        try:
            _wait(process, task, content, say)
        finally:
            _end(process)


def _wait(process: subprocess.Popen[bytes], task: Task, content: Content, say: Progress) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(pickle.dumps(task))
        process.stdin.flush()
    share = 0.0

    def listen() -> None:
        nonlocal share
        assert process.stdout is not None
        for line in process.stdout:
            share = float(line)

    until = time.monotonic() + MAX_IMPORT_SECONDS
    listening = threading.Thread(target=listen, daemon=True)
    listening.start()
    while listening.is_alive():
        listening.join(_LOOK_SECONDS)
        say(share)
        if listening.is_alive() and time.monotonic() > until:
            remedy = "split the file, or read it with python -m geo import"
            raise content.unreadable(None, f"at most {MAX_IMPORT_SECONDS} s to read it", remedy)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it, having let it remove what it has begun."""
    assert process.stdin is not None
    with contextlib.suppress(OSError):
        process.stdin.close()
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _what_came(outcome: Outcome) -> Any:
    if outcome.usage:
        raise UsageError(outcome.usage)
    if outcome.faults:
        raise DataFaultsError(outcome.faults)
    return outcome.done
