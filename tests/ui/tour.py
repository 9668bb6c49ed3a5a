"""Every page in a state in which it shows most of what it can show."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from playwright.sync_api import Page, expect

from tests.chromium import wait_until
from tests.ui.page import MAP, open_page, type_dateline

HEIGHTS: Final = {1440: 900, 820: 1180, 720: 450, 390: 844}
# Panels and maps draw a frame or two after their size has changed.
SETTLE_MS: Final = 250
DAYS: Final = "from=2022-03-24&to=2022-03-28"
PARUKH: Final = f"?{DAYS}&view=40.0,46.8,10.5"
WITHDRAWAL: Final = "nk-20220327-parukh-withdrawal"
REPORT: Final = (
    "YEREVAN (Own) – Clashes broke out near Parukh on Saturday, Armenia's Ministry of Defence "
    "said. Three Armenian soldiers were killed.\nAzerbaijan's Ministry of Defence denied it."
)


def situation(page: Page, address: str) -> None:
    """An event is chosen, its claims stand beside the map."""
    open_page(page, address, PARUKH)
    row = page.locator(f'.events tr[data-id="{WITHDRAWAL}"]')
    row.click()
    expect(page.locator(".details h2")).to_be_visible()
    expect(row).to_have_attribute("aria-selected", "true")


def claims(page: Page, address: str) -> None:
    """A row of the matrix is open."""
    page.goto(f"{address}/claims?{DAYS}")
    page.locator(f'tr[data-id="{WITHDRAWAL}"]').click()
    expect(page.locator(".opened-inner")).to_be_visible()


def places(page: Page, address: str) -> None:
    """A place with its sources unfolded, and the map about it."""
    open_page(page, address, "places?place=parukh")
    page.locator(".cited summary").click()
    expect(page.locator(".events .action").first).to_be_visible()


def compare(page: Page, address: str) -> None:
    """Two windows between which a zone has moved."""
    page.goto(f"{address}/compare?{DAYS}&from2=2022-08-26&to2=2022-09-30")
    expect(page.locator(MAP)).to_have_count(2)
    expect(page.locator(".changes").first).to_be_visible()
    for frame in page.locator(MAP).element_handles():
        inner = frame.content_frame()
        assert inner is not None
        wait_until(inner, "window.truceline && truceline.state().serialApplied !== null")


def sources(page: Page, address: str) -> None:
    """Publications, and the claims of one of them."""
    page.goto(f"{address}/sources")
    expect(page.get_by_text("rest on this source alone")).to_be_visible()
    expect(page.locator(".grades").last).to_be_visible()


def brief(page: Page, address: str) -> None:
    """A brief with its picture."""
    page.goto(f"{address}/brief?{DAYS}&place=askeran-district")
    expect(page.locator('[data-testid="stImage"] img')).to_be_visible()
    expect(page.get_by_text("Before it is sent")).to_be_visible()


def drafts(page: Page, address: str) -> None:
    """A report with its drafted records, one decided and one about to be corrected."""
    page.goto(f"{address}/drafts")
    page.get_by_role("textbox", name="Text of the report").fill(REPORT)
    type_dateline(page, "2022", "03", "28")
    page.get_by_role("button", name="Draft", exact=True).click()
    first = page.locator(".draft-card.of-events .draft-field")
    first.first.focus()
    page.keyboard.press("c")
    expect(first.nth(1)).to_be_focused()
    page.keyboard.press("e")
    expect(page.locator(".draft-value :is(input, select)")).to_be_focused()


def import_data(page: Page, address: str) -> None:
    """A file of which one row is taken and one is not."""
    good = {
        "type": "Feature",
        "properties": {"title": "A strike on a depot", "date": "2022-03-25", "category": "strike"},
        "geometry": {"type": "Point", "coordinates": [46.7, 39.9]},
    }
    bad = {**good, "geometry": {"type": "Point", "coordinates": [467, 39.9]}}
    content = json.dumps({"type": "FeatureCollection", "features": [good, bad]}).encode()
    page.goto(f"{address}/import_data")
    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name="GeoJSON").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "field.geojson", "mimeType": "application/geo+json", "buffer": content}
    )
    expect(page.get_by_role("heading", name="What is taken")).to_be_visible()
    expect(page.get_by_test_id("stMetric")).to_have_count(4)


def methods(page: Page, address: str) -> None:
    """Symbols, definitions, zones, sources, licences."""
    page.goto(f"{address}/methods")
    expect(page.get_by_text("© OpenStreetMap contributors").first).to_be_visible()


def present(page: Page, address: str) -> None:
    """The map alone."""
    open_page(page, address, f"?{DAYS}&present=1&embed=true")
    expect(page.get_by_text("Latest source 6 March 2023")).to_be_visible()


def edit(page: Page, address: str) -> None:
    """An event as a form; the app must have been started to edit."""
    page.goto(f"{address}/edit?event={WITHDRAWAL}")
    expect(page.locator(".edit-card").first).to_be_visible()


def dress(page: Page, width: int, scheme: str) -> None:
    """Set width and theme, and wait until the page has followed."""
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    wanted = json.dumps(scheme)
    wait_until(page, f"getComputedStyle(document.querySelector('.stApp')).colorScheme === {wanted}")
    page.wait_for_timeout(SETTLE_MS)


STOPS: Final[dict[str, Callable[[Page, str], None]]] = {
    stop.__name__: stop
    for stop in (
        situation, claims, places, compare, sources, brief, drafts, import_data, methods, present,
    )
}  # fmt: skip
