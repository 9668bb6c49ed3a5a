"""Two windows under one filter: how they are asked for, and those that suggest themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from geo.filters import EventFilter
from geo.spans import FIRST_DAY, LAST_DAY, Window, parse_day

# Parameters of the second window; the first is the filter's `from` and `to`.
SECOND_PARAMS: Final = ("from2", "to2")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WindowPair:
    """Two windows and the rest of the filter, which is the same for both.

    Parameters
    ----------
    asked : EventFilter
        Its window is the first.
    second : Window
        The other.

    Examples
    --------
    >>> pair = WindowPair(EventFilter(date(2022, 8, 1), date(2022, 8, 25)),
    ...                   Window(date(2022, 9, 1), date(2022, 9, 25)))
    >>> pair.to_params()
    {'from': '2022-08-01', 'to': '2022-08-25', 'from2': '2022-09-01', 'to2': '2022-09-25'}
    """

    asked: EventFilter
    second: Window

    @property
    def first(self) -> Window:
        """The first window."""
        return self.asked.window

    @property
    def filters(self) -> tuple[EventFilter, EventFilter]:
        """The filter with each of the windows."""
        return self.asked, self.asked.replace(start=self.second.start, end=self.second.end)

    @property
    def swapped(self) -> WindowPair:
        """The same two windows in the other order."""
        return WindowPair(self.filters[1], self.first)

    def to_params(self) -> dict[str, str]:
        """URL parameters: those of the filter and `SECOND_PARAMS`."""
        return self.asked.to_params() | second_params(self.second)

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> tuple[WindowPair, list[str]]:
        """Read URL parameters; what could not be read is said and left out."""
        asked, problems = EventFilter.from_params(params)
        second, of_second = read_second(params)
        return cls(asked, second), problems + of_second


def second_params(second: Window) -> dict[str, str]:
    """URL parameters of the second window, only those that limit it."""
    days = zip(SECOND_PARAMS, (second.start, second.end), strict=True)
    return {param: day.isoformat() for param, day in days if day}


def read_second(params: Mapping[str, str]) -> tuple[Window, list[str]]:
    """Read the second window.

    Returns
    -------
    Window
        Open at an end that is not given or could not be read.
    list of str
        What could not be read, for the user to see.

    Examples
    --------
    >>> read_second({"from2": "2022-09-25", "to2": "2022-09-01"})[1]
    ['to2 must not be earlier than from2: found from2 2022-09-25, to2 2022-09-01']
    """
    days: list[date | None] = []
    problems: list[str] = []
    for param in SECOND_PARAMS:
        day = None
        if params.get(param):
            try:
                day = parse_day(params[param])
            except ValueError as error:
                problems.append(f"{param}: {error}")
        days.append(day)
    start, end = days
    if start and end and end < start:
        problems.append(f"to2 must not be earlier than from2: found from2 {start}, to2 {end}")
        end = None
    return Window(start, end), problems


def before(window: Window) -> Window | None:
    """The days just before a window, as many as it has; None where it is open or time ends.

    Examples
    --------
    >>> before(Window(date(2022, 3, 24), date(2022, 3, 28)))
    Window(start=datetime.date(2022, 3, 19), end=datetime.date(2022, 3, 23))
    """
    return _moved(window, -1)


def after(window: Window) -> Window | None:
    """The days just after a window, as many as it has; None where it is open or time ends.

    Examples
    --------
    >>> after(Window(date(2022, 3, 24), date(2022, 3, 28)))
    Window(start=datetime.date(2022, 3, 29), end=datetime.date(2022, 4, 2))
    """
    return _moved(window, 1)


def around(day: date, days: int) -> tuple[Window, Window]:
    """So many days before a day, and as many from it on.

    Examples
    --------
    >>> first, second = around(date(2022, 8, 26), 30)
    >>> first.start, first.end, second.start
    (datetime.date(2022, 7, 27), datetime.date(2022, 8, 25), datetime.date(2022, 8, 26))
    """
    length = timedelta(days=days)
    first = Window(_clamped(day, -days), _clamped(day, -1))
    return first, Window(day, _clamped(day, length.days - 1))


def _moved(window: Window, direction: int) -> Window | None:
    if window.start is None or window.end is None:
        return None
    length = window.end - window.start + _DAY
    room = window.start - FIRST_DAY if direction < 0 else LAST_DAY - window.end
    if length > room:
        return None
    return Window(window.start + length * direction, window.end + length * direction)


def _clamped(day: date, days: int) -> date:
    moved = day.toordinal() + days
    return date.fromordinal(min(max(moved, FIRST_DAY.toordinal()), LAST_DAY.toordinal()))
