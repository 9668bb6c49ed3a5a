"""Rejected rows as a table to mend and import again."""

from __future__ import annotations

import csv
import re
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
            said = (str(rejected.row), fault.column, fault.value, fault.expected, fault.remedy)
            self._writer.writerow([_cell(cell or "") for cell in (*said, *cells)])


def _cell(cell: str) -> str:
    """Cell that no spreadsheet runs; a negative number is none that would be run."""
    return writable(cell) if _NUMBER.fullmatch(cell) else guarded(writable(cell))


def writable(cell: str) -> str:
    """Cell that can be written as UTF-8: half characters are spelled out."""
    return cell.encode("utf-8", "backslashreplace").decode()
