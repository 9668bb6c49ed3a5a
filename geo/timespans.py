"""Linked Places timespans: when a name, zone or route was in force."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date
from typing import Any, Final

from geo.spans import Window, describe_days

_ISO_DATE: Final = re.compile(r"(-?\d{4,})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Timespan:
    """A Linked Places timespan: when a name, zone or route was in force.

    Parameters
    ----------
    start, end : date or None
        Outer limits, inclusive; None where the source sets no limit.
    open_end : bool
        True when only the earliest possible end is known, so that it may have gone on.
    """

    start: date | None
    end: date | None
    open_end: bool = False

    @classmethod
    def from_linked_places(cls, timespan: Mapping[str, Any]) -> Timespan:
        """Read one member of `when.timespans`.

        A timespan without `end` means, in Linked Places, the start instant only.

        Raises
        ------
        ValueError
            If a date is not ISO 8601 or the timespan ends before it starts.

        Examples
        --------
        >>> Timespan.from_linked_places({"start": {"in": "1600"}, "end": {"in": "1699"}})
        Timespan(start=datetime.date(1600, 1, 1), end=datetime.date(1699, 12, 31), open_end=False)
        >>> Timespan.from_linked_places({"start": {"in": "1700"}}).end
        datetime.date(1700, 12, 31)
        """
        start = timespan.get("start")
        end = timespan.get("end", start)
        first = _limit(start, ("in", "earliest", "latest"), last_day=False)
        last = _limit(end, ("in", "latest", "earliest"), last_day=True)
        if first and last and last < first:
            raise ValueError(f"a timespan ends on or after its start, found {first}–{last}")
        open_end = isinstance(end, Mapping) and set(end) == {"earliest"}
        return cls(first, last, open_end)

    def to_linked_places(self) -> dict[str, dict[str, str]]:
        """Write the timespan as a member of `when.timespans`.

        Examples
        --------
        >>> Timespan(date(2022, 8, 30), date(2023, 4, 23), open_end=True).to_linked_places()
        {'start': {'in': '2022-08-30'}, 'end': {'earliest': '2023-04-23'}}
        """
        limits: dict[str, dict[str, str]] = {}
        if self.start:
            limits["start"] = {"in": self.start.isoformat()}
        if self.end:
            limits["end"] = {"earliest" if self.open_end else "in": self.end.isoformat()}
        return limits

    def __str__(self) -> str:
        after = " or later" if self.open_end else ""
        return describe_days(self.start, self.end) + after

    def meets(self, window: Window) -> bool:
        """Whether it was, or may have been, in force on any day of the window."""
        return window.meets(self.start, None if self.open_end else self.end)


def _limit(limit: object, keys: Iterable[str], *, last_day: bool) -> date | None:
    if limit is None:
        return None
    if not isinstance(limit, Mapping):
        raise ValueError(f"expected an object with in, earliest or latest, found {limit!r}")
    for key in keys:
        if limit.get(key) not in (None, ""):
            return _parse_partial(str(limit[key]), last_day=last_day)
    return None


def _parse_partial(text: str, *, last_day: bool) -> date:
    match = _ISO_DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"expected a date as YYYY, YYYY-MM or YYYY-MM-DD, found {text!r}")
    year = int(match[1])
    if year < 1:
        # Years before the common era lie outside datetime; only their order matters here.
        return date.min
    if year > MAXYEAR:
        raise ValueError(f"expected a year up to {MAXYEAR}, found {text!r}")
    month = int(match[2]) if match[2] else (12 if last_day else 1)
    if match[3]:
        return date(year, month, int(match[3]))
    return date(year, month, monthrange(year, month)[1] if last_day else 1)
