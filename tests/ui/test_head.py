"""What stands in the head of Streamlit's page: our style sheet, and links to what comes next."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser

import geo.ui.head
from geo.ui.head import Head
from geo.ui.preload import FIRST_NEEDED, links
from tests.chromium import offline_page
from tests.ui.served import Served, ask

PAGE = b"<html><head><title>x</title></head><body></head></body></html>"
SHEET = (Path(geo.ui.head.__file__).parent / "page.css").read_text(encoding="utf-8")
STYLE = f"<style>{SHEET}</style>".encode()
HTML = {"content_type": "text/html; charset=utf-8"}
PADDING = "getComputedStyle(document.querySelector('.stMainBlockContainer')).paddingInlineStart"
CLIP = "getComputedStyle(document.querySelector('h1.page-name')).clipPath"


def test_the_first_page_names_what_it_will_need(monkeypatch: Any) -> None:
    monkeypatch.setitem(FIRST_NEEDED, "payload.json", "component/files/payload-1.json")
    app = Head(Served(PAGE, etag="1", last_modified="1", content_length="1", **HTML))
    headers, body = ask(app, "/")
    assert body.count(b"payload-1.json") == 1
    assert body.index(b"payload-1.json") < body.index(b"</head>")
    assert body.replace(links().encode(), b"").replace(STYLE, b"") == PAGE
    assert headers["content-length"] == str(len(body))
    assert set(headers) == {"content-length", "content-type"}, "a kept page would keep its old head"


def test_every_page_has_the_sheet_once() -> None:
    dressed = PAGE.replace(b"</head>", STYLE + b"</head>", 1)
    for path in ("/claims", "/places", "/brief"):
        app = Head(Served(PAGE, **HTML))
        assert ask(app, path)[1] == dressed


def test_a_browser_that_takes_compressed_answers_gets_the_sheet_too(app: str) -> None:
    for path in ("/", "/methods"):
        asked = Request(app + path, headers={"Accept-Encoding": "gzip"})
        with urlopen(asked, timeout=20) as answer:
            assert STYLE in answer.read()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/component/streamlit_folium.st_folium/index.html", "text/html"),
        ("/static/js/index.js", "text/javascript"),
        ("/media/0123.html", "application/octet-stream"),
    ],
)
def test_what_is_no_page_of_ours_passes_as_it_is(path: str, kind: str) -> None:
    headers, body = ask(Head(Served(PAGE, content_type=kind, etag="1")), path)
    assert (headers, body) == ({"content-type": kind, "etag": "1"}, PAGE)


@pytest.mark.browser
def test_the_sheet_outweighs_streamlits_rules(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        offline.page.goto(f"{app}/methods")
        offline.page.wait_for_selector("h1", state="attached")
        assert offline.page.evaluate(PADDING) == "24px"
        offline.page.set_viewport_size({"width": 390, "height": 844})
        assert offline.page.evaluate(PADDING) == "12px"


@pytest.mark.browser
def test_a_phone_shows_the_pages_name_where_the_navigation_is_folded_away(
    browser: Browser, app: str
) -> None:
    with offline_page(browser, 390, 844) as offline:
        for path, shown in (("claims", True), ("?present=1", False)):
            offline.page.goto(f"{app}/{path}")
            offline.page.wait_for_selector("h1.page-name", state="attached")
            offline.page.wait_for_timeout(500)
            assert offline.page.evaluate(CLIP) == ("none" if shown else "inset(50%)"), path
