"""Draft events: the words that tell of one, with its time, place, toll and who says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geo.report.drafts import Basis, DraftEvent
from geo.report.lexicon import word_set
from geo.report.mentions import PlaceMention, TriggerMention
from geo.report.merging import GROUPS, Found, merge, told_before
from geo.report.partyids import party_side
from geo.report.saying import Saying
from geo.report.text import Report, Sentence
from geo.report.when import event_date, said_on
from geo.report.where import event_place

_BACKGROUND_DAYS: Final = 300
_BESIDE_CHARS: Final = 25
_OPENING_CHARS: Final = 30
_HARMFUL: Final = ("clash", "strike")
_FORCEFUL: Final = word_set("forceful")


def draft_events(found: Found) -> list[DraftEvent]:
    """Draft the events of a report in the order in which it tells them.

    Words of one category within a sentence make one event; a sentence that goes on about an event
    of the same kind, with no other day or place, adds to it.
    """
    events: list[DraftEvent] = []
    for sentence in found.report.sentences:
        if _is_headline(found.report, sentence):
            continue
        for trigger, speaker in _tellings(found, sentence):
            event = _event(found, sentence, trigger, speaker)
            if event is None:
                continue
            same = told_before(found, event, trigger, events)
            if same is None:
                events.append(event)
            else:
                merge(found.gazetteer, same, event)
        _attach_tolls(found, sentence, events)
    for event in events:
        event.sides = _sides(found, event)
    return events


def _is_headline(report: Report, sentence: Sentence) -> bool:
    """Whether it is a first line without a full stop: the text below tells the same."""
    last = report.text[sentence.end - 1]
    return sentence.paragraph == 1 and len(report.paragraphs) > 1 and last not in '.!?…”"’)'


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
        key = (one.category, GROUPS.get(one.sub_event_type, ""), steps)
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
            made = TriggerMention(
                forceful.start, forceful.end, forceful.verb, "statement", "", "", 2
            )
            tellings.append((made, forceful.party))
    return tellings


def _meeting(one: TriggerMention) -> bool:
    return bool(
        re.search(
            r"phone|spoke|talks|discussed|martial|request|letter|signed|ordered", one.text, re.I
        )
    )


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
        GROUPS.get(trigger.sub_event_type, "") or trigger.category,
        found.dates,
        found.sayings,
    )
    if trigger.weight == 1 and not (_beside_date(found, trigger) and on.confidence == "high"):
        return None
    if (
        trigger.weight == 2
        and trigger.category == "clash"
        and on.confidence == "low"
        and not speaker
    ):
        return None
    others_told = [
        one for one in found.triggers if one.start in sentence and one.category != trigger.category
    ]
    free = [one for one in found.places if not _told_otherwise(one, others_told)]
    place, where_prec, others, at = event_place(
        report, sentence, trigger.start, trigger.category, free, found.gazetteer
    )
    background = (report.dateline - end).days > _BACKGROUND_DAYS or (end - start).days > 366
    category = Basis(f"“{trigger.text}”", "high" if trigger.weight == 3 else "medium")
    return DraftEvent(
        trigger.category,
        trigger.event_type,
        trigger.sub_event_type,
        start,
        end,
        prec,
        place,
        where_prec,
        "background" if background else "event",
        [sentence.paragraph],
        [(sentence.start, sentence.end)],
        others,
        bases={"category": category, "date": on, "place": at},
        speaker=speaker,
    )


def _told_otherwise(place: PlaceMention, others: Sequence[TriggerMention]) -> bool:
    """Whether a place is part of the words of another event: the pipeline that was cut."""
    return any(one.start <= place.start < one.end for one in others)


def _beside_date(found: Found, trigger: TriggerMention) -> bool:
    """Whether words that only refer have a date beside them, as in "the 2020 war"."""
    return any(
        -2 <= trigger.start - one.end <= _BESIDE_CHARS or 0 <= one.start - trigger.end <= 10
        for one in found.dates
    )


def _attach_tolls(found: Found, sentence: Sentence, events: list[DraftEvent]) -> None:
    """Give the figures of a sentence to the fight or strike they are told with."""
    own = [one for one in found.tolls if one.start in sentence]
    if not own:
        return
    here = [
        one
        for one in events
        if one.category in _HARMFUL and (sentence.start, sentence.end) in one.spans
    ]
    near = [
        one
        for one in events
        if one.category in _HARMFUL and one.paragraphs[-1] >= sentence.paragraph - 1
    ]
    killed = [one for one in own if one.low != 0]
    spoken = [one for one in found.sayings if one.sentence.start == sentence.start]
    said = [said_on(sentence, one, found.dates) for one in spoken]
    dated = [
        one
        for one in found.dates
        if one.start in sentence
        and one.role == "event"
        and (one not in said or one.start - sentence.start <= _OPENING_CHARS)
    ]
    if not here and killed and (dated or not near):
        made = TriggerMention(
            killed[0].start, killed[0].end, killed[0].text, "clash", "Battles", "Armed clash", 2
        )
        speaker = killed[0].party if killed[0].party != "unattributed" else ""
        event = _event(found, sentence, made, speaker)
        if event is not None:
            event.bases["category"] = Basis("people were killed or wounded", "low")
            same = told_before(found, event, made, events)
            if same is None:
                events.append(event)
                here = [event]
            else:
                merge(found.gazetteer, same, event)
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
