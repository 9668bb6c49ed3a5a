"""A table of one's own on the Import page: columns, dates and places are asked, never guessed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.testing.v1 import AppTest

from geo.store.folder import check
from geo.ui.importkeep import FOLDER_VARIABLE
from tests.chromium import WAIT_MS, offline_page
from tests.shared import shared

PAYLOAD = "![x](http://127.0.0.1:9/a.png) **b** <img src=x onerror=window.hacked=1>"
ROWS = (
    f"Incident,Date,Lat,Lon,Village,{PAYLOAD}",
    f"Shots heard,03/04/2022,40.0192,46.8011,Parukh,{PAYLOAD}",
    "Post built,05/04/2022,,,Farukh,",
    "Road closed,05/04/2022,,,Nowhereville,",
)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option).first.click()


def expect_counts(page: Page, *counts: str) -> None:
    values = page.get_by_test_id("stMetricValue")
    for at, count in enumerate(counts):
        expect(values.nth(at)).to_have_text(count)


@pytest.mark.browser
def test_columns_dates_and_places_are_asked_for(app: str, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "field.csv"
    file.write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    with offline_page(browser, height=1400) as offline:
        page = offline.page
        page.goto(f"{app}/import_data")
        page.get_by_role("combobox").first.click(timeout=WAIT_MS)
        page.get_by_role("option", name="A table with other columns").click()
        page.locator("input[type=file]").first.set_input_files(file)
        # The file's own words stand as they are, Markdown and markup unread.
        expect(page.get_by_text(PAYLOAD.lower())).to_be_visible()
        read = page.get_by_role("button", name="Read with these columns")
        read.click()
        expect(page.get_by_text("Say whether the day or the month comes first")).to_be_visible()
        page.get_by_text("Day first: 03/04/2022 is 3 April").click()
        read.click()
        expect_counts(page, "3", "1", "2", "1")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download this mapping").click()
        mapping = json.loads(Path(download.value.path()).read_bytes())
        assert mapping["dates"] == "day_first"
        assert mapping["columns"] == {
            "title": "incident",
            "date_start": "date",
            "latitude": "lat",
            "longitude": "lon",
            "place": "village",
        }
        expect(page.get_by_text("Farukh: 1 row")).to_be_visible()
        choose(page, "Name 1 means", "parukh")
        choose(page, "Name 2 means", "None of these")
        page.get_by_role("button", name="Read again with these places").click()
        expect_counts(page, "3", "3", "0")
        page.get_by_role("button", name="Use it in this session").click()
        frame = page.frame_locator("iframe[title*='st_folium']")
        frame.locator("[data-truceline=ready]").wait_for()
        expect(page.get_by_text("Post built").first).to_be_visible()
        assert page.evaluate("window.hacked") is None
        # And it leaves in the columns of another program.
        page.get_by_role("button", name="Other formats").click()
        with page.expect_download() as download:
            page.get_by_role("button", name="ACLED columns").click()
        text = Path(download.value.path()).read_text(encoding="utf-8")
        assert "2022-04-03" in text
        assert "not stated" in text


SCRIPT = """
from pathlib import Path
from geo.api.formats import FORMATS
from geo.api.imports import import_file
from geo.api.rejected import RejectedTable
from geo.ui import importkeep

def run(folder, add, rejected, progress):
    with rejected.open("w", encoding="utf-8", newline="") as stream:
        take = RejectedTable(stream).take
        return import_file(FORMATS["ucdp"], Path({file!r}), folder, add=add, take_rejected=take)

importkeep.offer("ucdp", run)
"""


def test_an_import_is_kept_in_a_new_folder_then_added_to_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = shared("data", "ucdp_ged231_sample1000_49cols.csv").read_text(encoding="utf-8")
    rows = lines.splitlines(keepends=True)
    home, kept = tmp_path / "ged.csv", tmp_path / "kept"
    kept.mkdir()
    (kept / ".hidden").mkdir()
    monkeypatch.setenv(FOLDER_VARIABLE, str(kept))
    script = SCRIPT.format(file=str(home))
    home.write_text("".join(rows[:4]), encoding="utf-8")
    page = AppTest.from_string(script).run()
    assert page.selectbox[0].options == ["A new folder"]
    page.text_input[0].set_value("../out").run()
    page.button[0].click().run()
    assert "Expected letters" in page.text[0].value
    assert not (tmp_path / "out").exists()
    page.text_input[0].set_value("ged").run()
    page.button[0].click().run()
    assert "3 rows accepted, 0 rejected" in page.text[0].value
    assert check(kept / "ged").counts["events"] == 3
    # Three more rows, and one that is there.
    home.write_text("".join([rows[0], *rows[3:7]]), encoding="utf-8")
    page = AppTest.from_string(script).run()
    page.selectbox[0].select("ged").run()
    page.button[0].click().run()
    assert "3 rows accepted, 1 rejected, of which 1 were there already" in page.text[0].value
    assert check(kept / "ged").counts["events"] == 6
    # Once more the same file: nothing of it is new, and the page says so.
    page.button[0].click().run()
    assert "none needed: the dataset has this row" in page.text[0].value
