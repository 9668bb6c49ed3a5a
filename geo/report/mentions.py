"""What drafting finds in a report, each with where it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, Final, Literal, Protocol, TypeVar

Role = Literal["location", "government", "adjective", "dateline"]
ROLES: Final = {
    "location": "ground: where something is or happened",
    "government": "a state or its capital that stands for who governs, acts or speaks",
    "adjective": "a demonym, or a name that only qualifies the noun after it",
    "dateline": "where the report was filed",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the report that means something.

    Parameters
    ----------
    start, end : int
        Character offsets, the end exclusive.
    text : str
        What is written there.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class PlaceMention(Mention):
    """A toponym.

    Parameters
    ----------
    place_id : str
        Place of the gazetteer.
    role : str
        A code of `ROLES`.
    others : tuple of str
        Other places that the name may mean.
    note : str
        Why the place is not sure, blank where it is.
    """

    place_id: str
    role: Role = "location"
    others: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class DateMention(Mention):
    """A day or a span.

    Parameters
    ----------
    first, last : date
        First and last day, inclusive.
    prec : str
        A code of `schema.DATE_PRECS`.
    role : str
        `event`, or `source` for the day of a publication cited in brackets.
    basis : str
        How the days were found: `stated`, or counted from the dateline or another date.
    """

    first: date
    last: date
    prec: str
    role: str = "event"
    basis: str = "stated"


@dataclass(frozen=True, slots=True)
class TollMention(Mention):
    """A figure of killed or wounded.

    Parameters
    ----------
    harm : str
        `killed` or `wounded`.
    low, best, high : int or None
        As in UCDP; None where the report gives no such bound.
    side : str
        A code of `schema.SIDES`: whose people they were; `none` where it is not said.
    civilian : bool
        Whether they are called civilians.
    party : str
        Id of the party that gives the figure.
    """

    harm: str
    low: int | None
    best: int | None
    high: int | None
    side: str = "none"
    civilian: bool = False
    party: str = "unattributed"


@dataclass(frozen=True, slots=True)
class PartyMention(Mention):
    """Who speaks or acts.

    Parameters
    ----------
    party : str
        Id: nation and body, such as `armenia-mod`; blank where only "the ministry" is said.
    nation : str
        Id of the nation; blank where it is not said.
    body : str
        Id of the body; blank for a nation or capital by itself.
    """

    party: str
    nation: str
    body: str


@dataclass(frozen=True, slots=True)
class TriggerMention(Mention):
    """Words that tell of an event.

    Parameters
    ----------
    category : str
        A code of `schema.CATEGORIES`.
    event_type, sub_event_type : str
        ACLED's codes, blank where ACLED codes nothing.
    weight : int
        How plainly it tells of an event: 3 an act, 2 likely, 1 a noun that may only refer.
    """

    category: str
    event_type: str
    sub_event_type: str
    weight: int


class _Placed(Protocol):
    """What stands somewhere in a report."""

    @property
    def start(self) -> int: ...


_One = TypeVar("_One", bound=_Placed)
_START: Final = attrgetter("start")


def within(mentions: Sequence[_One], start: int, end: int) -> Sequence[_One]:
    """Mentions that begin in a stretch, found without looking at the others.

    Parameters
    ----------
    mentions : sequence
        In order of the text.
    start, end : int
        Character offsets, the end exclusive.

    Examples
    --------
    >>> [one.text for one in within([Mention(0, 2, "a"), Mention(5, 7, "b")], 1, 6)]
    ['b']
    """
    first = bisect_left(mentions, start, key=_START)
    return mentions[first : bisect_left(mentions, end, first, key=_START)]


def toll_figures(toll: TollMention) -> dict[str, Any]:
    """The figures of a toll as JSON-ready fields."""
    return {
        "harm": toll.harm,
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "side": toll.side,
        "civilian": toll.civilian,
        "party": toll.party,
    }
