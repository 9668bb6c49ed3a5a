"""What a page shows, as text: all of it, the tooltips and the popups of its map."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Frame, Page

from geo.linkage import Dataset
from tests.chromium import wait_until
from tests.hostile.texts import TEXTS
from tests.ui.page import state

_TOOLTIP: Final = "document.querySelector('.tl-tooltip')?.textContent ?? ''"
_BACK: Final = """() => {
  truceline.map.closePopup();
  truceline.map.setView([39.58, 46.53], 10, { animate: false });
}"""
TOOLTIP_TRIES, TOOLTIP_MS = 20, 25
# All text of a document: that of elements, of shadow trees, of names read aloud, and of inputs.
COLLECT: Final = """() => {
  const found = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) { found.push(node.data); return; }
    if (["SCRIPT", "STYLE", "NOSCRIPT"].includes(node.tagName)) return;
    if (node.shadowRoot) walk(node.shadowRoot);
    for (const name of ["title", "aria-label", "alt"]) {
      if (node.getAttribute?.(name)) found.push(node.getAttribute(name));
    }
    if ("value" in node && typeof node.value === "string") found.push(node.value);
    node.childNodes.forEach(walk);
  };
  walk(document);
  return found.join("\\u241e");
}"""


def plain(text: str) -> str:
    return " ".join(text.split())


def tooltips(page: Page, frame: Frame) -> str:
    """Text of the tooltip of each symbol on the map."""
    shown = [""]
    map_pane = frame.locator(".leaflet-container")
    box = map_pane.bounding_box()
    assert box is not None
    for glyph in state(frame)["drawn"]:
        page.mouse.move(box["x"] + glyph["x"], box["y"] + glyph["y"])
        # On a busy machine the tooltip of the symbol before may still be there.
        for _ in range(TOOLTIP_TRIES):
            said = frame.evaluate(_TOOLTIP)
            if said and said != shown[-1]:
                break
            page.wait_for_timeout(TOOLTIP_MS)
        shown.append(said)
    return plain("␞".join(shown))


def hidden(frame: Frame, dataset: Dataset) -> tuple[str, ...]:
    """Texts whose symbol another symbol covers, or that the map counts in one with others."""
    ids = dataset.events["event_id"].tolist()
    drawn = {ids[glyph["event"]] for glyph in state(frame)["drawn"]}
    return tuple(name for number, name in enumerate(TEXTS) if f"event-{number}" not in drawn)


def popups(page: Page, dataset: Dataset) -> str:
    """Text of the popup of every event, opened one after the other."""
    shown = []
    box = page.locator(".leaflet-container").bounding_box()
    assert box is not None
    for row in range(len(dataset.events)):
        # A popup moves the map so that it is seen whole.
        page.evaluate(_BACK)
        drawn = f"truceline.state().drawn.some((one) => one.event === {row})"
        wait_until(page, f"() => {drawn} && !document.querySelector('.tl-popup')")
        glyph = next(one for one in state(page.main_frame)["drawn"] if one["event"] == row)
        page.mouse.click(box["x"] + glyph["x"], box["y"] + glyph["y"])
        page.locator(".tl-popup").wait_for()
        shown.append(page.evaluate("document.querySelector('.tl-popup').textContent"))
    return plain("␞".join(shown))
