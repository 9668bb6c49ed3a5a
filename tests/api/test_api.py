"""The Python face: narrowing, what is refused, and frames that agree with the command line's."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

import geo
from geo.errors import UsageError
from geo.filters import EventFilter
from geo.linkage import Dataset


def test_narrowing_remembers_its_filter_and_changes_nothing() -> None:
    whole = geo.load()
    days = whole.between("2022-03-24", "2022-03-28")
    contested = days.where(status="contested", place=["parukh", "askeran"])
    assert whole.filter == EventFilter()
    assert contested.filter.to_query() == (
        "from=2022-03-24&to=2022-03-28&status=contested&place=parukh,askeran"
    )
    assert 0 < len(contested) < len(days) < len(whole)
    assert contested.where(status=()).where(place="parukh").filter.place == ("parukh",)


def test_days_may_be_text_dates_or_moments() -> None:
    whole = geo.load()
    windows = [
        whole.between("2022-03-24", "2022-03-28"),
        whole.between(date(2022, 3, 24), date(2022, 3, 28)),
        whole.between(datetime(2022, 3, 24, 10), datetime(2022, 3, 28)),
    ]
    assert len({one.filter for one in windows}) == 1
    assert whole.between(end="2021-01-01").filter == EventFilter(end=date(2021, 1, 1))


def test_frames_are_those_of_the_filter(dataset: Dataset) -> None:
    asked = EventFilter(date(2022, 3, 24), date(2022, 3, 28), category=("movement",))
    found = geo.load().between("2022-03-24", "2022-03-28").where(category="movement")
    assert found.events["event_id"].tolist() == dataset.select(asked)["event_id"].tolist()
    assert set(found.claims["event_id"]) <= set(found.events["event_id"])
    assert found.places["events"].sum() == (found.events["place_id"] != "").sum()
    assert list(found.places.index) == list(dataset.gazetteer)
    assert found.summary().events == len(found.events) == len(found)


def test_a_file_in_place_of_a_folder_is_told_the_way() -> None:
    with pytest.raises(UsageError, match=r"expected a folder.*python -m geo import"):
        geo.load(__file__)


@pytest.mark.parametrize("name", ["parukh", "Parukh", "Fərrux", "farrux", "Փառուխ", "Фаррух"])
def test_a_place_is_found_by_any_of_its_names(name: str) -> None:
    assert geo.load().where(place=name).filter.place == ("parukh",)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"category": "raid"}, "category: expected any of clash, strike"),
        ({"status": ["contested", "true"]}, "status: expected any of"),
        ({"place": "atlantis"}, "place: expected the id or name of one place"),
        (
            {"place": "Ֆիզուլի"},
            r"fuzuli \(part of Fuzuli District\), fuzuli-district \(part of Azerbaijan\)",
        ),
        ({"party": "nobody"}, "party: expected any of azerbaijan-mod"),
        ({"q": "x" * 300}, "q: expected at most 200 characters"),
        ({"names": "tlh"}, "names: expected any of en"),
    ],
)
def test_what_is_unknown_is_refused_with_what_is_known(
    asked: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        geo.load().where(**asked)  # type: ignore[arg-type]


@pytest.mark.parametrize("window", [("24.03.2022", None), ("2022-03-28", "2022-03-24")])
def test_an_impossible_window_is_refused(window: tuple[str, str | None]) -> None:
    with pytest.raises(UsageError):
        geo.load().between(*window)


def test_the_map_opens_with_the_filter_and_can_be_saved(tmp_path: Path) -> None:
    drawn = geo.load().between("2022-03-24", "2022-03-28").map()
    page = drawn.save(tmp_path / "map.html").read_text(encoding="utf-8")
    assert page == drawn.html
    assert "24–28 March 2022" in page
    assert drawn._repr_html_().startswith("<iframe")


def test_as_of_a_day_reaches_events_claims_summary_version_and_map() -> None:
    days = geo.load().between("2022-03-24", "2022-03-28")
    then = days.as_of("2022-03-26")
    assert 0 < len(then) < len(days)
    assert set(then.claims["event_id"]) == set(then.events["event_id"])
    assert len(then.claims) < len(days.claims)
    assert (days.summary().contested, then.summary().contested) == (2, 0)
    assert then.version == f"{days.version}@2022-03-26"
    assert then.sentence.endswith("as published by 26 March 2022")
    assert then.as_of(None).version == days.version
    withdrawal = days.where(q="pull-back from").events["title"].iloc[0]
    assert withdrawal in days.map().html
    assert withdrawal not in then.map().html
    with pytest.raises(UsageError, match="expected a day"):
        days.as_of("yesterday")


def test_an_aspect_is_what_a_claim_speaks_of() -> None:
    tolls = geo.load().where(aspect="casualties")
    assert all("casualties" in aspects for aspects in tolls.events["aspects"])
    assert 0 < len(tolls) < len(geo.load())
    with pytest.raises(UsageError, match="aspect: expected any of occurrence"):
        geo.load().where(aspect="toll")
