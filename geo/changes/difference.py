"""What changed between two versions of a dataset, table by table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

from geo.changes.entries import diff_collections, diff_places
from geo.changes.rows import FieldChange, TableDiff, diff_table
from geo.errors import shorten
from geo.linkage import Dataset
from geo.schema import CLAIMS, EVENTS, PARTIES, SOURCES

# What is shown of a row beside its id.
_LABELS: Final = {"events": "title", "claims": "statement", "sources": "title", "parties": "title"}


@dataclass(frozen=True)
class Difference:
    """Two versions of a dataset.

    Parameters
    ----------
    old, new : Dataset
        The versions.
    tables : tuple of TableDiff
        Places, events, claims, sources and parties.
    collection : tuple of FieldChange
        What the gazetteer's file says of itself.
    """

    old: Dataset
    new: Dataset
    tables: tuple[TableDiff, ...]
    collection: tuple[FieldChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether all rows and places are the same, in whatever order."""
        return not self.collection and all(table.is_empty for table in self.tables)


def diff(old: Dataset, new: Dataset) -> Difference:
    """Work out what changed between two versions of a dataset.

    Parameters
    ----------
    old, new : Dataset
        Both without faults.
    """
    pairs = (
        (old.events, new.events, EVENTS),
        (old.claims, new.claims, CLAIMS),
        (old.sources, new.sources, SOURCES),
        (old.parties, new.parties, PARTIES),
    )
    tables = tuple(diff_table(*pair) for pair in pairs)
    return Difference(
        old=old,
        new=new,
        tables=(diff_places(old.gazetteer, new.gazetteer), *tables),
        collection=diff_collections(old.gazetteer, new.gazetteer),
    )


def difference_record(difference: Difference) -> dict[str, Any]:
    """Write what changed as one JSON-ready object."""
    return {
        "old": {"data": str(difference.old.path), "version": difference.old.version},
        "new": {"data": str(difference.new.path), "version": difference.new.version},
        "collection": [asdict(field) for field in difference.collection],
        "tables": {
            table.name: {
                "old_count": table.old_count,
                "new_count": table.new_count,
                "added": {key: dict(row) for key, row in table.added.items()},
                "removed": {key: dict(row) for key, row in table.removed.items()},
                "changed": [
                    {"id": row.key, "fields": [asdict(field) for field in row.fields]}
                    for row in table.changed
                ],
            }
            for table in difference.tables
        },
    }


def difference_lines(difference: Difference) -> Iterator[str]:
    """Write what changed as lines of text: `+` added, `-` removed, `~` changed.

    Line breaks in data become spaces, so that each line begins with a mark of ours.

    Yields
    ------
    str
        Versions first, then for each table its counts, then its rows.
    """
    old, new = difference.old, difference.new
    yield f"old {old.path}, data version {old.version}"
    yield f"new {new.path}, data version {new.version}"
    if difference.is_empty:
        same = old.version == new.version
        yield (
            "no difference"
            if same
            else ("the same rows; the files differ in order or in how they are written")
        )
    for field in difference.collection:
        yield f"~ places.geojson  {_field_line(field)}"
    for table in difference.tables:
        yield from _table_lines(table)


def _table_lines(table: TableDiff) -> Iterator[str]:
    yield (
        f"{table.name}: {table.old_count} rows, {len(table.added)} added, "
        f"{len(table.removed)} removed, {len(table.changed)} changed, {table.new_count} rows"
    )
    for mark, rows in (("+", table.added), ("-", table.removed)):
        for key, row in rows.items():
            yield f"{mark} {table.name} {key}  {_one_line(row[_LABELS.get(table.name, 'title')])}"
    for changed in table.changed:
        for field in changed.fields:
            yield f"~ {table.name} {changed.key}  {_field_line(field)}"


def _field_line(field: FieldChange) -> str:
    old, new = (repr(_one_line(text)) if text else "blank" for text in (field.old, field.new))
    return f"{_one_line(field.field)}: {old} → {new}"


def _one_line(text: str) -> str:
    return shorten(" ".join(text.split()))
