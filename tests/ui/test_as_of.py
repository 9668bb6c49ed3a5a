"""The day and the switch in the sidebar: map, table and address follow, and the view stays."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from geo.linkage import Dataset
from tests.chromium import offline_page, wait_until
from tests.ui.page import ENTRY, MAP, WITHDRAWAL, drawn, open_page, state

pytestmark = pytest.mark.browser
PARUKH = "?from=2022-03-24&to=2022-03-28&view=40.0100,46.8000,11"


def test_the_map_knows_no_more_than_the_day_and_stays_where_it_looks(
    browser: Browser, app: str, dataset: Dataset
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        frame = open_page(page, app, f"{PARUKH}&asof=2022-03-27")
        assert {WITHDRAWAL, ENTRY} <= set(drawn(frame, dataset.as_of(date(2022, 3, 27))))
        page.get_by_text("More filters").click()
        day = page.get_by_role("group", name="As published by").get_by_role(
            "spinbutton", name="day"
        )
        day.click()
        page.keyboard.type("26")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.wait_for_url("**asof=2022-03-26**")
        expect(page.get_by_text("as published by 26 March 2022")).to_be_visible()
        # The map of another day's data is another frame.
        page.wait_for_timeout(500)
        handle = page.wait_for_selector(MAP)
        frame = handle.content_frame()  # type: ignore[assignment]
        early = dataset.as_of(date(2022, 3, 26))
        wait_until(frame, "window.truceline && truceline.state().serialApplied !== null")
        frame.evaluate("truceline.ready")
        shown = set(drawn(frame, early))
        assert ENTRY in shown
        assert WITHDRAWAL not in shown
        view = state(frame)["view"]
        assert view["zoom"] == 11
        assert view["center"][0] == pytest.approx(40.01, abs=2e-3)


def test_the_switch_leaves_only_what_is_contested(
    browser: Browser, app: str, dataset: Dataset
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        frame = open_page(page, app, PARUKH)
        everything = len(state(frame)["drawn"])
        page.get_by_text("Contested only", exact=True).click()
        page.wait_for_url("**status=contested**")
        wait_until(frame, f"truceline.state().drawn.length < {everything}")
        status = dataset.events.set_index("event_id")["status"]
        assert {status[one] for one in drawn(frame, dataset)} == {"contested"}
        page.get_by_text("Contested only", exact=True).click()
        page.wait_for_url(lambda url: "status" not in url)
        wait_until(frame, f"truceline.state().drawn.length === {everything}")
