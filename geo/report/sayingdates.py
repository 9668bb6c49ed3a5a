"""The day on which something was said: a date beside its verb, or one that opens the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geo.report.mentions import DateMention, within
from geo.report.saying import Saying

_BEFORE_WORDS: Final = 5
_AFTER_WORDS: Final = 3
_OPENING_WORDS: Final = 6
_OPENED_WORDS: Final = 16
_BEHIND_WORDS: Final = 8
_CLAUSE: Final = re.compile(
    r"[,;]|\b(?:that|which|had|was|were|is|are|has|have|who|of|over|fire)\b"
)


def said_on(saying: Saying, dates: Sequence[DateMention]) -> DateMention | None:
    """The date of a saying: the one that stands beside its verb, or opens its sentence.

    Parameters
    ----------
    saying : Saying
        The act of saying.
    dates : sequence of DateMention
        All days of the report that something may have happened on, in order.
    """
    sentence = saying.sentence
    own = within(dates, sentence.start, sentence.end)
    if not own:
        return None
    verb = sentence.index_at(saying.start)
    opening = sentence.index_at(own[0].start)
    if opening <= _OPENING_WORDS and verb - opening <= _OPENED_WORDS:
        return own[0]
    first = sentence.words[max(verb - _BEFORE_WORDS, 0)].start if verb < len(sentence.words) else 0
    for one in within(own, first, sentence.end)[: _BEFORE_WORDS + _AFTER_WORDS + 1]:
        if -_AFTER_WORDS <= verb - sentence.index_at(one.start) <= _BEFORE_WORDS:
            return one
    behind = next(iter(within(own, saying.end + 1, sentence.end)), None)
    if behind is None or sentence.index_at(behind.start) - verb > _BEHIND_WORDS:
        return None
    words = sentence.words[sentence.index_from(saying.end) : sentence.index_at(behind.start)]
    between = " ".join(word.lower for word in words)
    return None if _CLAUSE.search(between) else behind
