"""What something else has changed in a file: the difference, row by row."""

from __future__ import annotations

from geo.edits.change import Step
from geo.edits.tabletext import TableText


def steps_between(before: TableText, after: TableText) -> list[Step]:
    r"""List the rows that differ between two versions of a table.

    Parameters
    ----------
    before, after : TableText
        As the log has it, and as it was found.

    Returns
    -------
    list of Step
        Rows changed and removed in the order of `before`, then rows added. One without a row where
        only the writing differs: quotes, line ends, order.

    Examples
    --------
    >>> from geo.edits.tabletext import parse
    >>> from geo.schema import PARTIES
    >>> was = parse(b"party_id,title,side\na,A,other\nb,B,other\n", PARTIES)
    >>> now = parse(b"party_id,title,side\na,A!,other\nc,C,other\n", PARTIES)
    >>> [(step.row_id, step.before is None, step.after is None) for step in steps_between(was, now)]
    [('a', False, False), ('b', False, True), ('c', True, False)]
    """
    name, rows = before.table.name, after.rows
    steps = [
        Step(name, row_id, cells, rows.get(row_id), _text(before, row_id), before.before(row_id))
        for row_id, cells in before.rows.items()
        if rows.get(row_id) != cells
    ]
    known = before.rows
    steps += [Step(name, one, None, cells) for one, cells in rows.items() if one not in known]
    return steps or [Step(name, "", None, None)]


def _text(text: TableText, row_id: str) -> str:
    line = text.line(row_id)
    return "" if line is None else line.text
