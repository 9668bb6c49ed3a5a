"""Rejected rows as a table to mend and import again."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from typing import Final, TextIO

from geo.readers import Rejected
from geo.spreadsheet import REJECTED, guarded

_NUMBER: Final = re.compile(r"[+-]\d+(?:\.\d+)?", re.ASCII)


class RejectedTable:
    """A CSV file with a line for each reason of each row, and the row's cells after it.

    Parameters
    ----------
    stream : file-like
        Takes the text.
    """

    def __init__(self, stream: TextIO) -> None:
        self._writer = csv.writer(stream, lineterminator="\n")
        self._header: list[str] = []

    def take(self, rejected: Rejected) -> None:
        """Write one row; the first one's columns are the table's."""
        if not self._header:
            self._header = list(rejected.cells) or ["…"]
            self._writer.writerow(map(_cell, (*REJECTED, *self._header)))
        cells = [rejected.cells.get(name, "") for name in self._header]
        for fault in rejected.faults:
            column, expected, remedy = map(
                _said, (fault.column or "", fault.expected, fault.remedy)
            )
            value = _cell(fault.value or "")
            self._writer.writerow(
                [str(rejected.row), column, value, expected, remedy, *map(_cell, cells)]
            )


def _cell(cell: str) -> str:
    """Cell that no spreadsheet runs; a negative number is none that would be run."""
    if not cell:
        return cell
    return writable(cell) if _NUMBER.fullmatch(cell) else guarded(writable(cell))


# A million rows may be rejected for one reason.
_said: Final = lru_cache(maxsize=256)(_cell)


def writable(cell: str) -> str:
    """Cell that can be written as UTF-8: half characters are spelled out."""
    return cell.encode("utf-8", "backslashreplace").decode()
