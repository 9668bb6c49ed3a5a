"""Every number in a brief comes from its rows, its filter or its data version."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest
from matplotlib.text import Text

from geo.brief import BriefOptions, compose
from geo.brief.checklist import checklist
from geo.brief.furniture import scale_length_km
from geo.brief.model import Brief
from geo.brief.picture import as_of_line, drawing, whole_page
from geo.brief.rowfiles import rows_of
from geo.errors import UsageError
from geo.filters import EventFilter
from geo.linkage import Dataset
from tests.brief.samples import NOTHING, PARUKH, PARUKH_DAYS, WORDS

NUMBER = re.compile(r"\d[\d,]*")
FILTERS = [
    PARUKH,
    PARUKH_DAYS,
    NOTHING,
    EventFilter(),
    EventFilter(date(2023, 3, 1), date(2023, 3, 31)),
    EventFilter(category=("clash",)),
]
# Constants of the furniture: what a sample of the legend shows, and how good zones are.
FURNITURE = {"Reported killed", "±3 km", "about 3 km", "WGS 84", "3†", "×9", "9", "· 2", "UTC+4"}


def printed(brief: Brief) -> list[str]:
    with drawing():
        canvas = whole_page(brief)
        return [artist.get_text() for artist in canvas.figure.findobj(Text) if artist.get_text()]


def numbers_of(*texts: object) -> set[str]:
    return {number.strip(",") for text in texts for number in NUMBER.findall(str(text))}


def days_of(start: pd.Timestamp, end: pd.Timestamp) -> set[str]:
    return {str(part) for day in (start, end) for part in (day.day, day.year)}


def explained(brief: Brief, dataset: Dataset) -> set[str]:
    """Numbers that the rows, the filter and the ids account for, worked out from the tables."""
    selected = dataset.select(brief.event_filter)
    claims = dataset.claims[dataset.claims["event_id"].isin(selected["event_id"])]
    sources = dataset.sources[dataset.sources["source_id"].isin(claims["source_id"])]
    allowed = numbers_of(brief.map_id, brief.data_version, *FURNITURE)
    allowed |= numbers_of(*selected["title"], *sources["source_id"], *sources["title"])
    for row in selected.to_dict("records"):
        allowed |= days_of(row["date_start"], row["date_end"])
        for name in ("low", "high", "wounded_low", "wounded_high"):
            if not pd.isna(row[name]):
                allowed.add(f"{int(row[name]):,}")
    for day in sources["published_on"].dropna():
        allowed |= days_of(day, day)
    for day in (brief.event_filter.start, brief.event_filter.end):
        allowed |= set() if day is None else {str(day.day), str(day.year)}
    # Keys of the rows, and counts of them.
    count = len(selected)
    allowed |= {str(number) for number in range(1, count + 1)}
    allowed |= {str(selected["drawn"].value_counts().get(how, 0)) for how in ("area", "listed")}
    allowed |= {str(len(group)) for _, group in selected.groupby("place_id", observed=True)}
    allowed |= {"0", str(count)}
    px_per_km = brief.page.map_box.width / brief.extent.width_km
    return allowed | {f"{scale_length_km(px_per_km):g}"}


@pytest.mark.parametrize("asked", FILTERS, ids=lambda asked: asked.to_query() or "everything")
def test_no_number_is_printed_that_the_rows_do_not_account_for(
    dataset: Dataset, asked: EventFilter
) -> None:
    brief = compose(dataset, asked)
    allowed = explained(brief, dataset)
    strange = {
        (number, text)
        for text in printed(brief)
        for number in numbers_of(text)
        if number not in allowed
    }
    assert strange == set()


@pytest.mark.parametrize("asked", FILTERS, ids=lambda asked: asked.to_query() or "everything")
def test_counts_are_those_of_the_rows(dataset: Dataset, asked: EventFilter) -> None:
    brief, selected = compose(dataset, asked), dataset.select(asked)
    counts = brief.counts
    assert counts.events == len(selected) == len(brief.events)
    assert counts.possible == int((selected["certainty"] == "possible").sum())
    assert counts.mapped + counts.outside == int((selected["drawn"] == "symbol").sum())
    assert counts.on_areas == int((selected["drawn"] == "area").sum())
    assert counts.listed == int((selected["drawn"] == "listed").sum())
    assert counts.contested == int((selected["status"] == "contested").sum())
    assert any(counts.sentence() in text for text in printed(brief))
    assert {event.event_id for event in brief.events} == set(selected["event_id"])
    assert [event.number for event in brief.events] == list(range(1, len(selected) + 1))


def test_rows_are_those_of_the_events_in_their_order(dataset: Dataset) -> None:
    brief = compose(dataset, PARUKH_DAYS)
    rows = rows_of(brief)
    assert rows["event_id"].tolist() == [event.event_id for event in brief.events]
    for event, row in zip(brief.events, rows.to_dict("records"), strict=True):
        assert event.status == row["status"]
        assert event.killed == ("" if pd.isna(row["low"]) else f"{int(row['low'])}")
        cited = dataset.claims_on(event.event_id)["source_id"]
        letters = {one.source_id: one.letter for one in brief.sources}
        assert set(event.sources) == {letters[source] for source in cited}
        assert len(event.claims) == len(cited)


def test_a_toll_says_who_reports_it_and_a_blank_one_says_nothing(dataset: Dataset) -> None:
    brief = compose(dataset, PARUKH)
    by_id = {event.event_id: event for event in brief.events}
    clashes = by_id["nk-20220324-clashes-24-25"]
    assert (clashes.killed, clashes.wounded) == ("3", "14")
    assert clashes.reporters == ("Nagorno-Karabakh Defence Army",)
    assert "3 killed, 14 wounded, says Nagorno-Karabakh Defence Army" in " ".join(printed(brief))
    entry = by_id["nk-20220324-parukh-entry"]
    assert (entry.killed, entry.wounded, entry.reporters) == ("", "", ())
    war = compose(dataset, EventFilter(q="second karabakh war")).events[0]
    assert war.killed == "1,000+", "thousands are a lower limit, not a best figure"


def test_a_span_that_only_holds_the_event_says_so(dataset: Dataset) -> None:
    events = {event.event_id: event for event in compose(dataset, PARUKH_DAYS).events}
    assert events["nk-20220324-parukh-entry"].when_short == "24 Mar"
    assert events["nk-20220324-drone-strikes"].when_short == "~ 24–26 Mar"
    loudspeakers = events["nk-20220224-loudspeakers"]
    assert (loudspeakers.when_short, loudspeakers.possible) == ("~ 24 Feb – 28 Mar", True)


def test_the_app_writes_no_judgement(dataset: Dataset) -> None:
    brief = compose(dataset, PARUKH)
    texts = printed(brief)
    assert brief.headline == "Reported events in or near Askeran District, 24–28 March 2022"
    assert not {"Key judgements", "Information gaps"} & set(texts)
    worded = printed(compose(dataset, PARUKH, WORDS))
    assert {"Key judgements", "Information gaps"} <= set(worded)


def test_a_source_long_after_the_window_is_called_the_latest_source(dataset: Dataset) -> None:
    every_event = EventFilter(PARUKH_DAYS.start, PARUKH_DAYS.end)
    late = compose(dataset, every_event)
    assert as_of_line(late) == "Latest source 6 March 2023 (UTC+4)"
    assert any("to 2022-03-28" in item.said and not item.done for item in checklist(late))
    soon = compose(dataset, PARUKH)
    assert as_of_line(soon) == "Information as of 28 March 2022 (UTC+4)"
    # Who chose the day stands by it.
    chosen = compose(dataset, every_event, BriefOptions(as_of=date(2023, 4, 1)))
    assert as_of_line(chosen) == "Information as of 1 April 2023 (UTC+4)"
    then = date(2022, 3, 28)
    known = compose(dataset.as_of(then), every_event.replace(as_of=then))
    assert as_of_line(known) == "Information as of 28 March 2022 (UTC+4)"


def test_as_of_is_never_before_a_source_that_is_used(dataset: Dataset) -> None:
    assert compose(dataset, PARUKH).as_of == "28 March 2022"
    later = compose(dataset, PARUKH, BriefOptions(as_of=date(2022, 4, 2)))
    assert later.as_of == "2 April 2022"
    with pytest.raises(UsageError, match="as-of: expected 2022-03-28 or later"):
        compose(dataset, PARUKH, BriefOptions(as_of=date(2022, 3, 27)))


def test_the_id_tells_briefs_apart(dataset: Dataset) -> None:
    briefs = [
        compose(dataset, PARUKH),
        compose(dataset, PARUKH, WORDS),
        compose(dataset, PARUKH, BriefOptions(theme="dark")),
        compose(dataset, PARUKH.replace(names="az")),
        compose(dataset, PARUKH.replace(status=("contested",))),
    ]
    assert len({brief.map_id for brief in briefs}) == len(briefs)
    assert compose(dataset, PARUKH).map_id == briefs[0].map_id
    assert briefs[0].map_id in " ".join(printed(briefs[0]))
    assert dataset.version in " ".join(printed(briefs[0]))
