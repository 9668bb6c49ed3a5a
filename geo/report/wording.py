"""Neutral words for what was drafted: titles and statements, never the report's own sentences."""

from __future__ import annotations

from typing import Final

from geo.gazetteer import Gazetteer
from geo.report.drafts import DraftClaim, DraftEvent
from geo.report.partyids import party_title
from geo.spans import describe_span

_KINDS: Final = {
    "Armed clash": "Clash",
    "Government regains territory": "Forces take ground",
    "Non-violent transfer of territory": "Pull-back",
    "Headquarters or base established": "Post set up",
    "Air/drone strike": "Air or drone strike",
    "Shelling/artillery/missile attack": "Shelling",
    "Remote explosive/landmine/IED": "Explosion",
    "Change to group/activity": "Movement of forces",
    "Agreement": "Agreement",
}
_CATEGORIES: Final = {
    "clash": "Clash",
    "strike": "Strike",
    "blockade": "Passage or supply cut",
    "movement": "Movement of forces",
    "violation": "Breach",
    "statement": "Statement",
}
_SAYS: Final = {"asserts": "Says", "denies": "Denies", "disputes": "Disputes"}
_ASPECTS: Final = {
    "occurrence": "that it happened",
    "responsibility": "who did it",
    "casualties": "how many were killed or wounded",
    "location": "where it happened",
    "timing": "when it happened",
    "withdrawal": "that forces left",
    "motive": "why it was done",
}


def event_title(event: DraftEvent, gazetteer: Gazetteer) -> str:
    """A headline made of the drafted fields: what, where, when, and who says so.

    Examples
    --------
    >>> from datetime import date
    >>> from geo.store.folder import load
    >>> event = DraftEvent("clash", "Battles", "Armed clash", date(2022, 3, 24), date(2022, 3, 25),
    ...                    "day", "parukh", "near", "event", [1], [(0, 9)])
    >>> event_title(event, load().gazetteer)
    'Clash near Parukh, 24–25 March 2022'
    """
    what = _KINDS.get(event.sub_event_type, _CATEGORIES[event.category])
    if event.category in ("statement", "violation") and event.speaker and what != "Agreement":
        by = " alleged by" if event.category == "violation" else " by"
        what = f"{_CATEGORIES[event.category]}{by} {party_title(event.speaker)}"
    where = ""
    if event.place_id:
        near = "near" if event.where_prec == "near" else "in"
        name = gazetteer[event.place_id].title
        where = f", {name}" if event.category == "statement" else f" {near} {name}"
    when = describe_span(event.date_start, event.date_end, event.date_prec)
    return f"{what}{where}, {when}"


def claim_statement(claim: DraftClaim, event: DraftEvent, gazetteer: Gazetteer) -> str:
    """What a claim says, in words that the coder is to replace by better ones.

    Examples
    --------
    >>> from datetime import date
    >>> from geo.store.folder import load
    >>> event = DraftEvent("clash", "Battles", "Armed clash", date(2022, 3, 24), date(2022, 3, 25),
    ...                    "day", "parukh", "near", "event", [1], [(0, 9)])
    >>> claim = DraftClaim(0, "azerbaijan-mod", "denies", "occurrence", None, 2, 10, 20)
    >>> claim_statement(claim, event, load().gazetteer)
    'Denies that it happened: clash near Parukh, 24–25 March 2022.'
    """
    title = event_title(event, gazetteer)
    said = f"{_SAYS[claim.stance]} {_ASPECTS[claim.aspect]}"
    if claim.aspect == "casualties":
        said += _figures(event, claim)
    return f"{said}: {title[:1].lower()}{title[1:]}."


def _figures(event: DraftEvent, claim: DraftClaim) -> str:
    own = [
        one
        for one in event.tolls
        if one.party == claim.party and claim.start <= one.start < claim.end
    ]
    told = ", ".join(f"{one.text} {one.harm}" for one in own)
    return f" ({told})" if told else ""
