"""All that the gazetteer says of one place, laid out for a reader, with where it is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from geo.gazetteer.collection import Gazetteer
from geo.gazetteer.place import Place, timespans_of
from geo.schema import SIDES
from geo.spans import day_number
from geo.timespans import Timespan
from geo.toponym import CONVENTIONS

# Linked Places writes links as prefix and identifier; these lead to a page.
_PAGES: Final = {
    "wd": ("Wikidata", re.compile(r"Q\d{1,12}"), "https://www.wikidata.org/wiki/{}"),
    "gn": ("GeoNames", re.compile(r"\d{1,12}"), "https://www.geonames.org/{}"),
}
_ROLES: Final = {
    "area": "Outline",
    "line": "Line",
    "route": "Route",
    "strip": "Strip along the route",
}
_ITSELF: Final = "The place itself"


class _Sources:
    """Citations numbered as they come, each once."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}

    def number(self, citations: Iterable[Mapping[str, Any]]) -> list[int]:
        keys = ((str(one.get("label", "")), str(one.get("@id", ""))) for one in citations)
        return [self._numbers.setdefault(key, len(self._numbers) + 1) for key in keys if any(key)]

    def listed(self) -> list[dict[str, str | None]]:
        return [{"label": label or url, "url": web_page(url)} for label, url in self._numbers]


def profile(gazetteer: Gazetteer, place_id: str, convention: str) -> dict[str, Any]:
    """Lay out what the gazetteer says of a place.

    Parameters
    ----------
    gazetteer : Gazetteer
        All places.
    place_id : str
        One of them.
    convention : str
        Naming convention of the titles of this and other places.

    Returns
    -------
    dict
        `id`, `title`, `kinds`, `descriptions`, `names` by language, `sources` that names and
        position refer to by number from 1, `part_of` and `parts` (id, title, what these are part
        of), `position`, `in_force` (days since 1970-01-01, None for no limit) and `links`
        (label and address, None where there is no page). What is not known is None or empty.

    Raises
    ------
    KeyError
        If there is no such place.
    """
    place = gazetteer[place_id]
    sources = _Sources()
    names = _names(place, sources)
    position = _position(place, sources)
    return {
        "id": place.id,
        "title": place.name(convention),
        "kinds": [label or code for code, label in place.types],
        "descriptions": [
            str(one.get("value", "")) for one in place.document.get("descriptions", ())
        ],
        "names": names,
        "part_of": _related(gazetteer, place.part_of, convention, place_id),
        "parts": _related(gazetteer, gazetteer.parts(place_id), convention, place_id),
        "position": position,
        "in_force": list(_in_force(place)),
        "links": [_link(one) for one in place.document.get("links", ())],
        "sources": sources.listed(),
    }


def _names(place: Place, sources: _Sources) -> list[dict[str, Any]]:
    by_language: dict[str, list[dict[str, Any]]] = {}
    written = place.document.get("names", ())
    for name, document in zip(place.names, written, strict=True):
        when = "; ".join(str(span) for span in timespans_of(document.get("when")))
        by_language.setdefault(name.lang, []).append(
            {
                "text": name.text,
                "used_by": [SIDES[side] for side in name.used_by],
                "certainty": str(document.get("certainty", "")),
                "when": when,
                "sources": sources.number(document.get("citations", ())),
            }
        )
    return [
        {"lang": lang, "language": language_title(lang), "names": names}
        for lang, names in by_language.items()
    ]


def language_title(lang: str) -> str:
    """Say a language tag in English where we have a word for it.

    Examples
    --------
    >>> language_title("hy"), language_title("hy-Latn"), language_title("ka"), language_title("")
    ('Armenian', 'Armenian (hy-Latn)', 'ka', 'Language not given')
    """
    title = CONVENTIONS.get(lang.split("-", 1)[0])
    if not lang:
        return "Language not given"
    return lang if title is None else title if lang in CONVENTIONS else f"{title} ({lang})"


def _related(
    gazetteer: Gazetteer, ids: Iterable[str], convention: str, known: str
) -> list[dict[str, str]]:
    """Places with what else they are part of, since the reader knows one of these."""
    return [
        {
            "id": one,
            "title": gazetteer[one].name(convention),
            "whereabouts": gazetteer.whereabouts(one, convention, leave_out=known),
        }
        for one in ids
        if one in gazetteer
    ]


def _position(place: Place, sources: _Sources) -> dict[str, Any] | None:
    point = place.point
    if point is None:
        return None
    geometry = place.document.get("geometry") or {}
    members = geometry.get("geometries", [geometry])
    given: Mapping[str, Any] = next((one for one in members if one.get("type") == "Point"), {})
    return {
        "text": degrees(point.y, point.x),
        "radius_km": place.radius_km,
        "certainty": str(given.get("certainty") or geometry.get("certainty") or ""),
        "derived": not given,
        "sources": sources.number(given.get("citations", ())),
    }


def degrees(latitude: float, longitude: float) -> str:
    """Write a position, latitude first as people do.

    Examples
    --------
    >>> degrees(40.0164, 46.8011), degrees(-1.5, -0.25)
    ('40.0164° N, 46.8011° E', '1.5000° S, 0.2500° W')
    """
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.4f}° {north}, {abs(longitude):.4f}° {east}"


def _in_force(place: Place) -> Iterable[dict[str, Any]]:
    own = place.timespans
    for span in own:
        yield _span(_ITSELF, span)
    for part in place.parts:
        if not part.is_point and part.timespans != own:
            for span in part.timespans:
                yield _span(_ROLES.get(part.role, part.role or "Shape"), span)


def _span(what: str, span: Timespan) -> dict[str, Any]:
    return {
        "what": what,
        "when": str(span),
        "start": None if span.start is None else day_number(span.start),
        "end": None if span.end is None else day_number(span.end),
        "open_end": span.open_end,
    }


def _link(link: Mapping[str, Any]) -> dict[str, str | None]:
    identifier, kind = str(link.get("identifier", "")), str(link.get("type", ""))
    prefix, _, key = identifier.partition(":")
    if prefix in _PAGES:
        title, pattern, page = _PAGES[prefix]
        if pattern.fullmatch(key):
            return {"label": f"{title} {key}", "kind": kind, "url": page.format(key)}
    return {"label": identifier, "kind": kind, "url": web_page(identifier)}


def web_page(address: str) -> str | None:
    """Return an address that may be offered as a link, None for any that is not http or https.

    Examples
    --------
    >>> web_page("https://jablog.org/ファルク/Farukh")
    'https://jablog.org/ファルク/Farukh'
    >>> web_page("javascript:alert(1)"), web_page("wd:Q5"), web_page("http://[")
    (None, None, None)
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None
