"""What can be wrong with input, said so that the reader can mend it.

Every fault names what was expected, what came, where it stands and the remedy. Faults are
collected and raised together (`DataFaultsError`), never one at a time and never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final

MAX_VALUE_CHARS = 120
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class TrucelineError(Exception):
    """Base of every error that Truceline raises on purpose."""


class UsageError(TrucelineError):
    """A question that cannot be asked: an unknown filter value, an impossible window."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one cell, row or file.

    Parameters
    ----------
    file : str
        File name within the dataset folder.
    row : int or None
        For tables, the row as a spreadsheet numbers it (the header is row 1); for GeoJSON, the
        feature counted from 1. None when the whole file is meant.
    column : str or None
        Column name, or the path inside a GeoJSON feature.
    value : str or None
        What was found there.
    expected : str
        What would have been right.
    remedy : str
        How to mend it.

    Examples
    --------
    >>> print(Fault("events.csv", 7, "low", "-3", "0 or more", "leave it blank"))
    events.csv, row 7, column low: expected 0 or more, found '-3'. Remedy: leave it blank.
    """

    file: str
    row: int | None
    column: str | None
    value: str | None
    expected: str
    remedy: str

    def __str__(self) -> str:
        where = self.file
        if self.row is not None:
            where += f", row {self.row}"
        if self.column is not None:
            where += f", column {self.column}"
        found = "" if self.value is None else f", found {shorten(self.value)!r}"
        return printable(f"{where}: expected {self.expected}{found}. Remedy: {self.remedy}.")

    def as_dict(self) -> dict[str, str | int | None]:
        """Return the fault as JSON-ready fields."""
        return asdict(self)


class DataFaultsError(TrucelineError):
    """All faults of one dataset, raised once.

    Parameters
    ----------
    faults : iterable of Fault
        Everything found, in file and row order.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        lines = "\n".join(str(fault) for fault in self.faults)
        super().__init__(f"{len(self.faults)} fault(s) in the data\n{lines}")


def printable(text: str) -> str:
    r"""Text on one line in which nothing steers a terminal: controls are written as escapes.

    Names of columns, files and authors come from other people; a message that a command prints
    must neither clear the screen nor look like two.

    Examples
    --------
    >>> printable("Ana\x1b[2J\nBo")
    'Ana\\x1b[2J\\nBo'
    """
    return _CONTROLS.sub(lambda one: one[0].encode("unicode_escape").decode("ascii"), text)


def shorten(value: str) -> str:
    """Cut a value for a message.

    Examples
    --------
    >>> len(shorten("x" * 500))
    121
    """
    return value if len(value) <= MAX_VALUE_CHARS else value[:MAX_VALUE_CHARS] + "…"
