"""A real Chromium and the map in it, as one file without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from geo.maps.situation import SituationMap
from tests.chromium import painted_after

from .scale import EVENTS, PLACES
from .synthetic import generated, packed, payload

OpenMap = Callable[..., Page]


@pytest.fixture(scope="session")
def made() -> tuple[dict[str, Any], dict[str, Any]]:
    """Twenty thousand events as the map takes them, and their columns."""
    return generated(EVENTS, PLACES, seed=7)


@pytest.fixture
def open_map(browser: Browser, tmp_path: Path) -> Iterator[OpenMap]:
    """Open the synthetic map; `page.requests` and `page.faults` are filled as it runs."""
    pages: list[Page] = []

    def open_(command: dict[str, Any] | None = None, **options: Any) -> Page:
        size = options.pop("viewport", {"width": 1200, "height": 800})
        title = options.pop("title", "Test")
        data = options.pop("data", None) or packed(payload())
        context = {
            name: options.pop(name) for name in ("has_touch", "reduced_motion") & options.keys()
        }
        file = tmp_path / f"map{len(pages)}.html"
        document = SituationMap(data).html(command, title, **options)
        file.write_text(document, encoding="utf-8")
        page = browser.new_page(viewport=size, **context)
        page.requests_seen = []
        page.faults = []
        page.on("request", lambda request: page.requests_seen.append(request.url))
        page.on("pageerror", lambda fault: page.faults.append(str(fault)))
        page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
        page.goto(file.as_uri())
        page.wait_for_selector("[data-truceline=ready]")
        painted_after(page, 120)
        pages.append(page)
        return page

    yield open_
    for page in pages:
        page.close()
