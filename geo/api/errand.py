"""The process that reads one file; `api.apart` starts it.

It takes a `Task` from its standard input, says the share done on its standard output, and leaves
the `Outcome` in a file. When the input is closed before it has ended, whoever asked has gone: it
stops and removes what it has begun.
"""

from __future__ import annotations

import _thread
import contextlib
import gc
import os
import pickle
import sys
import threading
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TextIO

from geo.api.formats import Format
from geo.api.geocoding import Decisions
from geo.api.imported import Imported
from geo.api.imports import import_content
from geo.api.rejected import RejectedTable
from geo.errors import DataFaultsError, Fault, UsageError
from geo.limits import MAX_IMPORT_BYTES
from geo.readers import Content, UnreadableError
from geo.readers.content import Progress
from geo.readers.preview import PreviewColumn, preview
from geo.store.folder import gazetteer_of

# Of 0 to 19: the pages that others wait for come first.
_NICENESS: Final = 15
_SAY_SECONDS: Final = 0.2
_MEMORY: Final = f"at most {MAX_IMPORT_BYTES >> 20} MB of memory to read it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(ABC):
    """What is to be done with a file.

    Parameters
    ----------
    name : str
        What the file is called.
    file, outcome : Path
        The file's bytes; file to write the `Outcome` to.
    """

    name: str
    file: Path
    outcome: Path

    @abstractmethod
    def do(self, content: Content, progress: Progress) -> Any:
        """Do it, and return what came of it."""


class Look(Task):
    """A table whose columns are to be looked at."""

    def do(self, content: Content, progress: Progress) -> list[PreviewColumn]:
        """Look at it."""
        progress(0.0)
        return preview(content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand(Task):
    """What is to be imported.

    Parameters
    ----------
    form : Format
        What the file is.
    into : Path
        Folder to be made or added to.
    add : bool
        Whether `into` is a dataset that the rows are added to.
    places : Path
        Dataset whose places names are looked up in.
    decisions : mapping
        Which place a name means.
    rejected : Path
        File to write with the rejected rows as a table.
    """

    form: Format
    into: Path
    add: bool
    places: Path
    decisions: Decisions
    rejected: Path

    def do(self, content: Content, progress: Progress) -> Imported:
        """Import it."""
        with self.rejected.open("w", encoding="utf-8", newline="") as rejected:
            return import_content(
                self.form,
                content,
                self.into,
                add=self.add,
                gazetteer=gazetteer_of(self.places),
                decisions=self.decisions,
                progress=progress,
                take_rejected=RejectedTable(rejected).take,
            )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: one of the three.

    Parameters
    ----------
    done : object
        What was done, as of the task.
    faults : tuple of Fault
        Why nothing was done.
    usage : str
        Why it cannot be done there.
    """

    done: Any = None
    faults: tuple[Fault, ...] = ()
    usage: str = ""


def run(task: Task, say: TextIO) -> Outcome:
    """Read the file.

    Parameters
    ----------
    task : Task
        What is to be done.
    say : file-like
        Takes the share of the file read, a line each time.
    """
    said = 0.0

    def progress(share: float) -> None:
        nonlocal said
        if share >= 1 or time.monotonic() - said > _SAY_SECONDS:
            said = time.monotonic()
            print(f"{share:.4f}", file=say, flush=True)

    content = Content(task.name, task.file.read_bytes())
    try:
        return Outcome(task.do(content, progress))
    except UnreadableError as error:
        return Outcome(faults=(error.fault,))
    except DataFaultsError as error:
        return Outcome(faults=error.faults)
    except (UsageError, OSError) as error:
        return Outcome(usage=str(error))
    except MemoryError:
        remedy = "split the file, or read it with python -m geo import"
        return Outcome(faults=(Fault(task.name, None, None, None, _MEMORY, remedy),))


def _stand_back() -> None:
    """Let others go first, and be the one that goes when memory ends."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MAX_IMPORT_BYTES, MAX_IMPORT_BYTES))
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICENESS)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _stop_with(stream: int) -> None:
    """Interrupt the import once nobody waits for it."""
    # Not through the stream itself, whose lock would be held when the process ends.
    os.read(stream, 1)
    _thread.interrupt_main()


def main() -> None:
    """Do one task."""
    _stand_back()
    # Rows hold no cycles: to look for some after every few hundred costs a fifth of the time.
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
    task: Task = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_stop_with, args=(sys.stdin.fileno(),), daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt):
        task.outcome.write_bytes(pickle.dumps(run(task, sys.stdout)))
