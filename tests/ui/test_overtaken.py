"""What a reader would lose if a fragment did not take its turn: a server that makes it happen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import offline_page, running_app, wait_until
from tests.ui.page import IDLE, map_frame

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def overtaken() -> Iterator[str]:
    with running_app(script="tests/ui/overtaken_app.py") as address:
        yield address


def _open_parukh(page: Page, address: str) -> None:
    page.goto(f"{address}/places?place=parukh")
    expect(page.get_by_role("heading", level=2, name="Parukh", exact=True)).to_be_visible()
    # The map has gone there, and has reported so.
    wait_until(map_frame(page), "truceline.state().view.zoom === 10.5")
    expect(page.locator(IDLE)).to_be_attached()


def _go_to_methods(page: Page) -> None:
    page.get_by_role("link", name="Methods", exact=True).click()
    expect(page.get_by_role("heading", name="Methods", exact=True)).to_be_attached()
    expect(page.locator(IDLE)).to_be_attached()
    # What the page left has asked for would be answered by now.
    page.wait_for_timeout(1000)


def test_a_place_chosen_while_the_map_reports_is_drawn(browser: Browser, overtaken: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        _open_parukh(page, overtaken)
        page.get_by_role("button", name="Khojaly District", exact=True).first.click()
        chosen = page.get_by_role("heading", level=2, name="Khojaly District", exact=True)
        expect(chosen).to_be_visible()


def test_a_page_gone_to_while_the_map_reports_is_drawn(browser: Browser, overtaken: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        _open_parukh(page, overtaken)
        _go_to_methods(page)
        expect(page.get_by_role("heading", level=2).first).to_be_visible()


def test_without_turns_the_page_gone_to_is_emptied(browser: Browser) -> None:
    """A test of the test; should it fail, Streamlit may have mended this, and `turns` go."""
    with (
        running_app(script="tests/ui/overtaken_app.py", NO_TURNS="1") as address,
        offline_page(browser) as offline,
    ):
        _open_parukh(offline.page, address)
        _go_to_methods(offline.page)
        expect(offline.page.get_by_role("heading", level=2)).to_have_count(0)
