"""Cells of CSV files that a spreadsheet would run, and how to write them so that it does not.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tabulator or a line break for a
formula (OWASP, CSV injection; full-width forms too). An apostrophe before it makes it text. One is
also put before a text that begins with an apostrophe, so that taking one leading apostrophe away
always gives back the text. Columns of numbers hold no text and stay as they are.

A file written so shows it: it has the columns of `MARK`, or begins with those of `REJECTED`. Only
of such files do the readers take the apostrophe away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

# Last columns of every export: what was asked, under which licence it is, and of which data.
MARK: Final = ("filter", "licence", "data_version")
# First columns of a file of rejected rows.
REJECTED: Final = ("row", "column", "found", "expected", "remedy")
GUARD: Final = "'"
_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", GUARD)


def guarded(text: str) -> str:
    r"""Text that no spreadsheet takes for a formula.

    Examples
    --------
    >>> guarded("=1+1"), guarded(" @x"), guarded("'quoted"), guarded("plain")
    ("'=1+1", "' @x", "''quoted", 'plain')
    """
    if text.startswith(_STARTS) or text.lstrip().startswith(_STARTS):
        return GUARD + text
    return text


def unguarded(cell: str) -> str:
    """Text of a cell as it was before `guarded`.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("''quoted"), unguarded("plain")
    ('=1+1', "'quoted", 'plain')
    """
    return cell.removeprefix(GUARD)


def is_marked(header: Sequence[str]) -> bool:
    """Whether a file with this header was written by us, its texts guarded.

    Examples
    --------
    >>> is_marked(["id", "filter", "licence", "data_version"]), is_marked(["id", "licence"])
    (True, False)
    """
    return set(MARK) <= set(header) or tuple(header[: len(REJECTED)]) == REJECTED


def guarded_table(table: pd.DataFrame) -> pd.DataFrame:
    """Guard the texts of a table and its headers; columns of numbers and days stay."""
    columns = [
        cells
        if pd.api.types.is_numeric_dtype(cells) or pd.api.types.is_datetime64_any_dtype(cells)
        else cells.astype(object).map(_guarded_cell)
        for _, cells in table.items()
    ]
    guarded_columns = pd.concat(columns, axis=1) if columns else table.copy()
    return guarded_columns.set_axis([guarded(str(name)) for name in table.columns], axis=1)


def _guarded_cell(cell: object) -> object:
    return guarded(cell) if isinstance(cell, str) else cell
