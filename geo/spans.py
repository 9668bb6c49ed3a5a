"""Dates with precision: spans, windows, and whether one certainly or possibly meets the other.

A span never pretends to be sharper than its report: an event of "March" lies *somewhere* in
1–31 March and so is only possibly in a window that covers part of the month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

Certainty = Literal["certain", "possible", "none"]
CERTAINTIES: Final[tuple[Certainty, ...]] = ("none", "possible", "certain")
EPOCH: Final = date(1970, 1, 1)
FIRST_DAY: Final = date(1500, 1, 1)
LAST_DAY: Final = date(2200, 12, 31)

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_day(text: str) -> date:
    """Read a strict ISO 8601 calendar day.

    Raises
    ------
    ValueError
        If the text is anything but `YYYY-MM-DD` of a real day between 1500 and 2200.

    Examples
    --------
    >>> parse_day("2022-03-24")
    datetime.date(2022, 3, 24)
    >>> parse_day("24.03.2022")
    Traceback (most recent call last):
    ValueError: expected a day as YYYY-MM-DD, found '24.03.2022'
    """
    if not _ISO_DAY.fullmatch(text):
        raise ValueError(f"expected a day as YYYY-MM-DD, found {text!r}")
    day = date.fromisoformat(text)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"expected a day from {FIRST_DAY} to {LAST_DAY}, found {text!r}")
    return day


def day_number(day: date) -> int:
    """Days since 1970-01-01.

    Examples
    --------
    >>> day_number(date(2022, 3, 24))
    19075
    """
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """Day of a number of days since 1970-01-01.

    Examples
    --------
    >>> day_of(19075)
    datetime.date(2022, 3, 24)
    """
    return EPOCH + timedelta(days=number)


@dataclass(frozen=True, slots=True)
class Window:
    """The dates on show; either end may be open.

    Raises
    ------
    ValueError
        If the window ends before it starts.
    """

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"a window ends on or after its start, found {self.start}–{self.end}")

    def certainty(self, start: date, end: date, date_prec: str) -> Certainty:
        """Say whether an event span is certainly, possibly or not in the window.

        Parameters
        ----------
        start, end : date
            First and last day of the span, inclusive.
        date_prec : str
            A code of `schema.DATE_PRECS`.

        Examples
        --------
        >>> days = Window(date(2022, 3, 24), date(2022, 3, 28))
        >>> days.certainty(date(2022, 3, 24), date(2022, 3, 25), "day")
        'certain'
        >>> days.certainty(date(2022, 3, 1), date(2022, 3, 31), "month")
        'possible'
        """
        codes = certainty_codes(
            np.array([day_number(start)]),
            np.array([day_number(end)]),
            np.array([date_prec == "day"]),
            self,
        )
        return CERTAINTIES[int(codes[0])]

    def meets(self, start: date | None, end: date | None) -> bool:
        """Whether any day of start–end (None = unlimited) lies in the window."""
        after = self.start is not None and end is not None and end < self.start
        before = self.end is not None and start is not None and start > self.end
        return not (after or before)


def certainty_codes(
    start: npt.NDArray[np.int64],
    end: npt.NDArray[np.int64],
    continuous: npt.NDArray[np.bool_],
    window: Window,
) -> npt.NDArray[np.int8]:
    """Vectorised `Window.certainty`.

    Parameters
    ----------
    start, end : ndarray of int64, shape (n,)
        Day numbers.
    continuous : ndarray of bool, shape (n,)
        True where the event was under way on every day of its span (`date_prec` is `day`).
    window : Window
        The dates on show.

    Returns
    -------
    ndarray of int8, shape (n,)
        Index into `CERTAINTIES`: 0 none, 1 possible, 2 certain.
    """
    low = np.iinfo(np.int64).min if window.start is None else day_number(window.start)
    high = np.iinfo(np.int64).max if window.end is None else day_number(window.end)
    overlaps = (start <= high) & (end >= low)
    inside = (start >= low) & (end <= high)
    certain = np.where(continuous, overlaps, inside)
    return np.where(certain, 2, np.where(overlaps, 1, 0)).astype(np.int8)


def describe_days(start: date | None, end: date | None) -> str:
    """Write a run of days in English, as short as it can be said.

    Examples
    --------
    >>> describe_days(date(2022, 3, 24), date(2022, 3, 28))
    '24–28 March 2022'
    >>> describe_days(date(2022, 12, 12), date(2023, 3, 6))
    '12 December 2022 – 6 March 2023'
    >>> describe_days(None, date(2022, 3, 27))
    'until 27 March 2022'
    """
    if end is None:
        return "all dates" if start is None else f"from {_full(start)}"
    if start is None:
        return f"until {_full(end)}"
    if start == end:
        return _full(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_full(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%B} – {_full(end)}"
    return f"{_full(start)} – {_full(end)}"


def describe_span(start: date, end: date, date_prec: str) -> str:
    """Write an event span in English so that imprecision is said.

    Examples
    --------
    >>> describe_span(date(2022, 3, 24), date(2022, 3, 25), "day")
    '24–25 March 2022'
    >>> describe_span(date(2022, 3, 1), date(2022, 3, 31), "month")
    'some time in March 2022'
    >>> describe_span(date(2022, 3, 24), date(2022, 3, 26), "days")
    'between 24 and 26 March 2022'
    """
    if date_prec == "day":
        return describe_days(start, end)
    whole_month = (
        start.day == 1
        and (start.year, start.month) == (end.year, end.month)
        and (end + timedelta(days=1)).month != end.month
    )
    if whole_month:
        return f"some time in {start:%B} {start.year}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        years = str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
        return f"some time in {years}"
    if (start.year, start.month) == (end.year, end.month):
        return f"between {start.day} and {_full(end)}"
    return f"between {_full(start)} and {_full(end)}"


def _full(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
