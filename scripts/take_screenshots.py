"""Take the pictures of the docs from the running app: python -m scripts.take_screenshots.

`--ucdp FOLDER` takes the one of UCDP GED 1989-2020 (CC BY 4.0, not in this repository), which
`python -m geo import ucdp` made a dataset folder of.
"""

from __future__ import annotations

from pathlib import Path

import click
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


@click.command()
@click.option("--ucdp", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(ucdp: Path | None) -> None:
    """Write every picture, or the one of another dataset."""
    if ucdp is not None:
        _take_ucdp(ucdp)
        return
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


def _take_ucdp(folder: Path) -> None:
    with running_app(folder) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        with offline_page(browser, 1440, 1000) as offline:
            open_page(offline.page, address)
            offline.page.wait_for_timeout(SETTLE_MS)
            offline.page.screenshot(path=IMAGES / "ucdp-1989-2020.png")
        browser.close()


if __name__ == "__main__":
    main()
