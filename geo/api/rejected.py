"""Rejected rows as a table to mend and import again."""

from __future__ import annotations

import csv
from typing import Final, TextIO

from geo.readers import Rejected

# A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "'")
COLUMNS: Final = ("row", "column", "found", "expected", "remedy")


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
            self._writer.writerow(map(guarded, (*COLUMNS, *self._header)))
        cells = [rejected.cells.get(name, "") for name in self._header]
        for fault in rejected.faults:
            said = (str(rejected.row), fault.column, fault.value, fault.expected, fault.remedy)
            self._writer.writerow([guarded(cell or "") for cell in (*said, *cells)])


def guarded(cell: str) -> str:
    """Cell that no spreadsheet takes for a formula: an apostrophe before what might be one.

    Examples
    --------
    >>> guarded("=1+1"), guarded("'quoted"), guarded("plain"), guarded("-3.5")
    ("'=1+1", "''quoted", 'plain', '-3.5')
    """
    if not cell.startswith(_FORMULA_STARTS) or _is_number(cell):
        return writable(cell)
    return "'" + writable(cell)


def writable(cell: str) -> str:
    """Cell that can be written as UTF-8: half characters are spelled out."""
    return cell.encode("utf-8", "backslashreplace").decode()


def _is_number(cell: str) -> bool:
    return cell[1:].replace(".", "", 1).isdecimal() and cell[0] in "+-"
