"""Windows of the Compare page: set without a mouse, offered, undone; maps that go together."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from geo.spans import day_number
from tests.chromium import offline_page, wait_until
from tests.ui.comparing import SUMMER, days, open_maps, wait_until_together
from tests.ui.page import MAP, state, wait_for_window

pytestmark = pytest.mark.browser


def test_the_maps_move_together_by_mouse_and_by_keyboard(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        first, second = open_maps(page, app, f"{SUMMER}&view=39.75,46.6,9.5")
        wait_until_together(first, second)
        before = state(first)["view"]
        assert before["center"][0] == pytest.approx(39.75, abs=1e-2)

        box = page.locator(MAP).first.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 200, box["y"] + 200)
        page.mouse.down()
        page.mouse.move(box["x"] + 120, box["y"] + 150, steps=5)
        page.mouse.up()
        wait_until(first, f"truceline.state().view.center[1] > {before['center'][1]}")
        page.wait_for_timeout(500)
        wait_until_together(first, second)

        # The other way round, with keys alone.
        at = state(second)["view"]
        second.locator(".leaflet-container").focus()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("+")
        wait_until(second, f"truceline.state().view.zoom > {at['zoom']}")
        page.wait_for_timeout(700)
        wait_until_together(second, first)
        settled = state(first)["view"]
        page.wait_for_timeout(700)
        assert state(first)["view"] == settled, "the maps must not drive each other on"
        page.wait_for_url(f"**view=*{settled['zoom']:g}*")
        assert state(first)["window"] == days("2022-08-01", "2022-08-25")

        # Another tab's maps go their own way.
        other = page.context.new_page()
        left, right = open_maps(other, app, SUMMER)
        at = state(left)["view"]
        left.locator(".leaflet-container").focus()
        other.keyboard.press("+")
        wait_until(left, f"truceline.state().view.zoom > {at['zoom']}")
        wait_until_together(left, right)
        assert state(first)["view"] == settled


def test_windows_are_set_without_a_mouse_and_undone(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        first, second = open_maps(page, app, SUMMER)
        first.evaluate("window.stillTheSame = true")
        box = page.get_by_role("group", name="Second window").get_by_label("To", exact=True)
        box.focus()
        box.press("ControlOrMeta+a")
        page.keyboard.type("2022-12-31")
        page.keyboard.press("Enter")
        wait_for_window(second, *days("2022-09-01", "2022-12-31"))
        page.wait_for_url("**to2=2022-12-31**")
        page.get_by_role("button", name="Swap").focus()
        page.keyboard.press("Enter")
        wait_for_window(first, *days("2022-09-01", "2022-12-31"))
        wait_for_window(second, *days("2022-08-01", "2022-08-25"))
        page.wait_for_url("**from=2022-09-01&to=2022-12-31**from2=2022-08-01&to2=2022-08-25**")
        page.get_by_role("button", name="Undo").focus()
        page.keyboard.press("Enter")
        wait_for_window(first, *days("2022-08-01", "2022-08-25"))
        page.get_by_role("button", name="With before").focus()
        page.keyboard.press("Enter")
        wait_for_window(first, *days("2022-07-07", "2022-07-31"))
        wait_for_window(second, *days("2022-08-01", "2022-08-25"))
        assert first.evaluate("window.stillTheSame") is True

        # The brush of a map sets the window of that map.
        second.locator(".tl-brush-to").focus()
        page.keyboard.press("ArrowRight")
        last = days("2022-08-25", "2022-08-25")[0]
        wait_until(second, f"truceline.state().window[1] > {last}")
        page.wait_for_url(lambda url: "from2=2022-08-01" in url and "to2=2022-08-25" not in url)
        assert "from=2022-07-07&to=2022-07-31" in page.url
        assert state(first)["window"] == days("2022-07-07", "2022-07-31")


def test_days_before_and_after_are_offered_not_written_down(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        first, second = open_maps(page, app, "?from2=soon")
        expect(page.get_by_text("Not applied. from2: expected a day")).to_be_visible()
        # Nothing was asked for: 30 days before and after the first time a zone moved.
        wait_for_window(first, *days("2022-07-27", "2022-08-25"))
        wait_for_window(second, *days("2022-08-26", "2022-09-24"))
        page.get_by_role("radio", name="7", exact=True).click()
        menu = page.get_by_role("combobox", name="Before and after")
        for typed, first_day in (
            ("Lachin corridor moved", "2022-08-30"),
            ("enter the village", "2022-03-24"),
        ):
            menu.focus()
            page.keyboard.type(typed)
            page.keyboard.press("Enter")
            day = date.fromisoformat(first_day)
            wait_for_window(first, day_number(day) - 7, day_number(day) - 1)
            wait_for_window(second, day_number(day), day_number(day) + 6)
