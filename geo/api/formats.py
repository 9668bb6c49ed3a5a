"""Kinds of files that can be imported, by the names of the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from geo.readers import Read, Source, acled, geojson, linked, own, table, ucdp
from geo.readers.content import Content, Progress
from geo.readers.mapping import ColumnMapping

Reader = Callable[[Content, Progress | None], Iterator[Read]]
# The kind whose columns the user names.
TABLE: Final = "table"
OWN: Final = "truceline"


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be imported.

    Parameters
    ----------
    source : Source
        Where such files come from.
    read : callable
        Its reader.
    assumptions : mapping of str to str
        By column: what is assumed of every row where the file lacks it.
    """

    source: Source
    read: Reader
    assumptions: dict[str, str] = field(default_factory=dict)


FORMATS: Final = {
    "ucdp": Format(ucdp.SOURCE, ucdp.read, ucdp.ASSUMPTIONS),
    "acled": Format(acled.SOURCE, acled.read, acled.ASSUMPTIONS),
    "geojson": Format(geojson.SOURCE, geojson.read),
    "linked-places": Format(linked.SOURCE, linked.read),
    OWN: Format(own.SOURCE, own.read),
}


def table_format(mapping: ColumnMapping) -> Format:
    """Kind of a table whose columns a mapping names."""
    return Format(table.SOURCE, partial(table.read, mapping))
