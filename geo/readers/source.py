"""A source that files come from: what it is, under which licence, and how a row is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from geo.readers.content import Content, Progress
from geo.readers.layout import Layout
from geo.readers.record import CellError, Record, Rejected, Shape

# What is said of a file whose licence nobody has named.
NOT_STATED: Final = "not stated"
Read = Record | Shape | Rejected


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from.

    Parameters
    ----------
    id : str
        Its `source_id` in the dataset.
    publisher, title, url : str
        As they stand in `sources.csv`.
    licence : str
        Under which its files are given, and what that asks; shown and kept with the data.
    licence_url : str
        Where it stands.
    """

    id: str
    publisher: str
    title: str
    url: str
    licence: str
    licence_url: str = ""


def read_rows(
    content: Content,
    layout: Layout,
    convert: Callable[[str, int, dict[str, str]], Record],
    progress: Progress | None = None,
) -> Iterator[Record | Rejected]:
    """Read the rows of a table, each a record or rejected.

    Parameters
    ----------
    content : Content
        The file.
    layout : Layout
        Its declared columns.
    convert : callable
        Makes a record of the file's name, a row's number and its cells, or raises `CellError`.
    progress : callable, optional
        Told the share done.

    Yields
    ------
    Record or Rejected
        One for each row.

    Raises
    ------
    UnreadableError
        If the file as a whole cannot be read.
    """
    for row in layout.rows(content, progress):
        if isinstance(row, Rejected):
            yield row
            continue
        number, cells = row
        try:
            yield convert(content.name, number, cells)
        except CellError as error:
            yield Rejected(number, (error.fault(content.name, number),), cells)
