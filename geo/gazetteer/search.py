"""Search for places by any of their names, in any script, spelling and keyboard.

A query finds the names that it equals, or some of whose words it is, and says how: letter for
letter, but for accents and case, or after transliteration. What merely resembles it is a
suggestion, kept apart: the searcher chooses, and nothing is taken for something else in silence.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.gazetteer.place import Place
from geo.toponym import Toponym, fold, romanised

SUGGESTED_MAX: Final = 8
# One slip in three letters, two in six, three in nine.
_LIKENESS_MIN: Final = 0.66
_LIKENESS_OF_BEGINNING: Final = 0.9
_BEGINNING_MIN_CHARS: Final = 3
_WEIGHT_OF_WORD: Final = 0.95
_Forms = tuple[frozenset[str], frozenset[str], frozenset[str]]


class Reason(StrEnum):
    """Why a name was found, the strongest first."""

    EXACT = "exact"
    FOLDED = "folded"
    TRANSLITERATED = "transliterated"
    SUGGESTION = "suggestion"


_ORDER: Final = list(Reason)


@dataclass(frozen=True, slots=True)
class Match:
    """A place that was found, with the name that found it.

    Parameters
    ----------
    place : Place
        What was found.
    name : Toponym
        The name of it that is most like the query.
    reason : Reason
        `exact`: the same letters, in any case. `folded`: the same without accents, marks and
        spaces. `transliterated`: the same to the ear, by `toponym.romanise`. `suggestion`: only
        alike.
    whole : bool
        Whether the query is the name, rather than some of its words.
    """

    place: Place
    name: Toponym
    reason: Reason
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Entry:
    place: Place
    name: Toponym
    forms: _Forms


class PlaceIndex:
    """Names of places by what a search compares.

    Parameters
    ----------
    places : iterable of Place
        All that are to be found, by their names, their title and their id.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._entries = [
            _Entry(place, name, _forms(name.text))
            for place in places
            for name in (*_names(place), Toponym(place.id))
        ]
        self._whole: tuple[dict[str, list[int]], ...] = ({}, {}, {})
        self._words: dict[str, list[int]] = {}
        # By sound, entries whose name (1.0) or a word of it (less) sounds so.
        self._sounds: dict[str, dict[int, float]] = {}
        for number, entry in enumerate(self._entries):
            for level, forms in enumerate(entry.forms):
                for form in forms:
                    self._whole[level].setdefault(_key(level, form), []).append(number)
            # An id is found when it is typed in full; its words are not those of a name.
            if entry.name.text != entry.place.id:
                self._index_words(number, entry)

    def _index_words(self, number: int, entry: _Entry) -> None:
        _, folded, sounding = entry.forms
        for word in {word for form in folded | sounding for word in form.split()}:
            self._words.setdefault(word, []).append(number)
        for form in sounding:
            for word in form.split():
                self._sounds.setdefault(word, {}).setdefault(number, _WEIGHT_OF_WORD)
            self._sounds.setdefault(_key(1, form), {})[number] = 1.0

    def find(self, query: str) -> list[Match]:
        """Places with a name that is the query, then those with a name that has its words.

        Parameters
        ----------
        query : str
            A name or some whole words of one, in any script.

        Returns
        -------
        list of Match
            Each place once, by its best name; none of them a suggestion.
        """
        best: dict[str, tuple[tuple[bool, int], Match]] = {}
        asked = _forms(query)
        for number, (level, whole) in self._hits(asked).items():
            entry = self._entries[number]
            strength = (not whole, level)
            if entry.place.id not in best or strength < best[entry.place.id][0]:
                match = Match(entry.place, entry.name, _ORDER[level], whole)
                best[entry.place.id] = (strength, match)
        order = sorted(best.values(), key=lambda one: (one[0], *_prominence(one[1].place)))
        return [match for _, match in order]

    def _hits(self, asked: _Forms) -> dict[int, tuple[int, bool]]:
        """Level and wholeness by entry: the first way that finds it is the strongest."""
        found: dict[int, tuple[int, bool]] = {}
        for level, forms in enumerate(asked):
            for form in forms:
                for number in self._whole[level].get(_key(level, form), ()) if form else ():
                    found.setdefault(number, (level, True))
        for level, forms in enumerate(asked):
            for form in forms:
                words = (fold(form) if level == 0 else form).split()
                rows = [self._words.get(word, ()) for word in words]
                for number in set(min(rows, key=len, default=())):
                    if _has_words(self._entries[number].forms[level], form):
                        found.setdefault(number, (level, False))
        return found

    def suggest(self, query: str, limit: int = SUGGESTED_MAX) -> list[Match]:
        """Places with a name that is like the query or begins so; never what `find` gives.

        Parameters
        ----------
        query : str
            What was typed.
        limit : int
            How many places at most.

        Returns
        -------
        list of Match
            The most alike first, all with `Reason.SUGGESTION`.
        """
        likeness: dict[int, float] = {}
        for form in romanised(query):
            for sound, score in self._alike(_key(1, form), 4 * limit).items():
                for number, weight in self._sounds[sound].items():
                    likeness[number] = max(score * weight, likeness.get(number, 0))
        silent = {match.place.id for match in self.find(query)}
        order = sorted(likeness, key=lambda n: (-likeness[n], *_prominence(self._entries[n].place)))
        best: dict[str, Match] = {}
        for entry in (self._entries[number] for number in order):
            if entry.place.id not in silent:
                match = Match(entry.place, entry.name, Reason.SUGGESTION, whole=False)
                best.setdefault(entry.place.id, match)
        return list(best.values())[:limit]

    def _alike(self, asked: str, limit: int) -> dict[str, float]:
        """Likeness, up to 1, of the sounds that are like one or begin so."""
        if not asked:
            return {}
        sounds = list(self._sounds)
        alike = process.extract(
            asked,
            sounds,
            scorer=OSA.normalized_similarity,
            score_cutoff=_LIKENESS_MIN,
            limit=limit,
        )
        scores = {sound: score for sound, score, _ in alike}
        if len(asked) >= _BEGINNING_MIN_CHARS:
            for sound in (sound for sound in sounds if sound.startswith(asked)):
                scores[sound] = max(_LIKENESS_OF_BEGINNING, scores.get(sound, 0))
        return scores


