"""Who says what of whom: verbs of saying with their subject and stance.

A speaker is looked for as a reader does: before the verb, unless it stands there as somebody's
object; behind "according to" and "by"; or as "it", "the ministry", "the statement", for whoever
spoke last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from geo.report.attribution import with_bodies
from geo.report.lexicon import rows, word_set
from geo.report.mentions import PartyMention, within
from geo.report.saying import Saying
from geo.report.speakers import Speakers, verbs_of_saying
from geo.report.text import Report, Sentence

# After these a form such as "reports" or "claims" is a noun.
_DETERMINERS: Final = word_set("noun_determiners")
_NOUN_AFTER: Final = word_set("noun_after")
_NOUN_FORMS: Final = word_set("noun_forms")
_PASSIVE: Final = frozenset(["was", "were", "been", "being", "is", "are", "be"])
_PRONOUNS: Final = frozenset(
    ["it", "he", "she", "they", "statement", "spokesman", "spokeswoman", "spokesperson"]
)
_BY: Final = re.compile(r"\s+by\b(?!\s+(?:tele)?phone|\s+video)")
_FALSE: Final = re.compile(
    r"\b(?:untrue|false|baseless|groundless|unfounded|fake|disinformation|misinformation|"
    r"a lie|lies|"
    r"nothing to do with|not correspond to reality|no changes? in)\b",
    re.IGNORECASE,
)
_ACCORDING: Final = re.compile(
    r"according to|by (?=[^\s]+['’]s account)|in the words of", re.IGNORECASE
)

_UNNAMED: Final = re.compile(r"\s+the (?:ministry|statement|army)", re.IGNORECASE)
_SPEAKS_BEHIND: Final = re.compile(r"\s+(?:the (?:statement|ministry)|he|she)\b")


def find_sayings(report: Report, parties: Sequence[PartyMention]) -> list[Saying]:
    """All acts of saying of a report whose speaker can be told, in order.

    Parameters
    ----------
    report : Report
        The text.
    parties : sequence of PartyMention
        Those that may speak; a nation named as mere ground is not among them.
    """
    found: list[Saying] = []
    for sentence in report.sentences:
        own = within(parties, sentence.start, sentence.end)
        found += _in_sentence(report, sentence, own, found[-1] if found else None)
    return [one for one in with_bodies(found) if one.party]


def _in_sentence(
    report: Report, sentence: Sentence, parties: Sequence[PartyMention], last: Saying | None
) -> list[Saying]:
    text = report.text
    found = _according(text, sentence, parties, last)
    speakers = Speakers(report, sentence, parties)
    verbs = [
        one
        for one in verbs_of_saying().finditer(text, sentence.start, sentence.end)
        if not _no_verb(sentence, one)
    ]
    for number, match in enumerate(verbs):
        nearby = _before(sentence, match.start(), 4)
        passive = bool(_PASSIVE & set(nearby)) or bool(_BY.match(text, match.end()))
        until = verbs[number + 1].start() if number + 1 < len(verbs) else sentence.end
        # "“This is untrue,” the ministry said": what is said may stand before.
        since = verbs[number - 1].end() if number else sentence.start
        quoted = text[since : match.start()] if report.quoted(since) else ""
        stance = _stance(str(match.lastgroup), quoted + text[match.end() : until])
        speaker = speakers.of(match, passive=passive)
        if speaker is not None:
            found.append(_saying(sentence, speaker, stance, match.span(), match[0].lower()))
        elif not passive:
            earlier = found[-1] if found else last
            joined = bool(found) and nearby[-1:] in (["and"], ["but"])
            back = earlier is not None and (joined or _refers_back(text, sentence, match))
            before = earlier if back and earlier else _outsider(sentence)
            found.append(
                replace(
                    before,
                    sentence=sentence,
                    stance=stance,
                    verb=match[0].lower(),
                    start=match.start(),
                    end=match.end(),
                )
            )
    if not found and last and last.party and _goes_on(report, sentence, last):
        found.append(
            replace(
                last,
                sentence=sentence,
                stance="asserts",
                verb="",
                start=sentence.start,
                end=sentence.start,
            )
        )
    return sorted(found, key=lambda one: one.start)


def _outsider(sentence: Sentence) -> Saying:
    """Somebody speaks who is no party: an analyst, a paper, a witness."""
    return Saying(sentence, "", "asserts", sentence.start, sentence.start, "")


def _according(
    text: str, sentence: Sentence, parties: Sequence[PartyMention], last: Saying | None
) -> list[Saying]:
    found = []
    for match in _ACCORDING.finditer(text, sentence.start, sentence.end):
        speaker = next(iter(within(parties, match.end(), match.end() + 7)), None)
        if speaker is not None:
            found.append(_saying(sentence, speaker, "asserts", match.span(), "according to"))
        elif last and _UNNAMED.match(text, match.end()):
            found.append(
                replace(
                    last,
                    sentence=sentence,
                    start=match.start(),
                    end=match.end(),
                    stance="asserts",
                    verb="according to",
                )
            )
    return found


def _before(sentence: Sentence, offset: int, count: int) -> list[str]:
    """The last words before an offset, in lower case."""
    at = sentence.index_at(offset)
    return [word.lower for word in sentence.words[max(at - count, 0) : at]]


def _no_verb(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a form is a noun, an adjective, a name given, or said not to be."""
    verb, before = match[0].lower(), _before(sentence, match.start(), 3)
    if before[-1:] and (
        before[-1] in _DETERMINERS or (verb in _NOUN_FORMS and before[-1] in _NOUN_AFTER)
    ):
        return True
    if verb == "called" and "what" in before:
        return True
    return bool({"not", "nor", "neither", "n't"} & set(before[-2:]))


def _goes_on(report: Report, sentence: Sentence, last: Saying) -> bool:
    """Whether a sentence is all quotation and takes up a speaker of the lines before."""
    opened = report.text[sentence.start] in '“"'
    inside = report.quoted(sentence.start + 1) and report.quoted(sentence.end - 2)
    return (
        inside
        and (opened or last.sentence.paragraph == sentence.paragraph)
        and sentence.paragraph - last.sentence.paragraph <= 1
    )


def _saying(
    sentence: Sentence, speaker: PartyMention, stance: str, span: tuple[int, int], verb: str
) -> Saying:
    general = speaker.body == ""
    return Saying(
        sentence,
        speaker.party,
        stance,
        *span,
        verb,
        general,
        general and _is_seat(speaker.text),
        speaker.nation,
    )


@lru_cache(maxsize=256)
def _is_seat(text: str) -> bool:
    return any(text in row["seats"].split("|") for row in rows("nations"))


def _stance(stance: str, rest: str) -> str:
    clause = re.split(r"[;]", rest)[0]
    return "denies" if stance == "asserts" and _FALSE.search(clause) else stance


def _refers_back(text: str, sentence: Sentence, verb: re.Match[str]) -> bool:
    """Whether "it", "she" or "the statement" speaks, before the verb or right behind it."""
    if set(_before(sentence, verb.start(), 4)) & _PRONOUNS:
        return True
    return bool(_SPEAKS_BEHIND.match(text, verb.end()))
