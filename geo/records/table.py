"""A cell as JSON, a table as CSV, and what every file says of the data that it is from."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import pandas as pd

from geo.linkage import Dataset
from geo.spreadsheet import MARK, guarded_table

VERSION: Final = MARK[-1]
_NO_LICENCE: Final = "not stated"


def licence(dataset: Dataset) -> str:
    """Licences of a dataset in one line."""
    return "; ".join(dataset.licences) or _NO_LICENCE


def about(dataset: Dataset, said: str) -> dict[str, str]:
    """Last columns of a CSV file: what was asked, under which licence, of which data.

    Parameters
    ----------
    dataset : Dataset
        Where the rows are from.
    said : str
        The filter in English.
    """
    return dict(zip(MARK, (said, licence(dataset), dataset.version), strict=True))


def table_csv(table: pd.DataFrame) -> str:
    """Write a table as CSV with days as `YYYY-MM-DD`, its texts guarded against spreadsheets."""
    safe = guarded_table(table)
    text: str = safe.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")
    return text


def plain(value: Any) -> Any:
    """Turn a cell into a JSON value; missing and empty become None.

    Examples
    --------
    >>> plain(pd.NA), plain(""), plain(pd.Timestamp("2022-03-24")), plain(("a", "b"))
    (None, None, '2022-03-24', ['a', 'b'])
    """
    if isinstance(value, tuple):
        return list(value)
    if pd.isna(value) or value == "":
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value
