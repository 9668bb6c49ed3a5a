"""Whose words a verb of saying brings: its subject, looked for as a reader does."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from geo.report.lexicon import rows, word_set
from geo.report.mentions import PartyMention
from geo.report.text import Report, Sentence

_INVERTED: Final = frozenset(["said", "says", "added", "wrote", "announced", "reported"])
# After these a party is not the one who does what the verb tells.
_OBJECT_AFTER: Final = word_set("object_after")
_ASIDE_CHARS: Final = 400
_SKIPPED: Final = frozenset(["the", "a", "an", "“", '"', "neighbouring", "its", "(", "both"])
_OFFICES: Final = word_set("offices")
_SENT: Final = frozenset(["sent", "issued", "released", "published", "signed", "posted", "written"])


@lru_cache(maxsize=1)
def verbs_of_saying() -> re.Pattern[str]:
    """All verbs of saying, each stance a named group."""
    groups = "|".join(f"(?P<{row['stance']}>{row['verbs']})" for row in rows("speech"))
    return re.compile(rf"(?<![\w’'-])(?:{groups})(?![\w’'-])")


def find_speaker(
    report: Report,
    sentence: Sentence,
    parties: list[PartyMention],
    verb: re.Match[str],
    *,
    passive: bool,
) -> PartyMention | None:
    """Who says what a verb tells; None where that is nobody that is named.

    Parameters
    ----------
    report : Report
        The text.
    sentence : Sentence
        Where the verb stands.
    parties : list of PartyMention
        Those of the sentence.
    verb : re.Match
        The verb.
    passive : bool
        Whether "by" brings the speaker.
    """
    text = report.text
    behind = [one for one in parties if one.start >= verb.end()]
    if passive:
        return next(
            (
                one
                for one in behind
                if re.fullmatch(r"[^.;]{0,40}?\bby\s+(?:the\s+)?", text[verb.end() : one.start])
            ),
            None,
        )
    inverted = (
        behind
        and verb[0].lower() in _INVERTED
        and re.fullmatch(r"\s+(?:the\s+)?", text[verb.end() : behind[0].start])
    )
    if inverted and re.search(r"[,”\"’]\s*$", text[sentence.start : verb.start()]):
        return behind[0]
    quotation = _quotation(report, verb.start())
    for one in reversed([one for one in parties if one.end <= verb.start()]):
        if _quotation(report, one.start) != quotation or _aside(text, one, verb.start()):
            continue
        if _is_object(text, sentence, one):
            continue
        between = text[one.end : verb.start()]
        if re.search(r";|[.]\s", between) or _other_subject(between):
            return None
        if re.search(r"[,”]\s*(?:it|he|she|they|the statement|the ministry)\s+\w*\s*$", between):
            return None
        return one
    return None


def _quotation(report: Report, offset: int) -> int:
    """Number of the quotation that a character stands in, -1 for none."""
    return next((n for n, one in enumerate(report.quotations) if offset in one), -1)


def _aside(text: str, party: PartyMention, verb: int) -> bool:
    """Whether a party stands in a remark between dashes or brackets that ends before the verb."""
    between = text[party.end : verb]
    before = text[max(party.start - _ASIDE_CHARS, 0) : party.start]
    brackets = re.search(r"[(\[][^)\]\n]*$", before) and re.search(r"[)\]]", between)
    dashes = re.search(r"[—–][^—–\n]*$", before) and re.search(r"[—–]", between)
    return bool(brackets or dashes)


def _is_object(text: str, sentence: Sentence, party: PartyMention) -> bool:
    words = [w.lower for w in sentence.words if w.end <= party.start]
    while words and words[-1] in _SKIPPED:
        words.pop()
    if not words or re.match(r",\s+(?:which|who)\b", text[party.end :]):
        return False
    if words[-1] in ("and", "or") and len(words) > 1:
        # "Putin and Pashinyan discussed": what is joined to a subject is one, and what is joined
        # to an object, "from Russia, France and Italy", is none.
        return _list_opens_with(text, sentence, party) in _OBJECT_AFTER
    before = text[sentence.start : party.start].rstrip()
    if before.endswith((",", ";", ":", "–", "—", "”", '"')):
        return False
    if words[-1] in ("of", "for", "at", "from") and set(words[-4:-1]) & _OFFICES:
        return False
    if words[-2:-1] and words[-2] in _SENT and words[-1] in ("by", "to", "on", "from"):
        return False
    return words[-1] in _OBJECT_AFTER or bool(
        verbs_of_saying().fullmatch(words[-1]) and words[-1] != "said"
    )


def _list_opens_with(text: str, sentence: Sentence, party: PartyMention) -> str:
    """The word before the list of names that ends with a party."""
    for word in reversed([w for w in sentence.words if w.end <= party.start]):
        if word.text[:1].isupper() or word.lower in ("and", "or", ",", "the"):
            continue
        return word.lower
    return ""


def _other_subject(between: str) -> bool:
    """Whether another doer stands between a party and a verb."""
    return bool(
        re.search(
            r"\b(?:analysts?|experts?|some|journalists?|critics|residents|witnesses|"
            r"observers|who\s+\w+\s+that|organisers|organizers)\b",
            between,
        )
    )
