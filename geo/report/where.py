"""Where a drafted event was: the finest ground its sentence names, else the text around it.

Nothing is put at a capital or a state because they are named: they mostly speak. A place that only
the text around names is a suggestion of low confidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from geo.gazetteer import Gazetteer
from geo.report.drafts import Basis
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
_REGIONS: Final = ("disputed", "area", "peacekeeping", "corridor")
_ABOUT_GROUND: Final = re.compile(
    r"\b(?:withdraw\w*|incursion|peacekeep\w+|troops|tensions?|situation|region|area|ceasefire|"
    r"restraint|de-escalat\w+|fighting)\b",
    re.IGNORECASE,
)
_ABOUT_NONE: Final = re.compile(r"\b(?:phone|telephone|ordered|letter|parliament)\b", re.IGNORECASE)
_ABOVE: Final = 2
NOWHERE: Final[Where] = ("", "none", (), Basis("no place named", "medium"))


def event_place(
    report: Report,
    sentence: Sentence,
    at: int,
    category: str,
    places: Sequence[PlaceMention],
    gazetteer: Gazetteer,
) -> Where:
    """Place of an event told at an offset.

    Parameters
    ----------
    report : Report
        The text.
    sentence : Sentence
        Where the event is told.
    at : int
        Offset of the words that tell of it.
    category : str
        A statement is about a region at most.
    places : sequence of PlaceMention
        All toponyms with their roles.
    gazetteer : Gazetteer
        Kinds of the places.
    """
    ground = [one for one in places if one.role == "location"]
    own = [one for one in ground if one.start in sentence]
    usable = [one for one in own if _usable(gazetteer, one)]
    abroad = [one for one in own if gazetteer[one.place_id].kind == "state"]
    if category == "statement":
        return _of_statement(report, sentence, usable, ground, gazetteer)
    if usable:
        return _at_border(report, usable, gazetteer) or _finest(report, usable, at, gazetteer)
    if abroad and _within(report, abroad, at):
        named = tuple(dict.fromkeys(one.place_id for one in abroad))
        return "", "none", named, Basis("only a state is named", "medium")
    return _around(report, sentence, ground, gazetteer)


def _kind(gazetteer: Gazetteer, place_id: str) -> str:
    """Kind of a place; a region without an outline is an area, whatever it is called."""
    place = gazetteer[place_id]
    fclasses = place.document.get("properties", {}).get("fclasses") or ()
    return "area" if place.kind == "other" and set(fclasses) & {"A", "L"} else place.kind


def _usable(gazetteer: Gazetteer, one: PlaceMention) -> bool:
    """Whether a place can hold an event: no state, and no region of several."""
    place = gazetteer[one.place_id]
    wide = len(place.ccodes) != 1 and place.kind not in ("border", "contact_line")
    return place.kind != "state" and not wide


def _of_statement(
    report: Report,
    sentence: Sentence,
    usable: list[PlaceMention],
    ground: list[PlaceMention],
    gazetteer: Gazetteer,
) -> Where:
    about = [one for one in usable if gazetteer[one.place_id].kind in _REGIONS]
    if about:
        basis = Basis(f"the statement is about {about[0].text}", "medium")
        return about[0].place_id, "region", (), basis
    words = report.text[sentence.start : sentence.end]
    if _ABOUT_GROUND.search(words) and not _ABOUT_NONE.search(words):
        return _main_region(report, sentence, ground, gazetteer)
    return NOWHERE


def _main_region(
    report: Report, sentence: Sentence, ground: list[PlaceMention], gazetteer: Gazetteer
) -> Where:
    """The region that the report has been about so far."""
    regions = [
        one
        for one in ground
        if gazetteer[one.place_id].kind in _REGIONS and _usable(gazetteer, one)
    ]
    if not regions:
        return NOWHERE
    counts = Counter(one.place_id for one in regions if gazetteer[one.place_id].kind == "disputed")
    counts = counts or Counter(one.place_id for one in regions)
    most = counts.most_common(1)[0][0]
    chosen = next(one for one in regions if one.place_id == most)
    return chosen.place_id, "region", (), Basis(f"the report is about {chosen.text}", "low")


def _at_border(report: Report, usable: list[PlaceMention], gazetteer: Gazetteer) -> Where | None:
    """As in "The border with … Nakhchivan" is a line and not Nakhchivan."""
    for one in usable:
        before = report.text[max(one.start - 60, 0) : one.start]
        if not re.search(r"\bborder with [^.,;]*$", before):
            continue
        title = gazetteer[one.place_id].title
        line = next(
            (p for p in gazetteer.values() if p.kind == "border" and title in p.title), None
        )
        if line is not None:
            return line.id, "region", (), Basis(f"the border with {one.text}", "high")
    return None


def _finest(report: Report, usable: list[PlaceMention], at: int, gazetteer: Gazetteer) -> Where:
    def fineness(one: PlaceMention) -> int:
        return _FINENESS.get(_kind(gazetteer, one.place_id), 2)

    best = min(fineness(one) for one in usable)
    finest = [one for one in usable if fineness(one) == best]
    ids = list(dict.fromkeys(one.place_id for one in finest))
    coarser = [one for one in usable if fineness(one) > best]
    if len(ids) > 2 and coarser:
        chosen = min(coarser, key=fineness)
        reason = f"{len(ids)} places are named; {chosen.text} holds them"
        return chosen.place_id, "region", tuple(ids), Basis(reason, "medium")
    chosen = min(finest, key=lambda one: abs(one.start - at))
    others = tuple(dict.fromkeys((*(i for i in ids if i != chosen.place_id), *chosen.others)))
    kind = _kind(gazetteer, chosen.place_id)
    prec = _PRECS.get(kind, "region")
    before = report.text[max(chosen.start - 40, 0) : chosen.start]
    if prec == "exact" and _NEAR.search(before):
        prec = "near"
    level = "high" if len(ids) == 1 and not chosen.others else "medium"
    return chosen.place_id, prec, others, Basis(f"{chosen.text} is named", level)  # type: ignore[arg-type]


def _within(report: Report, abroad: list[PlaceMention], at: int) -> bool:
    """Whether a state is named in the clause of the event."""
    nearest = min(abroad, key=lambda one: abs(one.start - at))
    between = report.text[min(nearest.end, at) : max(nearest.start, at)]
    return ";" not in between


def _around(
    report: Report, sentence: Sentence, ground: list[PlaceMention], gazetteer: Gazetteer
) -> Where:
    """A place that the paragraph names; else the region around one named above, as a suggestion."""
    usable = [one for one in ground if _usable(gazetteer, one)]
    beside = [
        one for one in usable if report.sentence_at(one.start).paragraph == sentence.paragraph
    ]
    earlier = [one for one in beside if one.start < sentence.start]
    chosen = earlier[-1:] or beside[:1]
    if chosen:
        kind = _kind(gazetteer, chosen[0].place_id)
        fine = kind in ("settlement", "capital", "other")
        prec = "near" if fine else _PRECS.get(kind, "region")
        return (
            chosen[0].place_id,
            prec,
            (),
            Basis(f"{chosen[0].text} is named in the paragraph", "medium"),
        )
    above = [
        one
        for one in usable
        if 0 < sentence.paragraph - report.sentence_at(one.start).paragraph <= _ABOVE
    ]
    if not above:
        return _main_region(report, sentence, ground, gazetteer)
    place = gazetteer[above[-1].place_id]
    wider = [
        one for one in (place.id, *gazetteer.ancestors(place.id)) if gazetteer[one].kind in _REGIONS
    ]
    basis = Basis(f"{above[-1].text} is named in a paragraph above", "low")
    if not wider:
        return "", "none", (place.id,), basis
    return wider[0], "region", (place.id,) if place.id != wider[0] else (), basis
