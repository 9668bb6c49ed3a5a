"""The map in a real browser, by what `window.truceline` reports and what one sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from geo.maps.situation import SituationMap
from tests.chromium import painted_after

from .conftest import OpenMap
from .opened import MARCH_2022, MARCH_2023, apply, certain, click, hover, state
from .synthetic import CORRIDOR, HOSTILE, ZONE, day, index_of, packed, payload

pytestmark = pytest.mark.browser


def test_window_tells_certain_from_possible(open_map: OpenMap) -> None:
    data = payload()
    page = open_map(MARCH_2023)
    blockade, month, clash = (index_of(data, e) for e in ("e6", "e7", "e8"))
    assert certain(state(page)) == {blockade: True, month: True, clash: True}
    # "In March 2023" may or may not have been on the first days of it.
    first_days = apply(page, {"serial": 2, "window": [day("2023-03-01"), day("2023-03-06")]})
    assert certain(first_days) == {blockade: True, month: False, clash: True}
    last_days = apply(page, {"serial": 3, "window": [day("2023-03-07"), day("2023-03-31")]})
    assert certain(last_days) == {month: False}
    everything = apply(page, {"serial": 4, "window": [None, None]})
    assert all(certain(everything).values())
    assert everything["counts"] == {"shown": 11, "mapped": 10}


def test_mask_takes_events_away(open_map: OpenMap) -> None:
    page = open_map()
    shown = apply(page, {"serial": 2, "mask": "BQA="})
    assert sorted(certain(shown)) == [0, 2]


def test_north_is_up_and_east_is_right(open_map: OpenMap) -> None:
    page = open_map({"window": (None, None)}, zoom=10)
    rows = page.evaluate(
        """() => {
          const map = window.truceline.map;
          return [[40.02, 46.80], [39.76, 46.75]].map((p) => map.latLngToContainerPoint(p));
        }"""
    )
    parukh, shusha = rows
    assert parukh["x"] > shusha["x"]
    assert parukh["y"] < shusha["y"]
    drawn = {row["event"]: row for row in state(page)["drawn"]}
    data = payload()
    at_parukh, at_shusha = drawn[index_of(data, "e0")], drawn[index_of(data, "e8")]
    assert abs(at_parukh["x"] - parukh["x"]) < 120
    assert at_parukh["y"] < at_shusha["y"]
    west, south, east, north = state(page)["view"]["bounds"]
    assert west < 46.8 < east
    assert south < 40 < north


def test_zones_follow_the_window(open_map: OpenMap) -> None:
    page = open_map(MARCH_2022)
    routes = [zone["start"] for zone in state(page)["zones"] if zone["place"] == CORRIDOR]
    assert routes == [day("2020-11-10")]
    assert any(zone["place"] == ZONE for zone in state(page)["zones"])
    shown = apply(page, {"serial": 2, "window": [day("2023-03-01"), day("2023-03-31")]})
    assert [zone["start"] for zone in shown["zones"]] == [day("2022-08-30")]
    both = apply(page, {"serial": 3, "window": [day("2022-08-20"), day("2022-09-10")]})
    assert {(zone["start"], zone["faded"]) for zone in both["zones"]} == {
        (day("2020-11-10"), True),
        (day("2022-08-30"), False),
    }
    before = apply(page, {"serial": 4, "window": [day("2010-01-01"), day("2010-02-01")]})
    assert before["zones"] == []
    off = apply(page, {"serial": 5, "window": [None, None], "zones": False})
    assert off["zones"] == []


def test_hostile_text_is_shown_letter_for_letter_and_never_runs(open_map: OpenMap) -> None:
    data = payload()
    page = open_map(MARCH_2023, title=HOSTILE, zoom=11, center=(39.78, 46.75))
    assert page.title() == HOSTILE
    assert page.locator("h1").inner_text() == HOSTILE
    assert HOSTILE in page.locator(".tl-credit").inner_text()
    assert " ".join(HOSTILE.split())[:59] in {label[:59] for label in state(page)["labels"]}
    target = index_of(data, "e8")
    row = next(r for r in state(page)["drawn"] if r["event"] == target)
    hover(page, row)
    assert HOSTILE in page.locator(".tl-tooltip").inner_text()
    click(page, row)
    card = page.locator(".tl-card").inner_text()
    assert card.count(HOSTILE) >= 6
    apply(page, {"serial": 3, "window": [day("2022-03-01"), day("2022-03-31")]})
    page.keyboard.press("Escape")
    hover(page, {"x": 40, "y": 200})
    assert HOSTILE in page.locator(".tl-tooltip").inner_text()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0
    assert page.locator(".tl-map b", has_text="bold").count() == 0


def test_nothing_is_requested_and_nothing_fails(open_map: OpenMap) -> None:
    page = open_map(MARCH_2022)
    apply(page, MARCH_2023 | {"serial": 2, "window": list(MARCH_2023["window"])})
    row = state(page)["drawn"][0]
    click(page, row)
    painted_after(page, 400)
    away = [url for url in page.requests_seen if not url.startswith(("file:", "blob:", "data:"))]
    assert away == []
    assert len([url for url in page.requests_seen if url.startswith("file:")]) == 1
    assert page.faults == []


def test_command_moves_the_view_only_when_it_says_so(open_map: OpenMap) -> None:
    page = open_map(MARCH_2022)
    before = state(page)["view"]
    assert apply(page, {"serial": 2, "window": [None, None], "names": "az"})["view"] == before
    page.evaluate("window.truceline.map.options.zoomAnimation = false")
    moved = apply(page, {"serial": 3, "fly": {"center": [40.2, 46.9], "zoom": 10}})
    painted_after(page, 500)
    assert state(page)["view"]["zoom"] == 10
    assert moved["serialApplied"] == 3


def test_names_follow_the_convention(open_map: OpenMap) -> None:
    page = open_map(MARCH_2022, zoom=11, center=(40.0, 46.8))
    assert "Parukh" in state(page)["labels"]
    assert "Fərrux" in apply(page, {"serial": 2, **MARCH_2022, "names": "az"})["labels"]


def test_view_is_told_once_after_mounting(open_map: OpenMap) -> None:
    page = open_map(MARCH_2022)
    painted_after(page, 600)
    views = page.evaluate("window.truceline.emitted.filter(m => m.kind === 'view')")
    assert len(views) == 1
    assert views[0]["center"] == [39.95, 46.75]


def test_page_controls_change_the_window(open_map: OpenMap) -> None:
    page = open_map(MARCH_2022)
    page.get_by_label("To").fill("2022-03-25")
    page.get_by_label("To").blur()
    painted_after(page, 80)
    assert state(page)["window"] == [day("2022-03-24"), day("2022-03-25")]
    page.get_by_label("Step", exact=True).select_option("window")
    page.get_by_role("button", name="Later by the length of the window").click()
    painted_after(page, 80)
    assert state(page)["window"] == [day("2022-03-26"), day("2022-03-27")]
    page.get_by_role("button", name="Show all dates").click()
    painted_after(page, 80)
    assert state(page)["window"] == [None, None]


def test_narrow_screen_folds_the_legend(open_map: OpenMap) -> None:
    wide = open_map(MARCH_2022)
    assert wide.locator(".tl-legend-body").is_visible()
    narrow = open_map(MARCH_2022, viewport={"width": 390, "height": 844})
    assert narrow.locator(".tl-legend-body").is_hidden()
    narrow.get_by_role("button", name="Legend").click()
    assert narrow.locator(".tl-legend-body").is_visible()
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 390


def test_notebook_shows_the_map_in_a_frame(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "notebook.html"
    file.write_text(SituationMap(packed(payload()))._repr_html_(), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    page.frame_locator("iframe").locator("[data-truceline=ready]").wait_for()
    frame = page.frames[1]
    assert frame.evaluate("truceline.state().counts.mapped") == 10
    page.close()


def test_destroy_leaves_the_map_as_it_was(open_map: OpenMap) -> None:
    page = open_map(MARCH_2022)
    page.evaluate("window.truceline.destroy()")
    assert page.locator(".tl-legend, .tl-canvas, .tl-tooltip, .tl-credit").count() == 0
    page.mouse.click(300, 300)
    painted_after(page, 100)
    assert page.faults == []


def test_present_shows_the_map_without_its_buttons(open_map: OpenMap) -> None:
    page = open_map(MARCH_2022)
    apply(page, {"serial": 2, **MARCH_2022, "present": True})
    assert page.locator(".leaflet-control-zoom").is_hidden()
    assert page.locator(".tl-notice").is_visible()


def test_base_map_by_link_cannot_be_exported() -> None:
    with pytest.raises(ValueError, match="basemap world is a link"):
        SituationMap({"basemap": {"world": "world.json"}}).html()
