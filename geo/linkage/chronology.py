"""Events over time: counts by day, month, year or decade, possible ones apart from certain ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd

from geo.spans import EPOCH, Window, certainty_codes, describe_days

PERIODS_MAX: Final = 40
# Months in a period, and what one is called; a day is shorter than any.
_DAY: Final = 0
_UNITS: Final = {_DAY: "day", 1: "month", 12: "year", 120: "decade", 1200: "century"}


@dataclass(frozen=True, slots=True)
class Period:
    """Events of one day, month, year or decade.

    Parameters
    ----------
    window : Window
        Its first and last day.
    label : str
        Its name in English.
    certain, possible : int
        Events certainly and possibly in it. One that was under way in several periods is in each.
    """

    window: Window
    label: str
    certain: int
    possible: int


def chronology(events: pd.DataFrame) -> tuple[str, list[Period]]:
    """Count events by the shortest period of which there are no more than `PERIODS_MAX`.

    Parameters
    ----------
    events : DataFrame
        With `day_start`, `day_end` (days since 1970-01-01) and `date_prec`.

    Returns
    -------
    str
        The period: day, month, year, decade or century.
    list of Period
        From the first event to the last without a gap; empty where there is no event.

    Examples
    --------
    >>> told = pd.DataFrame({"day_start": [19075, 19076], "day_end": [19076, 19077],
    ...                      "date_prec": ["day", "days"]})
    >>> unit, periods = chronology(told)
    >>> unit, [(one.label, one.certain, one.possible) for one in periods]
    ('day', [('24 March 2022', 1, 0), ('25 March 2022', 1, 1), ('26 March 2022', 0, 1)])
    """
    if events.empty:
        return "day", []
    start, end = (events[name].to_numpy(np.int64) for name in ("day_start", "day_end"))
    continuous = (events["date_prec"] == "day").to_numpy(dtype=bool)
    first, last = (EPOCH + timedelta(days=int(day)) for day in (start.min(), end.max()))
    months = next(m for m in _UNITS if _count(first, last, m) <= PERIODS_MAX)
    periods = []
    for number in range(_number(first, months), _number(last, months) + 1):
        window = Window(_begin(number, months), _begin(number + 1, months) - timedelta(days=1))
        codes = certainty_codes(start, end, continuous, window)
        certain, possible = int((codes == 2).sum()), int((codes == 1).sum())
        periods.append(Period(window, _label(window, months), certain, possible))
    return _UNITS[months], periods


def _number(day: date, months: int) -> int:
    return day.toordinal() if months == _DAY else (day.year * 12 + day.month - 1) // months


def _count(first: date, last: date, months: int) -> int:
    return _number(last, months) - _number(first, months) + 1


def _begin(number: int, months: int) -> date:
    if months == _DAY:
        return date.fromordinal(number)
    year, month = divmod(number * months, 12)
    return date(year, month + 1, 1)


def _label(window: Window, months: int) -> str:
    assert window.start is not None
    assert window.end is not None
    if months == _DAY:
        return describe_days(window.start, window.end)
    if months == 1:
        return f"{window.start:%B} {window.start.year}"
    years = f"{window.start.year}–{window.end.year}"
    return str(window.start.year) if months == 12 else years
