"""A case is run in a folder of its own, and what it did to others is counted."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geo.api.imports import import_content
from geo.linkage import Dataset
from tests.hostile import outputs
from tests.hostile.tally import Tally
from tests.hostile.texts import EVALUATED
from tests.hostile.watch import SECRET, Watch, Watched

# What a test of the test puts in place of what is defended.
Importer = Callable[..., Any]
# Longitude and latitude of every good row, in degrees.
GOOD_AT: Final = (46.81, 40.02)


@dataclass(frozen=True)
class Tested:
    """What the cases are run against; a test of the test replaces a part by one without defence.

    Parameters
    ----------
    take : callable
        As `import_content`.
    written : callable
        Dataset to name and text of everything that is written of it.
    """

    take: Importer = import_content
    written: Callable[[Dataset], Iterator[tuple[str, str]]] = outputs.written


@contextlib.contextmanager
def case(tally: Tally, name: str, watch: Watch, *expected: type[BaseException]) -> Iterator[Path]:
    """Run a case in a folder of its own; what it did to others is counted."""
    tally.cases.append(name)
    with tempfile.TemporaryDirectory(prefix="truceline-case-") as home:
        seen = Watched()
        try:
            with watch.on(Path(home)) as seen:
                yield Path(home)
        except expected as error:
            # A refusal must say what was expected, or it helps nobody.
            if "xpected" not in str(error):
                tally.unclear.append(f"{name}: {error}")
        except Exception as error:
            tally.exceptions.append(f"{name}: {error!r}"[:300])
        if seen.files:
            tally.files.append(f"{name}: {seen.files[0]}")
        if seen.requests:
            tally.requests.append(f"{name}: {seen.requests[0]}")
        if seen.runs:
            tally.scripts.append(f"{name}: {seen.runs[0]}")


def look_at(tally: Tally, name: str, text: str) -> None:
    """Note marks of a sum worked out and of a file read."""
    if EVALUATED in text:
        tally.expressions.append(name)
    if SECRET in text:
        tally.files.append(name)
