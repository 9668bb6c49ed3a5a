"""Every page by the Tab key alone: all of our controls are reached, seen, and left again."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import offline_page
from tests.ui.tour import STOPS

pytestmark = pytest.mark.browser
STEPS_MOST = 250
# Where the focus is, through frames and shadow roots, and whether anything shows it.
FOCUSED = """() => {
  let at = document.activeElement;
  for (;;) {
    if (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    else if (at.tagName === "IFRAME" && at.contentDocument) at = at.contentDocument.activeElement;
    else break;
  }
  const style = at.ownerDocument.defaultView.getComputedStyle(at);
  const ours = at.getRootNode() instanceof ShadowRoot || at.ownerDocument !== document;
  at.dataset.walked ??= String((window.walked = (window.walked ?? 0) + 1));
  return {
    id: at.dataset.walked, ours, nowhere: at === document.body,
    // The end of the map's page, from which the next press leaves it.
    gap: at !== document.body && at.tagName === "BODY",
    name: (at.ariaLabel || at.title || at.textContent || at.tagName).trim().slice(0, 50),
    shown: style.outlineStyle !== "none" || style.boxShadow !== "none",
  };
}"""
# Our controls that Tab has not come to; of a grid, a list of rows or a field one part is enough.
MISSED = """() => {
  const missed = [];
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) look(node.shadowRoot);
      if (!(node.getRootNode() instanceof ShadowRoot) && node.ownerDocument === document) continue;
      const control = node.matches("a[href], button, input, select, textarea, summary, [tabindex]");
      if (!control || node.disabled || node.tabIndex < 0) continue;
      if (!node.checkVisibility({ visibilityProperty: true }) || node.dataset.walked) continue;
      missed.push((node.ariaLabel || node.textContent || node.tagName).trim().slice(0, 50));
    }
  };
  look(document);
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentDocument?.body) look(frame.contentDocument);
  }
  return missed;
}"""


def walk(page: Page) -> list[dict[str, Any]]:
    """Press Tab until the focus has gone round."""
    page.evaluate("() => document.activeElement.blur()")
    met: list[dict[str, Any]] = []
    for _ in range(STEPS_MOST):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        # The walk begins where the last click was, and so goes round by the page's end.
        if met and at["id"] == met[0]["id"]:
            return met
        if not (at["gap"] or at["nowhere"]):
            met.append(at)
    raise AssertionError(f"Tab never came round: {[one['name'] for one in met[-5:]]}")


@pytest.mark.parametrize("stop", list(STOPS))
def test_tab_reaches_every_control_shows_where_it_is_and_is_never_caught(
    browser: Browser, app: str, stop: str
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        STOPS[stop](page, app)
        page.evaluate("document.querySelector('.stMain')?.scrollTo(0, 0)")
        met = walk(page)
        ids = [one["id"] for one in met if one["ours"]]
        assert len(ids) == len(set(ids)), "the focus comes to each control once"
        assert [one["name"] for one in met if one["ours"] and not one["shown"]] == []
        assert page.evaluate(MISSED) == []
