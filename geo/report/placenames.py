"""Forms of place names that follow from those in the gazetteer, and the places of nations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geo.gazetteer import Gazetteer, Place
from geo.report.lexicon import Nation, nations

# Words for a kind of place; one may stand for another after the same name.
_GENERICS: Final = (
    ("district", "region", "province", "rayon", "raion"),
    ("oblast", "region", "province"),
    ("corridor", "road", "route"),
)


def kin(generic: str) -> list[str]:
    """Words that may stand for a kind of place, the one given first."""
    same = [one for family in _GENERICS if generic in family for one in family]
    return [generic, *same]


def states(gazetteer: Gazetteer) -> dict[str, str]:
    """Place of each nation: the state of its code, or what bears its name."""
    states = {
        code: place.id
        for place in gazetteer.values()
        if place.kind == "state"
        for code in place.ccodes[:1]
    }
    found = {
        nation.id: states[nation.ccode] for nation in nations().values() if nation.ccode in states
    }
    for nation in nations().values():
        if nation.id not in found:
            named = [
                p.id for p in gazetteer.values() if any(one.text in nation.names for one in p.names)
            ]
            found |= {nation.id: named[0]} if named else {}
    return found


def variants(place: Place) -> Iterator[str]:
    """Forms that follow from a name: another word for its kind, a border told by its peoples."""
    for base, generic in bases(place):
        for other in kin(generic):
            yield f"{base} {other}"
    if place.kind == "border" and len(place.ccodes) == 2:
        yield from _border_names([_nation_of(code) for code in place.ccodes], place)


def _border_names(pair: list[Nation | None], place: Place) -> Iterator[str]:
    one, two = pair
    if one is None or two is None or "akhchivan" in place.title:
        return
    for first, second in ((one, two), (two, one)):
        for middle in ("", "state "):
            yield f"{first.adjectives[0]}-{second.adjectives[0]} {middle}border"
            yield f"{first.names[0]}-{second.names[0]} {middle}border"
            yield f"{middle}border between {first.names[0]} and {second.names[0]}"


def _nation_of(code: str) -> Nation | None:
    return next((nation for nation in nations().values() if nation.ccode == code), None)


def bases(place: Place) -> Iterator[tuple[str, str]]:
    """Names without the word for the kind of place, and that word."""
    for name in (place.title, *(one.text for one in place.names)):
        base, _, generic = name.rpartition(" ")
        if base and any(generic.lower() in family for family in _GENERICS):
            yield base, generic.lower()
