"""Take the pictures of docs/tutorial.md, step by step: python -m scripts.take_tutorial_pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from playwright.sync_api import Page, expect, sync_playwright

from geo.store.folder import load
from scripts.picture import take_picture
from tests.chromium import launch, offline_page, running_app, wait_until
from tests.ui.page import MAP, click_event, open_page

WIDTH_PX, HEIGHT_PX = 1280, 860
SETTLE_MS = 1500
WITHDRAWAL: Final = "nk-20220327-parukh-withdrawal"
ASKERAN: Final = "?from=2022-03-01&to=2022-03-31&place=askeran-district"
CONTESTED: Final = f"{ASKERAN}&status=contested"
COMPARED: Final = "?from=2022-03-01&to=2022-03-31&from2=2022-09-01&to2=2022-09-30"
BRIEF: Final = "?from=2022-03-24&to=2022-03-28&place=askeran-district"
HEADLINE: Final = (
    "Russia says Azerbaijani forces entered Parukh and began to pull back on 27 March; "
    "Azerbaijan denies a pull-back"
)


def march(page: Page, address: str) -> None:
    """What happened around Askeran in March 2022."""
    open_page(page, address, f"{ASKERAN}&view=40.0,46.78,11")


def contested(page: Page, address: str) -> None:
    """What of it is contested, with the claims on one event."""
    frame = open_page(page, address, f"{CONTESTED}&view=40.0,46.78,11")
    click_event(page, frame, load(), WITHDRAWAL)
    page.mouse.move(5, 5)


def claims(page: Page, address: str) -> None:
    """Who says what."""
    page.goto(f"{address}/claims{CONTESTED}")
    matrix = page.get_by_role("grid", name="Events and what each party says of them")
    matrix.locator(f'tr[data-id="{WITHDRAWAL}"]').get_by_role("rowheader").click()


def compare(page: Page, address: str) -> None:
    """How zones changed by September."""
    page.goto(f"{address}/compare{COMPARED}")
    expect(page.locator(MAP)).to_have_count(2)
    for handle in page.locator(MAP).element_handles():
        frame = handle.content_frame()
        if frame is None:
            raise RuntimeError("a map of the Compare page has no frame")
        wait_until(frame, "window.truceline && truceline.state().serialApplied !== null")
    page.get_by_text("Zones, routes and lines").first.scroll_into_view_if_needed()


def brief(page: Page, address: str) -> None:
    """The brief with a headline of the analyst's."""
    page.goto(f"{address}/brief{BRIEF}")
    headline = page.get_by_label("Headline")
    headline.fill(HEADLINE)
    headline.press("ControlOrMeta+Enter")
    # A picture of a headline is known by its checklist: the line on it has gone.
    expect(page.get_by_text("✓ Headline")).to_be_visible()
    expect(page.get_by_role("img").first).to_be_visible()


STEPS: Final[tuple[Callable[[Page, str], None], ...]] = (march, contested, claims, compare, brief)


def main() -> None:
    """Write every picture."""
    with running_app() as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for step in STEPS:
            with offline_page(browser, WIDTH_PX, HEIGHT_PX, color_scheme="light") as offline:
                step(offline.page, address)
                offline.page.wait_for_timeout(SETTLE_MS)
                take_picture(offline.page, f"tutorial-{step.__name__}")
        browser.close()


if __name__ == "__main__":
    main()
