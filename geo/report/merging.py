"""One event told twice: when a telling adds to an event drafted before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geo.gazetteer import Gazetteer
from geo.report.drafts import Basis, DraftEvent
from geo.report.found import Found
from geo.report.mentions import TriggerMention, within

# Events of one kind that a report tells one after the other are told apart by these as well.
GROUPS: Final = {
    "Non-violent transfer of territory": "withdrawal",
    "Headquarters or base established": "post",
    "Agreement": "agreement",
}
# As far back as who reads remembers; longer reports would be compared with all of themselves.
RECALLED: Final = 100
_REPORTED_WITHIN_DAYS: Final = 3
_REFERRING: Final = re.compile(
    r"\b(?:the|this|that|these|those|fresh|deadly|latest|recent|\w+['’]s)\s+(?:[\w-]+\s+)?$", re.I
)
_ORDER: Final = ("low", "medium", "high")


def kind_of(event: DraftEvent) -> tuple[str, str]:
    """Category and group: events of different kinds are never one."""
    return event.category, GROUPS.get(event.sub_event_type, "")


def told_before(
    found: Found, event: DraftEvent, trigger: TriggerMention, events: Sequence[DraftEvent]
) -> DraftEvent | None:
    """The drafted event that this is told of, if it is none of its own.

    Parameters
    ----------
    found : Found
        The report.
    event : DraftEvent
        As told here.
    trigger : TriggerMention
        The words that tell of it.
    events : sequence of DraftEvent
        Those of its kind that were drafted before, of which the last `RECALLED` are compared.
    """
    before = found.report.text[max(trigger.start - 30, 0) : trigger.start]
    referring = bool(_REFERRING.search(before))
    denied = _denied(found, trigger)
    for other in events[: -RECALLED - 1 : -1]:
        if (
            event.category in ("statement", "violation")
            and GROUPS.get(event.sub_event_type) != "agreement"
            and other.speaker != event.speaker
            and not denied
        ):
            continue
        if denied and other.scope == "event":
            return other
        if not _days_meet(event, other):
            continue
        if (
            other.place_id == event.place_id
            or not other.place_id
            or not event.place_id
            or referring
        ):
            return other
        if _sure(event, "place") and _sure(other, "place"):
            nested = _nested(found.gazetteer, event.place_id, other.place_id)
            if nested:
                return other
            continue
        return other
    return None


def _denied(found: Found, trigger: TriggerMention) -> bool:
    """Whether the words stand in a denial: then they speak of what was told before."""
    sentence = found.report.sentence_at(trigger.start)
    before = within(found.sayings, sentence.start, trigger.start)
    return bool(before) and before[-1].stance != "asserts"


def _days_meet(one: DraftEvent, other: DraftEvent) -> bool:
    reported = one.bases["date"].reason.startswith("day on which it was reported")
    late = (one.date_end - other.date_start).days
    if reported and one.category == "movement" and 0 <= late <= _REPORTED_WITHIN_DAYS:
        return True
    if one.date_prec == other.date_prec == "day":
        return (one.date_start, one.date_end) == (other.date_start, other.date_end)
    if one.scope != other.scope:
        return False
    told = [event.bases["date"].reason.startswith("date in the sentence") for event in (one, other)]
    if all(told) and abs((one.date_start - other.date_start).days) > _REPORTED_WITHIN_DAYS:
        return False
    return one.date_start <= other.date_end and other.date_start <= one.date_end


def _nested(gazetteer: Gazetteer, one: str, other: str) -> bool:
    return one in gazetteer.ancestors(other) or other in gazetteer.ancestors(one)


def _sure(event: DraftEvent, name: str) -> bool:
    return event.bases[name].confidence == "high"


def merge(gazetteer: Gazetteer, event: DraftEvent, other: DraftEvent) -> None:
    """Add a telling to an event; the better known date and place stay."""
    if other.bases["date"].confidence == "low":
        # A day that was only supposed must not replace one that was told.
        other.bases["date"] = Basis("", "low")
    # Reports are read from the beginning: what is told again is told further on.
    event.paragraphs += [one for one in other.paragraphs if one > event.paragraphs[-1]]
    event.spans += [span for span in other.spans if span > event.spans[-1]]
    better = {
        name: _ORDER.index(other.bases[name].confidence)
        > _ORDER.index(event.bases[name].confidence)
        for name in ("date", "place")
    }
    sharper = event.date_prec != "day" and other.date_prec == "day"
    if better["date"] or (sharper and other.bases["date"].confidence != "low"):
        event.date_start, event.date_end = other.date_start, other.date_end
        event.date_prec, event.scope = other.date_prec, other.scope
        event.bases["date"] = other.bases["date"]
    finer = event.place_id and other.place_id in gazetteer.ancestors(event.place_id)
    if (better["place"] and other.place_id and not finer) or (
        other.place_id and not event.place_id
    ):
        event.suggestions = (*event.suggestions, *([event.place_id] if event.place_id else []))
        event.place_id, event.where_prec = other.place_id, other.where_prec
        event.bases["place"] = other.bases["place"]
    event.suggestions = tuple(dict.fromkeys((*event.suggestions, *other.suggestions)))
