"""Kinds of files that can be imported, by the names of the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from geo.readers import Read, Record, Source, acled, geojson, linked, own, table, ucdp
from geo.readers.content import Content, Progress
from geo.readers.mapping import ColumnMapping
from geo.spreadsheet import is_marked
from geo.store.cells import is_text

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

    def source_of(self, chunk: Iterable[Read]) -> Source:
        """Source of the file; an export of ours names its own licence and what was asked."""
        first = next((one.cells for one in chunk), {})
        if not is_marked(list(first)) or "licence" not in first:
            return self.source
        said, licence = first.get("filter", ""), first["licence"]
        return replace(
            self.source,
            id="truceline",
            publisher="",
            title=f"Truceline export: {said}" if is_text(said) else "Truceline export",
            url="",
            licence=licence if licence and is_text(licence) else self.source.licence,
            licence_url="",
        )

    def assumed_of(self, chunk: Iterable[Read]) -> list[str]:
        """What is assumed of every row, since the file has no such column."""
        first = next((one.cells for one in chunk if isinstance(one, Record)), None)
        if first is None:
            return []
        return [said for column, said in self.assumptions.items() if column not in first]


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
