"""The map's brush and the page: one window for both."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from geo.spans import EPOCH, day_number
from tests.chromium import offline_page
from tests.ui.page import MAP, PARUKH_DAYS, open_page, state, wait_for_window

pytestmark = pytest.mark.browser
FIRST, LAST = day_number(date(2022, 3, 24)), day_number(date(2022, 3, 28))


def test_release_takes_the_window_into_the_filter_as_one_step(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        frame = open_page(page, app, PARUKH_DAYS)
        frame.evaluate("window.stillTheSame = true")
        box = frame.locator(".tl-brush-to").bounding_box()
        assert box is not None
        view = state(frame)["view"]
        page.mouse.move(box["x"] + 5, box["y"] + 20)
        page.mouse.down()
        for step in range(1, 8):
            page.mouse.move(box["x"] + 5 + 8 * step, box["y"] + 20)
        page.wait_for_timeout(80)
        assert "to=2022-03-28" in page.url, "nothing is sent before the release"
        page.mouse.up()
        last = state(frame)["window"][1]
        assert last > LAST
        day = date.fromordinal(EPOCH.toordinal() + last)
        page.wait_for_url(f"**to={day}**")
        dates = page.get_by_role("group", name="Dates", exact=True)
        expect(dates.get_by_label("To", exact=True)).to_have_value(day.isoformat())
        assert state(frame)["window"] == [FIRST, last]
        assert state(frame)["view"] == view
        page.get_by_role("button", name="Undo").click()
        wait_for_window(frame, FIRST, LAST)
        page.wait_for_url("**to=2022-03-28**")
        assert frame.evaluate("window.stillTheSame") is True
        assert page.locator(MAP).count() == 1
