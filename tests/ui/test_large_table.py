"""A table too long to send: pages by key, a link to the map, and a download of all rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.synthetic import write_dataset
from geo.linkage import Dataset
from geo.store.folder import load
from geo.ui.table import PAGE_ROWS
from tests.chromium import offline_page, running_app
from tests.ui.page import click_event, open_page, type_date, wait_for_window

pytestmark = pytest.mark.browser
COUNT = 1050


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Dataset]]:
    folder = tmp_path_factory.mktemp("synthetic")
    write_dataset(folder, events=COUNT, places=400, seed=5)
    with running_app(folder) as address:
        yield address, load(folder)


def turn(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def test_pages_of_the_table(browser: Browser, large: tuple[str, Dataset]) -> None:
    with offline_page(browser, height=1600) as offline:
        page = offline.page
        open_page(page, large[0])
        expect(page.get_by_text(f"Rows 1–{PAGE_ROWS} of 1,050")).to_be_visible()
        turn(page, "Later")
        expect(page.get_by_text("Rows 101–200 of 1,050")).to_be_visible()
        turn(page, "Last")
        expect(page.get_by_text("Rows 951–1,050 of 1,050")).to_be_visible()
        turn(page, "Earlier")
        expect(page.get_by_text("Rows 851–950 of 1,050")).to_be_visible()
        turn(page, "First")
        expect(page.get_by_text("Rows 1–100 of 1,050")).to_be_visible()


def test_a_page_stays_with_its_dates_when_the_filter_changes(
    browser: Browser, large: tuple[str, Dataset]
) -> None:
    address, dataset = large
    with offline_page(browser, height=1600) as offline:
        page = offline.page
        frame = open_page(page, address)
        turn(page, "Later")
        expect(page.get_by_text("Rows 101–200 of 1,050")).to_be_visible()
        day = dataset.events["date_start"].iloc[60].date().isoformat()
        type_date(page, "From", day)
        wait_for_window(frame, int(dataset.events["day_start"].iloc[60]), None)
        passing = (dataset.events["date_end"] >= day).to_numpy()
        first = int(passing[:PAGE_ROWS].sum())
        expect(
            page.get_by_text(f"Rows {first + 1}–{first + PAGE_ROWS} of {passing.sum():,}")
        ).to_be_visible()


def test_an_event_clicked_on_the_map_brings_its_page_along(
    browser: Browser, large: tuple[str, Dataset]
) -> None:
    address, dataset = large
    with offline_page(browser, height=1600) as offline:
        page = offline.page
        symbols = dataset.events[dataset.events["drawn"] == "symbol"]
        alone = symbols[~symbols["place_id"].duplicated(keep=False)].iloc[-1]
        view = f"view={alone['lat']},{alone['lon']},14"
        frame = open_page(page, address, f"?prec=exact,near&{view}")
        expect(page.get_by_text(f"Rows 1–{PAGE_ROWS}")).to_be_visible()
        click_event(page, frame, dataset, alone["event_id"])
        passing = dataset.events["where_prec"].isin(["exact", "near"]).to_numpy()
        at, total = int(passing[: alone.name].sum()), int(passing.sum())
        first = min(at - at % PAGE_ROWS, total - PAGE_ROWS)
        assert first > 0
        expect(
            page.get_by_text(f"Rows {first + 1:,}–{first + PAGE_ROWS:,} of {total:,}")
        ).to_be_visible()


def test_the_download_has_all_rows_and_is_made_on_the_click(
    browser: Browser, large: tuple[str, Dataset], tmp_path: Path
) -> None:
    address, dataset = large
    with offline_page(browser, height=1600) as offline:
        page = offline.page
        open_page(page, address)
        # The map's first word about its view reruns the table; a click before that is lost.
        page.wait_for_url("**view=**")
        page.wait_for_timeout(1000)
        with page.expect_download() as waiting:
            page.get_by_test_id("stDownloadButton").get_by_role("button").click()
        file = tmp_path / "all.csv"
        waiting.value.save_as(file)
        with file.open(encoding="utf-8", newline="") as handle:
            ids = [row["event_id"] for row in csv.DictReader(handle)]
        assert ids == dataset.events["event_id"].tolist()
