"""What can be wrong with a CSV table before any cell is judged: bytes, quotes, header, fields."""

from __future__ import annotations

import csv

from geo.errors import Fault
from geo.limits import MAX_CELL_CHARS
from geo.schema import Table
from geo.spreadsheet import MARK, is_marked


def undecodable(content: bytes, table: Table) -> Fault:
    """Name the first bytes that are no UTF-8; where they are, only decoding the whole tells."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        found = repr(content[error.start : error.end])
        return Fault(table.file, row, None, found, "UTF-8 text", "save the file as UTF-8")
    return file_fault(table, None, "UTF-8 text", "save the file as UTF-8")


def unquoted(table: Table, line: int, error: csv.Error) -> Fault:
    """Name the line at which quoting no longer holds, or a cell is too long to be meant."""
    if "limit" in str(error):
        expected = f"cells of at most {MAX_CELL_CHARS} characters"
        return Fault(table.file, line, None, None, expected, "shorten it, or close its quotes")
    remedy = f"close or double the quotes near line {line} ({error})"
    return Fault(table.file, line, None, None, "fields quoted as in RFC 4180", remedy)


def header_faults(header: list[str], table: Table) -> list[Fault]:
    """Name the columns that are missing, unknown or written twice."""
    faults = [
        Fault(table.file, 1, name, None, f"a column {name}", f"add {name} to the header")
        for name in (column.name for column in table.columns if not column.optional)
        if name not in header
    ]
    for name in dict.fromkeys(header):
        if name in MARK and is_marked(header):
            continue
        if name not in table.column_names:
            known = f"one of {', '.join(table.column_names)}"
            faults.append(Fault(table.file, 1, name, name, known, "rename or remove the column"))
        elif header.count(name) > 1:
            remedy = "keep one of them"
            faults.append(Fault(table.file, 1, name, name, "each column once", remedy))
    return faults


def ragged_row(table: Table, row: int, width: int, cells: list[str]) -> Fault:
    """Name a row with more or fewer fields than the header."""
    expected = f"{width} fields, as in the header"
    remedy = "add the missing commas, or quote the field that contains one"
    return Fault(table.file, row, None, f"{len(cells)} fields", expected, remedy)


def file_fault(table: Table, value: str | None, expected: str, remedy: str) -> Fault:
    """Name what is wrong with the file as a whole."""
    return Fault(table.file, None, None, value, expected, remedy)
