"""A real Spark cluster, DuckDB and the oracle answer a million rows alike.

`make cluster-test` runs this: it takes minutes, so that the ordinary gate skips it and says so.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.synthetic import write_dataset
from geo.engine.engine import Engine
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.store.convert import to_parquet
from geo.store.engines import open_engine
from geo.store.folder import load
from scripts.spark_cluster import running_cluster, why_not
from tests.engine import comparison, oracle

WANTED = "TRUCELINE_CLUSTER_TEST"
EVENTS, PLACES = int(os.environ.get("TRUCELINE_CLUSTER_EVENTS", "1000000")), 20_000
BACKENDS = ("duckdb", "spark")

pytestmark = [
    pytest.mark.skipif(WANTED not in os.environ, reason="takes minutes: run make cluster-test"),
    pytest.mark.skipif(WANTED in os.environ and bool(why_not()), reason=why_not()),
]


@pytest.fixture(scope="module")
def csv_million(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("million") / "csv"
    write_dataset(folder, EVENTS, PLACES, seed=7)
    return folder


@pytest.fixture(scope="module")
def million(csv_million: Path) -> Dataset:
    return load(csv_million)


@pytest.fixture(scope="module")
def engines(csv_million: Path) -> Iterator[dict[str, Engine]]:
    out = csv_million.with_name("parquet")
    to_parquet(csv_million, out, memory="500MB")
    with running_cluster(workers=2) as url:
        opened = {"duckdb": open_engine(out, "duckdb"), "spark": open_engine(out, url)}
        yield opened
        for engine in opened.values():
            engine.close()


def test_the_filters_find_some_of_a_million_events(
    engines: dict[str, Engine], million: Dataset
) -> None:
    assert len(million.events) == EVENTS
    comparison.has_events(engines["duckdb"], million)


@pytest.mark.parametrize("question", comparison.QUESTIONS)
@pytest.mark.parametrize("backend", BACKENDS)
def test_same_rows_of_a_million(
    engines: dict[str, Engine], million: Dataset, backend: str, question: str
) -> None:
    for asked in comparison.asked_of(million).values():
        comparison.QUESTIONS[question](engines[backend], million, asked)


@pytest.mark.parametrize("backend", BACKENDS)
def test_pages_by_key_show_every_event_once(
    engines: dict[str, Engine], million: Dataset, backend: str
) -> None:
    """Asked again and again: what an unordered offset gets wrong, it gets wrong now and then."""
    asked = EventFilter(category=("movement",), status=("contested",))
    expected = oracle.selected(million, asked)["event_id"].tolist()
    size = max(len(expected) // 6, 1)
    for _ in range(2):
        shown: list[str] = []
        after = None
        while len(shown) < len(expected):
            rows = engines[backend].page(asked, size, after=after)
            assert len(rows), "a page is missing"
            shown += rows["event_id"].tolist()
            after = int(rows["row"].iloc[-1])
        assert shown == expected


def test_the_cluster_is_a_cluster(engines: dict[str, Engine]) -> None:
    session = engines["spark"].backend._session  # type: ignore[attr-defined]
    assert session.sparkContext.master.startswith("spark://127.0.0.1:")
    workers = session.sparkContext._jsc.sc().statusTracker().getExecutorInfos()
    # The driver is among them.
    assert len(workers) == 3
