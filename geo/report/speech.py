"""Who says what of whom: verbs of saying with their subject and stance.

A speaker is looked for as a reader does: before the verb, unless it stands there as somebody's
object; behind "according to" and "by"; or as "it", "the ministry", "the statement", for whoever
spoke last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from geo.report.lexicon import rows
from geo.report.mentions import PartyMention
from geo.report.parties import party_id
from geo.report.text import Report, Sentence

UNATTRIBUTED: Final = "unattributed"


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of saying.

    Parameters
    ----------
    sentence : Sentence
        Where it is told.
    party : str
        Who speaks.
    stance : str
        A code of `schema.STANCES`.
    start, end : int
        Offsets of the verb.
    verb : str
        The verb as written, in lower case.
    general : bool
        Whether only the nation is named, not which of its bodies.
    capital : bool
        Whether it is named by its capital.
    """

    sentence: Sentence
    party: str
    stance: str
    start: int
    end: int
    verb: str
    general: bool = False
    capital: bool = False
    nation: str = ""


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    """All verbs of saying, each stance a named group."""
    groups = "|".join(f"(?P<{row['stance']}>{row['verbs']})" for row in rows("speech"))
    return re.compile(rf"(?<![\w’'-])(?:{groups})(?![\w’'-])")


# After these a form such as "reports" or "claims" is a noun.
_DETERMINERS: Final = frozenset("the a an this these those its their his her any".split())
_NOUN_AFTER: Final = frozenset(
    "the a an this that these those its their his her such any some no of more new other conflicting "
    "recent two local media official false many several repeated formal to for by on".split()
)
_NOUN_FORMS: Final = frozenset(
    "reports claims calls states demands appeals notes estimates records counts questions orders "
    "challenges replies objects voices".split()
)
_PASSIVE: Final = frozenset("was were been being is are be".split())
_INVERTED: Final = frozenset("said says added wrote announced reported".split())
_PRONOUNS: Final = frozenset("it he she they statement spokesman spokeswoman spokesperson".split())
# After these a party is not the one who does what the verb tells.
_OBJECT_AFTER: Final = frozenset(
    "of by to against between from with for on in into towards toward than about over at near among "
    "via through inside within around and/or".split()
)
_FALSE: Final = re.compile(
    r"\b(?:untrue|false|baseless|groundless|unfounded|fake|disinformation|misinformation|a lie|lies|"
    r"nothing to do with|not correspond to reality|no changes? in)\b", re.IGNORECASE)
_ACCORDING: Final = re.compile(r"according to|by (?=[^\s]+['’]s account)|in the words of",
                               re.IGNORECASE)
_HEDGE: Final = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|unverified|unconfirmed|so-called|apparently|appeared to|"
    r"alleged|may have|is said to|are said to|believed to)\b", re.IGNORECASE)


def hedge_in(text: str) -> str:
    """First word of doubt in a text, blank for none.

    Examples
    --------
    >>> hedge_in("The army reportedly captured it"), hedge_in("It captured it")
    ('reportedly', '')
    """
    found = _HEDGE.search(text)
    return found[0].lower() if found else ""


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
        own = [one for one in parties if one.start in sentence]
        found += _in_sentence(report, sentence, own, found[-1] if found else None)
    return [one for one in _with_bodies(found) if one.party]


def _in_sentence(
    report: Report, sentence: Sentence, parties: list[PartyMention], last: Saying | None
) -> list[Saying]:
    text = report.text
    found = _according(text, sentence, parties, last)
    verbs = [one for one in _verbs().finditer(text, sentence.start, sentence.end)
             if not _no_verb(sentence, one)]
    for number, match in enumerate(verbs):
        nearby = _before(sentence, match.start(), 4)
        passive = bool(_PASSIVE & set(nearby)) or bool(re.match(r"\s+by\b", text[match.end() :]))
        until = verbs[number + 1].start() if number + 1 < len(verbs) else sentence.end
        stance = _stance(str(match.lastgroup), text[match.end() : until])
        speaker = _speaker(report, sentence, parties, match, passive=passive)
        if speaker is not None:
            found.append(_saying(sentence, speaker, stance, match.span(), match[0].lower()))
        elif not passive:
            earlier = found[-1] if found else last
            joined = bool(found) and nearby[-1:] in (["and"], ["but"])
            back = earlier is not None and (joined or _refers_back(text, sentence, match))
            before = earlier if back and earlier else _OUTSIDER(sentence)
            found.append(replace(before, sentence=sentence, stance=stance, verb=match[0].lower(),
                                 start=match.start(), end=match.end()))
    if not found and last and last.party and _goes_on(report, sentence, last):
        found.append(replace(last, sentence=sentence, stance="asserts", verb="",
                             start=sentence.start, end=sentence.start))
    return sorted(found, key=lambda one: one.start)


def _OUTSIDER(sentence: Sentence) -> Saying:  # noqa: N802
    """Somebody speaks who is no party: an analyst, a paper, a witness."""
    return Saying(sentence, "", "asserts", sentence.start, sentence.start, "")


def _according(
    text: str, sentence: Sentence, parties: list[PartyMention], last: Saying | None
) -> list[Saying]:
    found = []
    for match in _ACCORDING.finditer(text, sentence.start, sentence.end):
        speaker = next((one for one in parties if 0 <= one.start - match.end() <= 6), None)
        if speaker is not None:
            found.append(_saying(sentence, speaker, "asserts", match.span(), "according to"))
        elif last and re.match(r"\s+the (?:ministry|statement|army)", text[match.end() :], re.I):
            found.append(replace(last, sentence=sentence, start=match.start(), end=match.end(),
                                 stance="asserts", verb="according to"))
    return found


