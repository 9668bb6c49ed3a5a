"""The Compare page in a real browser with the network cut."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from geo.linkage import Dataset
from geo.spans import day_number
from tests.chromium import WAIT_MS, offline_page, wait_until
from tests.ui.comparing import MARCH, SUMMER, days, maps_of, open_maps, wait_until_together
from tests.ui.page import MAP, open_page, state, wait_for_window, zones

pytestmark = pytest.mark.browser


def test_the_corridor_and_the_zone_before_and_after(
    browser: Browser, app: str, dataset: Dataset
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        first, second = open_maps(page, app, SUMMER)
        assert state(first)["window"] == days("2022-08-01", "2022-08-25")
        assert state(second)["window"] == days("2022-09-01", "2022-09-25")
        route = {
            frame: {z for z in zones(frame, dataset) if z[1] == "route"}
            for frame in (first, second)
        }
        assert route[first] == {("lachin-corridor", "route", days("2020-11-10", "2020-11-10")[0])}
        assert route[second] == {("lachin-corridor", "route", days("2022-08-30", "2022-08-30")[0])}
        section = page.locator("section.changes").filter(has_text="Zones, routes and lines")
        expect(section).to_contain_text("Lachin corridor (route) moved: up to 5.4 km apart")
        expect(section).to_contain_text("32 km² gained, 82 km² lost")
        expect(section).to_contain_text("3 places left it: Lachin (3.8 km inside")
        expect(page.get_by_text(f"Data version {dataset.version}", exact=True)).to_be_visible()


def test_the_filter_goes_along_from_page_to_page(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        open_page(page, app, "?from=2022-03-24&to=2022-03-28&category=clash&view=39.5,46.5,10")
        # The map says where it looks a moment after it opens; the click is to come after that.
        page.wait_for_timeout(1000)
        page.get_by_role("link", name="Compare").click()
        first, second = maps_of(page)
        wait_for_window(first, *days("2022-03-24", "2022-03-28"))
        wait_for_window(second, *days("2022-03-29", "2022-04-02"))
        page.wait_for_url("**/compare?from=2022-03-24&to=2022-03-28&category=clash**")
        wait_until_together(first, second)
        assert state(first)["view"]["center"] == pytest.approx([39.5, 46.5], abs=2e-3)
        page.get_by_role("link", name="Situation").click()
        page.wait_for_url(lambda url: "compare" not in url and "category=clash" in url)


def test_what_differs_can_be_read_and_taken_away(
    browser: Browser, app: str, dataset: Dataset
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        first, second = open_maps(page, app, MARCH)
        second.locator(".leaflet-container").focus()
        page.keyboard.press("n")
        page.keyboard.press("Enter")
        wait_until(second, "truceline.state().selected !== null")
        chosen = state(second)["selected"]
        title = dataset.events["title"].iloc[chosen]
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        wait_until(first, f"truceline.state().selected === {chosen}")
        files = {}
        for label in ("Markdown", "JSON", "CSV of events"):
            with page.expect_download() as download:
                page.get_by_role("button", name=label).click()
            assert dataset.version in download.value.suggested_filename
            files[label] = Path(download.value.path()).read_text(encoding="utf-8")
        assert files["Markdown"].startswith("# Compared: 20–26 March 2022 and 27–28 March 2022")
        assert json.loads(files["JSON"])["version"] == dataset.version
        rows = {row["event_id"]: row for row in csv.DictReader(io.StringIO(files["CSV of events"]))}
        assert rows["nk-20220324-parukh-entry"]["window"] == "first"
        assert rows["nk-20220327-parukh-withdrawal"]["window"] == "second"
        assert rows["nk-20220224-gas-pipeline"]["window"] == "both"
        assert {row["data_version"] for row in rows.values()} == {dataset.version}


def test_a_narrow_page_stacks_the_maps(browser: Browser, app: str) -> None:
    with offline_page(browser, 390, 844, color_scheme="dark") as offline:
        page = offline.page
        first, _ = open_maps(page, app, SUMMER)
        assert state(first)["theme"] == "dark"
        one, other = (frame.bounding_box() for frame in page.locator(MAP).all())
        assert one is not None
        assert other is not None
        assert other["y"] >= one["y"] + one["height"]
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_every_page_says_the_version_of_the_data(
    browser: Browser, app: str, dataset: Dataset
) -> None:
    with offline_page(browser) as offline:
        foot = offline.page.get_by_text(f"Data version {dataset.version}", exact=True)
        for path in ("", "methods"):
            offline.page.goto(f"{app}/{path}")
            expect(foot).to_be_visible(timeout=WAIT_MS)


def test_the_list_draws_each_span_over_both_windows(
    browser: Browser, app: str, dataset: Dataset
) -> None:
    with offline_page(browser, height=2600) as offline:
        page = offline.page
        page.goto(f"{app}/compare?from=2022-03-24&to=2022-03-26&from2=2022-03-27&to2=2022-03-28")
        table = page.get_by_role("table", name="Events of both windows")
        rows = table.locator("tbody tr")
        expect(rows.first).to_be_visible(timeout=WAIT_MS)
        titles = dataset.events.set_index("title")
        first, last = day_number(date(2022, 3, 24)), day_number(date(2022, 3, 28))
        found = rows.evaluate_all(
            """rows => rows.map((row) => ({
              title: row.querySelector("[data-column=Event]").textContent,
              vague: row.querySelector("svg").classList.contains("vague"),
              width: Number(row.querySelector("rect.days")?.getAttribute("width"))}))"""
        )
        assert {row["vague"] for row in found} == {True, False}
        for row in found:
            event = titles.loc[row["title"]]
            assert row["vague"] == (event["date_prec"] != "day")
            days = min(event["day_end"], last) - max(event["day_start"], first) + 1
            assert row["width"] == pytest.approx(100 * days / 5)
