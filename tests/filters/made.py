"""Filters made by hypothesis: any that an address can say."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from geo.filters import EventFilter
from geo.schema import ASPECTS, CATEGORIES, SCOPES, STATUSES, WHERE_PRECS
from geo.store.folder import BUILT_IN, load
from geo.toponym import CONVENTIONS, fold

BUILT_IN_DATA = load(BUILT_IN)
DAYS = st.none() | st.dates(date(1500, 1, 1), date(2200, 12, 31))


# Text that folds to nothing looks for nothing, and a URL that asks for it is refused.
QUERIES = st.just("") | st.text(st.characters(exclude_categories=["Cs"]), max_size=40).filter(fold)


def some(values: object) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(values)), unique=True, max_size=3).map(tuple)  # type: ignore[call-overload]


@st.composite
def filters(draw: st.DrawFn) -> EventFilter:
    start, end = draw(DAYS), draw(DAYS)
    if start and end and end < start:
        start, end = end, start
    view = st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 20))
    return EventFilter(
        start=start,
        end=end,
        category=draw(some(CATEGORIES)),
        status=draw(some(STATUSES)),
        scope=draw(some(SCOPES)),
        party=draw(some(BUILT_IN_DATA.parties["party_id"])),
        place=draw(some(BUILT_IN_DATA.gazetteer)),
        aspect=draw(some(ASPECTS)),
        prec=draw(some(WHERE_PRECS)),
        q=draw(QUERIES),
        as_of=draw(DAYS),
        names=draw(st.sampled_from(sorted(CONVENTIONS))),
        view=draw(st.none() | view),
    )
