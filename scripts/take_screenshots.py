"""Take the pictures of the docs from the running app: python -m scripts.take_screenshots.

Every page at three widths, light and dark, into `docs/images`, and `docs/screens.md`, which shows
them all. Names of pages as arguments take those alone. `--ucdp FOLDER` takes the one of UCDP GED
1989-2020 (CC BY 4.0, not in this repository), which `python -m geo import ucdp` made a dataset
folder of.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from playwright.sync_api import Browser, Page, sync_playwright

from geo.api.editing import EDIT_VARIABLE
from geo.store.folder import BUILT_IN
from scripts.picture import SUFFIX, take_picture
from tests.chromium import launch, offline_page, running_app
from tests.ui.page import open_page
from tests.ui.tour import HEIGHTS, STOPS, dress, edit

DOCS = Path(__file__).resolve().parents[1] / "docs"
WIDTHS = (1440, 820, 390)
SCHEMES = ("light", "dark")
SETTLE_MS = 600
# A clock that stands still, so that two runs take the same pictures.
STILL = (
    "*, *::before, *::after { transition: none !important; caret-color: transparent !important; }"
)


def name_of(page: str, width: int, scheme: str) -> str:
    """Name of a picture, without suffix."""
    return f"{page}-{width}-{scheme}"


def take(page: Page, name: str) -> None:
    """Write a picture of what is in the window."""
    page.mouse.move(5, 5)
    page.wait_for_timeout(SETTLE_MS)
    take_picture(page, name)


def tour(browser: Browser, stop: str, visit: Callable[[Page, str], None], address: str) -> None:
    """Open a page once and take it in every width and theme."""
    with offline_page(browser, WIDTHS[0], HEIGHTS[WIDTHS[0]], reduced_motion="reduce") as offline:
        visit(offline.page, address)
        offline.page.add_style_tag(content=STILL)
        for scheme in SCHEMES:
            for width in WIDTHS:
                dress(offline.page, width, scheme)
                offline.page.evaluate("document.querySelector('.stMain')?.scrollTo(0, 0)")
                take(offline.page, name_of(stop, width, scheme))


def gallery(stops: dict[str, Callable[[Page, str], None]]) -> str:
    """Write the page that shows the pictures."""
    lines = [
        "# Screens",
        "",
        "Every page as it is, at 1440, 820 and 390 pixels, light and dark. Made by",
        "`python -m scripts.take_screenshots`.",
        "",
    ]
    for stop, visit in stops.items():
        lines += [f"## {stop.replace('_', ' ').capitalize()}", "", (visit.__doc__ or ""), ""]
        for scheme in SCHEMES:
            shown = [
                f'<img src="images/{name_of(stop, width, scheme)}{SUFFIX}" height="320" '
                f'alt="{stop.replace("_", " ").capitalize()}, {width} pixels wide, {scheme}">'
                for width in WIDTHS
            ]
            lines += [" ".join(shown), ""]
    return "\n".join(lines).rstrip() + "\n"


@contextmanager
def editing() -> Iterator[str]:
    """Run the app on a copy of the data that may be edited."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "data"
        shutil.copytree(BUILT_IN, folder)
        with running_app(folder, **{EDIT_VARIABLE: str(folder)}) as address:
            yield address


@click.command()
@click.argument("pages", nargs=-1, type=click.Choice([*STOPS, edit.__name__]))
@click.option("--ucdp", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(pages: tuple[str, ...], ucdp: Path | None) -> None:
    """Write every picture, those of the pages named, or the one of another dataset."""
    if ucdp is not None:
        _take_ucdp(ucdp)
        return
    stops = {**STOPS, edit.__name__: edit}
    asked = pages or tuple(stops)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        with running_app() as address:
            for stop in [one for one in asked if one in STOPS]:
                tour(browser, stop, STOPS[stop], address)
        if edit.__name__ in asked:
            with editing() as address:
                tour(browser, edit.__name__, edit, address)
        browser.close()
    (DOCS / "screens.md").write_text(gallery(stops), encoding="utf-8")


def _take_ucdp(folder: Path) -> None:
    with running_app(folder) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        with offline_page(browser, 1440, 1000) as offline:
            open_page(offline.page, address)
            offline.page.wait_for_timeout(SETTLE_MS)
            take_picture(offline.page, "ucdp-1989-2020")
        browser.close()


if __name__ == "__main__":
    main()
