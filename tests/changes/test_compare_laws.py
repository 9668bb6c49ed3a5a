"""Two windows: what holds of every pair, and addresses read back."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.changes import WindowPair, as_record, compare
from geo.changes.windows import after, around, before
from geo.filters import EventFilter
from geo.schema import CATEGORIES, STATUSES
from geo.spans import FIRST_DAY, LAST_DAY, Window
from tests.filters.made import BUILT_IN_DATA, some

DAYS: Final = st.dates(date(2020, 9, 1), date(2024, 8, 1))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start and end and end < start:
        start, end = end, start
    return Window(start, end)


@st.composite
def pairs(draw: st.DrawFn) -> WindowPair:
    first, second = draw(windows()), draw(windows())
    asked = EventFilter(
        first.start,
        first.end,
        category=draw(some(CATEGORIES)),
        status=draw(some(STATUSES)),
    )
    return WindowPair(asked, second)


@given(pairs())
def test_url_round_trip(pair: WindowPair) -> None:
    assert WindowPair.from_params(pair.to_params()) == (pair, [])


@settings(max_examples=25, deadline=None)
@given(pairs())
def test_a_window_does_not_differ_from_itself(pair: WindowPair) -> None:
    compared = compare(BUILT_IN_DATA, WindowPair(pair.asked, pair.first))
    assert compared.is_empty
    assert not compared.killed.differs
    assert all(not (c.entered or c.left or c.gained_km2 or c.lost_km2) for c in compared.zones)


@settings(max_examples=25, deadline=None)
@given(pairs())
def test_swapping_windows_swaps_what_differs(pair: WindowPair) -> None:
    there, back = compare(BUILT_IN_DATA, pair), compare(BUILT_IN_DATA, pair.swapped)
    assert there.added.tolist() == back.ended.tolist()
    assert there.ended.tolist() == back.added.tolist()
    assert there.both.tolist() == back.both.tolist()
    assert [(c.row, c.before, c.after) for c in there.status_changed] == [
        (c.row, c.after, c.before) for c in back.status_changed
    ]
    for one, other in zip(there.zones, back.zones, strict=True):
        assert {one.fate, other.fate} in ({"begun", "ended"}, {"moved"}, {"unchanged"})
        if one.is_area:
            assert one.gained_km2 == pytest.approx(other.lost_km2)
        assert [c.place.id for c in one.entered] == [c.place.id for c in other.left]
    limits = there.killed.limits
    if limits is not None:
        mirrored = tuple(None if limit is None else -limit for limit in reversed(limits))
        assert back.killed.limits == mirrored


@settings(max_examples=25, deadline=None)
@given(pairs())
def test_nothing_is_lost_or_invented(pair: WindowPair) -> None:
    compared = compare(BUILT_IN_DATA, pair)
    first, second = (len(selection) for selection in compared.selections)
    assert first - len(compared.ended) + len(compared.added) == second
    assert len(compared.both) + len(compared.ended) == first
    assert len(compared.events()) == len(compared.ended) + len(compared.added) + len(compared.both)
    for change in compared.zones:
        if change.is_area:
            before, after_ = (one.area_km2 if one else 0 for one in (change.before, change.after))
            assert before + change.gained_km2 - change.lost_km2 == pytest.approx(after_, abs=0.01)
    as_record(compared)


@given(windows())
def test_windows_before_and_after_are_as_long_and_adjoin(window: Window) -> None:
    earlier, later = before(window), after(window)
    if window.start is None or window.end is None:
        assert earlier is later is None
        return
    assert earlier is not None
    assert later is not None
    days = (window.end - window.start).days
    assert earlier.end is not None
    assert later.start is not None
    assert (window.start - earlier.end).days == (later.start - window.end).days == 1
    for one in (earlier, later):
        assert one.start is not None
        assert one.end is not None
        assert (one.end - one.start).days == days


@given(st.dates(FIRST_DAY, LAST_DAY), st.integers(1, 400))
def test_windows_around_a_day_never_leave_the_calendar(day: date, days: int) -> None:
    first, second = around(day, days)
    assert first.end is not None
    assert second.start == day
    assert first.end < day or day == FIRST_DAY