def spoken_names(place: Place) -> str:
    """Every name of a place by its key, with a bar between, for a search in whole words.

    Examples
    --------
    >>> from geo.toponym import Toponym
    >>> spoken_names(Place("a", "Xankəndi", {}, names=(Toponym("Ханкенди", "ru"),)))
    '| xankendi | xankandi |'
    """
    keys = [key for name in _names(place) for key in sorted(romanised(name.text), reverse=True)]
    return f"| {' | '.join(dict.fromkeys(keys))} |"


def _names(place: Place) -> tuple[Toponym, ...]:
    """Names of a place, with its title where that is none of them."""
    titled = any(name.text == place.title for name in place.names)
    return place.names if titled else (*place.names, Toponym(place.title))


def _forms(text: str) -> _Forms:
    written = unicodedata.normalize("NFC", text).casefold()
    # Keyboards without ə write it as a or e.
    folded = frozenset(fold(form) for form in (text, written.replace("ə", "e")))
    return frozenset((" ".join(written.split()),)), folded, romanised(text)


def _key(level: int, form: str) -> str:
    """Whole names are compared without their spaces, unless it is letter for letter."""
    return form.replace(" ", "") if level else form


def _has_words(forms: Iterable[str], asked: str) -> bool:
    return any(f" {asked} " in f" {form} " for form in forms)


def _prominence(place: Place) -> tuple[int, str, str]:
    return place.rank, place.title, place.id
