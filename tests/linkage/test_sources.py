"""What each source carries, counted again by hand."""

from __future__ import annotations

from datetime import date

import pytest

from geo.filters import EventFilter
from geo.linkage import Dataset, events_of_source, source_table

PARUKH_DAYS = EventFilter(date(2022, 3, 24), date(2022, 3, 28))


@pytest.mark.parametrize("asked", [EventFilter(), PARUKH_DAYS])
def test_events_and_claims_of_each_source(dataset: Dataset, asked: EventFilter) -> None:
    selection = dataset.selection(asked)
    table = source_table(dataset, selection).set_index("source_id")
    assert table.index.tolist() == dataset.sources["source_id"].tolist()
    claims = dataset.claims_of(selection)
    tellers = claims.groupby("event_id")["source_id"].agg(set)
    for source_id, row in table.iterrows():
        told = {event for event, sources in tellers.items() if source_id in sources}
        alone = {event for event, sources in tellers.items() if sources == {source_id}}
        assert row["claims"] == (claims["source_id"] == source_id).sum()
        assert (row["events"], row["alone"]) == (len(told), len(alone))
        events = events_of_source(dataset, selection, str(source_id))
        assert set(events["event_id"]) == told
        assert set(events["event_id"][events["alone"]]) == alone
        assert events["claims"].sum() == row["claims"]


def test_no_source_is_graded_by_itself(dataset: Dataset) -> None:
    assert (dataset.sources["reliability"] == "").all()
    assert (dataset.claims["credibility"] == "").all()


def test_an_event_loses_its_second_source_before_that_came_out(dataset: Dataset) -> None:
    day = date(2022, 3, 27)
    early = dataset.as_of(day)
    asked = EventFilter(as_of=day)
    table = source_table(early, early.selection(asked)).set_index("source_id")
    # Of the report of 28 March only what it dates to the days before is public.
    assert 0 < table.at["r001", "claims"] < (dataset.claims["source_id"] == "r001").sum()
    assert table.at["r000", "claims"] == 0


def test_what_is_only_possible_is_counted_apart(dataset: Dataset) -> None:
    selection = dataset.selection(PARUKH_DAYS)
    table = source_table(dataset, selection).set_index("source_id")
    assert table["events_possible"].sum() > 0
    for source_id, row in table.iterrows():
        events = events_of_source(dataset, selection, str(source_id))
        possible = events["certainty"] == "possible"
        assert row["events_possible"] == possible.sum()
        assert row["alone_possible"] == (possible & events["alone"]).sum()
