"""Toponyms: the gazetteer's names found in a text, all at once, by Aho-Corasick.

The text is folded character by character, so that offsets stay those of the report.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import ahocorasick_rs

from geo.gazetteer import Gazetteer
from geo.report.lexicon import demonyms, homonyms, nations, word_set
from geo.report.mentions import PlaceMention
from geo.report.placenames import bases, kin, states, variants
from geo.report.taken import Taken
from geo.report.text import Report

_PLURALS: Final = {
    "districts": "district",
    "regions": "district",
    "provinces": "district",
    "rayons": "district",
    "oblasts": "oblast",
}
_LETTERS: Final = str.maketrans(
    {"ə": "a", "ı": "i", "’": "'", "‘": "'", "-": " ", "–": " ", "—": " ", "\n": " ", "\xa0": " "}
)
_SHORT: Final = 3
# Start, end, and the folded name.
Match = tuple[int, int, str]


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    lower = character.lower()[:1] or character
    base = unicodedata.normalize("NFKD", lower)[:1] or lower
    return (base if unicodedata.category(base)[0] == "L" else lower).translate(_LETTERS)


def fold_in_place(text: str) -> str:
    """Fold case, accents, dashes and apostrophes without moving a character.

    Examples
    --------
    >>> fold_in_place("Fərrux, NAGORNO–KARABAKH’s")
    "farrux, nagorno karabakh's"
    """
    return "".join(map(_folded, text))


class NameIndex:
    """All names of a gazetteer, ready to be found in any text.

    Parameters
    ----------
    gazetteer : Gazetteer
        Its names in all scripts are looked for, together with demonyms of its states.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.state_of_nation = states(gazetteer)
        self._names: defaultdict[str, list[tuple[str, str, bool]]] = defaultdict(list)
        self._bases: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for place in gazetteer.values():
            for name in dict.fromkeys([place.title, *(one.text for one in place.names)]):
                self._add(name, place.id)
            for name in variants(place):
                self._add(name, place.id)
            for base, generic in bases(place):
                self._bases[fold_in_place(base)].setdefault(generic, place.id)
        for nation in nations().values():
            state = self.state_of_nation.get(nation.id)
            for word in (*nation.adjectives, *nation.people) if state else ():
                if " " not in word:
                    self._add(word, str(state), demonym=True)
        for folded in self._bases:
            self._names.setdefault(folded, [])
        self._patterns = list(self._names)
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns)

    def _add(self, name: str, place_id: str, *, demonym: bool = False) -> None:
        entry = (name, place_id, demonym)
        known = self._names[fold_in_place(name)]
        if entry not in known:
            known.append(entry)

    def find(self, report: Report) -> list[PlaceMention]:
        """All toponyms of a report, longest first where names overlap, in order of the text.

        Roles are not decided yet, but for demonyms.
        """
        return list(self._resolve(report, self._longest(report.text)))

    def _longest(self, text: str) -> list[Match]:
        folded = fold_in_place(text)
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if _bounded(folded, start, end) and self._written_as_name(text[start:end], index):
                found.append((start, end, self._patterns[index]))
        taken = Taken()
        longest = sorted(found, key=lambda one: (one[0] - one[1], one[0]))
        return sorted(one for one in longest if taken.take(one[0], one[1]))

    def _written_as_name(self, written: str, index: int) -> bool:
        """A name begins with a capital where the gazetteer's does; short ones match exactly."""
        names = [name for name, _, _ in self._names[self._patterns[index]]]
        if not names:
            return written[:1].isupper()
        if len(written) <= _SHORT or written.replace(".", "").isupper():
            short = [name for name in names if len(name.replace(".", "")) <= _SHORT]
            if short:
                return written in short or (written.upper() == written and written[:1] != "U")
        return any(not name[:1].isupper() or written[:1].isupper() for name in names)

    def _resolve(self, report: Report, found: list[Match]) -> Iterator[PlaceMention]:
        text = report.text
        ends = _list_ends(text, found)
        # Names that mean another place here, by words of the text that give it away.
        elsewhere = {
            name for name, (_, cues) in homonyms().items() if any(cue in text for cue in cues)
        }
        for number, (start, end, name) in enumerate(found):
            entries = self._names[name]
            of_list = self._of_plural(text, found[number], found[ends[number]])
            if of_list:
                yield PlaceMention(start, end, text[start:end], of_list)
                continue
            if not entries or _part_of_proper_name(report, start, end):
                continue
            ids = list(dict.fromkeys(place_id for _, place_id, _ in entries))
            place_id = self._prefer(ids, text, start, end)
            others = tuple(one for one in ids if one != place_id)
            role = "adjective" if entries[0][2] else "location"
            if not any(one[0] in elsewhere for one in entries):
                yield PlaceMention(start, end, text[start:end], place_id, role, others)  # type: ignore[arg-type]

    def _of_plural(self, text: str, name: Match, last: Match) -> str:
        """District of a name in "A, B and C regions", where the kind of place comes once."""
        words = text[last[1] : last[1] + 14].split()
        # The last name may have been found together with its kind, in the singular or the plural.
        kind = _PLURALS.get(words[0].strip(".,;:)").lower()) if words else None
        if kind is None:
            return ""
        bases = self._bases.get(name[2], {})
        return next((bases[one] for one in kin(kind) if one in bases), "")

    def _prefer(self, ids: list[str], text: str, start: int, end: int) -> str:
        """Of several places of one name, the one that the words after it call for."""
        if len(ids) == 1:
            return ids[0]
        following = text[end : end + 12].split()
        generic = following[0].strip(".,;:)").lower() if following else ""
        kinds = {one: self.gazetteer[one].types[0][1] for one in ids if self.gazetteer[one].types}
        return next((one for one in ids if kinds.get(one) == generic), ids[0])


