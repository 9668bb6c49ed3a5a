"""The Compare page in a real browser with the network cut."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from geo.linkage import Dataset
from geo.spans import day_number
from tests.chromium import WAIT_MS, offline_page, wait_until
from tests.ui.page import MAP, open_page, state, wait_for_window, zones

pytestmark = pytest.mark.browser
SUMMER = "?from=2022-08-01&to=2022-08-25&from2=2022-09-01&to2=2022-09-25"
MARCH = "?from=2022-03-20&to=2022-03-26&from2=2022-03-27&to2=2022-03-28"
SAME_VIEW = 1e-4


def days(first: str, last: str) -> list[int]:
    return [day_number(date.fromisoformat(day)) for day in (first, last)]


def maps_of(page: Page) -> tuple[Frame, Frame]:
    """Both maps of the page, once each has drawn its first command."""
    expect(page.locator(MAP)).to_have_count(2, timeout=WAIT_MS)
    frames = []
    for handle in page.locator(MAP).element_handles():
        frame = handle.content_frame()
        assert frame is not None
        wait_until(frame, "window.truceline && truceline.state().serialApplied !== null")
        frames.append(frame)
    return frames[0], frames[1]


def open_maps(page: Page, address: str, query: str) -> tuple[Frame, Frame]:
    page.goto(f"{address}/compare{query}")
    return maps_of(page)


def wait_until_together(one: Frame, other: Frame) -> None:
    """Wait until a map looks where another looks."""
    view = json.dumps(state(one)["view"])
    wait_until(
        other,
        f"""() => {{
          const [wanted, now] = [{view}, truceline.state().view];
          return wanted.zoom === now.zoom &&
            wanted.center.every((v, i) => Math.abs(v - now.center[i]) < {SAME_VIEW});
        }}""",
    )


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


def test_the_maps_move_together_by_mouse_and_by_keyboard(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        first, second = open_maps(page, app, f"{SUMMER}&view=39.75,46.6,9.5")
        wait_until_together(first, second)
        before = state(first)["view"]
        assert before["center"][0] == pytest.approx(39.75, abs=1e-2)

        box = page.locator(MAP).first.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 200, box["y"] + 200)
        page.mouse.down()
        page.mouse.move(box["x"] + 120, box["y"] + 150, steps=5)
        page.mouse.up()
        wait_until(first, f"truceline.state().view.center[1] > {before['center'][1]}")
        page.wait_for_timeout(500)
        wait_until_together(first, second)

        # The other way round, with keys alone.
        at = state(second)["view"]
        second.locator(".leaflet-container").focus()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("+")
        wait_until(second, f"truceline.state().view.zoom > {at['zoom']}")
        page.wait_for_timeout(700)
        wait_until_together(second, first)
        settled = state(first)["view"]
        page.wait_for_timeout(700)
        assert state(first)["view"] == settled, "the maps must not drive each other on"
        page.wait_for_url(f"**view=*{settled['zoom']:g}*")
        assert state(first)["window"] == days("2022-08-01", "2022-08-25")

        # Another tab's maps go their own way.
        other = page.context.new_page()
        left, right = open_maps(other, app, SUMMER)
        at = state(left)["view"]
        left.locator(".leaflet-container").focus()
        other.keyboard.press("+")
        wait_until(left, f"truceline.state().view.zoom > {at['zoom']}")
        wait_until_together(left, right)
        assert state(first)["view"] == settled


def test_windows_are_set_without_a_mouse_and_undone(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        first, second = open_maps(page, app, SUMMER)
        first.evaluate("window.stillTheSame = true")
        box = page.get_by_role("group", name="Second window").get_by_label("To", exact=True)
        box.focus()
        box.press("ControlOrMeta+a")
        page.keyboard.type("2022-12-31")
        page.keyboard.press("Enter")
        wait_for_window(second, *days("2022-09-01", "2022-12-31"))
        page.wait_for_url("**to2=2022-12-31**")
        page.get_by_role("button", name="Swap").focus()
        page.keyboard.press("Enter")
        wait_for_window(first, *days("2022-09-01", "2022-12-31"))
        wait_for_window(second, *days("2022-08-01", "2022-08-25"))
        page.wait_for_url("**from=2022-09-01&to=2022-12-31**from2=2022-08-01&to2=2022-08-25**")
        page.get_by_role("button", name="Undo").focus()
        page.keyboard.press("Enter")
        wait_for_window(first, *days("2022-08-01", "2022-08-25"))
        page.get_by_role("button", name="With before").focus()
        page.keyboard.press("Enter")
        wait_for_window(first, *days("2022-07-07", "2022-07-31"))
        wait_for_window(second, *days("2022-08-01", "2022-08-25"))
        assert first.evaluate("window.stillTheSame") is True

        # The brush of a map sets the window of that map.
        second.locator(".tl-brush-to").focus()
        page.keyboard.press("ArrowRight")
        last = days("2022-08-25", "2022-08-25")[0]
        wait_until(second, f"truceline.state().window[1] > {last}")
        page.wait_for_url(lambda url: "from2=2022-08-01" in url and "to2=2022-08-25" not in url)
        assert "from=2022-07-07&to=2022-07-31" in page.url
        assert state(first)["window"] == days("2022-07-07", "2022-07-31")


def test_days_before_and_after_are_offered_not_written_down(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        first, second = open_maps(page, app, "?from2=soon")
        expect(page.get_by_text("Not applied. from2: expected a day")).to_be_visible()
        # Nothing was asked for: 30 days before and after the first time a zone moved.
        wait_for_window(first, *days("2022-07-27", "2022-08-25"))
        wait_for_window(second, *days("2022-08-26", "2022-09-24"))
        page.get_by_role("radio", name="7", exact=True).click()
        menu = page.get_by_role("combobox", name="Before and after")
        for typed, first_day in (
            ("Lachin corridor moved", "2022-08-30"),
            ("enter the village", "2022-03-24"),
        ):
            menu.focus()
            page.keyboard.type(typed)
            page.keyboard.press("Enter")
            day = date.fromisoformat(first_day)
            wait_for_window(first, day_number(day) - 7, day_number(day) - 1)
            wait_for_window(second, day_number(day), day_number(day) + 6)


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
