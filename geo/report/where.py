"""Where a drafted event was: the finest ground its sentence names, else the text around it.

Nothing is put at a capital or a state because they are named: they mostly speak. A place that only
the text around names is a suggestion of low confidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geo.report.drafts import Basis
from geo.report.found import Found
from geo.report.ground import REGIONS, Free, Ground
from geo.report.mentions import PlaceMention
from geo.report.text import Report, Sentence

Where = tuple[str, str, tuple[str, ...], Basis]
# Finest first; what is not named here lies between a settlement and a district.
_FINENESS: Final = {
    "settlement": 0,
    "capital": 0,
    "other": 1,
    "corridor": 2,
    "contact_line": 2,
    "border": 2,
    "district": 3,
    "peacekeeping": 4,
    "area": 4,
    "disputed": 4,
}
_PRECS: Final = {"settlement": "exact", "capital": "exact", "other": "near", "district": "district"}
_NEAR: Final = re.compile(
    r"\b(?:near|close to|outside|around|not far from|next to|in the vicinity of|"
    r"(?:north|south|east|"
    r"west)(?:-?(?:east|west))? of|towards?|by|in the direction of)\s+(?:the\s+)?"
    r"(?:(?:village|town|"
    r"city|settlement)s?\s+of\s+)?$",
    re.IGNORECASE,
)
_ABOUT_GROUND: Final = re.compile(
    r"\b(?:withdraw\w*|incursion|peacekeep\w+|troops|tensions?|situation|region|area|ceasefire|"
    r"restraint|de-escalat\w+|fighting)\b",
    re.IGNORECASE,
)
_ABOUT_NONE: Final = re.compile(r"\b(?:phone|telephone|ordered|letter|parliament)\b", re.IGNORECASE)
NOWHERE: Final[Where] = ("", "none", (), Basis("no place named", "medium"))


def event_place(found: Found, sentence: Sentence, at: int, category: str, free: Free) -> Where:
    """Place of an event told at an offset.

    Parameters
    ----------
    found : Found
        The report with its places.
    sentence : Sentence
        Where the event is told.
    at : int
        Offset of the words that tell of it.
    category : str
        A statement is about a region at most.
    free : callable
        Whether a place is not part of the words of another event.
    """
    ground = found.ground
    usable = [one for one in ground.usable_in(sentence) if free(one)]
    if category == "statement":
        return _of_statement(found, sentence, usable)
    if usable:
        return _at_border(ground, usable) or _finest(found, usable, at)
    abroad = [one for one in ground.states_in(sentence) if free(one)]
    if abroad and _within(found.report, abroad, at):
        named = tuple(dict.fromkeys(one.place_id for one in abroad))
        return "", "none", named, Basis("only a state is named", "medium")
    return _around(found, sentence, free)


def _of_statement(found: Found, sentence: Sentence, usable: list[PlaceMention]) -> Where:
    about = next((one for one in usable if found.gazetteer[one.place_id].kind in REGIONS), None)
    if about is not None:
        basis = Basis(f"the statement is about {about.text}", "medium")
        return about.place_id, "region", (), basis
    words = found.report.text[sentence.start : sentence.end]
    if _ABOUT_GROUND.search(words) and not _ABOUT_NONE.search(words):
        return _main_region(found.ground)
    return NOWHERE


def _main_region(ground: Ground) -> Where:
    """The region that the report is about."""
    chosen = ground.main_region
    if chosen is None:
        return NOWHERE
    return chosen.place_id, "region", (), Basis(f"the report is about {chosen.text}", "low")


def _at_border(ground: Ground, usable: list[PlaceMention]) -> Where | None:
    """As in "The border with … Nakhchivan" is a line and not Nakhchivan."""
    for one in usable:
        line = ground.border(one)
        if line:
            return line, "region", (), Basis(f"the border with {one.text}", "high")
    return None


def _finest(found: Found, usable: list[PlaceMention], at: int) -> Where:
    ground = found.ground

    def fineness(one: PlaceMention) -> int:
        return _FINENESS.get(ground.kind(one.place_id), 2)

    best = min(map(fineness, usable))
    finest = [one for one in usable if fineness(one) == best]
    ids = list(dict.fromkeys(one.place_id for one in finest))
    coarser = [one for one in usable if fineness(one) > best]
    if len(ids) > 2 and coarser:
        chosen = min(coarser, key=fineness)
        reason = f"{len(ids)} places are named; {chosen.text} holds them"
        return chosen.place_id, "region", tuple(ids), Basis(reason, "medium")
    chosen = min(finest, key=lambda one: abs(one.start - at))
    others = tuple(dict.fromkeys((*(i for i in ids if i != chosen.place_id), *chosen.others)))
    prec = _PRECS.get(ground.kind(chosen.place_id), "region")
    before = found.report.text[max(chosen.start - 40, 0) : chosen.start]
    if prec == "exact" and _NEAR.search(before):
        prec = "near"
    level = "high" if len(ids) == 1 and not chosen.others else "medium"
    return chosen.place_id, prec, others, Basis(f"{chosen.text} is named", level)  # type: ignore[arg-type]


def _within(report: Report, abroad: Sequence[PlaceMention], at: int) -> bool:
    """Whether a state is named in the clause of the event."""
    nearest = min(abroad, key=lambda one: abs(one.start - at))
    between = report.text[min(nearest.end, at) : max(nearest.start, at)]
    return ";" not in between


def _around(found: Found, sentence: Sentence, free: Free) -> Where:
    """A place that the paragraph names; else the region around one named above, as a suggestion."""
    ground, gazetteer = found.ground, found.gazetteer
    beside = ground.beside(sentence, free)
    if beside is not None:
        kind = ground.kind(beside.place_id)
        fine = kind in ("settlement", "capital", "other")
        prec = "near" if fine else _PRECS.get(kind, "region")
        basis = Basis(f"{beside.text} is named in the paragraph", "medium")
        return beside.place_id, prec, (), basis
    above = ground.above(sentence, free)
    if above is None:
        return _main_region(ground)
    place = gazetteer[above.place_id]
    wider = [
        one for one in (place.id, *gazetteer.ancestors(place.id)) if gazetteer[one].kind in REGIONS
    ]
    basis = Basis(f"{above.text} is named in a paragraph above", "low")
    if not wider:
        return "", "none", (place.id,), basis
    return wider[0], "region", (place.id,) if place.id != wider[0] else (), basis
