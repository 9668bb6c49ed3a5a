"""The process that imports one file; `api.apart` starts it.

It takes an `Errand` from its standard input, says the share done on its standard output, and leaves
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
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from geo.api.formats import Format
from geo.api.geocoding import Decisions
from geo.api.imported import Imported
from geo.api.imports import import_content
from geo.api.rejected import RejectedTable
from geo.errors import DataFaultsError, Fault, UsageError
from geo.limits import MAX_IMPORT_BYTES
from geo.readers import Content, UnreadableError
from geo.store.folder import gazetteer_of

# Of 0 to 19: the pages that others wait for come first.
_NICENESS: Final = 15
_SAY_SECONDS: Final = 0.2
_MEMORY: Final = f"at most {MAX_IMPORT_BYTES >> 20} MB of memory to read it"


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be imported.

    Parameters
    ----------
    form : Format
        What the file is.
    name : str
        What the file is called.
    file, into : Path
        The file's bytes, and the folder to be made or added to.
    add : bool
        Whether `into` is a dataset that the rows are added to.
    places : Path
        Dataset whose places names are looked up in.
    decisions : mapping
        Which place a name means.
    rejected, outcome : Path
        Files to write: the rejected rows as a table, and the `Outcome`.
    """

    form: Format
    name: str
    file: Path
    into: Path
    add: bool
    places: Path
    decisions: Decisions
    rejected: Path
    outcome: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: one of the three.

    Parameters
    ----------
    imported : Imported or None
        What was done.
    faults : tuple of Fault
        Why nothing was done.
    usage : str
        Why it cannot be done there.
    """

    imported: Imported | None = None
    faults: tuple[Fault, ...] = ()
    usage: str = ""


def run(errand: Errand, say: TextIO) -> Outcome:
    """Import the file.

    Parameters
    ----------
    errand : Errand
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

    content = Content(errand.name, errand.file.read_bytes())
    try:
        with errand.rejected.open("w", encoding="utf-8", newline="") as rejected:
            imported = import_content(
                errand.form,
                content,
                errand.into,
                add=errand.add,
                gazetteer=gazetteer_of(errand.places),
                decisions=errand.decisions,
                progress=progress,
                take_rejected=RejectedTable(rejected).take,
            )
    except UnreadableError as error:
        return Outcome(faults=(error.fault,))
    except DataFaultsError as error:
        return Outcome(faults=error.faults)
    except (UsageError, OSError) as error:
        return Outcome(usage=str(error))
    except MemoryError:
        remedy = "split the file, or read it with python -m geo import"
        return Outcome(faults=(Fault(errand.name, None, None, None, _MEMORY, remedy),))
    return Outcome(imported)


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
    """Do one errand."""
    _stand_back()
    # Rows hold no cycles: to look for some after every few hundred costs a fifth of the time.
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
    errand: Errand = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_stop_with, args=(sys.stdin.fileno(),), daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt):
        errand.outcome.write_bytes(pickle.dumps(run(errand, sys.stdout)))
