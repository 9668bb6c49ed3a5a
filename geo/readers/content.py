"""Bytes of a file, and rows of text from them. Nothing is guessed and no driver is chosen."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geo.errors import Fault
from geo.limits import MAX_CELL_CHARS, MAX_COLUMNS, MAX_DECODED_BYTES, MAX_FILE_BYTES, MAX_ROWS
from geo.readers.record import UnreadableError

_BATCH_ROWS: Final = 10_000
_HELD_BYTES: Final = 32 << 20
PARQUET_MARK: Final = b"PAR1"
Progress = Callable[[float], None]
NumberedRow = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Content:
    """A file as bytes.

    Parameters
    ----------
    name : str
        File name without its folder.
    data : bytes
        All of it.
    """

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Hash of the bytes, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    def unreadable(
        self, value: str | None, expected: str, remedy: str, row: int | None = None
    ) -> UnreadableError:
        """Say why the file as a whole cannot be read."""
        return UnreadableError(Fault(self.name, row, None, value, expected, remedy))


def read_content(path: Path) -> Content:
    """Read a file whole.

    Raises
    ------
    UnreadableError
        If it is larger than `MAX_FILE_BYTES`.
    OSError
        If it cannot be opened.
    """
    name = printable_name(path.name)
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        content = Content(name, b"")
        raise content.unreadable(f"{size} bytes", f"at most {MAX_FILE_BYTES} bytes", "split it")
    return Content(name, path.read_bytes())


def printable_name(name: str) -> str:
    r"""File name without bytes that are no text and characters that would break a line.

    Examples
    --------
    >>> printable_name("a\nb.csv")
    'a�b.csv'
    """
    written = name.encode("utf-8", "backslashreplace").decode()
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in written)


def rows_of(content: Content, progress: Progress | None = None) -> Iterator[NumberedRow]:
    """Rows of a CSV or Parquet file as text, the header first.

    Parameters
    ----------
    content : Content
        UTF-8 CSV with commas (a byte order mark is allowed), or Parquet, told by its first bytes.
    progress : callable, optional
        Told the share done, 0 to 1, now and then.

    Yields
    ------
    tuple of int and list of str
        Number of the row as a spreadsheet counts, and its cells. Blank lines are left out.

    Raises
    ------
    UnreadableError
        If the file is no such table, or has more than `MAX_ROWS` rows or `MAX_COLUMNS` columns.
    """
    read = _parquet_rows if content.data.startswith(PARQUET_MARK) else _csv_rows
    header = True
    for number, cells in read(content, progress or (lambda share: None)):
        # Also of rows that are blank: to pass over them costs time as well.
        if number > MAX_ROWS + 1:
            raise content.unreadable(None, f"at most {MAX_ROWS} rows", "split the file", number)
        if not cells:
            continue
        if header and len(cells) > MAX_COLUMNS:
            found = f"{len(cells)} columns"
            raise content.unreadable(found, f"at most {MAX_COLUMNS} columns", "drop some", number)
        header = False
        yield number, cells


def _csv_rows(content: Content, progress: Progress) -> Iterator[NumberedRow]:
    csv.field_size_limit(MAX_CELL_CHARS)
    raw = io.BytesIO(content.data)
    reader = csv.reader(io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
            if number % _BATCH_ROWS == 0:
                progress(raw.tell() / len(content.data))
    except csv.Error as error:
        if "limit" in str(error):
            expected = f"cells of at most {MAX_CELL_CHARS} characters"
            remedy = f"shorten the cell near line {reader.line_num}, or close its quotes"
            raise content.unreadable(None, expected, remedy, number + 1) from None
        expected = "fields quoted as in RFC 4180, with commas between them"
        remedy = f"close or double the quotes near line {reader.line_num} ({error})"
        raise content.unreadable(None, expected, remedy, number + 1) from None
    except UnicodeDecodeError:
        raise content.unreadable(
            f"bytes that are no UTF-8 after row {number}", "UTF-8 text", "save the file as UTF-8"
        ) from None
    progress(1.0)


def _parquet_rows(content: Content, progress: Progress) -> Iterator[NumberedRow]:
    try:
        file = _opened(content)
        yield 1, list(file.schema_arrow.names)
        number, decoded = 2, 0
        for batch in file.iter_batches(batch_size=_BATCH_ROWS):
            size = sum(_decoded_bytes(content, column) for column in batch.columns)
            decoded += size
            if decoded > MAX_DECODED_BYTES:
                raise _bomb(content, decoded)
            # Rows become cells of their own a few at a time, the fewer the longer they are.
            step = max(1, _BATCH_ROWS * _HELD_BYTES // max(size, _HELD_BYTES))
            for first in range(0, batch.num_rows, step):
                part = batch.slice(first, step)
                columns = [_texts(column.to_pylist()) for column in part.columns]
                for cells in zip(*columns, strict=True):
                    yield number, list(cells)
                    number += 1
            progress((number - 2) / max(file.metadata.num_rows, 1))
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise content.unreadable(said, "a sound Parquet file", "write it again") from None
    progress(1.0)


def _opened(content: Content) -> pq.ParquetFile:
    """Open a Parquet file that does not claim to be more than may be held."""
    metadata = pq.read_metadata(pa.BufferReader(content.data))
    if metadata.num_columns > MAX_COLUMNS:
        found = f"{metadata.num_columns} columns"
        raise content.unreadable(found, f"at most {MAX_COLUMNS} columns", "drop some")
    if metadata.num_rows > MAX_ROWS:
        found = f"{metadata.num_rows} rows"
        raise content.unreadable(found, f"at most {MAX_ROWS} rows", "split the file")
    groups = map(metadata.row_group, range(metadata.num_row_groups))
    claimed = sum(max(group.total_byte_size, 0) for group in groups)
    if claimed > MAX_DECODED_BYTES:
        raise _bomb(content, claimed)
    schema = metadata.schema.to_arrow_schema()
    for name, kind in zip(schema.names, schema.types, strict=True):
        if pa.types.is_nested(kind):
            raise content.unreadable(f"{name}: {kind}", "columns of single values", "drop it")
    # A text that a million rows share is then held once.
    texts = [one.name for one in schema if pa.types.is_string(one.type) or _is_bytes(one.type)]
    return pq.ParquetFile(pa.BufferReader(content.data), read_dictionary=texts)


def _is_bytes(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def _decoded_bytes(content: Content, column: pa.Array) -> int:
    """Bytes that the cells of a column take once each row has its own."""
    if not pa.types.is_dictionary(column.type):
        return int(column.nbytes)
    lengths = pc.fill_null(pc.binary_length(column.dictionary), 0).to_numpy(zero_copy_only=False)
    if len(lengths) and lengths.max() > MAX_CELL_CHARS:
        found = f"a cell of {lengths.max()} bytes"
        raise content.unreadable(found, f"at most {MAX_CELL_CHARS}", "shorten it")
    used = column.indices.drop_null().to_numpy(zero_copy_only=False)
    return int(lengths[used].sum())


def _bomb(content: Content, size: int) -> UnreadableError:
    expected = f"at most {MAX_DECODED_BYTES} bytes when opened out"
    return content.unreadable(f"{size} bytes", expected, "split the file")


def _texts(values: list[object]) -> list[str]:
    return ["" if value is None else _text(value) for value in values]


def _text(value: object) -> str:
    if isinstance(value, float):
        # What R and pandas write for a missing figure.
        if value != value:
            return ""
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)
