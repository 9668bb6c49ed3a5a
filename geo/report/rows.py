"""Drafts as rows of the tables and as the JSON of `python -m geo draft`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from geo.gazetteer import Gazetteer
from geo.report.drafts import Basis, Draft, DraftClaim, DraftEvent
from geo.report.figures import toll_columns
from geo.report.mentions import toll_figures
from geo.report.partyids import party_side, party_title
from geo.report.saying import UNATTRIBUTED
from geo.report.wording import claim_statement, event_title
from geo.schema import SIDES

_SIDED: Final = ("clash", "strike", "movement", "blockade")


def event_row(event: DraftEvent, gazetteer: Gazetteer, number: int) -> dict[str, Any]:
    """A drafted event under the column names of `schema.EVENTS`; None where nothing is told."""
    sides = [side for side in event.sides if side != "other"] if event.category in _SIDED else []
    named = [SIDES[side] for side in sides[:2]]
    if event.category in ("statement", "violation") and event.speaker:
        named = [party_title(event.speaker)]
    return {
        "event_id": f"draft-{event.date_start:%Y%m%d}-{event.category}-{number}",
        "title": event_title(event, gazetteer),
        "summary": None,
        "scope": event.scope,
        "date_start": event.date_start.isoformat(),
        "date_end": event.date_end.isoformat(),
        "date_prec": event.date_prec,
        "place_id": event.place_id or None,
        "where_prec": event.where_prec,
        "category": event.category,
        "event_type": event.event_type or None,
        "sub_event_type": event.sub_event_type or None,
        "side_a": named[0] if named else None,
        "side_b": named[1] if len(named) > 1 else None,
        **toll_columns(event.tolls, sides[:2]),
        "bearing_deg": None,
    }


def claim_row(
    claim: DraftClaim, events: Sequence[DraftEvent], gazetteer: Gazetteer, number: int
) -> dict[str, Any]:
    """A drafted claim under the column names of `schema.CLAIMS`, without its source."""
    event = events[claim.event]
    event_id = f"draft-{event.date_start:%Y%m%d}-{event.category}-{claim.event + 1}"
    return {
        "claim_id": f"{event_id}-c{number}",
        "event_id": event_id,
        "party": claim.party,
        "stance": claim.stance,
        "aspect": claim.aspect,
        "statement": claim_statement(claim, event, gazetteer),
        "said_on": None if claim.said_on is None else claim.said_on.isoformat(),
        "paragraph": claim.paragraph,
        "credibility": None,
    }


def draft_records(
    draft: Draft, gazetteer: Gazetteer, hints: Mapping[int, Sequence[Mapping[str, Any]]]
) -> dict[str, Any]:
    """A whole draft as JSON-ready fields.

    Parameters
    ----------
    draft : Draft
        As drafted.
    gazetteer : Gazetteer
        Titles of the places.
    hints : mapping of int to sequence of mapping
        Likely duplicates by position of the event, made by `duplicates.duplicate_hints`.

    Returns
    -------
    dict
        `dateline`, `events`, `claims`, and `mentions` with `kind`, `start` and `end` (character
        offsets, the end exclusive), `text`, `place_id`, `role`, and what is particular to a kind.
    """
    events = []
    for number, event in enumerate(draft.events):
        events.append(
            event_row(event, gazetteer, number + 1)
            | {
                "paragraphs": event.paragraphs,
                "sentences": [{"start": start, "end": end} for start, end in event.spans],
                "tolls": [
                    {"start": one.start, "end": one.end, **toll_figures(one)} for one in event.tolls
                ],
                "place_suggestions": [one for one in event.suggestions if one != event.place_id],
                "reasons": {name: _basis(one) for name, one in event.bases.items()},
                "duplicate_hints": list(hints.get(number, ())),
            }
        )
    claims = [
        claim_row(claim, draft.events, gazetteer, number)
        | {
            "party_title": "Report's own voice"
            if claim.party == UNATTRIBUTED
            else party_title(claim.party),
            "side": party_side(claim.party),
            "start": claim.start,
            "end": claim.end,
            "hedge": claim.hedge or None,
            "reasons": {"party": _basis(claim.basis)},
        }
        for number, claim in enumerate(draft.claims, 1)
    ]
    return {
        "dateline": draft.report.dateline.isoformat(),
        "paragraphs": len(draft.report.paragraphs),
        "events": events,
        "claims": claims,
        "mentions": mention_records(draft),
    }


def mention_records(draft: Draft) -> list[dict[str, Any]]:
    """All mentions of a draft in order of the text."""
    records: list[dict[str, Any]] = []

    def add(
        kind: str, one: Any, place_id: str | None = None, role: str | None = None, **more: Any
    ) -> None:
        records.append(
            {
                "kind": kind,
                "start": one.start,
                "end": one.end,
                "text": one.text,
                "place_id": place_id,
                "role": role,
                **more,
            }
        )

    for place in draft.places:
        add("toponym", place, place.place_id, place.role, other_places=list(place.others))
    for day in draft.dates:
        add(
            "date",
            day,
            None,
            day.role,
            date_start=day.first.isoformat(),
            date_end=day.last.isoformat(),
            date_prec=day.prec,
            basis=day.basis,
        )
    for toll in draft.tolls:
        add("toll", toll, **toll_figures(toll))
    for party in draft.parties:
        add("party", party, party=party.party)
    for trigger in draft.triggers:
        add(
            "trigger",
            trigger,
            category=trigger.category,
            event_type=trigger.event_type or None,
            sub_event_type=trigger.sub_event_type or None,
        )
    return sorted(records, key=lambda one: (one["start"], one["end"], one["kind"]))


def _basis(one: Basis) -> dict[str, str]:
    return {"reason": one.reason, "confidence": one.confidence}
