"""Events of the Situation page: on the map, in the table, in the details."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.spans import day_number
from geo.ui.panels import summary_of
from tests.chromium import offline_page, wait_until
from tests.ui.page import (
    PARUKH_DAYS,
    WITHDRAWAL,
    click_event,
    drawn,
    open_page,
    state,
    wait_for_window,
)

pytestmark = pytest.mark.browser


def test_each_of_the_events_stacked_at_parukh_can_be_reached(
    browser: Browser, app: str, dataset: Dataset
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        frame = open_page(page, app, f"{PARUKH_DAYS}&prec=exact,near&view=40.01,46.80,11")
        at_parukh = [
            i
            for i in drawn(frame, dataset)
            if dataset.events.set_index("event_id").at[i, "place_id"].startswith("parukh")
        ]
        assert len(at_parukh) >= 6
        titles = dataset.events.set_index("event_id")["title"]
        for event_id in at_parukh:
            click_event(page, frame, dataset, event_id)
            expect(page.get_by_role("heading", name=titles[event_id])).to_be_visible()


def test_details_set_the_claims_of_both_sides_beside_each_other(
    browser: Browser, app: str, dataset: Dataset
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        frame = open_page(page, app, f"{PARUKH_DAYS}&view=40.01,46.80,11")
        click_event(page, frame, dataset, WITHDRAWAL)
        russia, azerbaijan = page.locator(".side.russia"), page.locator(".side.azerbaijan")
        expect(russia.locator(".claim.asserts").first).to_contain_text("Russia")
        expect(azerbaijan.locator(".claim.denies").first).to_contain_text("Azerbaijan")
        expect(russia.locator(".note").first).to_contain_text("paragraph")


def test_a_row_of_the_table_marks_the_event_on_the_map_and_back(
    browser: Browser, app: str, dataset: Dataset
) -> None:
    with offline_page(browser, height=1600) as offline:
        page = offline.page
        frame = open_page(page, app, f"{PARUKH_DAYS}&q=parukh&view=40.01,46.80,11")
        page.get_by_role("table", name="Events").locator("tbody tr").first.click()
        wait_until(frame, "truceline.state().selected !== null")
        row = state(frame)["selected"]
        title = dataset.events["title"].iloc[row]
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        click_event(page, frame, dataset, WITHDRAWAL)
        wanted = dataset.events["event_id"].tolist().index(WITHDRAWAL)
        wait_until(frame, f"truceline.state().selected === {wanted}")
        title = dataset.events["title"].iloc[wanted]
        expect(page.get_by_role("heading", name=title)).to_be_visible()


@pytest.mark.parametrize("size", [(1440, 900), (820, 1180), (390, 844)])
def test_what_is_said_of_an_event_chosen_below_comes_into_view(
    browser: Browser, app: str, size: tuple[int, int]
) -> None:
    with offline_page(browser, *size) as offline:
        page = offline.page
        open_page(page, app, PARUKH_DAYS)
        row = page.locator(f'.events tr[data-id="{WITHDRAWAL}"]')
        row.click()
        expect(row).to_have_attribute("aria-selected", "true")
        heading = page.locator(".details h2", has_text="pull-back")
        expect(heading).to_be_in_viewport()
        assert heading.bounding_box()["y"] > 56, "clear of the bar over the page"


def test_the_table_is_worked_with_keys_and_draws_a_month_as_a_month(
    browser: Browser, app: str, dataset: Dataset
) -> None:
    with offline_page(browser, height=1600) as offline:
        page = offline.page
        frame = open_page(page, app, "?from=2022-03-01&to=2022-03-31&q=parukh")
        rows = page.get_by_role("table", name="Events").locator("tbody tr")
        expect(rows.first).to_be_visible()
        rows.first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        wait_until(frame, "truceline.state().selected !== null")
        chosen = dataset.events.iloc[state(frame)["selected"]]
        second = page.locator("tr[aria-selected=true]")
        expect(second).to_have_attribute("data-id", chosen["event_id"])
        expect(second.locator(".event")).to_contain_text(chosen["title"])

        days = dataset.events.set_index("event_id")
        widths = {
            row["id"]: row["width"]
            for row in rows.evaluate_all(
                "rows => rows.map((row) => ({id: row.dataset.id,"
                " width: Number(row.querySelectorAll('rect')[1].getAttribute('width'))}))"
            )
        }
        for event_id, width in widths.items():
            first = max(days.at[event_id, "day_start"], day_number(date(2022, 3, 1)))
            last = min(days.at[event_id, "day_end"], day_number(date(2022, 3, 31)))
            assert width == pytest.approx(100 * (last - first + 1) / 31)


def test_a_place_does_not_hide_what_is_known_only_to_the_area_around_it(dataset: Dataset) -> None:
    everywhere = EventFilter(date(2022, 3, 1), date(2022, 3, 31))
    assert "wider" not in summary_of(dataset, dataset.selection(everywhere), everywhere)
    asked = everywhere.replace(place=("askeran-district",))
    told = summary_of(dataset, dataset.selection(asked), asked)["wider"]
    places = dataset.selection(everywhere).frame()["place_id"]
    around = places.isin(["nagorno-karabakh", "karabakh"]).sum()
    where = "Nagorno-Karabakh or Karabakh"
    assert told == f"{around} more are known only to lie somewhere in {where}: perhaps here."


def test_what_is_contested_stands_beside_the_map_until_an_event_is_chosen(
    browser: Browser, app: str, dataset: Dataset
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        frame = open_page(page, app)
        expect(page.get_by_text("Drag across the bars under the map")).to_be_visible()
        # A month stands for its first day in one field and for its last in the other.
        for label, first, last in (("From", "2022-03-01", ""), ("To", "2022-03-01", "2022-03-31")):
            box = page.get_by_role("group", name="Dates", exact=True).get_by_label(label)
            box.fill("2022-03")
            box.press("Enter")
            expect(box).to_have_value(last or first)
        wait_for_window(frame, day_number(date(2022, 3, 1)), day_number(date(2022, 3, 31)))
        events = dataset.events.set_index("event_id")
        denied = page.get_by_role("button", name=events.at[WITHDRAWAL, "title"])
        expect(denied).to_be_visible()
        expect(page.get_by_text("Drag across the bars under the map")).to_have_count(0)
        denied.click()
        row = int(dataset.events.index[dataset.events["event_id"] == WITHDRAWAL][0])
        wait_until(frame, f"truceline.state().selected === {row}")
        expect(page.get_by_text("Claims, side against side")).to_be_visible()
        page.get_by_role("button", name="Close this event").click()
        wait_until(frame, "truceline.state().selected === null")
        expect(denied).to_be_visible()


def test_an_event_that_the_filter_leaves_out_says_so(
    browser: Browser, app: str, dataset: Dataset
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        frame = open_page(page, app, f"{PARUKH_DAYS}&view=40.01,46.80,11")
        click_event(page, frame, dataset, WITHDRAWAL)
        expect(page.get_by_text("does not pass the filter")).to_be_hidden()
        page.get_by_role("button", name="Clash", exact=True).click()
        expect(page.get_by_text("does not pass the filter")).to_be_visible()
