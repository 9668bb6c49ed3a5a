"""From checked text to typed columns; each distinct cell is converted once."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from geo.schema import Column, Table

_NUMBERS: Final = ("count", "bearing")


def typed(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Give every column of a table without faults its type.

    Parameters
    ----------
    rows : DataFrame of str
        As read by `tables.read_table` and found sound by `validation.check_table`.
    table : Table
        Its schema.

    Returns
    -------
    DataFrame
        Numbered from 0. Days are `datetime64[s]` and counts `Int64`, missing where blank; codes
        are categories in the order of their vocabulary, the blank last; the rest is text.
    """
    columns = {column.name: _typed(rows[column.name], column) for column in table.columns}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(rows)))


def _typed(cells: pd.Series[str], column: Column) -> Any:
    if column.kind == "date":
        codes, distinct = pd.factorize(cells)
        days = pd.to_datetime(pd.Series(distinct).replace("", None), format="%Y-%m-%d")
        return days.to_numpy("datetime64[s]")[codes]
    if column.kind in _NUMBERS:
        codes, distinct = pd.factorize(cells)
        values = np.array([int(cell or 0) for cell in distinct], np.int64)
        blank = np.array([cell == "" for cell in distinct], bool)
        return pd.arrays.IntegerArray(values[codes], blank[codes])
    if column.kind == "code":
        words = column.vocabulary if column.required else (*column.vocabulary, "")
        return pd.Categorical(cells, categories=list(words))
    return cells.array
