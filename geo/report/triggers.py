"""Words that tell of events, and the category and ACLED type that they speak for."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Final

from geo.report.lexicon import rows
from geo.report.mentions import TriggerMention
from geo.report.taken import Taken
from geo.report.text import Report

_UNREAL_BEFORE: Final = re.compile(
    r"\b(?:could|may|might|would|should|will|can|to (?:prevent|avoid|refrain from|halt|stop|ensure|"
    r"demand|threaten to)|threatening to|calls? for|called for|demand(?:ed|ing)? "
    r"(?:for )?(?:the|an?)|"
    r"fears? of|risk of|in case of|if|any|avoid|refrain from|prospect of|ready to|intention to|"
    r"attempting to|for the|no|not|without|call to|urged \w+ to|asked \w+ to|demand for the|"
    r"clear demand.? for the)\b(?:\s+[\w’'-]+){0,3}\s*$",
    re.IGNORECASE,
)
_UNREAL_AFTER: Final = re.compile(r"[^.;,]{0,60}?\b(?:could|would|might|may)\b", re.IGNORECASE)
_UNREAL_NEXT: Final = re.compile(r"\s+(?:could|would|may|might)\b")
_WINDOW_CHARS: Final = 60


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple(
        (re.compile(rf"(?<![\w-])(?:{row['patterns']})(?![\w-])", re.IGNORECASE), row)
        for row in rows("triggers")
    )


def find_triggers(report: Report) -> list[TriggerMention]:
    """All words of a report that tell of an event, in order; of two that overlap, the longer.

    What is only feared, asked for or ruled out ("could attack", "to avoid clashes") is no event,
    unless the words are those of a statement, which is made by asking.
    """
    found: list[TriggerMention] = []
    for pattern, row in _patterns():
        for match in pattern.finditer(report.text):
            sentence = report.sentence_at(match.start())
            before = report.text[max(sentence.start, match.start() - _WINDOW_CHARS) : match.start()]
            # "An offensive could …" is none; "clashes broke out and could …" were some.
            noun = re.search(r"\b(?:an?|any)\s+(?:[\w-]+\s+)?$", before)
            unreal = row["category"] != "statement" and (
                _UNREAL_BEFORE.search(before)
                or _UNREAL_NEXT.match(report.text, match.end())
                or (noun and _UNREAL_AFTER.match(report.text, match.end(), sentence.end))
            )
            if not unreal and not report.printed(match.start()):
                found.append(
                    TriggerMention(
                        *match.span(),
                        match[0],
                        row["category"],
                        row["event_type"],
                        row["sub_event_type"],
                        int(row["weight"]),
                    )
                )
    taken: defaultdict[str, Taken] = defaultdict(Taken)
    plainest = sorted(found, key=lambda each: (-each.weight, each.start - each.end))
    chosen = [one for one in plainest if taken[one.category].take(one.start, one.end)]
    return sorted(chosen, key=lambda one: one.start)
