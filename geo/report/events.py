"""Draft events: the words that tell of one, with its time, place, toll and who says so."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from geo.report.drafts import Basis, DraftEvent
from geo.report.found import Found
from geo.report.ground import Free
from geo.report.lexicon import word_set
from geo.report.mentions import PlaceMention, TriggerMention, within
from geo.report.merging import GROUPS
from geo.report.partyids import party_side
from geo.report.retelling import HARMFUL, Retelling
from geo.report.saying import Saying
from geo.report.text import Report, Sentence
from geo.report.when import event_date
from geo.report.where import event_place

_BACKGROUND_DAYS: Final = 300
_BESIDE_CHARS: Final = 25
_BEHIND_CHARS: Final = 10
# As many as may end so near before a word.
_FEW_DATES: Final = 12
_OPENING_CHARS: Final = 30
_FORCEFUL: Final = word_set("forceful")


def draft_events(found: Found) -> list[DraftEvent]:
    """Draft the events of a report in the order in which it tells them.

    Words of one category within a sentence make one event; a sentence that goes on about an event
    of the same kind, with no other day or place, adds to it.
    """
    told = Retelling(found)
    for sentence in found.report.sentences:
        if _is_headline(found.report, sentence):
            continue
        for trigger, speaker in _tellings(found, sentence):
            event = _event(found, sentence, trigger, speaker)
            if event is not None:
                told.add(event, trigger)
        _attach_tolls(found, sentence, told)
    for event in told.events:
        event.sides = _sides(found, event)
    return told.events


def _is_headline(report: Report, sentence: Sentence) -> bool:
    """Whether it is a first line without a full stop: the text below tells the same."""
    if sentence.paragraph > 1 or len(report.paragraphs) == 1:
        return False
    # What is too long for one sentence is cut, and ends without a full stop too.
    whole = sentence.end == report.paragraphs[0].end
    return whole and report.text[sentence.end - 1] not in '.!?…”"’)'


def _tellings(found: Found, sentence: Sentence) -> list[tuple[TriggerMention, str]]:
    """The plainest words of each category in a sentence, with who says so."""
    own = within(found.triggers, sentence.start, sentence.end)
    spoken = found.spoken_in(sentence)
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
        harm = any(one.category in ("violation", *HARMFUL, "movement", "blockade") for one in own)
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
    kind = GROUPS.get(trigger.sub_event_type, "") or trigger.category
    start, end, prec, on = event_date(found, sentence, trigger.start, kind)
    if trigger.weight == 1 and not (_beside_date(found, trigger) and on.confidence == "high"):
        return None
    if (
        trigger.weight == 2
        and trigger.category == "clash"
        and on.confidence == "low"
        and not speaker
    ):
        return None
    told = within(found.triggers, sentence.start, sentence.end)
    free = _free_of([one for one in told if one.category != trigger.category])
    place, where_prec, others, at = event_place(
        found, sentence, trigger.start, trigger.category, free
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


def _free_of(others: Sequence[TriggerMention]) -> Free:
    """Make the test whether a place is no part of other events' words: the pipeline that was cut.

    Parameters
    ----------
    others : sequence of TriggerMention
        The words of the other events, in order.
    """
    starts = [one.start for one in others]
    reach = list(accumulate((one.end for one in others), max))

    def free(place: PlaceMention) -> bool:
        before = bisect_right(starts, place.start)
        return not before or reach[before - 1] <= place.start

    return free


def _beside_date(found: Found, trigger: TriggerMention) -> bool:
    """Whether words that only refer have a date beside them, as in "the 2020 war"."""
    behind = within(found.dates, trigger.end, trigger.end + _BEHIND_CHARS + 1)
    before = within(found.dates, 0, trigger.start + 2)
    return bool(behind) or any(
        -2 <= trigger.start - one.end <= _BESIDE_CHARS for one in before[:-_FEW_DATES:-1]
    )


def _attach_tolls(found: Found, sentence: Sentence, told: Retelling) -> None:
    """Give the figures of a sentence to the fight or strike they are told with."""
    own = within(found.tolls, sentence.start, sentence.end)
    if not own:
        return
    target, near = told.harm_in(sentence), told.harm_near(sentence)
    killed = next((one for one in own if one.low != 0), None)
    if target is None and killed is not None and (near is None or _dated(found, sentence)):
        made = TriggerMention(
            killed.start, killed.end, killed.text, "clash", "Battles", "Armed clash", 2
        )
        speaker = killed.party if killed.party != "unattributed" else ""
        event = _event(found, sentence, made, speaker)
        if event is not None:
            event.bases["category"] = Basis("people were killed or wounded", "low")
            target = told.add(event, made)
    target = target or near
    if target is not None:
        target.tolls += own
        target.bases["toll"] = Basis(f"“{own[0].text}” by {own[0].party}", "medium")
        told.extend(target, sentence.paragraph)


def _dated(found: Found, sentence: Sentence) -> bool:
    """Whether a sentence has a date that is not only that of its saying."""
    said = [found.said_on(one) for one in found.spoken_in(sentence)]
    spoken = {one.start for one in said if one is not None}
    return any(
        one.start not in spoken or one.start - sentence.start <= _OPENING_CHARS
        for one in found.dates_in(sentence)
    )


def _sides(found: Found, event: DraftEvent) -> list[str]:
    """Sides named in the sentences of an event, in the order of `schema.SIDES`."""
    named = {
        party_side(one.party)
        for start, end in event.spans
        for one in within(found.parties, start, end)
    }
    return [side for side in ("azerbaijan", "armenian", "russia", "other") if side in named]
