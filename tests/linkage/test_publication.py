"""As of a day: nothing public later is left in, nothing public is lost, nothing stale is kept."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.claims import Voice, status_of
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.linkage.publication import Withheld, public_days
from geo.schema import TOLL_COLUMNS
from geo.store.folder import BUILT_IN, load

BUILT_IN_DATA = load(BUILT_IN)
WITHDRAWAL = "nk-20220327-parukh-withdrawal"
DEATH = "nk-20220307-nakhchivan-border-death"
CLASHES = "nk-20220324-clashes-24-25"
DAYS = st.dates(date(2022, 3, 1), date(2023, 3, 10))


def status(dataset: Dataset, event_id: str) -> str:
    event = dataset.event(event_id)
    assert event is not None
    return str(event["status"])


def test_the_withdrawal_is_contested_on_27_march_and_unknown_on_the_26th(dataset: Dataset) -> None:
    on_27 = dataset.as_of(date(2022, 3, 27))
    assert status(on_27, WITHDRAWAL) == "contested"
    claims = on_27.claims_on(WITHDRAWAL)
    told = set(zip(claims["side"], claims["stance"], strict=True))
    assert told == {("russia", "asserts"), ("azerbaijan", "denies")}
    assert claims["source_id"].isin(dataset.sources["source_id"]).all()
    assert claims["paragraph"].notna().all()
    on_26 = dataset.as_of(date(2022, 3, 26))
    assert on_26.row_of(WITHDRAWAL) is None
    assert on_26.claims_on(WITHDRAWAL).empty
    assert status(dataset, WITHDRAWAL) == "contested"


def test_a_status_follows_from_the_claims_made_by_then(dataset: Dataset) -> None:
    assert status(dataset.as_of(date(2022, 3, 7)), DEATH) == "one_side"
    assert status(dataset.as_of(date(2022, 3, 13)), DEATH) == "contested"


@settings(max_examples=20)
@given(DAYS)
def test_claims_kept_and_withheld_are_all_claims(day: date) -> None:
    known = BUILT_IN_DATA.as_of(day)
    left = known.withheld
    assert len(known.claims) + left.claims_later + left.claims_undated == len(BUILT_IN_DATA.claims)
    assert len(known.events) + left.events_later + left.events_undated == len(BUILT_IN_DATA.events)
    assert (known.claims["public_on"] <= pd.Timestamp(day)).all()
    assert set(known.claims["event_id"]) == set(known.events["event_id"])


@settings(max_examples=20)
@given(DAYS)
def test_what_is_derived_is_derived_from_what_is_left(day: date) -> None:
    known = BUILT_IN_DATA.as_of(day)
    for row, event in enumerate(known.events.itertuples()):
        claims = known.claims_on(event.event_id)
        voices = map(Voice, claims["side"], claims["stance"], claims["aspect"])
        assert event.status == status_of(voices)
        assert event.parties == frozenset(claims["party"])
        assert event.aspects == frozenset(claims["aspect"])
        assert (claims["event_row"] == row).all()


@settings(max_examples=20)
@given(DAYS, DAYS)
def test_a_later_day_never_knows_less(one: date, other: date) -> None:
    early, late = (BUILT_IN_DATA.as_of(day) for day in sorted((one, other)))
    assert set(early.claims["claim_id"]) <= set(late.claims["claim_id"])
    assert set(early.events["event_id"]) <= set(late.events["event_id"])


def test_a_toll_is_not_known_before_the_claim_it_rests_on(copied_data_dataset: Dataset) -> None:
    early = copied_data_dataset.as_of(date(2022, 3, 27))
    event = early.event(CLASHES)
    assert event is not None
    assert all(pd.isna(event[name]) for name in TOLL_COLUMNS)
    late = copied_data_dataset.as_of(date(2022, 3, 28)).event(CLASHES)
    assert late is not None
    assert (late["low"], late["wounded_low"]) == (3, 14)


@pytest.fixture
def copied_data_dataset(copied_data: object) -> Dataset:
    """The clashes are told on 25 March, their toll only by the report of 28 March."""
    file = copied_data / "claims.csv"  # type: ignore[operator]
    claims = pd.read_csv(file, dtype=str, keep_default_na=False)
    of_event = (claims["event_id"] == CLASHES) & (claims["aspect"] != "casualties")
    claims.loc[of_event, "said_on"] = "2022-03-25"
    claims.to_csv(file, index=False)
    return load(copied_data)  # type: ignore[arg-type]


def test_a_search_does_not_find_what_was_said_later(dataset: Dataset) -> None:
    word = EventFilter(q="drawing back after negotiations")
    assert len(dataset.select(word)) == 1
    on_27 = dataset.as_of(date(2022, 3, 27))
    assert len(on_27.select(word.replace(as_of=date(2022, 3, 27)))) == 0


def test_an_unknown_day_is_not_taken_for_an_early_one(dataset: Dataset) -> None:
    latest = dataset.as_of(date(2200, 1, 1))
    undated = dataset.claims["public_on"].isna()
    assert latest.withheld == Withheld(claims_undated=int(undated.sum()))
    assert undated.sum() > 0


def test_the_partys_own_day_comes_before_its_sources(dataset: Dataset) -> None:
    days = public_days(dataset.claims, dataset.sources)
    said = dataset.claims["said_on"]
    assert (days[said.notna()] == said[said.notna()]).all()
    published = dataset.claims["source_id"].map(
        dataset.sources.set_index("source_id")["published_on"]
    )
    assert days[said.isna()].equals(published[said.isna()].rename("said_on"))


def test_a_version_names_the_day_and_a_filter_of_another_is_refused(dataset: Dataset) -> None:
    early = dataset.as_of(date(2022, 3, 26))
    assert early.version == f"{dataset.version}@2022-03-26"
    assert early.as_of(date(2022, 3, 26)) is early
    assert dataset.as_of(None) is dataset
    with pytest.raises(ValueError, match="as of 2022-03-26"):
        early.selection(EventFilter())
    with pytest.raises(ValueError, match="expected the whole dataset"):
        early.as_of(None)


def test_nothing_known_at_all_is_no_fault(dataset: Dataset) -> None:
    before = dataset.as_of(date(1600, 1, 1))
    assert len(before.select(EventFilter(as_of=date(1600, 1, 1)))) == 0
