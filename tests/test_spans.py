"""Precision is kept: "March" is never a day."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.spans import (
    CERTAINTIES,
    Window,
    certainty_codes,
    day_number,
    describe_days,
    describe_span,
    parse_day,
)

DAYS = st.dates(date(1988, 1, 1), date(2030, 12, 31))
PRECS = st.sampled_from(["day", "days", "week", "month", "year"])


def test_march_is_only_possibly_in_a_window_of_days() -> None:
    window = Window(date(2022, 3, 24), date(2022, 3, 28))
    assert window.certainty(date(2022, 3, 1), date(2022, 3, 31), "month") == "possible"


def test_march_is_certainly_in_march_and_not_in_april() -> None:
    march = (date(2022, 3, 1), date(2022, 3, 31), "month")
    assert Window(date(2022, 3, 1), date(2022, 3, 31)).certainty(*march) == "certain"
    assert Window(date(2022, 4, 1), date(2022, 4, 30)).certainty(*march) == "none"


def test_a_blockade_of_months_is_certainly_in_every_week_of_it() -> None:
    week = Window(date(2023, 1, 9), date(2023, 1, 15))
    assert week.certainty(date(2022, 12, 12), date(2023, 3, 6), "day") == "certain"


def test_both_ends_of_a_window_are_inside_it() -> None:
    window = Window(date(2022, 3, 24), date(2022, 3, 28))
    for day, expected in ((23, "none"), (24, "certain"), (28, "certain"), (29, "none")):
        on = date(2022, 3, day)
        assert window.certainty(on, on, "day") == expected


@given(DAYS, st.integers(0, 400), PRECS, DAYS, st.integers(0, 400))
def test_certainty_agrees_with_counting_days(
    start: date, length: int, prec: str, low: date, width: int
) -> None:
    end, high = start + timedelta(length), low + timedelta(width)
    inside = sum(low <= start + timedelta(n) <= high for n in range(length + 1))
    if prec == "day":
        expected = "certain" if inside else "none"
    else:
        expected = "certain" if inside == length + 1 else "possible" if inside else "none"
    assert Window(low, high).certainty(start, end, prec) == expected


@given(st.lists(st.tuples(DAYS, st.integers(0, 60), st.booleans()), max_size=20))
def test_an_open_window_holds_every_event_certainly(spans: list[tuple[date, int, bool]]) -> None:
    start = np.array([day_number(s) for s, _, _ in spans], dtype=np.int64)
    end = start + np.array([length for _, length, _ in spans], dtype=np.int64)
    codes = certainty_codes(start, end, np.array([c for *_, c in spans], dtype=bool), Window())
    assert [CERTAINTIES[code] for code in codes] == ["certain"] * len(spans)


@pytest.mark.parametrize(
    "text",
    [
        "2022-02-30",
        "24.03.2022",
        "2022-3-24",
        "now",
        "٢٠٢٢-٠٣-٢٤",
        "2022-03-24T00:00",
        "0001-01-01",
        "",
    ],
)
def test_only_real_iso_days_are_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_day(text)


@given(DAYS)
def test_days_round_trip(day: date) -> None:
    assert parse_day(day.isoformat()) == day


def test_a_window_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends on or after"):
        Window(date(2022, 3, 28), date(2022, 3, 24))


def test_spans_are_said_with_their_precision() -> None:
    assert describe_span(date(2022, 3, 5), date(2022, 3, 5), "day") == "5 March 2022"
    assert describe_span(date(2022, 3, 1), date(2022, 3, 31), "month") == "some time in March 2022"
    assert (
        describe_span(date(2022, 3, 1), date(2022, 3, 13), "month") == "between 1 and 13 March 2022"
    )
    assert describe_days(date(2022, 3, 1), date(2022, 4, 2)) == "1 March – 2 April 2022"
