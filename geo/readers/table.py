"""CSV or Parquet tables with any columns, by a mapping that the user declares."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from geo.readers.content import Content, Progress
from geo.readers.layout import Layout
from geo.readers.mapping import ColumnMapping, record_of
from geo.readers.record import Record, Rejected
from geo.readers.source import NOT_STATED, Source, read_rows

SOURCE: Final = Source("table", "", "Imported table", "", NOT_STATED)


def read(
    mapping: ColumnMapping, content: Content, progress: Progress | None = None
) -> Iterator[Record | Rejected]:
    """Read a table.

    Parameters
    ----------
    mapping : ColumnMapping
        What its columns are.
    content : Content
        The file.
    progress : callable, optional
        Told the share done.

    Yields
    ------
    Record or Rejected
        One for each row.

    Raises
    ------
    UnreadableError
        If the file as a whole cannot be read, or lacks a column that the mapping names.
    """
    layout = Layout(needed=tuple(dict.fromkeys(mapping.columns.values())))
    yield from read_rows(content, layout, partial(record_of, mapping), progress)
