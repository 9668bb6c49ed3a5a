"""Rejected rows as a table to mend and import again."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, TextIO

from geo.errors import DataFaultsError, Fault
from geo.limits import MAX_COLUMNS, MAX_REJECTED_CHARS
from geo.readers import Rejected
from geo.spreadsheet import REJECTED, guarded

# Last column: what a row has and the first one has no column for, as JSON.
REST: Final = "…"
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
        self._written = 0
        self._header: dict[str, None] = {}

    def take(self, rejected: Rejected) -> None:
        """Write one row; the first one's columns are the table's.

        Raises
        ------
        DataFaultsError
            If the table becomes larger than `MAX_REJECTED_CHARS`.
        """
        cells = rejected.cells
        if not self._written:
            self._header = dict.fromkeys(list(cells)[:MAX_COLUMNS])
            self._written = self._writer.writerow(map(_cell, (*REJECTED, *self._header, REST)))
        said = [_cell(cells.get(name, "")) for name in self._header]
        said.append("" if cells.keys() <= self._header.keys() else self._rest(cells))
        for fault in rejected.faults:
            column, expected, remedy = _reason(fault.column or "", fault.expected, fault.remedy)
            value = _cell(fault.value or "")
            line = (rejected.row, column, value, expected, remedy, *said)
            self._written += self._writer.writerow(line)
        if self._written > MAX_REJECTED_CHARS:
            expected = f"rejected rows of at most {MAX_REJECTED_CHARS} characters as a table"
            remedy = "split the file"
            raise DataFaultsError(
                [Fault(rejected.faults[0].file, rejected.row, None, None, expected, remedy)]
            )

    def _rest(self, cells: Mapping[str, str]) -> str:
        rest = {name: cell for name, cell in cells.items() if name not in self._header}
        return json.dumps(rest, ensure_ascii=True)


def _cell(cell: str) -> str:
    """Cell that no spreadsheet runs; a negative number is none that would be run."""
    if not cell or (cell[0] in "+-" and _NUMBER.fullmatch(cell)):
        return cell
    return guarded(cell if cell.isascii() else writable(cell))


# A million rows may be rejected for one reason.
@lru_cache(maxsize=256)
def _reason(*texts: str) -> tuple[str, ...]:
    return tuple(map(_cell, texts))


def writable(cell: str) -> str:
    """Cell that can be written as UTF-8: half characters are spelled out."""
    return cell.encode("utf-8", "backslashreplace").decode()
