"""Headers that people give to the columns we know, as data: a suggestion that somebody confirms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from geo.readers.mapping import COLUMNS
from geo.toponym import fold

# In the order of preference; compared without case, accents, spaces and underscores.
SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "event_id": ("id", "event", "incident id", "ref", "reference", "no", "number"),
    "title": ("headline", "name", "event", "incident", "what", "subject", "label"),
    "summary": ("description", "notes", "details", "text", "comment", "remarks", "narrative"),
    "date_start": (
        "date",
        "event date",
        "incident date",
        "day",
        "start",
        "from",
        "when",
        "begin",
        "start date",
        "datum",
    ),
    "date_end": ("end", "to", "until", "end date"),
    "date_prec": ("date precision", "time precision"),
    "where_prec": ("location precision", "geo precision", "place precision"),
    "category": ("type", "kind", "event type", "incident type", "class"),
    "side_a": ("actor1", "actor 1", "side a", "actor", "perpetrator", "initiator"),
    "side_b": ("actor2", "actor 2", "side b", "target"),
    "deaths_civilians": ("civilian deaths", "civilians killed"),
    "low": ("deaths low", "killed low", "min killed", "low estimate"),
    "best": ("fatalities", "killed", "deaths", "dead", "best estimate"),
    "high": ("deaths high", "killed high", "max killed", "high estimate"),
    "wounded_low": ("wounded", "injured", "injuries"),
    "longitude": ("lon", "lng", "long", "x", "lon deg", "coord x"),
    "latitude": ("lat", "y", "lat deg", "coord y"),
    "place": ("location", "place name", "village", "town", "city", "settlement", "where", "site"),
    "within": ("district", "admin2", "admin1", "province", "region", "raion", "rayon"),
    "radius_km": ("radius", "accuracy km", "position radius km"),
}


def suggested(header: Sequence[str]) -> dict[str, str]:
    """Our columns that the columns of a file seem to be.

    Parameters
    ----------
    header : sequence of str
        Of the file.

    Returns
    -------
    dict of str to str
        Ours by theirs; each of ours and of theirs at most once.

    Examples
    --------
    >>> suggested(  # doctest: +NORMALIZE_WHITESPACE
    ...     ["Incident", "Date", "Lat", "LON", "Village", "colour"])
    {'Incident': 'title', 'Date': 'date_start', 'LON': 'longitude', 'Lat': 'latitude',
    'Village': 'place'}
    """
    keys = {_key(name): name for name in reversed(header)}
    found: dict[str, str] = {}
    for ours in COLUMNS:
        for name in (ours, *SYNONYMS.get(ours, ())):
            theirs = keys.get(_key(name))
            if theirs is not None and theirs not in found:
                found[theirs] = ours
                break
    return found


def _key(name: str) -> str:
    return fold(name.replace("_", " ")).replace(" ", "")
