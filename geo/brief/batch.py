"""One brief for each week of a range."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from geo.brief.compose import compose
from geo.brief.model import Brief
from geo.brief.options import BriefOptions
from geo.errors import UsageError
from geo.filters import EventFilter
from geo.linkage import Dataset

WEEK: Final = timedelta(days=7)
MAX_WEEKS: Final = 530


def weeks(first: date, last: date) -> list[tuple[date, date]]:
    """Weeks from the first day on; the last may be shorter.

    Examples
    --------
    >>> weeks(date(2022, 3, 14), date(2022, 3, 28))[-1]
    (datetime.date(2022, 3, 28), datetime.date(2022, 3, 28))
    """
    count = (last - first) // WEEK + 1
    starts = [first + index * WEEK for index in range(count)]
    return [(start, min(start + WEEK - timedelta(days=1), last)) for start in starts]


def weekly(dataset: Dataset, event_filter: EventFilter, options: BriefOptions) -> Iterator[Brief]:
    """Make a brief for each week of a filter's window.

    Parameters
    ----------
    dataset : Dataset
        What there is.
    event_filter : EventFilter
        Its window must have both ends.
    options : BriefOptions
        The same for each week.

    Raises
    ------
    UsageError
        If the window is open, or longer than `MAX_WEEKS`.
    """
    first, last = event_filter.start, event_filter.end
    if first is None or last is None:
        raise UsageError("batch: expected a window with both ends, found an open one; add from, to")
    found = weeks(first, last)
    if len(found) > MAX_WEEKS:
        raise UsageError(f"batch: expected at most {MAX_WEEKS} weeks, found {len(found)}")
    for start, end in found:
        yield compose(dataset, event_filter.replace(start=start, end=end), options)
