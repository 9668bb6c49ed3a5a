"""The Situation page as a test sees it: its map, its inputs, its details."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Frame, Page, expect

from geo.linkage import Dataset
from tests.chromium import WAIT_MS, wait_until

# When no run of the page is on its way.
IDLE = "[data-test-script-state=notRunning]"
PARUKH_DAYS = "?from=2022-03-24&to=2022-03-28"
ENTRY = "nk-20220324-parukh-entry"
WITHDRAWAL = "nk-20220327-parukh-withdrawal"
BLOCKADE = "nk-20221212-lachin-blockade"
SHOOTOUT = "nk-20230305-shootout"
MAP = 'iframe[title="streamlit_folium.st_folium"]'


def open_page(page: Page, address: str, query: str = "") -> Frame:
    """Open the page and wait until its map has drawn the first command."""
    page.goto(f"{address}/{query}")
    frame = map_frame(page)
    frame.evaluate("truceline.ready")
    return frame


def map_frame(page: Page) -> Frame:
    """The first map's frame, once the map has taken a command."""
    handle = page.wait_for_selector(MAP, timeout=WAIT_MS)
    frame = handle.content_frame() if handle else None
    assert frame is not None
    wait_until(frame, "window.truceline && truceline.state().serialApplied !== null")
    return frame


def state(frame: Frame) -> dict[str, Any]:
    """What the map says it shows."""
    found: dict[str, Any] = frame.evaluate("truceline.state()")
    return found


def drawn(frame: Frame, dataset: Dataset) -> dict[str, dict[str, Any]]:
    """Glyphs on the map by event id."""
    ids = dataset.events["event_id"]
    return {str(ids.iloc[glyph["event"]]): glyph for glyph in state(frame)["drawn"]}


def zones(frame: Frame, dataset: Dataset) -> set[tuple[str, str, int | None]]:
    """Zones on the map: place, role and first day."""
    places = list(dataset.gazetteer)
    return {(places[z["place"]], z["role"], z["start"]) for z in state(frame)["zones"]}


def wait_for_window(frame: Frame, first: int | None, last: int | None) -> None:
    """Wait until the map shows these days."""
    wanted = json.dumps([first, last])
    wait_until(frame, f"JSON.stringify(truceline.state().window) === JSON.stringify({wanted})")


def type_date(page: Page, label: str, day: str) -> None:
    """Type a date into the toolbar, as a person would."""
    box = page.get_by_role("group", name="Dates", exact=True).get_by_label(label, exact=True)
    box.click()
    box.press("ControlOrMeta+a")
    page.keyboard.type(day)
    page.keyboard.press("Enter")
    expect(box).to_have_value(day)


def type_dateline(page: Page, year: str, month: str, day: str) -> None:
    """Type the dateline of a report, as a person would."""
    label = "Dateline (required)"
    group = page.get_by_role("group", name=label)
    for part, text in (("year", year), ("month", month), ("day", day)):
        group.get_by_role("spinbutton", name=f"{part}, {label}").click()
        page.keyboard.type(text)
    # The input takes a date when the focus leaves it and its calendar button.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")


def click_event(page: Page, frame: Frame, dataset: Dataset, event_id: str) -> None:
    """Click the glyph of an event on the map; a stack that hides it is clicked open first."""
    row = dataset.events["event_id"].tolist().index(event_id)
    if not drawn(frame, dataset)[event_id]["spread"]:
        _click_glyph(page, drawn(frame, dataset)[event_id])
        spread = f"() => truceline.state().drawn.some((g) => g.event === {row} && g.spread)"
        chosen = f"truceline.state().selected === {row}"
        wait_until(frame, f"() => ({spread})() || {chosen}")
    _click_glyph(page, drawn(frame, dataset)[event_id])


def _click_glyph(page: Page, glyph: dict[str, Any]) -> None:
    box = page.locator(MAP).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + glyph["x"], box["y"] + glyph["y"])
