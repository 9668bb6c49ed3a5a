"""The Brief page and presentation mode in a real browser with the network cut."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import WAIT_MS, offline_page
from tests.ui.page import MAP, open_page, state

pytestmark = pytest.mark.browser
DAYS = "from=2022-03-24&to=2022-03-28&place=askeran-district"
PICTURE = '[data-testid="stImage"] img'


def open_brief(page: Page, address: str) -> None:
    page.goto(f"{address}/brief?{DAYS}")
    page.wait_for_selector(PICTURE, timeout=WAIT_MS)
    expect(page.get_by_text("Before it is sent")).to_be_visible(timeout=WAIT_MS)


def test_a_brief_from_filter_to_file(browser: Browser, app: str, tmp_path: Path) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        open_brief(page, app)
        missing = page.get_by_text("Headline is made from the filter")
        expect(missing).to_be_visible()
        expect(
            page.get_by_text("8 events, 8 mapped · NKR_askeran-district_20220328")
        ).to_be_visible()
        before = page.locator(PICTURE).get_attribute("src")
        for label in ("Headline", "Key judgements", "Information gaps"):
            expect(page.get_by_label(label, exact=True)).to_have_value("")

        page.get_by_label("Headline", exact=True).fill("Moscow and Baku differ on Parukh")
        page.keyboard.press("Tab")
        expect(missing).to_have_count(0, timeout=WAIT_MS)
        expect(page.locator(PICTURE)).not_to_have_attribute("src", before or "", timeout=WAIT_MS)
        width, height = page.locator(PICTURE).evaluate("i => [i.naturalWidth, i.naturalHeight]")
        assert width / height == pytest.approx(16 / 9, rel=0.01)

        for name, start in (("PDF", b"%PDF"), ("PNG", b"\x89PNG"), ("HTML", b"<!DOCTYPE html>")):
            with page.expect_download(timeout=WAIT_MS) as download:
                page.get_by_role("button", name=re.compile(f"{name}$")).click()
            suffix = name.lower()
            assert download.value.suggested_filename == f"NKR_askeran-district_20220328.{suffix}"
            file = tmp_path / suffix
            download.value.save_as(file)
            assert file.read_bytes().startswith(start)
        assert b"Moscow and Baku differ on Parukh" in (tmp_path / "html").read_bytes()

        # What was written is still there after a look at another page.
        page.get_by_role("link", name="Methods").click()
        expect(page.get_by_role("heading", name="Methods", exact=True)).to_be_visible()
        page.get_by_role("link", name="Brief").click()
        written = page.get_by_label("Headline", exact=True)
        expect(written).to_have_value("Moscow and Baku differ on Parukh", timeout=WAIT_MS)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (800, 1000)])
def test_presentation_shows_the_map_alone_at_any_size(
    browser: Browser, app: str, width: int, height: int
) -> None:
    with offline_page(browser, width, height) as offline:
        page = offline.page
        frame = open_page(page, app, f"?{DAYS}&present=1&embed=true")
        page.wait_for_timeout(300)
        box = page.locator(MAP).bounding_box()
        assert box is not None
        assert (box["x"], box["y"], box["width"]) == (0, 0, width)
        assert height - 80 <= box["height"] < height
        canvas = frame.evaluate("document.querySelector('#map_div').clientHeight")
        assert abs(canvas - box["height"]) <= 1, "the map fills its frame"
        expect(page.get_by_text("Information as of 28 March 2022")).to_be_in_viewport()
        expect(frame.get_by_text("imply no opinion on the legal status")).to_be_in_viewport()
        expect(frame.locator(".tl-legend")).to_be_visible()
        expect(frame.locator(".tl-brush")).to_be_hidden()
        for kind in ("stSidebar", "stHeader", "stDataFrame"):
            expect(page.get_by_test_id(kind)).not_to_be_visible()
        assert len(state(frame)["drawn"]) > 0
        assert "present=1" in page.url
