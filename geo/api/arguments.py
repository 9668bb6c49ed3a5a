"""What callers may write for a day, a code, a place or a party, and what of it is refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from geo.errors import UsageError
from geo.filters import FIELDS
from geo.gazetteer import Gazetteer
from geo.linkage import Dataset
from geo.spans import parse_day
from geo.toponym import DEFAULT_CONVENTION

Words = str | Iterable[str]
NEAR_MAX: Final = 10
_READERS: Final = {spec.attribute: spec.read for spec in FIELDS}


def read_day(day: str | date | None) -> date | None:
    """Read a day given as `YYYY-MM-DD` or as a date."""
    if isinstance(day, datetime):
        return day.date()
    if day is None or isinstance(day, date):
        return day
    try:
        return parse_day(day)
    except ValueError as error:
        raise UsageError(str(error)) from error


def read_field(name: str, value: Words) -> object:
    """Read a value as from a URL, so that the two agree on what is known."""
    try:
        return _READERS[name](value if isinstance(value, str) else ",".join(value))
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from error


def _listed(words: Words | None) -> list[str] | None:
    return [words] if isinstance(words, str) else None if words is None else list(words)


def party_ids(dataset: Dataset, asked: Words | None) -> list[str] | None:
    """Ids of parties, all of which the dataset has."""
    known = dataset.parties["party_id"].tolist()
    for one in _listed(asked) or ():
        if one not in known:
            raise UsageError(f"party: expected any of {', '.join(known)}, found {one!r}")
    return _listed(asked)


def place_ids(gazetteer: Gazetteer, asked: Words | None) -> list[str] | None:
    """Ids of places, given as such or by any of their names."""
    words = _listed(asked)
    return None if words is None else [_place_id(gazetteer, word) for word in words]


def _place_id(gazetteer: Gazetteer, asked: str) -> str:
    if asked in gazetteer:
        return asked
    found = gazetteer.find(asked)
    named = [match for match in found if match.whole]
    # A name as written goes before one that only sounds so.
    best = [match for match in named if match.reason == named[0].reason]
    if len(best) == 1:
        return best[0].place.id
    listed = ", ".join(_apart(gazetteer, match.place.id) for match in best) or alike(
        gazetteer, asked
    )
    raise UsageError(
        f"place: expected the id or name of one place, found {asked!r}: "
        f"{listed or 'no place is named so'}"
    )


def alike(gazetteer: Gazetteer, asked: str) -> str:
    """List ids of the places whose names hold a word, else of those with names like it."""
    found = gazetteer.find(asked)[:NEAR_MAX]
    if found:
        return ", ".join(_apart(gazetteer, match.place.id) for match in found)
    near = ", ".join(_apart(gazetteer, match.place.id) for match in gazetteer.suggest(asked))
    return f"no place is named so; most alike {near}" if near else ""


def _apart(gazetteer: Gazetteer, place_id: str) -> str:
    parents = gazetteer.whereabouts(place_id, DEFAULT_CONVENTION)
    return f"{place_id} (part of {parents})" if parents else place_id
