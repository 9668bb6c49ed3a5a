"""What the analyst decides about a brief. The app judges nothing: texts are empty by default."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from geo.brief.sizes import SIZES
from geo.brief.text import clean
from geo.errors import UsageError

MAX_HEADLINE_CHARS: Final = 140
MAX_LINE_CHARS: Final = 220
MAX_HANDLING_CHARS: Final = 24
MAX_ZONE_CHARS: Final = 10
MAX_LINES: Final = 5
EXTENTS: Final = {
    "events": "the mapped events",
    "zones": "the zones in force",
    "view": "the view of the map",
}
THEMES: Final = ("light", "dark")


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """Texts and choices of a brief beside its filter.

    Parameters
    ----------
    headline : str
        One sentence that attributes; where it is empty a neutral one is made from the filter.
    judgements, gaps : tuple of str
        The analyst's key judgements and information gaps.
    as_of : date or None
        Day of the information; None for the latest publication used.
    time_zone : str
        Zone in which the data's days are counted, as printed.
    handling : str
        Handling mark, such as ``OPEN SOURCE``.
    size : str
        A key of `sizes.SIZES`.
    theme : str
        ``light`` or ``dark``.
    extent : str
        A key of `EXTENTS`, or the id of a place.

    Raises
    ------
    UsageError
        If a choice is unknown or a text is too long to be printed.

    Examples
    --------
    >>> BriefOptions(headline=" Baku  and Moscow differ ").headline
    'Baku and Moscow differ'
    """

    headline: str = ""
    judgements: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    as_of: date | None = None
    time_zone: str = "UTC+4"
    handling: str = ""
    size: str = "16:9"
    theme: str = "light"
    extent: str = "events"

    def __post_init__(self) -> None:
        for name in ("headline", "time_zone", "handling"):
            object.__setattr__(self, name, clean(getattr(self, name)))
        for name in ("judgements", "gaps"):
            lines = tuple(filter(None, map(clean, getattr(self, name))))
            object.__setattr__(self, name, lines)
            _limit(name, len(lines), MAX_LINES, "lines")
            for line in lines:
                _limit(name, len(line), MAX_LINE_CHARS, "characters a line")
        _limit("headline", len(self.headline), MAX_HEADLINE_CHARS, "characters")
        _limit("handling", len(self.handling), MAX_HANDLING_CHARS, "characters")
        _limit("time_zone", len(self.time_zone), MAX_ZONE_CHARS, "characters")
        for name, known in (("size", tuple(SIZES)), ("theme", THEMES)):
            if getattr(self, name) not in known:
                found = getattr(self, name)
                raise UsageError(f"{name}: expected any of {', '.join(known)}, found {found!r}")

    def replace(self, **changes: Any) -> BriefOptions:
        """Return a copy with some fields changed."""
        return replace(self, **changes)


def _limit(name: str, found: int, allowed: int, unit: str) -> None:
    if found > allowed:
        raise UsageError(f"{name}: expected at most {allowed} {unit}, found {found}")
