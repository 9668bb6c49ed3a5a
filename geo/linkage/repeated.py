"""Columns whose values repeat: each distinct value is held once and rows refer to it.

Of a million events most share their place, their zones and their parties with thousands of
others, so what follows from these is worked out for each distinct value and not for each row.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]


def repeated(values: Iterable[Hashable], codes: npt.NDArray[np.integer]) -> pd.Categorical:
    """Make a column of values that rows refer to.

    Parameters
    ----------
    values : iterable of hashable
        What is referred to; equal ones become one.
    codes : ndarray of int, shape (n,)
        For each row, the position of its value.

    Returns
    -------
    Categorical of length n
        Its categories are the distinct values.

    Examples
    --------
    >>> column = repeated([("a", "b"), (), ("a", "b")], np.array([2, 1, 0]))
    >>> list(column), len(column.categories)
    ([('a', 'b'), (), ('a', 'b')], 2)
    """
    order: dict[Hashable, int] = {}
    merged = np.array([order.setdefault(value, len(order)) for value in values], np.int64)
    categories = pd.Index(list(order), dtype=object, tupleize_cols=False)
    return pd.Categorical.from_codes(merged[codes], categories=categories)


def combined(*columns: npt.NDArray[np.integer]) -> tuple[Ints, Ints]:
    """Number the distinct combinations of columns of small whole numbers.

    Parameters
    ----------
    *columns : ndarray of int, shape (n,)
        None below 0.

    Returns
    -------
    codes : ndarray of int64, shape (n,)
        Number of each row's combination.
    rows : ndarray of int64
        For each combination, a row that has it.

    Examples
    --------
    >>> codes, rows = combined(np.array([5, 7, 5]), np.array([1, 1, 1]))
    >>> codes.tolist(), rows.tolist()
    ([0, 1, 0], [0, 1])
    """
    codes = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        # Numbered anew after each column, so that the product stays small.
        within, distinct = pd.factorize(column)
        codes = pd.factorize(codes * max(len(distinct), 1) + within)[0]
    rows = np.empty(codes.max(initial=-1) + 1, np.int64)
    rows[codes[::-1]] = np.arange(len(codes))[::-1]
    return codes, rows
