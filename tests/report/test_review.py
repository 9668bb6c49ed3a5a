"""Only what a coder decided becomes a row; every record is accepted, open or rejected."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.linkage import Dataset
from geo.report import Drafter
from geo.report.review import (
    CLAIM_FIELDS,
    EVENT_FIELDS,
    Accepted,
    Source,
    accept,
    fields_asked,
)
from geo.report.rows import draft_records
from tests.report.conftest import MONDAY

TEXT = (
    "Clashes broke out near Parukh on Saturday, Armenia's Ministry of Defence said. Three Armenian "
    "soldiers were killed.\nAzerbaijan's Border Service denied it. Shells fell near Tegh on Sunday."
)
SOURCE = Source("own-20220328", "Own", "", "2022-03-28", "press")


@pytest.fixture(scope="module")
def records(dataset: Dataset) -> dict[str, Any]:
    draft = Drafter(dataset.gazetteer).draft(TEXT, MONDAY)
    return draft_records(draft, dataset.gazetteer, {})


def confirmed(records: dict[str, Any]) -> dict[str, Any]:
    review = {}
    for key, kind, fields in (
        ("event_id", "events", EVENT_FIELDS),
        ("claim_id", "claims", CLAIM_FIELDS),
    ):
        for record in records[kind]:
            names = fields_asked(record, fields)
            review[record[key]] = {
                "state": "open",
                "fields": {name: {"state": "confirmed"} for name in names},
            }
    return review


def accepted(records: dict[str, Any], review: dict[str, Any]) -> Accepted:
    return accept(records, review, SOURCE, ["armenia-mod"], [])


def test_nothing_is_accepted_unasked(records: dict[str, Any]) -> None:
    result = accepted(records, {})
    assert not any(result.rows.values())
    assert result.open_records == len(records["events"]) + len(records["claims"])


def test_what_is_confirmed_becomes_rows_with_source_and_paragraph(records: dict[str, Any]) -> None:
    result = accepted(records, confirmed(records))
    assert (result.events, result.claims) == (len(records["events"]), len(records["claims"]))
    assert result.open_records == result.rejected_records == 0
    assert {row["source_id"] for row in result.rows["claims"]} == {SOURCE.source_id}
    assert {row["paragraph"] for row in result.rows["claims"]} == {"1", "2"}
    (source,) = result.rows["sources"]
    assert (source["published_on"], source["published_basis"]) == ("2022-03-28", "stated")
    assert {row["party_id"]: row["side"] for row in result.rows["parties"]}[
        "azerbaijan-border-service"
    ] == "azerbaijan"


def test_one_undecided_field_keeps_the_event_and_its_claims_out(records: dict[str, Any]) -> None:
    review = confirmed(records)
    first = records["events"][0]["event_id"]
    del review[first]["fields"]["date_start"]
    result = accepted(records, review)
    assert result.events == len(records["events"]) - 1
    kept = {row["event_id"] for row in result.rows["events"]}
    assert {row["event_id"] for row in result.rows["claims"]} <= kept


def test_corrected_and_rejected_fields(records: dict[str, Any]) -> None:
    review = confirmed(records)
    first = records["events"][0]["event_id"]
    fields = review[first]["fields"]
    fields["place_id"] = {"state": "rejected"}
    fields["sub_event_type"] = {"state": "corrected", "value": "Grenade"}
    row = accepted(records, review).rows["events"][0]
    assert (row["place_id"], row["where_prec"]) == ("", "none")
    assert (row["event_type"], row["sub_event_type"]) == ("Explosions/Remote violence", "Grenade")


def test_a_required_field_cannot_be_left_blank(records: dict[str, Any]) -> None:
    review = confirmed(records)
    review[records["events"][0]["event_id"]]["fields"]["date_end"] = {"state": "rejected"}
    assert accepted(records, review).events == len(records["events"]) - 1


def test_a_rejected_event_takes_its_claims_along(records: dict[str, Any]) -> None:
    review = confirmed(records)
    for event in records["events"]:
        review[event["event_id"]]["state"] = "rejected"
    result = accepted(records, review)
    assert not any(result.rows.values())
    assert result.rejected_records == len(records["events"]) + len(records["claims"])


@given(data=st.data())
def test_accepted_open_and_rejected_are_all(records: dict[str, Any], data: st.DataObject) -> None:
    review = confirmed(records)
    for decisions in review.values():
        decisions["state"] = data.draw(st.sampled_from(["open", "open", "rejected"]))
        for name in decisions["fields"]:
            state = data.draw(st.sampled_from(["open", "confirmed", "rejected"]))
            decisions["fields"][name] = {"state": state}
    result = accepted(records, review)
    total = result.events + result.claims + result.open_records + result.rejected_records
    assert total == len(records["events"]) + len(records["claims"])


def test_a_report_taken_up_again_is_one_source_and_its_events_are_new(
    records: dict[str, Any],
) -> None:
    first = accepted(records, confirmed(records))
    ids = [row["event_id"] for row in first.rows["events"]]
    again = accept(records, confirmed(records), SOURCE, ["armenia-mod"], ids, [SOURCE.source_id])
    assert again.rows["sources"] == []
    assert not {row["event_id"] for row in again.rows["events"]} & set(ids)
