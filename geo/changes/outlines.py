"""A zone's line or area as it stood at the end of a window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import area_km2, length_km
from geo.gazetteer import Part
from geo.spans import Window
from geo.timespans import Timespan


@dataclass(frozen=True)
class Outline:
    """A zone's line or area as it stood at the end of a window.

    Parameters
    ----------
    parts : tuple of Part
        Those in force on the last day of the window on which any was.
    earlier : tuple of Part
        Those in force in the window, but no longer on that day.
    """

    parts: tuple[Part, ...]
    earlier: tuple[Part, ...] = ()

    @cached_property
    def geometry(self) -> BaseGeometry:
        """All parts as one, in EPSG:4326."""
        return shapely.union_all([part.geometry for part in self.parts])

    @property
    def is_area(self) -> bool:
        """Whether it has an inside."""
        return all(part.is_area for part in self.parts)

    @property
    def certainty(self) -> str:
        """How sure it is, in the words of Linked Places; blank where the file does not say."""
        said = {part.certainty for part in self.parts if part.certainty}
        return "/".join(sorted(said))

    @property
    def in_force(self) -> str:
        """When it was in force, in English; blank where no date is known."""
        return _say_spans(self.parts)

    @property
    def earlier_in_force(self) -> str:
        """When the earlier ones of the window were in force."""
        return _say_spans(self.earlier)

    @cached_property
    def area_km2(self) -> float | None:
        """Area; None for a line."""
        return area_km2(self.geometry) if self.is_area else None

    @cached_property
    def length_km(self) -> float | None:
        """Length; None for an area."""
        return None if self.is_area else length_km(self.geometry)


def outline_in(parts: Iterable[Part], window: Window) -> Outline | None:
    """Outline of those parts of one role that are in force in a window; None where none is.

    A window may meet several. The outline is that of the last day on which any was in force.
    """
    in_force = [part for part in parts if part.in_force(window)]
    if not in_force:
        return None
    last_days = [_last_day(part, window) for part in in_force]
    latest = max(last_days)
    return Outline(
        tuple(part for part, day in zip(in_force, last_days, strict=True) if day == latest),
        tuple(part for part, day in zip(in_force, last_days, strict=True) if day != latest),
    )


def _last_day(part: Part, window: Window) -> date:
    """Last day of the window on which a part was, or may have been, in force."""
    limit = window.end or date.max
    ends = [_end(span) for span in part.timespans if span.meets(window)]
    return min(limit, max(ends, default=date.max))


def _end(span: Timespan) -> date:
    return date.max if span.end is None or span.open_end else span.end


def _say_spans(parts: Iterable[Part]) -> str:
    return "; ".join(dict.fromkeys(str(span) for part in parts for span in part.timespans))
