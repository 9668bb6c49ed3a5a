"""Changes applied to tables: what they would be, and what the log keeps of each change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from geo.edits.change import Change, Entry, Step
from geo.edits.tabletext import Cells, TableText
from geo.errors import UsageError
from geo.schema import TABLES

BY_NAME: Final = {table.name: table for table in TABLES}


def changed(
    texts: Mapping[str, TableText],
    changes: Iterable[Change],
    was: Mapping[tuple[str, str], Entry] | None = None,
) -> dict[str, TableText]:
    """The tables with changes.

    Parameters
    ----------
    texts : mapping of str to TableText
        By file name.
    changes : iterable of Change
        All of rows of these tables.
    was : mapping, optional
        Entry that a change takes back, by table and row: the row then stands and reads as it did.
    """
    after = dict(texts)
    for one in changes:
        file = BY_NAME[one.table].file
        entry = (was or {}).get((one.table, one.row_id))
        if one.after is None:
            after[file] = after[file].without(one.row_id)
        elif entry is None:
            after[file] = after[file].with_row(one.row_id, one.after)
        else:
            after[file] = after[file].with_row(
                one.row_id, one.after, entry.before_text, entry.follows
            )
    return after


def steps_of(texts: Mapping[str, TableText], changes: Iterable[Change]) -> list[Step]:
    """What the log keeps of changes, in the order of the files; new rows last."""
    steps = []
    last = max((len(text.lines) for text in texts.values()), default=0) + 2
    for one in sorted(
        changes, key=lambda one: texts[BY_NAME[one.table].file].number(one.row_id) or last
    ):
        text = texts[BY_NAME[one.table].file]
        line = text.line(one.row_id)
        steps.append(
            Step(
                one.table,
                one.row_id,
                one.before,
                one.after,
                "" if line is None else line.text,
                text.before(one.row_id),
            )
        )
    return steps


def refuse_twice(changes: Sequence[Change]) -> None:
    """Refuse two changes of one row in one save.

    Raises
    ------
    UsageError
        Naming the row.
    """
    seen = set()
    for one in changes:
        if (one.table, one.row_id) in seen:
            raise UsageError(f"{one.table} {one.row_id}: expected one change of a row in a save")
        seen.add((one.table, one.row_id))


def same(one: Cells | None, other: Cells | None) -> bool:
    """Whether two versions of a row say the same; a column that is left out is blank."""
    if one is None or other is None:
        return one is other
    return all(one.get(name, "") == other.get(name, "") for name in {*one, *other})