def _before(sentence: Sentence, offset: int, count: int) -> list[str]:
    """The last words before an offset, in lower case."""
    at = sentence.index_at(offset)
    return [word.lower for word in sentence.words[max(at - count, 0) : at]]


def _no_verb(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a form is a noun, an adjective, a name given, or said not to be."""
    verb, before = match[0].lower(), _before(sentence, match.start(), 3)
    if before[-1:] and (before[-1] in _DETERMINERS or
                        (verb in _NOUN_FORMS and before[-1] in _NOUN_AFTER)):
        return True
    if verb == "called" and "what" in before:
        return True
    return bool({"not", "nor", "neither", "n't"} & set(before[-2:]))


def _goes_on(report: Report, sentence: Sentence, last: Saying) -> bool:
    """Whether a sentence is all quotation and takes up a speaker of the lines before."""
    opened = report.text[sentence.start] in "“\""
    inside = report.quoted(sentence.start + 1) and report.quoted(sentence.end - 2)
    return inside and (opened or last.sentence.paragraph == sentence.paragraph) \
        and sentence.paragraph - last.sentence.paragraph <= 1


def _saying(
    sentence: Sentence, speaker: PartyMention, stance: str, span: tuple[int, int], verb: str
) -> Saying:
    general = speaker.body == ""
    return Saying(sentence, speaker.party, stance, *span, verb, general,
                  general and _is_seat(speaker.text), speaker.nation)


@lru_cache(maxsize=256)
def _is_seat(text: str) -> bool:
    return any(text in row["seats"].split("|") for row in rows("nations"))


def _stance(stance: str, rest: str) -> str:
    clause = re.split(r"[;]", rest)[0]
    return "denies" if stance == "asserts" and _FALSE.search(clause) else stance


def _speaker(
    report: Report,
    sentence: Sentence,
    parties: list[PartyMention],
    verb: re.Match[str],
    *,
    passive: bool,
) -> PartyMention | None:
    text = report.text
    behind = [one for one in parties if one.start >= verb.end()]
    if passive:
        return next((one for one in behind if re.fullmatch(
            r"[^.;]{0,40}?\bby\s+(?:the\s+)?", text[verb.end() : one.start])), None)
    inverted = behind and verb[0].lower() in _INVERTED and re.fullmatch(
        r"\s+(?:the\s+)?", text[verb.end() : behind[0].start])
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


_ASIDE_CHARS: Final = 400


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
    return words[-1] in _OBJECT_AFTER or bool(_verbs().fullmatch(words[-1]) and words[-1] != "said")


def _list_opens_with(text: str, sentence: Sentence, party: PartyMention) -> str:
    """The word before the list of names that ends with a party."""
    for word in reversed([w for w in sentence.words if w.end <= party.start]):
        if word.text[:1].isupper() or word.lower in ("and", "or", ",", "the"):
            continue
        return word.lower
    return ""


_SKIPPED: Final = frozenset(["the", "a", "an", "“", '"', "neighbouring", "its", "(", "both"])
_OFFICES: Final = frozenset(
    "spokesman spokeswoman spokesperson head chief representative adviser official officials leader "
    "commander secretary minister president ombudsman co-chairs co-chair co-chairmen envoy envoys".split()
)
_SENT: Final = frozenset("sent issued released published signed posted written".split())


def _other_subject(between: str) -> bool:
    """Whether another doer stands between a party and a verb."""
    return bool(re.search(r"\b(?:analysts?|experts?|some|journalists?|critics|residents|witnesses|"
                          r"observers|who\s+\w+\s+that|organisers|organizers)\b", between))


def _refers_back(text: str, sentence: Sentence, verb: re.Match[str]) -> bool:
    """Whether "it", "she" or "the statement" speaks, before the verb or right behind it."""
    if set(_before(sentence, verb.start(), 4)) & _PRONOUNS:
        return True
    return bool(re.match(r"\s+(?:the (?:statement|ministry)|he|she)\b", text[verb.end() :]))


def _with_bodies(sayings: list[Saying]) -> list[Saying]:
    """Name the body that speaks for a nation, where the report tells it nearby.

    "Russia said" beside "Russia's defence ministry said" is the ministry; a capital is so only
    where it takes up the ministry's own words.
    """
    named = [one for one in sayings if not one.general and one.nation]
    completed: list[Saying] = []
    for saying in sayings:
        if saying.general:
            last = completed[-1] if completed else None
            party = _party_for(saying, named, last)
            saying = replace(saying, party=party, general=False)
        completed.append(saying)
    return completed


_NEAR_PARAGRAPHS: Final = 3


def _party_for(saying: Saying, named: list[Saying], last: Saying | None) -> str:
    if not saying.nation:
        return saying.party
    if last and last.nation == saying.nation and last.party != party_id(saying.nation, "") \
            and saying.sentence.paragraph - last.sentence.paragraph <= 1:
        return last.party
    if saying.capital:
        same = [one for one in named if one.nation == saying.nation and one.start > saying.start
                and one.sentence.paragraph == saying.sentence.paragraph]
        return same[0].party if same else saying.party
    near = [one for one in named if one.nation == saying.nation and abs(
        one.sentence.paragraph - saying.sentence.paragraph) <= _NEAR_PARAGRAPHS]
    near.sort(key=lambda one: (abs(one.sentence.paragraph - saying.sentence.paragraph),
                               abs(one.start - saying.start)))
    return near[0].party if near else saying.party