_JOINS: Final = (",", "and", "or", ", and", "and the", ",the", ", the")


def _list_ends(text: str, found: list[Match]) -> list[int]:
    """For each name, which one ends the list that it stands in: itself, where it is in none."""
    ends = list(range(len(found)))
    for at in reversed(ends[:-1]):
        if text[found[at][1] : found[at + 1][0]].strip() in _JOINS:
            ends[at] = ends[at + 1]
    return ends


def _bounded(folded: str, start: int, end: int) -> bool:
    before = folded[start - 1] if start else " "
    after = folded[end] if end < len(folded) else " "
    return not before.isalnum() and not after.isalnum() and not (before == "." and start > 1)


# Capitalised words that may follow a name without making a longer proper name of it.
_FOLLOWERS: Final = word_set("name_followers")


def _part_of_proper_name(report: Report, start: int, end: int) -> bool:
    """Whether a capitalised word follows that makes the name that of a paper, a club or a person.

    Examples
    --------
    >>> from datetime import date
    >>> text = "The Moscow Ballet left. The Moscow Foreign Ministry spoke."
    >>> report = Report(text, date(2022, 3, 1))
    >>> _part_of_proper_name(report, 4, 10), _part_of_proper_name(report, 28, 34)
    (True, False)
    """
    sentence = report.sentence_at(start)
    at = sentence.index_at(end)
    if at >= len(sentence.words) or report.text[end : end + 1] != " ":
        return False
    word = sentence.words[at]
    if not word.text[:1].isupper() or word.lower in _FOLLOWERS or word.start != end + 1:
        return False
    if word.text.isupper() or end <= report.dateline_end:
        return False
    titled = at + 1 < len(sentence.words) and sentence.words[at + 1].text[:1].isupper()
    known = word.text in demonyms() or word.text.rstrip("s") in demonyms()
    person = titled and _is_office(report.text[max(start - 40, 0) : start])
    return not known and not person


def _is_office(before: str) -> bool:
    return before.rstrip().endswith(("President", "Minister", "leader"))
