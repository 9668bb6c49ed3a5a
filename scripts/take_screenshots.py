"""Take the pictures of the docs from the running app: python -m scripts.take_screenshots."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from geo.store.folder import load
from tests.chromium import launch, offline_page, running_app
from tests.ui.page import click_event, open_page

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
PARUKH = "?from=2022-03-24&to=2022-03-28&view=40.0,46.8,10.5"
BLOCKADE = "?from=2023-03-01&to=2023-03-31"
# Name: query, event to click, width, height, scheme.
PICTURES = {
    "situation": (PARUKH, "nk-20220327-parukh-withdrawal", 1440, 900, "light"),
    "situation-dark": (BLOCKADE, "nk-20230305-shootout", 1920, 1080, "dark"),
    "situation-phone": (PARUKH, None, 390, 844, "light"),
}
SETTLE_MS = 1500


def main() -> None:
    """Write every picture."""
    dataset = load()
    IMAGES.mkdir(parents=True, exist_ok=True)
    with running_app() as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for name, (query, event_id, width, height, scheme) in PICTURES.items():
            with offline_page(browser, width, height, color_scheme=scheme) as offline:
                frame = open_page(offline.page, address, query)
                offline.page.wait_for_timeout(SETTLE_MS)
                if event_id:
                    click_event(offline.page, frame, dataset, event_id)
                    offline.page.mouse.move(5, 5)
                    offline.page.wait_for_timeout(SETTLE_MS)
                offline.page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
