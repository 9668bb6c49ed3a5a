"""A CSV file as text that can be changed row by row: what is not changed stays as it is written."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from geo.errors import UsageError
from geo.schema import Table

Cells = Mapping[str, str]
_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it is written.

    Parameters
    ----------
    text : str
        With its quotes and its line end; of several lines where a field has some.
    row_id : str
        Its key; empty for a blank line.
    cells : mapping of str to str
        By column, all columns of the table; blank where the file lacks the column.
    """

    text: str
    row_id: str
    cells: Cells


@dataclass(frozen=True)
class TableText:
    r"""A whole table.

    Parameters
    ----------
    table : Table
        Its schema.
    head : str
        The header as it is written, with a byte order mark where there is one.
    header : tuple of str
        Columns of the file.
    lines : tuple of Line
        Its rows, in the order of the file.

    Examples
    --------
    >>> from geo.schema import PARTIES
    >>> text = parse(b'party_id,title,side\r\na,"A",other\r\nb,B,other\r\n', PARTIES)
    >>> changed = text.with_row("b", {**text.rows["b"], "title": "B, too"})
    >>> changed.content.decode()
    'party_id,title,side\r\na,"A",other\r\nb,"B, too",other\r\n'
    """

    table: Table
    head: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def rows(self) -> dict[str, Cells]:
        """Cells of each row by its key."""
        return {line.row_id: line.cells for line in self.lines if line.row_id}

    @property
    def content(self) -> bytes:
        """The file."""
        return "".join((self.head, *(line.text for line in self.lines))).encode()

    @cached_property
    def sha256(self) -> str:
        """Hash of the file, in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def _at(self) -> dict[str, int]:
        return {line.row_id: at for at, line in enumerate(self.lines) if line.row_id}

    def line(self, row_id: str) -> Line | None:
        """A row by its key."""
        at = self._at.get(row_id)
        return None if at is None else self.lines[at]

    def number(self, row_id: str) -> int | None:
        """Where a row stands, as a spreadsheet numbers it: the header is row 1."""
        at = self._at.get(row_id)
        return None if at is None else at + 2

    def before(self, row_id: str) -> str:
        """Key of the row before a row; empty where it is the first, or not there."""
        earlier = self.lines[: self._at.get(row_id, 0)]
        return next((line.row_id for line in reversed(earlier) if line.row_id), "")

    def with_row(
        self, row_id: str, cells: Cells, text: str = "", follows: str | None = None
    ) -> TableText:
        """Put a row in the place of the one with its key, or add it.

        Parameters
        ----------
        row_id : str
            Its key.
        cells : mapping of str to str
            By column.
        text : str
            How it was once written; used where that still reads as `cells`.
        follows : str, optional
            A new row stands after the row with this key, or first where it is empty; at the end
            where it is left out or there is no such row.
        """
        wide = self._with_columns(cells)
        line = wide._line(row_id, cells, text)
        lines = list(wide._ended())
        if row_id in wide._at:
            lines[wide._at[row_id]] = line
        elif follows == "":
            lines.insert(0, line)
        else:
            lines.insert(wide._at.get(follows or "", len(lines) - 1) + 1, line)
        return replace(wide, lines=tuple(lines), head=_ended(wide.head, wide._end))

    def appended(self, row_id: str, cells: Cells) -> TableText:
        """Add a row at the end, whether or not there is one with its key."""
        wide = self._with_columns(cells)
        lines = (*wide._ended(), wide._line(row_id, cells, ""))
        return replace(wide, lines=lines, head=_ended(wide.head, wide._end))

    def without(self, row_id: str) -> TableText:
        """Leave out a row."""
        return replace(self, lines=tuple(line for line in self.lines if line.row_id != row_id))

    @property
    def _end(self) -> str:
        return "\r\n" if self.head.endswith("\r\n") else "\n"

    def _ended(self) -> Iterator[Line]:
        """Rows, of which the last ends its line too."""
        for line in self.lines:
            yield line if line.text.endswith("\n") else replace(line, text=line.text + self._end)

    def _with_columns(self, cells: Cells) -> TableText:
        """Add the columns that a row fills and the file has left out so far."""
        names = [name for name in self.table.column_names if cells.get(name)]
        added = [name for name in names if name not in self.header]
        if not added:
            return self
        commas = "," * len(added)
        return replace(
            self,
            head=_widened(_ended(self.head, self._end), "," + ",".join(added)),
            header=(*self.header, *added),
            lines=tuple(
                replace(line, text=_widened(line.text, commas)) if line.row_id else line
                for line in self._ended()
            ),
        )

    def _line(self, row_id: str, cells: Cells, text: str) -> Line:
        known = {name: cells.get(name, "") for name in self.table.column_names}
        values = [known[name] for name in self.header]
        if not (text and next(csv.reader(io.StringIO(text, newline="")), []) == values):
            buffer = io.StringIO(newline="")
            csv.writer(buffer, lineterminator=self._end).writerow(values)
            text = buffer.getvalue()
        return Line(_ended(text, self._end), row_id, known)


def parse(content: bytes, table: Table) -> TableText:
    """Take a file apart into rows as they are written.

    Raises
    ------
    UsageError
        If it is no table of this schema, or a key is blank or there twice; `geo check` says more.
    """
    try:
        lines: list[Line] = []
        header: tuple[str, ...] = ()
        head = ""
        whole = content.decode()
        bare = whole.removeprefix(_BOM)
        for at, (fields, text) in enumerate(_records(bare)):
            if at == 0:
                header, head = _header(fields, table), whole[: -len(bare)] + text
            else:
                lines.append(_read(fields, header, text, table, at + 1))
    except (csv.Error, UnicodeDecodeError) as error:
        raise _unreadable(table, str(error)) from error
    keys = [line.row_id for line in lines if line.text.strip()]
    if not header or "" in keys or len(set(keys)) < len(keys):
        raise _unreadable(table, f"expected a header, and each {table.key} filled and once")
    return TableText(table, head, header, tuple(lines))


def _records(text: str) -> Iterator[tuple[list[str], str]]:
    """Fields of each row, and the text that they were read from."""
    taken: list[str] = []

    def noted() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line

    for fields in csv.reader(noted(), strict=True):
        yield fields, "".join(taken)
        taken.clear()


def _header(fields: list[str], table: Table) -> tuple[str, ...]:
    missing = {column.name for column in table.columns if not column.optional} - set(fields)
    if missing or len(set(fields)) < len(fields) or set(fields) - set(table.column_names):
        raise _unreadable(table, f"expected the columns {', '.join(table.column_names)}")
    return tuple(fields)


def _read(fields: list[str], header: tuple[str, ...], text: str, table: Table, row: int) -> Line:
    if not fields:
        return Line(text, "", {})
    if len(fields) != len(header):
        raise _unreadable(table, f"row {row}: expected {len(header)} fields, found {len(fields)}")
    written = dict(zip(header, fields, strict=True))
    cells = {name: written.get(name, "") for name in table.column_names}
    return Line(text, cells[table.key], cells)


def _unreadable(table: Table, why: str) -> UsageError:
    return UsageError(
        f"{table.file} cannot be edited as it is: {why}. "
        "Remedy: mend it, `python -m geo check --data DIR` names every fault"
    )


def _ended(text: str, end: str) -> str:
    return text if text.endswith("\n") else text + end


def _widened(text: str, added: str) -> str:
    bare = text.rstrip("\r\n")
    return bare + added + text[len(bare) :]
