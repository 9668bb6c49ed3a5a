"""Draft events: the words that tell of one, with its time, place, toll and who says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.gazetteer import Gazetteer
from geo.report.drafts import Basis, DraftEvent
from geo.report.mentions import DateMention, PartyMention, PlaceMention, TollMention, TriggerMention
from geo.report.parties import party_side
from geo.report.speech import Saying
from geo.report.text import Report, Sentence
from geo.report.when import event_date, said_on
from geo.report.where import event_place

# Events of one kind that a report tells one after the other are told apart by these as well.
_GROUPS: Final = {
    "Non-violent transfer of territory": "withdrawal",
    "Headquarters or base established": "post",
    "Agreement": "agreement",
}
_BACKGROUND_DAYS: Final = 300
_BESIDE_CHARS: Final = 25
_OPENING_CHARS: Final = 30
_REPORTED_WITHIN_DAYS: Final = 3
_REFERRING: Final = re.compile(
    r"\b(?:the|this|that|these|those|fresh|deadly|latest|recent|\w+['’]s)\s+(?:[\w-]+\s+)?$", re.I
)
_HARMFUL: Final = ("clash", "strike")
_FORCEFUL: Final = frozenset(
    "warned warns urged urges demanded demands condemned condemns "
    "ordered appealed protested requested expressed voiced called calls considers criticised "
    "criticized described announced spoke expects".split()
)


@dataclass(frozen=True)
class Found:
    """All mentions of a report that events are made of."""

    report: Report
    gazetteer: Gazetteer
    places: Sequence[PlaceMention]
    dates: Sequence[DateMention]
    tolls: Sequence[TollMention]
    parties: Sequence[PartyMention]
    triggers: Sequence[TriggerMention]
    sayings: Sequence[Saying]


def draft_events(found: Found) -> list[DraftEvent]:
    """Draft the events of a report in the order in which it tells them.

    Words of one category within a sentence make one event; a sentence that goes on about an event
    of the same kind, with no other day or place, adds to it.
    """
    events: list[DraftEvent] = []
    for sentence in found.report.sentences:
        for trigger, speaker in _tellings(found, sentence):
            event = _event(found, sentence, trigger, speaker)
            if event is None:
                continue
            same = _same(found, event, trigger, events)
            if same is None:
                events.append(event)
            else:
                _merge(found.gazetteer, same, event)
        _attach_tolls(found, sentence, events)
    for event in events:
        event.sides = _sides(found, event)
    return events


def _tellings(found: Found, sentence: Sentence) -> list[tuple[TriggerMention, str]]:
    """The plainest words of each category in a sentence, with who says so."""
    own = [one for one in found.triggers if one.start in sentence]
    spoken = [one for one in found.sayings if one.sentence.start == sentence.start]
    best: dict[tuple[str, str, int], TriggerMention] = {}
    steps = 0
    for before, one in zip([None, *own], own, strict=False):
        # "Captured the village before advancing" tells of two acts.
        text = "" if before is None else found.report.text[before.end : one.start]
        steps += bool(re.search(r"\b(?:before|then)\b", text))
        key = (one.category, _GROUPS.get(one.sub_event_type, ""), steps)
        if key not in best or one.weight > best[key].weight:
            best[key] = one
    tellings = []
    for (category, group, _), one in best.items():
        speaker = _speaker(spoken, one)
        if category == "statement" and not group and not speaker and not _meeting(one):
            continue
        accused = any(re.match("accus|blam|denounc|call", saying.verb) for saying in spoken)
        if category == "violation" and (not speaker or (one.weight < 3 and not accused)):
            continue
        tellings.append((one, speaker))
    if not any(category == "statement" for category, *_ in best) and spoken:
        forceful = next((one for one in spoken if one.verb in _FORCEFUL), None)
        harm = any(one.category in ("violation", *_HARMFUL, "movement", "blockade") for one in own)
        if forceful is not None and not harm:
            made = TriggerMention(forceful.start, forceful.end, forceful.verb, "statement", "", "", 2)
            tellings.append((made, forceful.party))
    return tellings


def _meeting(one: TriggerMention) -> bool:
    return bool(re.search(r"phone|spoke|talks|discussed|martial|request|letter|signed|ordered",
                          one.text, re.I))


def _speaker(spoken: Sequence[Saying], trigger: TriggerMention) -> str:
    before = [one for one in spoken if one.start <= trigger.end]
    return before[-1].party if before else spoken[0].party if spoken else ""


def _event(
    found: Found, sentence: Sentence, trigger: TriggerMention, speaker: str
) -> DraftEvent | None:
    report = found.report
    start, end, prec, on = event_date(
        report,
        sentence,
        trigger.start,
        _GROUPS.get(trigger.sub_event_type, "") or trigger.category,
        found.dates,
        found.sayings,
    )
    if trigger.weight == 1 and not (_beside_date(found, trigger) and on.confidence == "high"):
        return None
    if trigger.weight == 2 and trigger.category == "clash" and on.confidence == "low" and not speaker:
        return None
    free = [one for one in found.places if not _told_otherwise(found, one, trigger)]
    place, where_prec, others, at = event_place(
        report, sentence, trigger.start, trigger.category, free, found.gazetteer
    )
    background = (report.dateline - end).days > _BACKGROUND_DAYS or (end - start).days > 366
    category = Basis(f"“{trigger.text}”", "high" if trigger.weight == 3 else "medium")
    return DraftEvent(
        trigger.category, trigger.event_type, trigger.sub_event_type, start, end, prec, place,
        where_prec, "background" if background else "event", [sentence.paragraph],
        [(sentence.start, sentence.end)], others,
        bases={"category": category, "date": on, "place": at}, speaker=speaker,
    )


def _told_otherwise(found: Found, place: PlaceMention, trigger: TriggerMention) -> bool:
    """Whether a place is part of the words of another event: the pipeline that was cut."""
    return any(one.start <= place.start < one.end and one.category != trigger.category
               for one in found.triggers)


def _beside_date(found: Found, trigger: TriggerMention) -> bool:
    """"The 2020 war", "the deal of 2020": words that refer tell of an event where they date it."""
    return any(-2 <= trigger.start - one.end <= _BESIDE_CHARS or 0 <= one.start - trigger.end <= 10
               for one in found.dates)


def _same(
    found: Found, event: DraftEvent, trigger: TriggerMention, events: Sequence[DraftEvent]
) -> DraftEvent | None:
    """The drafted event that this is told of, if it is none of its own."""
    before = found.report.text[max(trigger.start - 30, 0) : trigger.start]
    referring = bool(_REFERRING.search(before))
    denied = _denied(found, trigger)
    for other in reversed(events):
        kind = _GROUPS.get(other.sub_event_type) == _GROUPS.get(event.sub_event_type)
        if other.category != event.category or not kind:
            continue
        if event.category in ("statement", "violation") and _GROUPS.get(
            event.sub_event_type) != "agreement" and other.speaker != event.speaker and not denied:
            continue
        if denied and other.scope == "event":
            return other
        if not _days_meet(event, other):
            continue
        if other.place_id == event.place_id or not other.place_id or not event.place_id or referring:
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
    before = [one for one in found.sayings
              if one.sentence.start == sentence.start and one.start < trigger.start]
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


_ORDER: Final = ("low", "medium", "high")


def _merge(gazetteer: Gazetteer, event: DraftEvent, other: DraftEvent) -> None:
    """Add a telling to an event; the better known date and place stay."""
    if other.bases["date"].confidence == "low":
        # A day that was only supposed must not replace one that was told.
        other.bases["date"] = Basis("", "low")
    event.paragraphs = sorted({*event.paragraphs, *other.paragraphs})
    event.spans += [span for span in other.spans if span not in event.spans]
    better = {name: _ORDER.index(other.bases[name].confidence) > _ORDER.index(
        event.bases[name].confidence) for name in ("date", "place")}
    sharper = event.date_prec != "day" and other.date_prec == "day"
    if better["date"] or (sharper and other.bases["date"].confidence != "low"):
        event.date_start, event.date_end = other.date_start, other.date_end
        event.date_prec, event.scope = other.date_prec, other.scope
        event.bases["date"] = other.bases["date"]
    finer = event.place_id and other.place_id in gazetteer.ancestors(event.place_id)
    if (better["place"] and other.place_id and not finer) or (other.place_id and not event.place_id):
        event.suggestions = (*event.suggestions, *([event.place_id] if event.place_id else []))
        event.place_id, event.where_prec = other.place_id, other.where_prec
        event.bases["place"] = other.bases["place"]
    event.suggestions = tuple(dict.fromkeys((*event.suggestions, *other.suggestions)))


def _attach_tolls(found: Found, sentence: Sentence, events: list[DraftEvent]) -> None:
    """Give the figures of a sentence to the fight or strike they are told with."""
    own = [one for one in found.tolls if one.start in sentence]
    if not own:
        return
    here = [one for one in events if one.category in _HARMFUL
            and (sentence.start, sentence.end) in one.spans]
    near = [one for one in events if one.category in _HARMFUL
            and one.paragraphs[-1] >= sentence.paragraph - 1]
    killed = [one for one in own if one.low != 0]
    spoken = [one for one in found.sayings if one.sentence.start == sentence.start]
    said = [said_on(sentence, one, found.dates) for one in spoken]
    dated = [one for one in found.dates
             if one.start in sentence and one.role == "event"
             and (one not in said or one.start - sentence.start <= _OPENING_CHARS)]
    if not here and killed and (dated or not near):
        made = TriggerMention(killed[0].start, killed[0].end, killed[0].text, "clash", "Battles",
                              "Armed clash", 2)
        speaker = killed[0].party if killed[0].party != "unattributed" else ""
        event = _event(found, sentence, made, speaker)
        if event is not None:
            event.bases["category"] = Basis("people were killed or wounded", "low")
            same = _same(found, event, made, events)
            if same is None:
                events.append(event)
                here = [event]
            else:
                _merge(found.gazetteer, same, event)
                here = [same]
    target = here[-1:] or near[-1:]
    if target:
        target[0].tolls += own
        target[0].bases["toll"] = Basis(f"“{own[0].text}” by {own[0].party}", "medium")
        if sentence.paragraph not in target[0].paragraphs:
            target[0].paragraphs.append(sentence.paragraph)


def _sides(found: Found, event: DraftEvent) -> list[str]:
    """Sides named in the sentences of an event, in the order of `schema.SIDES`."""
    named = {
        party_side(one.party)
        for one in found.parties
        if any(start <= one.start < end for start, end in event.spans)
    }
    return [side for side in ("azerbaijan", "armenian", "russia", "other") if side in named]
