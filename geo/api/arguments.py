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
from geo.toponym import fold

Words = str | Iterable[str]
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
    found = gazetteer.search(asked)
    exact = [
        place.id
        for place in found
        if fold(asked) in {fold(place.title), *(fold(name.text) for name in place.names)}
    ]
    if len(exact) == 1:
        return exact[0]
    near = ", ".join(exact or [place.id for place in found[:10]]) or "no place is named so"
    raise UsageError(f"place: expected the id or name of one place, found {asked!r}: {near}")
