"""A real Chromium and the map in it, as one file without a network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from geo.maps.situation import SituationMap

from .synthetic import payload

OpenMap = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or next(
        (
            p
            for name in ("chromium", "chromium-browser", "google-chrome")
            if (p := shutil.which(name))
        ),
        None,
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_map(chromium: Browser, tmp_path: Path) -> Iterator[OpenMap]:
    """Open the synthetic map; `page.requests` and `page.faults` are filled as it runs."""
    pages: list[Page] = []

    def open_(command: dict[str, Any] | None = None, **options: Any) -> Page:
        size = options.pop("viewport", {"width": 1200, "height": 800})
        title = options.pop("title", "Test")
        file = tmp_path / f"map{len(pages)}.html"
        document = SituationMap(payload()).html(command, title, **options)
        file.write_text(document, encoding="utf-8")
        page = chromium.new_page(viewport=size)
        page.requests_seen = []
        page.faults = []
        page.on("request", lambda request: page.requests_seen.append(request.url))
        page.on("pageerror", lambda fault: page.faults.append(str(fault)))
        page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
        page.goto(file.as_uri())
        page.wait_for_selector("[data-truceline=ready]")
        page.wait_for_timeout(120)
        pages.append(page)
        return page

    yield open_
    for page in pages:
        page.close()
