"""The Import page in a browser: a file goes in, is counted, shown, used for the session, left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.chromium import WAIT_MS, offline_page


@pytest.mark.browser
def test_an_upload_is_counted_and_used_for_this_session(
    app: str, browser: Browser, tmp_path: Path
) -> None:
    payload = "<img src=x onerror=window.hacked=1>{{7*7}}"
    good = {
        "type": "Feature",
        "properties": {"title": payload, "date": "2013-01-03", "category": "attack"},
        "geometry": {"type": "Point", "coordinates": [36.5, 35.7]},
    }
    bad = {**good, "geometry": {"type": "Point", "coordinates": [365, 35.7]}}
    file = tmp_path / "field.geojson"
    file.write_text(
        json.dumps({"type": "FeatureCollection", "features": [good, bad]}), encoding="utf-8"
    )
    with offline_page(browser) as offline:
        page = offline.page
        page.goto(f"{app}/import_data")
        page.get_by_role("combobox").first.click(timeout=WAIT_MS)
        page.get_by_role("option", name="GeoJSON").click()
        page.locator("input[type=file]").set_input_files(file)
        expect(page.get_by_role("heading", name="What is taken")).to_be_visible(timeout=WAIT_MS)
        expect(page.get_by_test_id("stMetric")).to_have_count(4, timeout=WAIT_MS)
        counts = page.get_by_test_id("stMetric").all_inner_texts()
        assert [text.split() for text in counts] == [
            ["Rows", "read", "2"],
            ["Accepted", "1"],
            ["Rejected", "1"],
            ["Places", "1"],
        ]
        with page.expect_download() as download:
            page.get_by_role("button", name="Download rejected rows").click()
        rejected = Path(download.value.path()).read_text(encoding="utf-8")
        assert "2,longitude,365" in rejected
        page.get_by_role("button", name="Use it in this session").click()
        frame = page.frame_locator("iframe[title*='st_folium']")
        frame.locator("[data-truceline=ready]").wait_for(timeout=WAIT_MS)
        expect(page.get_by_text(payload).first).to_be_visible(timeout=WAIT_MS)
        # The map opens on these data, not on the built-in case.
        view = frame.locator("body").evaluate("() => window.truceline.state().view.center")
        assert view == pytest.approx([35.7, 36.5], abs=0.5)
        assert page.evaluate("window.hacked") is None
        # Trying another file, of no use at that, does not take away the data in use.
        page.get_by_role("link", name="Import").click()
        other = tmp_path / "other.geojson"
        other.write_text("no JSON", encoding="utf-8")
        page.locator("input[type=file]").set_input_files(other, timeout=WAIT_MS)
        expect(page.get_by_text("Nothing can be taken")).to_be_visible(timeout=WAIT_MS)
        page.get_by_role("link", name="Situation").click()
        frame.locator("[data-truceline=ready]").wait_for(timeout=WAIT_MS)
        expect(page.get_by_text(payload).first).to_be_visible(timeout=WAIT_MS)
        page.get_by_role("link", name="Import").click()
        page.get_by_role("button", name="Back to the data of the app").click(timeout=WAIT_MS)
        expect(page.get_by_text("58", exact=True).first).to_be_visible(timeout=WAIT_MS)
