"""Drafts: events and claims as a coder would be offered them, with a reason for each field."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from geo.report.mentions import (
    DateMention,
    PartyMention,
    PlaceMention,
    TollMention,
    TriggerMention,
)
from geo.report.text import Report

Level = Literal["high", "medium", "low"]
LEVELS: Final = {
    "high": "said in the sentence itself",
    "medium": "follows from the sentence, or from the ones beside it",
    "low": "a guess that needs the coder",
}


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a field of a draft is what it is.

    Parameters
    ----------
    reason : str
        In plain words.
    confidence : str
        A code of `LEVELS`.
    """

    reason: str
    confidence: Level


@dataclass(slots=True)
class DraftEvent:
    """An event as drafted; the names are those of `schema.EVENTS`.

    Parameters
    ----------
    category, event_type, sub_event_type : str
        As in the table of events.
    paragraphs : list of int
        Paragraphs that tell of it, counted from 1.
    spans : list of tuple of int
        Offsets of the sentences that tell of it.
    suggestions : tuple of str
        Places that it may also be at.
    tolls : list of TollMention
        Figures given for it.
    bases : dict of str to Basis
        By field: `category`, `date`, `place`, `toll`.
    speaker : str
        For a statement or an accusation, who makes it.
    """

    category: str
    event_type: str
    sub_event_type: str
    date_start: date
    date_end: date
    date_prec: str
    place_id: str
    where_prec: str
    scope: str
    paragraphs: list[int]
    spans: list[tuple[int, int]]
    suggestions: tuple[str, ...] = ()
    tolls: list[TollMention] = field(default_factory=list)
    bases: dict[str, Basis] = field(default_factory=dict)
    speaker: str = ""
    sides: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A claim as drafted.

    Parameters
    ----------
    event : int
        Position of its event among the drafted ones.
    party, stance, aspect : str
        As in the table of claims.
    said_on : date or None
        Day on which it was said, where the sentence dates the saying.
    paragraph : int
        Counted from 1.
    start, end : int
        Offsets of the sentence.
    hedge : str
        Word of doubt in the sentence, blank for none.
    """

    event: int
    party: str
    stance: str
    aspect: str
    said_on: date | None
    paragraph: int
    start: int
    end: int
    hedge: str = ""
    basis: Basis = Basis("", "medium")


@dataclass(frozen=True)
class Draft:
    """All that was drafted from one report."""

    report: Report
    places: list[PlaceMention]
    dates: list[DateMention]
    tolls: list[TollMention]
    parties: list[PartyMention]
    triggers: list[TriggerMention]
    events: list[DraftEvent]
    claims: list[DraftClaim]
