"""DuckDB answers as pandas and geopandas do, over CSV files and over Parquet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from geo.engine import predicates
from geo.engine.engine import Engine
from geo.engine.loaded import engine_of
from geo.engine.predicates import NotOnThisEngineError, missing_predicates
from geo.errors import UsageError
from geo.filters import FIELDS, EventFilter
from geo.linkage import Dataset
from geo.store.engines import ENGINE_VARIABLE, open_engine
from geo.store.folder import BUILT_IN, load
from tests.engine import comparison, oracle
from tests.filters.made import filters

BUILT_IN_DATA = load(BUILT_IN)
BUILT_IN_ENGINE = engine_of(BUILT_IN_DATA)


@pytest.mark.parametrize("question", comparison.QUESTIONS)
def test_same_rows_as_the_oracle(engine: Engine, synthetic: Dataset, question: str) -> None:
    for asked in comparison.asked_of(synthetic).values():
        comparison.QUESTIONS[question](engine, synthetic, asked)


def test_the_filters_of_the_comparison_find_some_events(engine: Engine, synthetic: Dataset) -> None:
    comparison.has_events(engine, synthetic)


@pytest.mark.parametrize("question", comparison.QUESTIONS)
def test_same_rows_of_the_built_in_data(question: str) -> None:
    for asked in (EventFilter(), EventFilter(date(2022, 3, 24), date(2022, 3, 28))):
        comparison.QUESTIONS[question](BUILT_IN_ENGINE, BUILT_IN_DATA, asked)


@settings(max_examples=60, deadline=None)
@given(filters())
def test_any_filter_selects_what_the_mask_selects(asked: EventFilter) -> None:
    asked = asked.replace(as_of=None)
    comparison.same_counts(BUILT_IN_ENGINE, BUILT_IN_DATA, asked)
    expected = oracle.selected(BUILT_IN_DATA, asked)
    rows = BUILT_IN_ENGINE.page(asked, limit=1000)
    assert rows["event_id"].tolist() == expected["event_id"].tolist()
    codes = expected["certainty"].map({"possible": 1, "certain": 2}).astype(int)
    assert rows["certainty"].tolist() == codes.tolist()


def test_march_is_only_possibly_on_a_day_of_march() -> None:
    day = EventFilter(date(2022, 3, 10), date(2022, 3, 10))
    rows = BUILT_IN_ENGINE.page(day, 100).set_index("event_id")["certainty"]
    spans = BUILT_IN_DATA.events.set_index("event_id").loc[rows.index]
    vague = spans["date_prec"] != "day"
    assert vague.any()
    assert (rows[vague] == 1).all()
    assert (rows[~vague] == 2).all()


def test_every_field_that_selects_has_a_predicate() -> None:
    assert missing_predicates() == []


def test_a_field_without_a_predicate_is_refused_and_not_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(predicates.PREDICATES, "category")
    assert missing_predicates() == ["category"]
    BUILT_IN_ENGINE._compiled.cache_clear()
    with pytest.raises(NotOnThisEngineError, match="category"):
        BUILT_IN_ENGINE.counts(EventFilter(category=("clash",)))


def test_what_no_engine_answers_is_refused_with_its_reason() -> None:
    with pytest.raises(NotOnThisEngineError, match=r"asof: .* published by a day"):
        BUILT_IN_ENGINE.counts(EventFilter(as_of=date(2022, 4, 1)))


def test_predicates_have_no_field_that_there_is_not() -> None:
    assert set(predicates.PREDICATES) <= {spec.attribute for spec in FIELDS}


def test_where_the_map_looks_compiles_nothing_anew() -> None:
    asked = EventFilter(date(2022, 3, 1))
    BUILT_IN_ENGINE.counts(asked)
    before = BUILT_IN_ENGINE._compiled.cache_info().misses
    BUILT_IN_ENGINE.counts(asked.replace(view=(40.0, 46.0, 9.0), names="hy"))
    assert BUILT_IN_ENGINE._compiled.cache_info().misses == before


def test_a_week_begins_on_monday_before_1970_too() -> None:
    rows = BUILT_IN_ENGINE.histogram(EventFilter(), "week")
    assert ((rows["begins"] + 3) % 7 == 0).all()
    with pytest.raises(ValueError, match="year"):
        BUILT_IN_ENGINE.histogram(EventFilter(), "year")  # type: ignore[arg-type]


def test_many_threads_may_ask_at_once(engine: Engine, synthetic: Dataset) -> None:
    from concurrent.futures import ThreadPoolExecutor

    asked = list(comparison.asked_of(synthetic).values())
    alone = [engine.counts(one) for one in asked]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(engine.counts, asked * 4)) == alone * 4


@pytest.mark.parametrize("url", ["mysql://here", "", "Spark://x:1", "duckdb:///file"])
def test_an_unknown_engine_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENGINE_VARIABLE, url or "postgres")
    with pytest.raises(UsageError, match=r"expected duckdb or spark://host:port"):
        open_engine(BUILT_IN)


def test_a_cluster_is_not_asked_to_read_csv(csv_folder: Path) -> None:
    with pytest.raises(NotOnThisEngineError, match="geo convert"):
        open_engine(csv_folder, "spark://127.0.0.1:1")


def test_events_without_a_position_are_in_no_cell_and_no_zone(
    engine: Engine, synthetic: Dataset
) -> None:
    cells = engine.viewport_cells(EventFilter(), None, 0)
    listed = synthetic.events["drawn"] != "symbol"
    assert listed.any()
    assert int(cells[["certain", "possible"]].to_numpy().sum()) == int((~listed).sum())
    found = engine.members(EventFilter(), comparison.zones_over(synthetic))
    assert not np.isin(found["row"], np.flatnonzero(listed)).any()
