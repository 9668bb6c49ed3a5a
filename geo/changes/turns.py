"""Days on which a zone began, ended or moved: what windows are best set before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from geo.changes.zones import ZoneFate
from geo.gazetteer import Gazetteer, Place
from geo.spans import Window

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which a zone began, ended or moved.

    Parameters
    ----------
    place : Place
        The zone.
    day : date
        First day of what is new.
    fate : {"begun", "ended", "moved"}
        What became of it.
    """

    place: Place
    day: date
    fate: ZoneFate


def turns(gazetteer: Gazetteer) -> list[Turn]:
    """Every day on which a zone begins, moves or has ended, as its dated parts tell.

    Returns
    -------
    list of Turn
        By day, then in the order of the gazetteer.
    """
    found: dict[tuple[str, date], Turn] = {}
    for place in gazetteer.values():
        if not place.is_zone:
            continue
        for day in sorted(_limits(place)):
            last, next_day = Window(day - _DAY, day - _DAY), Window(day, day)
            was, will_be = (bool(place.parts_in_force(window)) for window in (last, next_day))
            if was or will_be:
                fate: ZoneFate = "moved" if was and will_be else "begun" if will_be else "ended"
                found[(place.id, day)] = Turn(place, day, fate)
    return sorted(found.values(), key=lambda turn: turn.day)


def _limits(place: Place) -> set[date]:
    """Days on which a line or area of a place begins, or has just ended."""
    spans = [span for part in place.parts if not part.is_point for span in part.timespans]
    starts = {span.start for span in spans if span.start and span.start > date.min}
    # Of an open end only the earliest day is known, so that nothing is known to change then.
    ends = {span.end + _DAY for span in spans if span.end and not span.open_end}
    return starts | ends
