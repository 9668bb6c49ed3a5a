"""What a reader would lose if a fragment did not take its turn: a server that makes it happen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import WAIT_MS, offline_page, running_app, wait_until
from tests.ui.page import IDLE, map_frame


@pytest.fixture(scope="module")
def overtaken() -> Iterator[str]:
    with running_app(script="tests/ui/overtaken_app.py") as address:
        yield address


def _open_parukh(page: Page, address: str) -> None:
    page.goto(f"{address}/places?place=parukh")
    expect(page.get_by_role("heading", level=2, name="Parukh", exact=True)).to_be_visible(
        timeout=WAIT_MS
    )
    # The map has gone there, and has reported so.
    wait_until(map_frame(page), "truceline.state().view.zoom === 10.5")
    expect(page.locator(IDLE)).to_be_attached(timeout=WAIT_MS)


@pytest.mark.browser
def test_a_place_chosen_while_the_map_reports_is_drawn(browser: Browser, overtaken: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        _open_parukh(page, overtaken)
        page.get_by_role("button", name="Khojaly District", exact=True).first.click()
        expect(
            page.get_by_role("heading", level=2, name="Khojaly District", exact=True)
        ).to_be_visible(timeout=WAIT_MS)


@pytest.mark.browser
def test_a_page_gone_to_while_the_map_reports_is_drawn(browser: Browser, overtaken: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        _open_parukh(page, overtaken)
        page.get_by_role("link", name="Methods", exact=True).click()
        expect(page.get_by_role("heading", name="Methods", exact=True)).to_be_attached(
            timeout=WAIT_MS
        )
        expect(page.locator(IDLE)).to_be_attached(timeout=WAIT_MS)
        page.wait_for_timeout(1000)
        expect(page.get_by_role("heading", level=2).first).to_be_visible()
