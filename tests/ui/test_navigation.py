"""Going from page to page while a map still has something to say."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from geo.maps.assets import JS_DIR
from tests.chromium import WAIT_MS, offline_page, running_app
from tests.ui.page import MAP, open_page

pytestmark = pytest.mark.browser
PLACED = "?from=2022-03-24&to=2022-03-28&place=askeran-district"
QUERY = "?from=2022-03-24&to=2022-03-28&view=39.9,46.8,10"
# The map says where it looks some time after it came to rest: the reader goes just before that.
GO_BEFORE_IT_SPEAKS = """delay => {
  const later = window.setTimeout;
  window.setTimeout = (act, ms, ...rest) => later(ms !== delay ? act : () => {
    window.setTimeout = later;
    parent.document.querySelector('a[href$="/compare"]').click();
    act();
  }, ms, ...rest);
  document.querySelector(".leaflet-control-zoom-in").click();
}"""


def test_a_map_that_speaks_while_the_reader_leaves_does_not_empty_the_next_page(
    browser: Browser, app: str
) -> None:
    source = (JS_DIR / "lookout.js").read_text(encoding="utf-8")
    delay = re.search(r"const DELAY_MS = (\d+)", source)
    assert delay is not None
    with offline_page(browser) as offline:
        page = offline.page
        open_page(page, app, QUERY).evaluate(GO_BEFORE_IT_SPEAKS, int(delay[1]))
        # Two maps, and the page still serves: what the reader does there is answered.
        expect(page.locator(MAP)).to_have_count(2, timeout=WAIT_MS)
        first = page.get_by_role("group", name="First window").get_by_label("From")
        expect(first).to_have_value("2022-03-24", timeout=WAIT_MS)
        page.get_by_role("button", name="With after").click()
        second = page.get_by_role("group", name="Second window").get_by_label("From")
        expect(second).to_have_value("2022-03-29", timeout=WAIT_MS)
        expect(page.locator(MAP)).to_have_count(2)


def test_an_input_of_the_sidebar_shows_the_filter_on_the_third_page_too(
    browser: Browser, app: str
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        open_page(page, app, PLACED)
        chosen = page.get_by_test_id("stSidebar").get_by_text("Askeran District")
        for name in ("Claims", "Brief"):
            page.get_by_role("link", name=name, exact=True).click()
            page.wait_for_url(f"**/{name.lower()}?**place=askeran-district**")
            expect(chosen).to_be_visible()


def test_the_filter_comes_along_to_a_page_gone_to_before_the_data_are_read(
    browser: Browser,
) -> None:
    with running_app() as cold, offline_page(browser) as offline:
        page = offline.page
        page.goto(f"{cold}/?place=parukh&names=az")
        page.get_by_role("link", name="Places", exact=True).click()
        expect(page.get_by_role("heading", level=2, name="Fərrux", exact=True)).to_be_visible(
            timeout=WAIT_MS
        )
        page.wait_for_url("**/places?**place=parukh**")
