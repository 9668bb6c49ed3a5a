"""Addresses whose parameters are hostile, of every page."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from tests.hostile.shown import COLLECT, plain
from tests.hostile.texts import TEXTS
from tests.hostile.visit import Visit
from tests.ui.page import open_page

PATHS: Final = (
    "claims",
    "places",
    "compare",
    "sources",
    "brief",
    "drafts",
    "import_data",
    "methods",
)
_ASKED: Final = {
    "q": TEXTS["image"],
    "place": TEXTS["image elsewhere"],
    "party": TEXTS["picture"],
    "from": TEXTS["expression"],
    "to": TEXTS["override"],
    "view": TEXTS["literal"],
    "names": TEXTS["unbroken"],
    "status": TEXTS["hover"],
    "from2": TEXTS["script"],
    "event": TEXTS["image"],
    "source": TEXTS["image"],
    TEXTS["image in capitals"]: "x",
}


def addresses(visit: Visit, address: str) -> None:
    """Links whose parameters are hostile; the page says what it did not read."""
    asked = _ASKED
    with visit.page("addresses") as page:
        open_page(page, address, f"?{urlencode(asked)}")
        expect(page.get_by_text("place: no place is").first).to_be_visible()
        shown = plain(page.evaluate(COLLECT))
        for name in ("place", "party", "from", "to", "view", "names", "status", "from2"):
            if f"{name}: " not in shown:
                visit.tally.unclear.append(f"address: {name}")
        for name in ("q", "place", "party", "from"):
            if repr(asked[name]) not in shown and asked[name] not in shown:
                visit.tally.altered.append(f"{name} on addresses")


def addresses_elsewhere(visit: Visit, address: str) -> None:
    """The same parameters on every other page, and with each alone."""
    for path in PATHS:
        with visit.page(f"addresses of {path}") as page:
            page.goto(f"{address}/{path}?{urlencode(_ASKED)}")
            _settled(page)
    with visit.page("addresses, one parameter each") as page:
        for name in ("q", "place", "event", "source"):
            page.goto(f"{address}/claims?{urlencode({name: _ASKED[name]})}")
            _settled(page)


def _settled(page: Page) -> None:
    """Wait until a page has its heading, and has run."""
    expect(page.get_by_role("heading", level=1).first).to_be_attached()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
