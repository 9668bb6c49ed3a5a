"""Counts by period keep to the one rule of certainty."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.linkage.chronology import PERIODS_MAX, chronology
from geo.spans import Window, day_number


def spans(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "day_start": [day_number(date.fromisoformat(start)) for start, _, _ in rows],
            "day_end": [day_number(date.fromisoformat(end)) for _, end, _ in rows],
            "date_prec": [prec for _, _, prec in rows],
        }
    )


def test_an_event_of_march_is_on_no_day_of_march_for_certain() -> None:
    unit, periods = chronology(spans(("2022-03-01", "2022-03-31", "month")))
    assert (unit, len(periods)) == ("day", 31)
    assert {(one.certain, one.possible) for one in periods} == {(0, 1)}


@pytest.mark.parametrize(
    ("end", "unit"),
    [
        ("2022-02-09", "day"),
        ("2022-02-10", "month"),
        ("2026-01-01", "year"),
        ("2100-01-01", "decade"),
    ],
)
def test_the_shortest_period_that_leaves_a_drawing_readable(end: str, unit: str) -> None:
    found, periods = chronology(spans(("2022-01-01", "2022-01-01", "day"), (end, end, "day")))
    assert found == unit
    assert len(periods) <= PERIODS_MAX
    assert periods[0].certain == periods[-1].certain == 1


def test_periods_agree_with_the_filter(dataset: Dataset) -> None:
    asked = EventFilter(place=("nagorno-karabakh",))
    _, periods = chronology(dataset.select(asked))
    for period in periods:
        window: Window = period.window
        found = dataset.select(asked.replace(start=window.start, end=window.end))["certainty"]
        assert (found == "certain").sum() == period.certain
        assert (found == "possible").sum() == period.possible


def test_no_events_have_no_periods() -> None:
    assert chronology(spans()) == ("day", [])
