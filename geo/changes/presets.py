"""Windows that suggest themselves: around a zone's change, and where only one was asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from geo.changes.turns import Turn, turns
from geo.changes.windows import WindowPair, after, around
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.spans import Window

DAYS: Final = (7, 30, 90)
_DAYS_AROUND: Final = 30
_DAY: Final = timedelta(days=1)


def suggested(dataset: Dataset, asked: EventFilter, second: Window | None) -> WindowPair:
    """Choose the windows that were not asked for.

    Parameters
    ----------
    dataset : Dataset
        Its zones suggest windows where none is asked for.
    asked : EventFilter
        Its window is the first; without any limit it counts as not asked for.
    second : Window or None
        The second; None where it was not asked for.

    Returns
    -------
    WindowPair
        As asked. Without a second window it is the same length after the first, or all that is
        not the first; without any it is 30 days before and after the first time a zone moved.
    """
    if second is not None:
        return WindowPair(asked, second)
    if asked.start or asked.end:
        return WindowPair(asked, after(asked.window) or _others(asked.window))
    turn = first_move(dataset)
    if turn is None:
        return WindowPair(asked, Window())
    first, later = around(turn.day, _DAYS_AROUND)
    return WindowPair(asked.replace(start=first.start, end=first.end), later)


def first_move(dataset: Dataset) -> Turn | None:
    """First time a zone moved, else first time one began or ended; None where none ever did."""
    found = turns(dataset.gazetteer)
    moves = [turn for turn in found if turn.fate == "moved"]
    return next(iter([*moves, *found]), None)


def _others(window: Window) -> Window:
    if window.start is None and window.end is not None:
        return Window(window.end + _DAY, None)
    if window.end is None and window.start is not None:
        return Window(None, window.start - _DAY)
    return window
