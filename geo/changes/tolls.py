"""What is reported killed or wounded in each of two windows, and by how much they differ."""

from __future__ import annotations

from dataclasses import dataclass

from geo.summary import Toll


@dataclass(frozen=True, slots=True)
class TollChange:
    """A toll in two windows.

    What is in both windows cancels out. So the difference lies between what the added events add
    at least, less what the ended ones take away at most, and the other way round.

    Parameters
    ----------
    first, second : Toll
        Over all events of each window.
    added, ended : Toll
        Over the events in the second window only, and in the first only.

    Examples
    --------
    >>> change = TollChange(Toll(3, 3, 1), Toll(5, 8, 2), Toll(5, 8, 2), Toll(3, 3, 1))
    >>> change.limits
    (2, 5)
    """

    first: Toll
    second: Toll
    added: Toll
    ended: Toll

    @property
    def is_known(self) -> bool:
        """Whether each window has an event with a figure, without which nothing can differ."""
        return bool(self.first.reported and self.second.reported)

    @property
    def limits(self) -> tuple[int | None, int | None] | None:
        """Least and greatest difference, None for no limit; None where it is not known."""
        if not self.is_known:
            return None
        least = None if self.ended.high is None else self.added.low - self.ended.high
        most = None if self.added.high is None else self.added.high - self.ended.low
        return least, most

    @property
    def differs(self) -> bool:
        """Whether an event that is in one window only has a figure."""
        return bool(self.added.reported or self.ended.reported)

    def __str__(self) -> str:
        """Difference as shown; blank where it is not known.

        Examples
        --------
        >>> str(TollChange(Toll(3, 3, 1), Toll(1, None, 1), Toll(1, None, 1), Toll(3, 3, 1)))
        '−2 or more'
        """
        if self.limits is None:
            return ""
        least, most = self.limits
        if least is None or most is None:
            if least is None and most is None:
                return "not limited by the figures reported"
            return f"{signed(least)} or more" if least is not None else f"{signed(most)} or less"
        return signed(least) if least == most else f"{signed(least)} to {signed(most)}"


def signed(number: int | None) -> str:
    """Write a difference with its sign.

    Examples
    --------
    >>> signed(1200), signed(-3), signed(0)
    ('+1,200', '−3', '0')
    """
    if not number:
        return "0"
    return f"{'+' if number > 0 else '−'}{abs(number):,}"
