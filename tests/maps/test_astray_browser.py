"""A reader whom the wheel or the mouse has carried off, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.maps.export import map_page
from geo.maps.situation import SituationMap
from geo.store.folder import BUILT_IN, basemap_folder
from tests.brief.samples import PARUKH_DAYS
from tests.chromium import wait_until

from .conftest import OpenMap
from .synthetic import day, packed, payload

pytestmark = pytest.mark.browser

MARCH_2022 = {"window": (day("2022-03-24"), day("2022-03-28"))}
BALTIC = "truceline.map.setView([57, 19], 6, { animate: false })"
HOME = "Show all events of these dates"


def state(shown: Page | Frame) -> dict[str, Any]:
    found: dict[str, Any] = shown.evaluate("truceline.state()")
    return found


def in_view(page: Page) -> list[bool]:
    """Of each symbol, whether it stands on the map above the brush."""
    top = page.locator(".tl-dock").bounding_box()["y"] - page.locator("#map").bounding_box()["y"]
    width = page.locator("#map").bounding_box()["width"]
    return [0 < r["x"] < width and 0 < r["y"] < top for r in state(page)["drawn"]]


@pytest.mark.parametrize(
    "press",
    [
        lambda page: page.get_by_role("button", name=HOME).click(),
        lambda page: page.get_by_role("button", name=HOME).press("Enter"),
        lambda page: page.get_by_role("button", name=HOME).press(" "),
    ],
    ids=["click", "Enter", "space"],
)
def test_a_button_leads_back_to_the_events(
    open_map: OpenMap, press: Callable[[Page], None]
) -> None:
    page = open_map(MARCH_2022, reduced_motion="reduce")
    page.evaluate(BALTIC)
    assert not any(in_view(page))
    press(page)
    page.wait_for_timeout(150)
    assert all(in_view(page))
    assert state(page)["view"]["zoom"] <= 11


def test_with_nothing_mapped_it_leads_to_where_the_map_began(open_map: OpenMap) -> None:
    page = open_map({"mask": "AAA="}, reduced_motion="reduce")
    began = state(page)["view"]
    page.evaluate(BALTIC)
    page.get_by_role("button", name=HOME).click()
    page.wait_for_timeout(150)
    assert state(page)["view"] == began


def in_a_page(browser: Browser, tmp_path: Path) -> tuple[Page, Frame]:
    """The map in a frame of a page that scrolls, as a notebook or the app has it."""
    file = tmp_path / "page.html"
    shown = SituationMap(packed(payload()))._repr_html_()
    file.write_text(f"{shown}<div style='height:3000px'></div>", encoding="utf-8")
    # A wheel that turns while Leaflet still moves the map is lost.
    page = browser.new_page(viewport={"width": 1000, "height": 700}, reduced_motion="reduce")
    page.goto(file.as_uri())
    page.frame_locator("iframe").locator("[data-truceline=ready]").wait_for()
    return page, page.frames[1]


def test_the_wheel_scrolls_the_page_until_the_map_is_taken_hold_of(
    browser: Browser, tmp_path: Path
) -> None:
    page, frame = in_a_page(browser, tmp_path)
    before = state(frame)["view"]
    page.mouse.move(500, 300)
    page.mouse.wheel(0, 120)
    wait_until(page, "scrollY > 60")
    assert state(frame)["view"] == before
    assert frame.locator(".tl-hint").is_visible()
    page.evaluate("scrollTo(0, 0)")
    # With Ctrl, as a pinch on a touch pad comes too.
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    wait_until(frame, f"truceline.state().view.zoom > {before['zoom']}")
    page.mouse.click(600, 90)
    assert frame.locator(".tl-hint").is_hidden()
    closer = state(frame)["view"]["zoom"]
    page.mouse.wheel(0, -120)
    wait_until(frame, f"truceline.state().view.zoom > {closer}")
    assert page.evaluate("scrollY") == 0
    page.close()


def test_who_leaves_the_map_has_let_go_of_it(browser: Browser, tmp_path: Path) -> None:
    page, frame = in_a_page(browser, tmp_path)
    page.mouse.click(600, 90)
    page.mouse.move(500, 690)
    page.mouse.move(500, 300)
    before = state(frame)["view"]
    page.mouse.wheel(0, 120)
    wait_until(page, "scrollY > 60")
    assert state(frame)["view"] == before
    page.close()


def test_on_a_page_of_its_own_the_wheel_zooms_at_once(open_map: OpenMap) -> None:
    page = open_map(MARCH_2022)
    before = state(page)["view"]["zoom"]
    page.mouse.move(600, 300)
    page.mouse.wheel(0, -120)
    wait_until(page, f"truceline.state().view.zoom > {before}")
    assert page.locator(".tl-hint").is_hidden()


@pytest.fixture(scope="module")
def built_in_page(browser: Browser, dataset: Dataset, tmp_path_factory: pytest.TempPathFactory):
    """The built-in data as one file, with the days of Parukh."""
    file = tmp_path_factory.mktemp("map") / "map.html"
    asked = EventFilter(PARUKH_DAYS.start, PARUKH_DAYS.end)
    file.write_text(map_page(dataset, asked, basemap_folder(BUILT_IN)), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1200, "height": 800}, reduced_motion="reduce")
    page.goto(file.as_uri())
    page.wait_for_selector("[data-truceline=ready]")
    yield page
    page.close()


def test_a_line_is_named_beside_it(built_in_page: Page, dataset: Dataset) -> None:
    path = list(dataset.gazetteer["loc-2020"].parts[-1].geometry.coords)
    far = built_in_page.evaluate(
        """(path) => {
          const { map } = truceline;
          const points = path.map(([lng, lat]) => map.latLngToContainerPoint([lat, lng]));
          const apart = ({ x0, y0, x1, y1 }) => Math.min(...points.slice(1).map((p, i) =>
            Math.min(...[[x0, y0], [x1, y0], [x0, y1], [x1, y1], [x0, (y0 + y1) / 2],
              [x1, (y0 + y1) / 2], [(x0 + x1) / 2, y0], [(x0 + x1) / 2, y1]].map(([x, y]) =>
              L.LineUtil.pointToSegmentDistance(L.point(x, y), points[i], p)))));
          return truceline.state().boxes.filter((label) => label.name === "Line of contact")
            .map(apart);
        }""",
        path,
    )
    assert far
    assert max(far) < 16


def test_the_frame_cuts_no_name_of_a_line(built_in_page: Page) -> None:
    wide = built_in_page.viewport_size
    assert wide is not None
    shown = 0
    for width in range(360, 900, 60):
        built_in_page.set_viewport_size({"width": width, "height": 844})
        built_in_page.wait_for_timeout(120)
        boxes = [one for one in state(built_in_page)["boxes"] if one["name"] == "Line of contact"]
        shown += len(boxes)
        assert all(one["x0"] >= 0 and one["x1"] <= width for one in boxes), width
    assert shown
    built_in_page.set_viewport_size(wide)


def test_what_is_opened_stands_close_to_its_place(built_in_page: Page, dataset: Dataset) -> None:
    row = dataset.events["event_id"].tolist().index("nk-20220327-parukh-withdrawal")
    parukh = dataset.gazetteer["parukh"].point
    assert parukh is not None
    built_in_page.evaluate(
        """([row, lat, lng]) => {
          truceline.map.setView([lat, lng], 10.5, { animate: false });
          truceline.apply({ serial: 9, window: truceline.state().window, selected: row });
        }""",
        [row, parukh.y, parukh.x],
    )
    built_in_page.wait_for_timeout(150)
    shown = state(built_in_page)["drawn"]
    spread = [one for one in shown if one["spread"]]
    assert len(spread) >= 6
    middle = built_in_page.evaluate(
        "([lat, lng]) => truceline.map.latLngToContainerPoint([lat, lng])", [parukh.y, parukh.x]
    )
    reach = [
        ((one["x"] - middle["x"]) ** 2 + (one["y"] - middle["y"]) ** 2) ** 0.5 for one in spread
    ]
    assert max(reach) < 90
