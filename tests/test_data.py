"""The built-in data: every row traces to a paragraph or a cited source, and takes no side."""

from __future__ import annotations

import re

import pandas as pd

from geo.linkage import Dataset
from tests.shared import shared

REPORTS = {
    "r000": "000_48e481f975cafe36.txt",
    "r001": "001_bb578f42ea15d27b.txt",
    "r002": "002_3ffcbcddb2f198db.txt",
    "r003": "003_ba794ce23a71a147.txt",
    "r004": "004_da9189e0f4d9dd98.txt",
}
SHARED_WORDS_MAX = 7


def paragraphs(source_id: str) -> list[str]:
    text = shared("reports", REPORTS[source_id]).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip()]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def test_every_event_rests_on_a_claim_and_every_claim_on_a_source(dataset: Dataset) -> None:
    assert set(dataset.events["event_id"]) == set(dataset.claims["event_id"])
    assert set(dataset.claims["source_id"]) == set(dataset.sources["source_id"])
    assert set(dataset.claims["party"]) == set(dataset.parties["party_id"])


def test_all_five_reports_are_coded(dataset: Dataset) -> None:
    assert set(REPORTS) <= set(dataset.claims["source_id"])


def test_every_claim_stands_in_a_paragraph_that_exists(dataset: Dataset) -> None:
    lengths = {source_id: len(paragraphs(source_id)) for source_id in REPORTS}
    of_reports = dataset.claims[dataset.claims["source_id"].isin(list(REPORTS))]
    assert of_reports["paragraph"].notna().all()
    longest = of_reports["source_id"].map(lengths)
    assert (of_reports["paragraph"].astype(int) <= longest).all()


def test_no_sentence_is_copied_from_a_report(dataset: Dataset) -> None:
    runs: set[tuple[str, ...]] = set()
    for source_id in REPORTS:
        said = words(" ".join(paragraphs(source_id)))
        runs |= {tuple(said[i : i + SHARED_WORDS_MAX]) for i in range(len(said))}
    written = pd.concat(
        [dataset.events["title"], dataset.events["summary"], dataset.claims["statement"]]
    )
    for text in written:
        own = words(text)
        copied = [
            own[i : i + SHARED_WORDS_MAX]
            for i in range(len(own) - SHARED_WORDS_MAX + 1)
            if tuple(own[i : i + SHARED_WORDS_MAX]) in runs
        ]
        assert not copied, text


def test_unknown_tolls_are_blank_and_best_is_stated(dataset: Dataset) -> None:
    events = dataset.events
    assert events["low"].isna().sum() > len(events) / 2
    stated = events[events["best"].notna()]
    casualty_claims = dataset.claims[dataset.claims["aspect"] == "casualties"]["event_id"]
    assert set(stated["event_id"]) <= set(casualty_claims)


def test_nothing_is_said_before_it_happened_or_after_its_source(dataset: Dataset) -> None:
    dated = dataset.claims.merge(dataset.sources[["source_id", "published_on"]], on="source_id")
    both = dated[dated["said_on"].notna() & dated["published_on"].notna()]
    assert (both["said_on"] <= both["published_on"]).all()


def test_saturday_is_resolved_from_the_dateline(dataset: Dataset) -> None:
    accusation = dataset.events.set_index("event_id").loc["nk-20220326-russia-accuses-breach"]
    assert accusation["date_start"].day_name() == "Saturday"
    shootout = dataset.events.set_index("event_id").loc["nk-20230305-shootout"]
    assert shootout["date_start"].day_name() == "Sunday"
