"""Status follows from claims, and a tie between sides is never dropped."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo.claims import Voice, status_by_event, status_of
from geo.linkage import Dataset

SIDES = st.sampled_from(["azerbaijan", "armenian", "russia", "other", "none"])
STANCES = st.sampled_from(["asserts", "denies", "disputes"])
ASPECTS = st.sampled_from(["occurrence", "timing"])
COLUMNS = ["event_id", "side", "stance", "aspect"]
VOICES = st.lists(st.builds(Voice, SIDES, STANCES, ASPECTS))


@given(VOICES)
def test_order_of_claims_does_not_matter(voices: list[Voice]) -> None:
    assert status_of(voices) == status_of(voices[::-1])


@given(VOICES, SIDES.filter(lambda side: side != "none"))
def test_one_denial_by_a_named_party_makes_it_contested(voices: list[Voice], side: str) -> None:
    assert status_of([*voices, Voice(side, "denies")]) == "contested"


@given(VOICES)
def test_repeating_a_claim_changes_nothing(voices: list[Voice]) -> None:
    assert status_of(voices + voices) == status_of(voices)


def test_two_parties_of_one_side_do_not_corroborate() -> None:
    assert status_of([Voice("armenian", "asserts"), Voice("armenian", "asserts")]) == "one_side"
    assert status_of([Voice("armenian", "asserts"), Voice("russia", "asserts")]) == "corroborated"


def test_saying_when_is_not_saying_that() -> None:
    assert status_of([Voice("armenian", "asserts", "timing")]) == "reported"
    assert (
        status_of([Voice("russia", "asserts"), Voice("armenian", "asserts", "timing")])
        == "one_side"
    )
    assert status_of([Voice("armenian", "disputes", "timing")]) == "contested"


def test_the_reported_withdrawal_of_27_march_is_contested(dataset: Dataset) -> None:
    day = dataset.events[dataset.events["date_start"].dt.strftime("%Y-%m-%d") == "2022-03-27"]
    withdrawals = day[day["category"] == "movement"]
    assert withdrawals["status"].tolist() == ["contested"]
    claims = dataset.claims_on(withdrawals["event_id"].iloc[0])
    stances = set(zip(claims["side"], claims["stance"], strict=True))
    assert {("russia", "asserts"), ("azerbaijan", "denies")} <= stances


def test_no_claims_give_no_status() -> None:
    frame = pd.DataFrame(columns=COLUMNS, dtype=str)
    assert status_by_event(frame).empty


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.builds(Voice, SIDES, STANCES, ASPECTS)), min_size=1
    )
)
def test_the_status_of_a_column_is_that_of_each_event(claims: list[tuple[str, Voice]]) -> None:
    rows = [(event, voice.side, voice.stance, voice.aspect) for event, voice in claims]
    frame = pd.DataFrame(rows, columns=COLUMNS, dtype=str)
    expected = {
        event: status_of(voice for other, voice in claims if other == event) for event, _ in claims
    }
    assert status_by_event(frame).to_dict() == expected
