"""URL → filter → URL is a law; mask, window and sentence agree with plain counting."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given

from geo.errors import UsageError
from geo.filters import FIELDS, EventFilter
from geo.linkage import Dataset
from tests.filters.made import BUILT_IN_DATA, filters


@given(filters())
def test_url_round_trip(event_filter: EventFilter) -> None:
    params = dict(parse_qsl(event_filter.to_query(), keep_blank_values=True))
    again, problems = EventFilter.from_params(params)
    assert (again, problems) == (event_filter, [])


@given(filters())
def test_selecting_loses_and_invents_nothing(event_filter: EventFilter) -> None:
    events = BUILT_IN_DATA.events
    selected = event_filter.select(events)
    codes = event_filter.certainty(events)
    assert len(selected) + int((codes == 0).sum()) == len(events)
    assert selected["event_id"].is_unique


@given(filters())
def test_narrowing_never_adds_events(event_filter: EventFilter) -> None:
    events = BUILT_IN_DATA.events
    wide = set(EventFilter().select(events)["event_id"])
    assert set(event_filter.select(events)["event_id"]) <= wide
    without_text = event_filter.replace(q="")
    assert set(event_filter.select(events)["event_id"]) <= set(
        without_text.select(events)["event_id"]
    )


@given(filters())
def test_every_filter_can_be_said(event_filter: EventFilter) -> None:
    sentence = event_filter.sentence(BUILT_IN_DATA.titles("en"))
    assert sentence
    assert not event_filter.status or "only" in sentence


def test_a_place_stands_for_what_is_part_of_it(dataset: Dataset) -> None:
    at_village = set(dataset.select(EventFilter(place=("parukh",)))["event_id"])
    in_district = set(dataset.select(EventFilter(place=("askeran-district",)))["event_id"])
    assert at_village
    assert at_village < in_district


def test_the_sentence_of_the_plan(dataset: Dataset) -> None:
    asked = EventFilter(
        date(2022, 3, 24),
        date(2022, 3, 28),
        category=("clash", "strike"),
        status=("contested",),
        place=("askeran-district",),
    )
    assert asked.sentence(dataset.titles("en")) == (
        "24–28 March 2022, clashes and strikes in or near Askeran District, contested only"
    )


def test_what_cannot_be_read_is_said_and_left_out() -> None:
    read, problems = EventFilter.from_params(
        {"from": "24.03.2022", "category": "clash,raid", "status": "contested", "view": "1,2"}
    )
    assert read == EventFilter(status=("contested",))
    assert [problem.split(":")[0] for problem in problems] == ["from", "category", "view"]
    assert EventFilter.from_params({"q": "???"})[1] == [
        "q: expected letters or digits to look for, found '???'"
    ]


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(UsageError, match="earlier than from"):
        EventFilter(date(2022, 3, 28), date(2022, 3, 24))
    _, problems = EventFilter.from_params({"from": "2022-03-28", "to": "2022-03-24"})
    assert len(problems) == 1


def test_every_attribute_has_a_field_and_the_other_way_round() -> None:
    assert {spec.attribute for spec in FIELDS} == set(EventFilter.__dataclass_fields__)


@pytest.mark.parametrize("query", ["parukh", "PARUKH", "Fərrux", "farrux", "Փառուխ", "Фаррух"])
def test_text_finds_events_by_any_name_of_their_place(dataset: Dataset, query: str) -> None:
    at_parukh = set(dataset.select(EventFilter(place=("parukh",)))["event_id"])
    assert at_parukh <= set(dataset.select(EventFilter(q=query))["event_id"])


def test_text_is_searched_without_case_or_accents(dataset: Dataset) -> None:
    plain, shouted = (dataset.select(EventFilter(q=q)) for q in ("lachin", "LÁCHIN"))
    assert plain["event_id"].tolist() == shouted["event_id"].tolist() != []
