"""Rows of a table in two versions of a dataset: added, removed, changed field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.schema import Table

Record = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row in two versions, as text; blank where it is blank."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is in both versions and not the same.

    Parameters
    ----------
    key : str
        Its id.
    fields : tuple of FieldChange
        Those that differ, in the order of the columns.
    """

    key: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class TableDiff:
    """The rows of one table in two versions.

    Parameters
    ----------
    name : str
        Name of the table.
    old_count, new_count : int
        Rows of each version; old + added − removed = new.
    added, removed : dict of str to mapping
        Rows of one version only, by id, with their fields as text.
    changed : tuple of RowChange
        Rows of both that differ, in the order of the new version.
    """

    name: str
    old_count: int
    new_count: int
    added: Mapping[str, Record]
    removed: Mapping[str, Record]
    changed: tuple[RowChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the rows are the same, in whatever order."""
        return not (self.added or self.removed or self.changed)


def diff_table(old: pd.DataFrame, new: pd.DataFrame, table: Table) -> TableDiff:
    """Compare two versions of a table, row by row and field by field.

    Parameters
    ----------
    old, new : DataFrame
        With the typed columns of the table, each key once; further columns are left alone.
    table : Table
        Its key and columns.
    """
    names = [name for name in table.column_names if name != table.key]
    before, after = (rows.set_index(table.key)[names] for rows in (old, new))
    added = after[~after.index.isin(before.index)]
    removed = before[~before.index.isin(after.index)]
    common = after.index[after.index.isin(before.index)]
    return TableDiff(
        name=table.name,
        old_count=len(old),
        new_count=len(new),
        added=_records(added),
        removed=_records(removed),
        changed=_changed(before.loc[common], after.loc[common]),
    )


def _changed(before: pd.DataFrame, after: pd.DataFrame) -> tuple[RowChange, ...]:
    differs = {name: _differ(before[name], after[name]) for name in after.columns}
    if not differs:
        return ()
    rows = np.flatnonzero(np.logical_or.reduce(list(differs.values()))).tolist()
    return tuple(
        RowChange(
            str(after.index[row]),
            tuple(
                FieldChange(name, as_text(before[name].iloc[row]), as_text(after[name].iloc[row]))
                for name, mask in differs.items()
                if mask[row]
            ),
        )
        for row in rows
    )


def _differ(before: pd.Series[Any], after: pd.Series[Any]) -> npt.NDArray[np.bool_]:
    # Categories of two versions need not be the same ones.
    old, new = (
        cells.astype(object) if isinstance(cells.dtype, pd.CategoricalDtype) else cells
        for cells in (before, after)
    )
    blank = (old.isna().to_numpy(), new.isna().to_numpy())
    same = (old == new).fillna(False).to_numpy(dtype=bool)
    return ~(same | (blank[0] & blank[1]))


def _records(rows: pd.DataFrame) -> dict[str, Record]:
    records = rows.to_dict("records")
    return {
        str(key): {str(name): as_text(value) for name, value in record.items()}
        for key, record in zip(rows.index, records, strict=True)
    }


def as_text(value: Any) -> str:
    """Write a typed cell as its CSV file has it.

    Examples
    --------
    >>> as_text(pd.NA), as_text(pd.Timestamp("2022-03-24")), as_text(3), as_text("one")
    ('', '2022-03-24', '3', 'one')
    """
    if pd.isna(value):
        return ""
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)
