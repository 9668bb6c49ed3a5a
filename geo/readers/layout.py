"""Headers of a source: which columns there are, under which names, and which are needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from geo.errors import Fault
from geo.limits import MAX_COLUMNS
from geo.readers.content import Content, NumberedRow, Progress, rows_of
from geo.readers.record import Rejected
from geo.spreadsheet import is_marked, unguarded


@dataclass(frozen=True, slots=True)
class Layout:
    """Declared columns of a source.

    Parameters
    ----------
    needed : tuple of str
        Columns without which a file is not from this source.
    aliases : mapping of str to str
        Other names of columns, lower case, to the name used here.
    known : tuple of str
        Other columns that are read where a file has them.
    headerless : tuple of tuple of str
        Orders of columns of files that have no header; told apart by their length.
    """

    needed: tuple[str, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)
    known: tuple[str, ...] = ()
    headerless: tuple[tuple[str, ...], ...] = ()

    def named(self, header: Sequence[str]) -> list[str]:
        """Header by the names used here, whatever its order and case; a name again with a number.

        Examples
        --------
        >>> Layout(("best",), {"best_est": "best"}).named(["\ufeffID", " Best_Est"])
        ['id', 'best']
        >>> Layout(()).named(["Notes", "notes", "NOTES"])
        ['notes', 'notes (2)', 'notes (3)']
        """
        named: dict[str, None] = {}
        for name in self._names(header):
            own, number = name, 1
            while own in named:
                number += 1
                own = f"{name} ({number})".strip()
            named[own] = None
        return list(named)

    def _names(self, header: Sequence[str]) -> list[str]:
        plain = [name.strip().lstrip("\ufeff").strip().lower() for name in header]
        return [self.aliases.get(name, name) for name in plain]

    def rows(
        self, content: Content, progress: Progress | None = None
    ) -> Iterator[tuple[int, dict[str, str]] | Rejected]:
        """Rows of a file by column name.

        Yields
        ------
        tuple of int and dict, or Rejected
            Number of the row and its cells; rows that do not fit the header are rejected. Of a file
        that we wrote (`spreadsheet.is_marked`), texts are as they were before they were guarded.

        Raises
        ------
        UnreadableError
            If the file is no table or lacks needed columns.
        """
        rows: Iterator[NumberedRow] = rows_of(content, progress)
        first = next(rows, None)
        if first is None:
            raise content.unreadable(None, "a header row", "write the column names in row 1")
        header, pending = self._header(content, first)
        width = len(header)
        if is_marked(header):
            rows = ((number, [unguarded(cell) for cell in cells]) for number, cells in rows)
        for number, cells in pending:
            yield number, dict(zip(header, cells, strict=True))
        for number, cells in rows:
            if len(cells) == width:
                yield number, dict(zip(header, cells, strict=True))
            else:
                # What is beyond the header goes by its number.
                more = enumerate(cells[width : width + MAX_COLUMNS], start=width + 1)
                kept = dict(zip(header, cells, strict=False))
                kept |= {f"field {at}": cell for at, cell in more}
                remedy = "add the missing commas, or quote the field that contains one"
                expected = f"{width} fields, as in the header"
                found = f"{len(cells)} fields"
                fault = Fault(content.name, number, None, found, expected, remedy)
                yield Rejected(number, (fault,), kept)

    def _header(self, content: Content, first: NumberedRow) -> tuple[list[str], list[NumberedRow]]:
        """Column names, and the first row where it is data."""
        number, cells = first
        named = self.named(cells)
        missing = [name for name in self.needed if name not in named]
        if not missing:
            asked = {*self.needed, *self.known, *self.aliases.values()}
            for name, count in Counter(self._names(cells)).items():
                if count > 1 and name in asked:
                    raise content.unreadable(name, "each column once", "keep one of them", number)
            return named, []
        if len(missing) == len(self.needed):
            for order in self.headerless:
                if len(order) == len(cells) and cells[0].strip()[:1].isdigit():
                    return list(order), [first]
        found = ", ".join(cells)
        expected = f"a header with {', '.join(self.needed)}"
        remedy = f"add {', '.join(missing)}, or choose the kind of file that this is"
        raise content.unreadable(found, expected, remedy, number)
