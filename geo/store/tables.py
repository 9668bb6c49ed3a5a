"""Strict reading of the CSV tables: from bytes, all text, every row kept or reported.

Nothing is guessed here: no date parsing, no "NA" words, no repaired rows. What a cell means is
decided by `validation`, which needs the text as it was written.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

import pandas as pd

from geo.errors import Fault
from geo.schema import Table

MAX_FILE_BYTES: Final = 1 << 30
# Far above any text that passes: a long field is named by the rule on texts, not as bad quoting.
csv.field_size_limit(1 << 24)
ROW: Final = "row"


def read_table(path: Path, table: Table) -> tuple[pd.DataFrame, list[Fault]]:
    """Read one CSV file as text.

    Parameters
    ----------
    path : Path
        The file.
    table : Table
        What it should hold.

    Returns
    -------
    DataFrame of str
        The table's columns, indexed by `row` (the header is row 1). Blank cells are empty
        strings. Empty when the file as a whole cannot be read.
    list of Fault
        Rows that are not in the frame are all named here.
    """
    nothing = _frame([], [], table)
    text, fault = _decode(path, table)
    if fault is not None:
        return nothing, [fault]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        expected = "fields quoted as in RFC 4180"
        remedy = f"close or double the quotes near line {reader.line_num} ({error})"
        return nothing, [Fault(table.file, reader.line_num, None, None, expected, remedy)]
    header = rows[0] if rows else []
    faults = _header_faults(header, table)
    if faults:
        return nothing, faults
    kept: list[list[str]] = []
    numbers: list[int] = []
    for number, cells in enumerate(rows[1:], start=2):
        if len(cells) == len(header):
            kept.append(cells)
            numbers.append(number)
        elif cells:
            faults.append(_ragged(table, number, len(header), cells))
    by_name = pd.DataFrame(kept, columns=header, index=numbers, dtype=str)
    return _frame(by_name[list(table.column_names)], numbers, table), faults


def _frame(cells: object, numbers: list[int], table: Table) -> pd.DataFrame:
    index = pd.Index(numbers, dtype="int64", name=ROW)
    if isinstance(cells, pd.DataFrame):
        return cells.set_axis(index)
    return pd.DataFrame(columns=list(table.column_names), index=index, dtype=str)


def _decode(path: Path, table: Table) -> tuple[str, Fault | None]:
    if not path.is_file():
        return "", _file_fault(table, None, "the file", f"add {table.file} to {path.parent}")
    if path.stat().st_size > MAX_FILE_BYTES:
        size = f"{path.stat().st_size} bytes"
        return "", _file_fault(table, size, f"at most {MAX_FILE_BYTES} bytes", "split the dataset")
    content = path.read_bytes()
    if not content.strip():
        return "", _file_fault(table, None, "a header row", "write the column names in row 1")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        found = repr(content[error.start : error.end])
        return "", Fault(table.file, row, None, found, "UTF-8 text", "save the file as UTF-8")
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        return "", Fault(table.file, row, None, "NUL", "text without NUL", "remove the character")
    return text, None


def _header_faults(header: list[str], table: Table) -> list[Fault]:
    faults = [
        Fault(table.file, 1, name, None, f"a column {name}", f"add {name} to the header")
        for name in table.column_names
        if name not in header
    ]
    for name in dict.fromkeys(header):
        if name not in table.column_names:
            known = f"one of {', '.join(table.column_names)}"
            faults.append(Fault(table.file, 1, name, name, known, "rename or remove the column"))
        elif header.count(name) > 1:
            remedy = "keep one of them"
            faults.append(Fault(table.file, 1, name, name, "each column once", remedy))
    return faults


def _ragged(table: Table, row: int, width: int, cells: list[str]) -> Fault:
    expected = f"{width} fields, as in the header"
    remedy = "add the missing commas, or quote the field that contains one"
    return Fault(table.file, row, None, f"{len(cells)} fields", expected, remedy)


def _file_fault(table: Table, value: str | None, expected: str, remedy: str) -> Fault:
    return Fault(table.file, None, None, value, expected, remedy)
