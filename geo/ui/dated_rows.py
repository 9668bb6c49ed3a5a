"""A plain table of events that draws each span of days, so that a month never passes for a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from geo.spans import day_of, describe_days
from geo.ui.component import draw
from geo.ui.published import link_from_page, publish_json_passing


def show(
    label: str,
    columns: Mapping[str, Iterable[Any]],
    events: pd.DataFrame,
    axis: tuple[int, int],
    key: str,
) -> None:
    """Draw the table.

    Parameters
    ----------
    label : str
        What the table is, for a screen reader.
    columns : mapping of str to iterable
        Cells by heading, n of each; the spans are drawn in the column "When".
    events : DataFrame of n rows
        With `day_start`, `day_end` and `date_prec`.
    axis : tuple of int
        First and last day that the bars run over, days since 1970-01-01.
    key : str
        Of the panel.
    """
    cells = zip(*columns.values(), strict=True)
    spans = zip(events["day_start"], events["day_end"], events["date_prec"], strict=True)
    lines = [
        {
            "cells": ["" if pd.isna(cell) else str(cell) for cell in row],
            "first": int(first),
            "last": int(last),
            "precise": precision == "day",
        }
        for row, (first, last, precision) in zip(cells, spans, strict=True)
    ]
    data = {
        "label": label,
        "columns": list(columns),
        "axis": list(axis),
        "note": f"Bars run over {describe_days(*map(day_of, axis))}.",
        "link": link_from_page(publish_json_passing("rows", lines)),
    }
    draw("rows", data, key)
