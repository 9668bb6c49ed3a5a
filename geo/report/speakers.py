"""Whose words a verb of saying brings: its subject, looked for as a reader does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Final

from geo.report.lexicon import rows, word_set
from geo.report.mentions import PartyMention, within
from geo.report.text import Report, Sentence

_INVERTED: Final = frozenset(["said", "says", "added", "wrote", "announced", "reported"])
# After these a party is not the one who does what the verb tells.
_OBJECT_AFTER: Final = word_set("object_after")
_ASIDE_CHARS: Final = 400
# How far behind a verb its speaker is looked for, and how many parties before it.
_BEHIND_CHARS: Final = 100
_CONSIDERED: Final = 20
_LISTED_WORDS: Final = 60
_SKIPPED: Final = frozenset(["the", "a", "an", "“", '"', "neighbouring", "its", "(", "both"])
_OFFICES: Final = word_set("offices")
_SENT: Final = frozenset(["sent", "issued", "released", "published", "signed", "posted", "written"])

_BY: Final = re.compile(r"[^.;]{0,40}?\bby\s+(?:the\s+)?")
_BARE: Final = re.compile(r"\s+(?:the\s+)?")
_RELATIVE: Final = re.compile(r",\s+(?:which|who)\b")
_ENDED: Final = re.compile(r";|[.]\s")
# Another doer, who stands between a party and a verb.
_OTHERS: Final = re.compile(
    r"\b(?:analysts?|experts?|some|journalists?|critics|residents|witnesses|"
    r"observers|who\s+\w+\s+that|organisers|organizers)\b"
)
_PRONOUN: Final = re.compile(r"[,”]\s*(?:it|he|she|they|the statement|the ministry)\s+(?:\w+\s*)?$")


@lru_cache(maxsize=1)
def verbs_of_saying() -> re.Pattern[str]:
    """All verbs of saying, each stance a named group."""
    groups = "|".join(f"(?P<{row['stance']}>{row['verbs']})" for row in rows("speech"))
    return re.compile(rf"(?<![\w’'-])(?:{groups})(?![\w’'-])")


class Speakers:
    """Who may speak in a sentence.

    Parameters
    ----------
    report : Report
        The text.
    sentence : Sentence
        Where the verbs stand.
    parties : sequence of PartyMention
        Those of the sentence, in order.
    """

    def __init__(self, report: Report, sentence: Sentence, parties: Sequence[PartyMention]) -> None:
        self._report = report
        self._sentence = sentence
        self._parties = parties

    @cached_property
    def _subjects(self) -> list[PartyMention]:
        """Parties that are not the object of anything."""
        text, sentence = self._report.text, self._sentence
        return [one for one in self._parties if not _is_object(text, sentence, one)]

    def of(self, verb: re.Match[str], *, passive: bool) -> PartyMention | None:
        """Who says what a verb tells; None where that is nobody that is named.

        Parameters
        ----------
        verb : re.Match
            The verb.
        passive : bool
            Whether "by" brings the speaker.
        """
        report, text = self._report, self._report.text
        behind = within(self._parties, verb.end(), verb.end() + _BEHIND_CHARS)
        if passive:
            return next(
                (one for one in behind if _BY.fullmatch(text, verb.end(), one.start)),
                None,
            )
        if (
            behind
            and verb[0].lower() in _INVERTED
            and _BARE.fullmatch(text, verb.end(), behind[0].start)
            and text[self._sentence.start : verb.start()].rstrip().endswith((",", "”", '"', "’"))
        ):
            return behind[0]
        quotation = report.quotation_at(verb.start())
        before = within(self._subjects, self._sentence.start, verb.start())
        for one in before[: -_CONSIDERED - 1 : -1]:
            if (
                one.end > verb.start()
                or report.quotation_at(one.start) != quotation
                or _aside(text, one, verb.start())
            ):
                continue
            between = text[one.end : verb.start()]
            other = _ENDED.search(between) or _OTHERS.search(between) or _PRONOUN.search(between)
            return None if other else one
        return None


def _aside(text: str, party: PartyMention, verb: int) -> bool:
    """Whether a party stands in a remark between dashes or brackets that ends before the verb."""
    between = text[party.end : verb]
    before = text[max(party.start - _ASIDE_CHARS, 0) : party.start]
    return (_last(before, "([") > _last(before, ")]\n") and _last(between, ")]") >= 0) or (
        _last(before, "—–") > _last(before, "\n") and _last(between, "—–") >= 0
    )


def _last(text: str, marks: str) -> int:
    """Where the last of some marks stands, -1 for none."""
    return max(text.rfind(mark) for mark in marks)


def _is_object(text: str, sentence: Sentence, party: PartyMention) -> bool:
    words = sentence.words
    count = sentence.index_at(party.start)
    while count and words[count - 1].lower in _SKIPPED:
        count -= 1
    before = [word.lower for word in words[max(count - 4, 0) : count]]
    if not before or _RELATIVE.match(text, party.end):
        return False
    if before[-1] in ("and", "or") and count > 1:
        # "Putin and Pashinyan discussed": what is joined to a subject is one, and what is joined
        # to an object, "from Russia, France and Italy", is none.
        return _list_opens_with(sentence, party) in _OBJECT_AFTER
    if text[sentence.start : party.start].rstrip().endswith((",", ";", ":", "–", "—", "”", '"')):
        return False
    if before[-1] in ("of", "for", "at", "from") and set(before[:-1]) & _OFFICES:
        return False
    if before[-2:-1] and before[-2] in _SENT and before[-1] in ("by", "to", "on", "from"):
        return False
    return before[-1] in _OBJECT_AFTER or bool(
        verbs_of_saying().fullmatch(before[-1]) and before[-1] != "said"
    )


def _list_opens_with(sentence: Sentence, party: PartyMention) -> str:
    """The word before the list of names that ends with a party."""
    end = sentence.index_at(party.start)
    for word in reversed(sentence.words[max(end - _LISTED_WORDS, 0) : end]):
        if word.text[:1].isupper() or word.lower in ("and", "or", ",", "the"):
            continue
        return word.lower
    return ""
