"""Draft events: time, place and what is never guessed."""

from __future__ import annotations

from geo.linkage import Dataset
from geo.report.duplicates import duplicate_hints
from geo.schema import ACLED_EVENT_TYPES
from tests.report.conftest import DraftOf


def test_an_event_with_its_day_and_place(draft_of: DraftOf) -> None:
    (event,) = draft_of("Shells fell near Askeran on Saturday.").events
    assert (event.category, event.place_id, event.where_prec) == ("strike", "askeran", "near")
    assert (event.date_start.isoformat(), event.date_prec) == ("2022-03-26", "day")
    assert event.sub_event_type in ACLED_EVENT_TYPES[event.event_type]


def test_nothing_is_put_at_a_capital_that_only_speaks(draft_of: DraftOf) -> None:
    draft = draft_of(
        "YEREVAN (Own) – Clashes broke out on Sunday, Baku said. Moscow urged restraint."
    )
    assert draft.events
    assert {one.place_id for one in draft.events} == {""}
    assert {one.where_prec for one in draft.events} == {"none"}


def test_what_happened_in_a_capital_is_put_there(draft_of: DraftOf) -> None:
    (event,) = draft_of("A rocket hit a house in Yerevan on Sunday; shelling went on.").events
    assert event.place_id == "yerevan"


def test_a_place_that_only_the_text_around_names_is_a_guess(draft_of: DraftOf) -> None:
    draft = draft_of("Parukh lies in Nagorno-Karabakh.\nOn Sunday clashes broke out.")
    (event,) = draft.events
    assert event.place_id == "nagorno-karabakh"
    assert event.bases["place"].confidence == "low"
    assert "parukh" not in event.place_id


def test_a_month_stays_a_month_and_no_day_is_invented(draft_of: DraftOf) -> None:
    (event,) = draft_of("In December clashes broke out near Parukh.").events
    assert (event.date_start.isoformat(), event.date_end.isoformat()) == (
        "2021-12-01",
        "2021-12-31",
    )
    assert event.date_prec == "month"
    (undated,) = draft_of("Clashes broke out near Parukh.").events
    assert undated.date_prec == "week"
    assert undated.bases["date"].confidence == "low"


def test_what_is_feared_or_asked_for_did_not_happen(draft_of: DraftOf) -> None:
    draft = draft_of("Clashes could break out near Parukh. Nobody wants shelling to avoid talks.")
    assert all(one.category != "clash" for one in draft.events)


def test_one_event_told_twice_is_one(draft_of: DraftOf) -> None:
    draft = draft_of(
        "Clashes broke out near Parukh on Sunday.\nThe clash lasted an hour and two Armenian "
        "soldiers were wounded."
    )
    (event,) = draft.events
    assert event.paragraphs == [1, 2]
    assert [one.low for one in event.tolls] == [2]


def test_days_of_different_fights_are_not_averaged(draft_of: DraftOf) -> None:
    draft = draft_of(
        "Clashes broke out near Parukh on Friday.\nClashes broke out near Tegh on Sunday."
    )
    assert sorted((one.place_id, one.date_start.day) for one in draft.events) == [
        ("parukh", 25),
        ("tegh", 27),
    ]


def test_every_field_has_a_reason(draft_of: DraftOf) -> None:
    draft = draft_of("Russia accused Azerbaijan of violating the ceasefire on Saturday.")
    for event in draft.events:
        assert {"category", "date", "place"} <= event.bases.keys()
        assert all(basis.reason for basis in event.bases.values())


def test_hints_name_what_may_be_coded_already(draft_of: DraftOf, dataset: Dataset) -> None:
    draft = draft_of("On Thursday Azerbaijani troops entered the village of Parukh.")
    (hints,) = duplicate_hints(draft.events, dataset).values()
    assert hints[0]["event_id"] == "nk-20220324-parukh-entry"
    assert {"same kind", "same place"} <= set(hints[0]["reasons"])


def test_no_hint_for_another_year_or_another_speaker(draft_of: DraftOf, dataset: Dataset) -> None:
    draft = draft_of(
        "In June 2021 troops entered Tegh. France's Foreign Ministry urged restraint on Sunday."
    )
    assert not any(duplicate_hints(draft.events, dataset).values())
