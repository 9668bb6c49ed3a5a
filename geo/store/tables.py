"""Strict reading of the CSV tables: from bytes, all text, every row kept or reported.

Nothing is guessed here: no date parsing, no "NA" words, no repaired rows. What a cell means is
decided by `validation`, which needs the text as it was written.
"""

from __future__ import annotations

import csv
import gc
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from geo.errors import Fault
from geo.limits import MAX_CELL_CHARS, MAX_TABLE_BYTES
from geo.schema import Table
from geo.spreadsheet import is_marked, unguarded
from geo.store.table_faults import file_fault, header_faults, ragged_row, undecodable, unquoted

CHUNK_ROWS: Final = 50_000
# Far above any text that passes: a long field is named by the rule on texts, not as bad quoting.
csv.field_size_limit(MAX_CELL_CHARS)
ROW: Final = "row"
Ints = npt.NDArray[np.int64]


def read_table(
    path: Path, table: Table, held: bytes | None = None
) -> tuple[pd.DataFrame, list[Fault]]:
    """Read one CSV file as text.

    Parameters
    ----------
    path : Path
        The file.
    table : Table
        What it should hold.
    held : bytes, optional
        Content of the file, where it has been read.

    Returns
    -------
    DataFrame of str
        The table's columns, indexed by `row` (the header is row 1). Blank cells are empty
        strings. Empty when the file as a whole cannot be read.
    list of Fault
        Rows that are not in the frame are all named here.
    """
    nothing = no_rows(table)
    content, fault = _content(path, table, held)
    if fault is not None:
        return nothing, [fault]
    lines = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline="")
    reader = csv.reader(lines, strict=True)
    try:
        header = next(reader, [])
        faults = header_faults(header, table)
        if faults:
            return nothing, faults
        with _collecting_later():
            read = list(_read_rows(reader, header, table))
    except csv.Error as error:
        return nothing, [unquoted(table, reader.line_num, error)]
    except UnicodeDecodeError:
        return nothing, [undecodable(content, table)]
    faults = [fault for _, _, found in read for fault in found]
    return _frame([chunk for chunk, _, _ in read], [rows for _, rows, _ in read], table), faults


def table_chunks(
    path: Path, table: Table, at: Callable[[int], None] = lambda _: None
) -> Iterator[tuple[pd.DataFrame, list[Fault]]]:
    """Read one CSV file of any size as text, some rows at a time.

    Parameters
    ----------
    path : Path
        The file.
    table : Table
        What it should hold.
    at : callable
        Told how many bytes have been read.

    Yields
    ------
    DataFrame of str, list of Fault
        As of `read_table`, for each chunk. The last has the fault that ends the file early, where
        one does.
    """
    if not path.is_file():
        remedy = f"add {table.file} to {path.parent}"
        yield no_rows(table), [file_fault(table, None, "the file", remedy)]
        return
    with path.open("rb") as source:
        lines = io.TextIOWrapper(source, encoding="utf-8-sig", newline="")
        reader = csv.reader(lines, strict=True)
        try:
            header = next(reader, [])
            faults = header_faults(header, table)
            if faults:
                yield no_rows(table), faults
                return
            for chunk, numbers, found in _read_rows(reader, header, table):
                at(source.tell())
                yield _frame([chunk], [numbers], table), found
        except csv.Error as error:
            yield no_rows(table), [unquoted(table, reader.line_num, error)]
        except UnicodeDecodeError as error:
            found_bytes = repr(error.object[error.start : error.end])
            remedy = "save the file as UTF-8"
            row = reader.line_num + 1
            yield no_rows(table), [Fault(table.file, row, None, found_bytes, "UTF-8 text", remedy)]


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Let no garbage be collected meanwhile: a million rows are no rings, yet all are walked."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _read_rows(
    reader: Iterator[list[str]], header: list[str], table: Table
) -> Iterator[tuple[pa.Table, Ints, list[Fault]]]:
    """Read rows in chunks: their columns, their numbers, and the rows that do not fit."""
    width, marked = len(header), is_marked(header)
    for first in count(2, CHUNK_ROWS):
        rows = list(islice(reader, CHUNK_ROWS))
        if not rows:
            break
        if marked:
            rows = [[unguarded(cell) for cell in row] for row in rows]
        kept, ragged = _of_width(rows, width)
        faults = [ragged_row(table, first + at, width, rows[at]) for at in ragged]
        yield _columns(rows, kept, width).rename_columns(header), first + kept, faults


def _of_width(rows: list[list[str]], width: int) -> tuple[Ints, list[int]]:
    """Positions of rows with as many fields as the header, and of those with others.

    Blank lines are neither.
    """
    widths = np.fromiter(map(len, rows), np.int64, len(rows))
    ragged = np.flatnonzero((widths != width) & (widths != 0))
    return np.flatnonzero(widths == width), ragged.tolist()


def _columns(rows: list[list[str]], kept: Ints, width: int) -> pa.Table:
    whole = rows if len(kept) == len(rows) else [rows[at] for at in kept]
    columns = zip(*whole, strict=True) if whole else [()] * width
    # Offsets of 64 bits, since the text of a column may be longer than 2 GB.
    arrays = [pa.array(cells, pa.large_string()) for cells in columns]
    return pa.table(arrays, [str(position) for position in range(width)])


def no_rows(table: Table) -> pd.DataFrame:
    """A table with its columns and nothing in it."""
    index = pd.Index([], dtype="int64", name=ROW)
    return pd.DataFrame(columns=list(table.column_names), index=index, dtype=str)


def _frame(chunks: list[pa.Table], numbers: list[Ints], table: Table) -> pd.DataFrame:
    if not chunks:
        return no_rows(table)
    index = pd.Index(np.concatenate(numbers), dtype="int64", name=ROW)
    # In one piece, since taking a few rows from many pieces is slow.
    whole = pa.concat_tables(chunks)
    names = [name for name in table.column_names if name in whole.column_names]
    cells: pd.DataFrame = whole.select(names).combine_chunks().to_pandas()
    # What a file may leave out and does is blank in every row.
    return cells.astype(str).set_axis(index).reindex(columns=table.column_names, fill_value="")


def _content(path: Path, table: Table, held: bytes | None) -> tuple[bytes, Fault | None]:
    if held is None and not path.is_file():
        return b"", file_fault(table, None, "the file", f"add {table.file} to {path.parent}")
    if held is None and path.stat().st_size > MAX_TABLE_BYTES:
        size, most = f"{path.stat().st_size} bytes", f"at most {MAX_TABLE_BYTES} bytes"
        return b"", file_fault(table, size, most, "split the dataset")
    content = path.read_bytes() if held is None else held
    if not content.strip():
        return b"", file_fault(table, None, "a header row", "write the column names in row 1")
    # In UTF-8 the byte 0 is the character NUL and nothing else.
    nul = content.find(b"\0")
    if nul >= 0 and _is_utf8(content[:nul]):
        row = content.count(b"\n", 0, nul) + 1
        return b"", Fault(table.file, row, None, "NUL", "text without NUL", "remove the character")
    return content, None


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True
