"""Every page, in light and dark, from a wide screen to a phone.

WCAG 2.2 AA as far as axe sees, nothing sideways or on top of each other, nothing that jumps, and
all of our controls reached by the Tab key, seen, and left again.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from geo.api.editing import EDIT_VARIABLE
from geo.brief import compose, write
from geo.linkage import Dataset
from geo.maps.export import map_page
from geo.store.folder import BUILT_IN, basemap_folder
from tests.brief.samples import PARUKH_DAYS, WORDS
from tests.chromium import offline_page, running_app
from tests.ui import axe, layout, tabbing
from tests.ui.tour import SETTLE_MS, STOPS, dress, edit

pytestmark = pytest.mark.browser
# All rules are run once in each theme, and those of colour on a wide screen in both.
DRESSES: dict[tuple[int, str], axe.Rules | None] = {
    (1440, "light"): axe.LEVELS,
    (820, "light"): None,
    # 1440 by 900 at 200 %.
    (720, "light"): None,
    (390, "light"): None,
    (390, "dark"): axe.LEVELS,
    (820, "dark"): None,
    (1440, "dark"): axe.COLOURS,
}
# What web vitals call good. Drafts and Import are visited by doing something, which moves the page;
# on Compare Streamlit lays out two columns, their maps and its tables one after another.
JUMP_MOST = 0.1
# On a busy machine Streamlit's empty frame may be painted by itself; what is ours comes each time.
ARRIVALS = 3
LAYOUT_TRIES = 40
ARRIVED = ("situation", "claims", "places", "sources", "brief", "methods", "present")


def jumps(page: Page) -> list[dict[str, Any]]:
    """What has moved by itself since the page was opened, if that is more than is good."""
    page.wait_for_timeout(500)
    jumped, shifts = layout.shifted(page)
    return shifts if jumped > JUMP_MOST else []


def lasting_faults(page: Page) -> list[str]:
    """Faults of the layout that stay: on a busy machine a panel follows a new width late."""
    for _ in range(LAYOUT_TRIES):
        if not (faults := layout.faults(page)):
            break
        page.wait_for_timeout(SETTLE_MS)
    return faults


def look(page: Page) -> dict[str, Any]:
    """Dress the page in every way and collect what is wrong."""
    found: dict[str, Any] = {"axe": {}, "layout": {}, "jumped": jumps(page)}
    for (width, scheme), rules in DRESSES.items():
        dress(page, width, scheme)
        if faults := lasting_faults(page):
            found["layout"][width, scheme] = faults
        if rules and (faults := axe.faults(page, rules)):
            found["axe"][width, scheme] = faults
    # Last, since what has the focus looks different.
    dress(page, 1440, "light")
    found["tabbed"] = tabbing.faults(page)
    return found


@pytest.fixture(scope="module", params=list(STOPS))
def seen(request: pytest.FixtureRequest, browser: Browser, app: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for arrival in range(ARRIVALS):
        # A page comes to the reader's empty cache first.
        with offline_page(browser, fresh=True) as offline:
            offline.page.add_init_script(layout.COLLECT_SHIFTS)
            STOPS[request.param](offline.page, app)
            if not arrival:
                found = {"stop": request.param, **look(offline.page)}
            else:
                found["jumped"] = jumps(offline.page)
        if not found["jumped"] or request.param not in ARRIVED:
            break
    return found


def test_axe_finds_nothing(seen: dict[str, Any]) -> None:
    assert seen["axe"] == {}


def test_nothing_overlaps_scrolls_sideways_or_is_too_small_to_hit(seen: dict[str, Any]) -> None:
    assert seen["layout"] == {}


def test_nothing_of_ours_jumps_as_the_page_comes(seen: dict[str, Any]) -> None:
    assert seen["stop"] not in ARRIVED or seen["jumped"] == []


def test_tab_reaches_every_control_shows_where_it_is_and_is_never_caught(
    seen: dict[str, Any],
) -> None:
    assert seen["tabbed"] == []


def test_the_edit_page_is_as_the_others(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(BUILT_IN, folder)
    with (
        running_app(folder, **{EDIT_VARIABLE: str(folder)}) as address,
        offline_page(browser) as offline,
    ):
        offline.page.add_init_script(layout.COLLECT_SHIFTS)
        edit(offline.page, address)
        found = look(offline.page)
        assert (found["axe"], found["layout"], found["tabbed"]) == ({}, {}, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_as_a_file_is_as_the_pages(
    browser: Browser, dataset: Dataset, tmp_path: Path, scheme: str
) -> None:
    file = tmp_path / "map.html"
    document = map_page(dataset, PARUKH_DAYS, basemap_folder(dataset.path))
    file.write_text(document, encoding="utf-8")
    with offline_page(browser, color_scheme=scheme) as offline:
        page = offline.page
        page.goto(file.as_uri())
        page.wait_for_selector("[data-truceline=ready]")
        page.locator("#map").focus()
        page.keyboard.press("n")
        page.keyboard.press("Enter")
        page.locator(".tl-card").wait_for()
        for width, height in ((1440, 900), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(SETTLE_MS)
            assert axe.faults(page) == []
            assert lasting_faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_brief_as_a_page_is_as_the_others(
    browser: Browser, dataset: Dataset, tmp_path: Path, scheme: str
) -> None:
    made = compose(dataset, PARUKH_DAYS, WORDS.replace(theme=scheme))
    with offline_page(browser) as offline:
        page = offline.page
        page.goto(write(made, tmp_path / "brief.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        for width, height in ((1440, 900), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            assert axe.faults(page) == []
            assert lasting_faults(page) == []
