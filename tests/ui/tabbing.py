"""A page by the Tab key alone: where the focus goes, what shows it, and what it never reaches."""

from __future__ import annotations

from typing import Any, Final

from playwright.sync_api import Page

STEPS_MOST: Final = 250
# Where the focus is, through frames and shadow roots, and whether anything shows it.
_FOCUSED: Final = """() => {
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
_MISSED: Final = """() => {
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


def walk(page: Page) -> tuple[list[dict[str, Any]], bool]:
    """Press Tab until the focus has gone round; say where it was, and whether it came round."""
    page.evaluate("() => document.activeElement.blur()")
    met: list[dict[str, Any]] = []
    for _ in range(STEPS_MOST):
        page.keyboard.press("Tab")
        at = page.evaluate(_FOCUSED)
        # The walk begins where the last click was, and so goes round by the page's end.
        if met and at["id"] == met[0]["id"]:
            return met, True
        if not (at["gap"] or at["nowhere"]):
            met.append(at)
    return met, False


def faults(page: Page) -> list[str]:
    """Which of our controls Tab comes to twice, shows nowhere, misses or is caught by."""
    page.evaluate("document.querySelector('.stMain')?.scrollTo(0, 0)")
    met, came_round = walk(page)
    if not came_round:
        return [f"never comes round: {', '.join(one['name'] for one in met[-5:])}"]
    ours = [one for one in met if one["ours"]]
    ids = [one["id"] for one in ours]
    twice = {one["id"]: one["name"] for one in ours if ids.count(one["id"]) > 1}
    return [
        *(f"comes twice to {name}" for name in twice.values()),
        *(f"shows nothing at {one['name']}" for one in ours if not one["shown"]),
        *(f"never comes to {name}" for name in page.evaluate(_MISSED)),
    ]
