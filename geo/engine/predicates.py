"""From the one filter to ibis: the predicate of each field, and the certainty of dates.

`filters.FIELDS` knows nothing of ibis. Here stands, under the same names, how an engine answers
each field that selects rows; a field without a predicate is an error and never left out in
silence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import ibis
import ibis.expr.types as ir

from geo.engine import layout
from geo.errors import UsageError
from geo.filters import FIELDS, EventFilter
from geo.spans import Window, day_number
from geo.toponym import fold


class NotOnThisEngineError(UsageError):
    """A question that this engine cannot answer; the message says what can."""


@dataclass(frozen=True)
class Vocabulary:
    """What the ids in a filter stand for in the tables of one dataset.

    Parameters
    ----------
    place_numbers : callable
        Id of a place to the numbers of all places that are part of it, itself among them.
    party_sets : mapping of int to collection of str
        Number of each distinct set of parties that speak of an event.
    """

    place_numbers: Callable[[str], Collection[int]]
    party_sets: Mapping[int, Collection[str]]


Predicate = Callable[[ir.Table, Any, Vocabulary], ir.BooleanValue]


def _coded(column: str) -> Predicate:
    def holds(events: ir.Table, wanted: Sequence[str], _: Vocabulary) -> ir.BooleanValue:
        return _any_of(events[column], [layout.code_of(column, word) for word in wanted])

    return holds


def _about(events: ir.Table, wanted: Sequence[str], _: Vocabulary) -> ir.BooleanValue:
    asked = sum(layout.ASPECT_BITS[aspect] for aspect in set(wanted))
    return (events["aspects"] & asked) != 0


def _of_parties(events: ir.Table, wanted: Sequence[str], known: Vocabulary) -> ir.BooleanValue:
    sets = [number for number, ids in known.party_sets.items() if not set(wanted).isdisjoint(ids)]
    return _any_of(events["party_set"], sets)


def _at_places(events: ir.Table, wanted: Sequence[str], known: Vocabulary) -> ir.BooleanValue:
    numbers = {number for place in wanted for number in known.place_numbers(place)}
    return _any_of(events["place"], sorted(numbers))


def _containing(events: ir.Table, query: str, _: Vocabulary) -> ir.BooleanValue:
    return events["search_text"].contains(fold(query))


def _any_of(column: ir.Column, numbers: Sequence[int]) -> ir.BooleanValue:
    # Of an event without a value it is not known whether it is one of them: it does not pass. To
    # say so in the statement would keep the engine from skipping what it need not read.
    return column.isin(numbers) if numbers else ibis.literal(False)


PREDICATES: Final[dict[str, Predicate]] = {
    "category": _coded("category"),
    "status": _coded("status"),
    "scope": _coded("scope"),
    "prec": _coded("where_prec"),
    "party": _of_parties,
    "aspect": _about,
    "place": _at_places,
    "q": _containing,
}

# Fields that are answered elsewhere: the window by `certainty`, the rest by what draws the answer.
ELSEWHERE: Final = ("start", "end", "names", "view")
# Fields that no engine answers, and why.
REFUSED: Final = {
    "as_of": "what was published by a day is worked out from all claims of a loaded dataset",
}


def missing_predicates() -> list[str]:
    """Fields of which nothing here says how an engine answers them."""
    said = {*PREDICATES, *ELSEWHERE, *REFUSED}
    return [spec.attribute for spec in FIELDS if spec.attribute not in said]


def certainty(events: ir.Table, window: Window) -> ir.IntegerColumn:
    """Certainty of each event in a window, by the rule of `spans.certainty_codes`.

    Parameters
    ----------
    events : ibis table
        With `day_start`, `day_end` and `continuous`.
    window : Window
        The dates on show.

    Returns
    -------
    ibis column of int8
        Index into `spans.CERTAINTIES`.
    """
    overlaps, inside = _overlaps(events, window), _lies_inside(events, window)
    certain = (events["continuous"] & overlaps) | inside
    return ibis.cases((certain, 2), (overlaps, 1), else_=0).cast("int8")


def is_certain(events: ir.Table, window: Window) -> ir.BooleanValue:
    """Whether each event that meets the window is certainly in it."""
    return events["continuous"] | _lies_inside(events, window)


def passing(events: ir.Table, event_filter: EventFilter, known: Vocabulary) -> ir.Table:
    """Events that a filter lets pass, certainly or possibly in its window.

    Parameters
    ----------
    events : ibis table
        The events of `layout`.
    event_filter : EventFilter
        All of its fields are answered.
    known : Vocabulary
        Of the same dataset.

    Raises
    ------
    NotOnThisEngineError
        If a field that is set has no predicate.
    """
    holds = [_overlaps(events, event_filter.window)]
    for spec in FIELDS:
        wanted = getattr(event_filter, spec.attribute)
        if spec.attribute in ELSEWHERE or not wanted:
            continue
        predicate = PREDICATES.get(spec.attribute)
        if predicate is None:
            why = REFUSED.get(spec.attribute, "it has no predicate")
            raise NotOnThisEngineError(
                f"{spec.param}: expected a filter that an engine answers "
                f"({', '.join(PREDICATES)}), found {spec.param}: {why}; leave it out, or load "
                "fewer events whole"
            )
        holds.append(predicate(events, wanted, known))
    return events.filter(*holds)


def _overlaps(events: ir.Table, window: Window) -> ir.BooleanValue:
    return _within(events["day_end"], events["day_start"], window)


def _lies_inside(events: ir.Table, window: Window) -> ir.BooleanValue:
    return _within(events["day_start"], events["day_end"], window)


def _within(earlier: ir.Column, later: ir.Column, window: Window) -> ir.BooleanValue:
    holds: list[ir.BooleanValue] = []
    if window.start is not None:
        holds.append(earlier >= day_number(window.start))
    if window.end is not None:
        holds.append(later <= day_number(window.end))
    return ibis.and_(*holds) if holds else ibis.literal(True)
