"""A visit to a page: it shows every text, and what it ran, asked for and raised is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from playwright.sync_api import Browser, Frame, Page

from tests.chromium import Offline, watched_page
from tests.hostile.shown import COLLECT, plain, tooltips
from tests.hostile.tally import Tally
from tests.hostile.texts import EVALUATED, TEXTS

TRIES, PAUSE_MS = 60, 250
# What a text would have left behind, had it been taken for markup.
_PLANTED: Final = """() => {
  const found = [];
  const walk = (root) => {
    for (const node of root.querySelectorAll("*")) {
      const names = node.getAttributeNames();
      const where = ["src", "href", "action", "srcdoc"].map((one) => node.getAttribute(one) ?? "");
      if (names.some((name) => name.startsWith("on")) ||
          where.some((to) => /hacked|elsewhere|^javascript:/.test(to))) {
        found.push(node.outerHTML.slice(0, 200));
      }
      if (node.shadowRoot) walk(node.shadowRoot);
    }
  };
  walk(document);
  return found;
}"""


@dataclass
class Visit:
    """A page that is being looked at, and what is counted."""

    browser: Browser
    tally: Tally
    tamper: Callable[[Page], None] | None = None
    bypass_csp: bool = False
    planted: list[str] = field(default_factory=list)

    @contextmanager
    def page(self, name: str) -> Iterator[Page]:
        """Open a page; what it ran, asked for and raised is counted when it is left."""
        self.tally.cases.append(name)
        with watched_page(
            self.browser,
            fresh=self.tamper is not None,
            viewport={"width": 1440, "height": 1400},
            bypass_csp=self.bypass_csp,
        ) as offline:
            if self.tamper is not None:
                self.tamper(offline.page)
            try:
                yield offline.page
            finally:
                self._count(name, offline)

    def _count(self, name: str, offline: Offline) -> None:
        tally = self.tally
        for frame in offline.page.frames:
            if frame.evaluate("window.hacked") is not None:
                tally.scripts.append(name)
            if EVALUATED in frame.evaluate(COLLECT):
                tally.expressions.append(name)
            tally.scripts += [f"{name}: {one}" for one in frame.evaluate(_PLANTED)]
        tally.requests += [f"{name}: {url}" for url in offline.elsewhere]
        tally.exceptions += [f"{name}: {error}" for error in offline.errors]
        tally.scripts += [f"{name}: refused: {one}" for one in offline.refused]
        if offline.page.get_by_test_id("stException").count():
            tally.exceptions.append(f"{name}: {offline.page.get_by_test_id('stException')}")

    def expect_texts(self, name: str, page: Page, but: tuple[str, ...] = ()) -> None:
        """Look for every text, letter for letter but for runs of blanks; panels may come late."""
        for _ in range(TRIES):
            shown = plain(page.evaluate(COLLECT))
            if not _missing(shown, but):
                break
            page.wait_for_timeout(PAUSE_MS)
        self.expect_in(name, shown, but)

    def expect_tooltips(self, name: str, page: Page, frame: Frame, but: tuple[str, ...]) -> None:
        """Look for every text in tooltips; the first of them only fetches the titles."""
        for _ in range(TRIES):
            shown = tooltips(page, frame)
            if not _missing(shown, but):
                break
            page.wait_for_timeout(PAUSE_MS)
        self.expect_in(name, shown, but)

    def expect_in(self, name: str, shown: str, but: tuple[str, ...] = ()) -> None:
        """Look for every text in what was shown."""
        self.tally.altered += [f"{key} on {name}" for key in _missing(shown, but)]


def _missing(shown: str, but: tuple[str, ...]) -> list[str]:
    return [key for key, text in TEXTS.items() if key not in but and plain(text) not in shown]
