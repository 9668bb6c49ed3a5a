from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.spans import parse_day
from geo.summary import sum_toll, summarise, toll_text

FIGURES = st.lists(st.none() | st.integers(0, 10_000), max_size=12)


@given(FIGURES)
def test_unknown_adds_nothing_and_is_not_counted_as_none(figures: list[int | None]) -> None:
    column = pd.Series(figures, dtype="Int64")
    toll = sum_toll(column, column)
    assert toll.low == toll.high == sum(figure or 0 for figure in figures)
    assert toll.reported == sum(figure is not None for figure in figures)


def test_a_lower_limit_keeps_the_sum_open() -> None:
    toll = sum_toll(pd.Series([3, 1000], dtype="Int64"), pd.Series([3, None], dtype="Int64"))
    assert (toll.low, toll.high, str(toll)) == (1003, None, "≥ 1,003")


def test_figures_of_one_event() -> None:
    assert [toll_text(*pair) for pair in ((3, 3), (0, 1), (None, None), (0, 0), (1000, None))] == [
        "3",
        "0–1",
        "",
        "0",
        "1,000+",
    ]


def test_the_parukh_days_are_counted(dataset: Dataset) -> None:
    asked = EventFilter(parse_day("2022-03-24"), parse_day("2022-03-28"))
    selected = dataset.select(asked)
    counted = summarise(selected)
    assert counted.events == len(selected) == counted.certain + counted.possible
    assert counted.mapped + counted.on_areas + counted.listed == counted.events
    assert counted.possible > 0
    assert "possible" in counted.count_text()
    assert (counted.killed.low, counted.killed.high) == (3, 3)
    assert counted.contested >= 2


def test_a_contested_event_that_is_only_possible_is_counted_apart(dataset: Dataset) -> None:
    frame = dataset.select(EventFilter(parse_day("2022-03-24"), parse_day("2022-03-28")))
    first = frame.index[frame["status"] == "contested"][0]
    assert summarise(frame).contested_text() == "2"
    frame.loc[first, "certainty"] = "possible"
    assert summarise(frame).contested_text() == "1 + 1 possible"
