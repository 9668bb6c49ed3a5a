"""A look at a table whose columns nobody has named yet: headers, samples, how dates are written."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Final

from geo.readers.cells import date_orders, shortened
from geo.readers.content import Content, rows_of
from geo.readers.layout import Layout

SAMPLES: Final = 3
# Dates are looked at in so many rows; a later one that does not fit costs its own row.
LOOKED_AT: Final = 50_000
# And of a wide table in fewer: the page waits for it, and others with it.
_CELLS: Final = 1_000_000
_SAMPLE_CHARS: Final = 60


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """One column of a table.

    Parameters
    ----------
    name : str
        Its header.
    samples : tuple of str
        The first different cells that are not blank, shortened.
    orders : tuple of str or None
        Orders of day and month in which all its dates can be read, as of `cells.date_orders`.
    """

    name: str
    samples: tuple[str, ...]
    orders: tuple[str, ...] | None


def preview(content: Content) -> list[PreviewColumn]:
    """Look at the columns of a table.

    Parameters
    ----------
    content : Content
        CSV or Parquet.

    Returns
    -------
    list of PreviewColumn
        In the order of the file; a name that comes again has a number, as of `Layout.named`.

    Raises
    ------
    UnreadableError
        If the file is no table.
    """
    rows = rows_of(content)
    first = next(rows, None)
    if first is None:
        raise content.unreadable(None, "a header row", "write the column names in row 1")
    header = Layout(()).named(first[1])
    most = min(LOOKED_AT, _CELLS // len(header))
    kept = [cells for _, cells in islice(rows, most) if len(cells) == len(header)]
    columns = dict(zip(header, zip(*kept, strict=True), strict=True)) if kept else {}
    return [
        PreviewColumn(name, _samples(columns.get(name, ())), date_orders(columns.get(name, ())))
        for name in header
        if name
    ]


def _samples(cells: tuple[str, ...]) -> tuple[str, ...]:
    different = dict.fromkeys(" ".join(cell.split()) for cell in cells if cell.strip())
    return tuple(shortened(one, _SAMPLE_CHARS) for one in islice(different, SAMPLES))
