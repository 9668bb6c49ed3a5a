"""Stretches of a report that are taken, so that of two which overlap one is kept."""

from __future__ import annotations

from bisect import bisect_left


class Taken:
    """Stretches that do not overlap, in order of the text.

    Examples
    --------
    >>> taken = Taken()
    >>> taken.take(5, 9), taken.take(8, 12), taken.take(9, 12), taken.take(0, 5)
    (True, False, True, True)
    """

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, start: int, end: int) -> bool:
        """Take a stretch; False where a part of it is taken already.

        Parameters
        ----------
        start, end : int
            Character offsets, the end exclusive.
        """
        at = bisect_left(self._starts, end)
        if at and self._ends[at - 1] > start:
            return False
        self._starts.insert(at, start)
        self._ends.insert(at, end)
        return True
