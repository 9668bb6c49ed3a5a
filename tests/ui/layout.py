"""What is wrong with a page's layout, measured in the browser: panels and the map's frame as well.

Positions are of the viewport. Of two texts that are in each other's way one may be in a part that
sticks while others scroll under it; those, and what a scroller hides, are left out.
"""

from __future__ import annotations

from typing import Any, Final

from playwright.sync_api import Page

_MEASURE: Final = """() => {
  const faults = [];
  const main = document.querySelector(".stMain") ?? document.documentElement;
  const sideways = (node, name) => {
    if (node.scrollWidth > node.clientWidth + 1)
      faults.push(`${name} scrolls sideways: ${node.scrollWidth} in ${node.clientWidth}`);
  };
  sideways(document.documentElement, "the page");
  sideways(main, "the main part");

  function* within(root) {
    for (const node of root.querySelectorAll("*")) {
      yield node;
      if (node.shadowRoot) yield* within(node.shadowRoot);
    }
  }
  const parent = (node) => node.parentElement ?? node.getRootNode().host ?? null;
  const said = (node) => (node.ariaLabel || node.textContent || node.title || node.tagName)
    .trim().replace(/\\s+/g, " ").slice(0, 40);

  function clipped(rect, node) {
    let { left, top, right, bottom } = rect;
    let moves = false;
    for (let at = node; at; at = parent(at)) {
      const style = at.ownerDocument.defaultView.getComputedStyle(at);
      if (style.position === "sticky" || style.position === "fixed") moves = true;
      if (style.clipPath !== "none") return null;
      if (style.overflowX !== "visible" || style.overflowY !== "visible") {
        const box = at.getBoundingClientRect();
        left = Math.max(left, box.left); right = Math.min(right, box.right);
        top = Math.max(top, box.top); bottom = Math.min(bottom, box.bottom);
      }
    }
    return right - left > 2 && bottom - top > 2 ? { left, top, right, bottom, moves } : null;
  }

  const SCROLLERS =
    ".matrix-frame, .table-rows, .grades-frame, .compared, .scroll, .tl-brush-words";

  function texts(root, view) {
    const found = [];
    for (const node of within(root)) {
      if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (node.closest("svg, canvas, script, style, noscript, [data-testid=stDataFrame]")) continue;
      for (const text of node.childNodes) {
        if (text.nodeType !== 3 || !text.textContent.trim()) continue;
        const range = node.ownerDocument.createRange();
        range.selectNodeContents(text);
        for (const rect of range.getClientRects()) {
          // The middle of a line: ascenders and descenders of two lines may reach past each other.
          const trim = 0.28 * rect.height;
          const line = { left: rect.left, right: rect.right, top: rect.top + trim,
            bottom: rect.bottom - trim };
          const box = clipped(line, node);
          if (!box) continue;
          found.push({ ...box, node, text: text.textContent.trim().slice(0, 40) });
          const scroller = node.closest(SCROLLERS);
          if (rect.right > view + 1 && !scroller)
            faults.push(`"${text.textContent.trim().slice(0, 40)}" goes beyond the right edge`);
        }
      }
    }
    return found;
  }

  function overlapping(all) {
    for (let i = 0; i < all.length; i += 1) {
      for (let j = i + 1; j < all.length; j += 1) {
        const [a, b] = [all[i], all[j]];
        if (a.node === b.node || a.moves || b.moves) continue;
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 2 && high > 2) faults.push(`"${a.text}" and "${b.text}" overlap`);
      }
    }
  }

  const CONTROLS = "button, input, select, textarea, summary, a[href], [role=button]";
  function small(root) {
    for (const node of within(root)) {
      if (!node.matches(CONTROLS) || !node.checkVisibility({ visibilityProperty: true })) continue;
      const { width, height } = (node.closest("label") ?? node).getBoundingClientRect();
      if (width && Math.min(width, height) < 24)
        faults.push(`"${said(node)}" is ${Math.round(width)} by ${Math.round(height)}, below 24`);
    }
  }

  overlapping(texts(main, innerWidth));
  for (const part of document.querySelectorAll("*")) if (part.shadowRoot) small(part.shadowRoot);
  for (const frame of document.querySelectorAll("iframe")) {
    const inner = frame.contentDocument;
    if (!inner?.body || !frame.clientWidth) continue;
    sideways(inner.documentElement, "the map");
    overlapping(texts(inner.body, frame.clientWidth));
    small(inner.body);
  }
  return [...new Set(faults)];
}"""

# Shifts of what is ours or holds it, but for those in which Streamlit's own skeleton goes.
COLLECT_SHIFTS: Final = """(() => {
  window.shifts = [];
  const ours = ".stBidiComponent, .stCustomComponentV1";
  const element = (node) => (node?.nodeType === 3 ? node.parentElement : node);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const nodes = entry.sources.map(({ node }) => element(node)).filter(Boolean);
      const skeleton = nodes.some((node) => node.closest?.(".stSkeleton"));
      const own = nodes.filter((node) => node.getRootNode() instanceof ShadowRoot ||
        node.closest(ours) || (node.closest(".stMainBlockContainer") && node.querySelector(ours)));
      if (own.length && !skeleton && !entry.hadRecentInput) shifts.push({
        value: entry.value, at: entry.startTime, what: own.map((node) => node.className) });
    }
  }).observe({ type: "layout-shift", buffered: true });
})()"""


def faults(page: Page) -> list[str]:
    """Say what scrolls sideways, overlaps, is cut by the edge or is too small to be hit."""
    found: list[Any] = page.evaluate(_MEASURE)
    return [str(one) for one in found]


def shifted(page: Page) -> tuple[float, list[Any]]:
    """How far our parts have jumped since the page came, as cumulative layout shift."""
    shifts: list[Any] = page.evaluate("window.shifts")
    return sum(one["value"] for one in shifts), shifts
