"""The Claims page in a real browser: who says what, opened by mouse and by keyboard alone."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from geo.linkage import Dataset
from tests.chromium import WAIT_MS, offline_page
from tests.ui.page import PARUKH_DAYS, WITHDRAWAL

pytestmark = pytest.mark.browser
MARCH = "?from=2022-03-01&to=2022-03-31"
DEATH = "nk-20220307-nakhchivan-border-death"
SHOOTOUT = "nk-20230305-shootout"


def open_claims(page: Page, address: str, query: str = "") -> Locator:
    """Open the page and wait for its matrix."""
    page.goto(f"{address}/claims{query}")
    matrix = page.get_by_role("grid", name="Events and what each party says of them")
    expect(matrix).to_be_visible(timeout=WAIT_MS)
    return matrix


def line(matrix: Locator, event_id: str) -> Locator:
    return matrix.locator(f'tr[data-id="{event_id}"]')


def opened(matrix: Locator, event_id: str) -> Locator:
    return matrix.locator(f'tr[data-of="{event_id}"]')


def test_russia_asserts_the_withdrawal_and_azerbaijan_denies_it(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        matrix = open_claims(offline.page, app, "?from=2022-03-27&to=2022-03-27")
        row = line(matrix, WITHDRAWAL)
        expect(row.get_by_text("Denied or disputed")).to_be_visible()
        for said in (
            "Azerbaijan Ministry of Defence: denies withdrawal",
            "Russia Ministry of Defence: asserts withdrawal",
            "UN Secretary-General: silent",
        ):
            expect(row.get_by_role("gridcell", name=said, exact=True)).to_be_visible()
        row.get_by_role("rowheader").click()
        sides = opened(matrix, WITHDRAWAL)
        russia, azerbaijan = (sides.locator(f".side.{code}") for code in ("russia", "azerbaijan"))
        expect(russia).to_contain_text("said 27 March 2022")
        expect(russia).to_contain_text("Bloomberg, 28 March 2022, paragraph 6")
        expect(azerbaijan).to_contain_text("still in the village")
        expect(azerbaijan).to_contain_text("paragraph 11")


def test_as_of_26_march_it_does_not_exist_yet(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        matrix = open_claims(offline.page, app, f"{PARUKH_DAYS}&asof=2022-03-27")
        expect(line(matrix, WITHDRAWAL)).to_be_visible()
        matrix = open_claims(offline.page, app, f"{PARUKH_DAYS}&asof=2022-03-26")
        expect(offline.page.get_by_text("as published by 26 March 2022")).to_be_visible()
        expect(line(matrix, "nk-20220324-parukh-entry")).to_be_visible()
        expect(line(matrix, WITHDRAWAL)).to_have_count(0)


def test_a_denial_widens_the_toll_and_a_sum_is_shown_as_one(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        matrix = open_claims(offline.page, app)
        row = line(matrix, DEATH)
        expect(row.get_by_text("Denied or disputed")).to_be_visible()
        expect(row.get_by_role("gridcell", name="0–1 killed")).to_be_visible()
        row.get_by_role("rowheader").click()
        said = opened(matrix, DEATH)
        expect(said).to_contain_text("AzerbaijanDenies that it happened.")
        expect(said).to_contain_text("One Armenian soldier died.")
        offline.page.get_by_role("button", name="Later").or_(
            offline.page.get_by_role("button", name="Last")
        ).last.click()
        row = line(matrix, SHOOTOUT)
        expect(row.get_by_text("Claimed by one side")).to_be_visible()
        row.get_by_role("rowheader").click()
        expect(opened(matrix, SHOOTOUT)).to_contain_text(
            "2 (Azerbaijani Armed Forces) + 3 (Karabakh Armenian law enforcement) = 5"
        )


def test_by_keyboard_alone(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        matrix = open_claims(page, app, "?from=2022-03-27&to=2022-03-27&status=contested")
        headers = matrix.get_by_role("rowheader")
        for _ in range(60):
            page.keyboard.press("Tab")
            if headers.first.evaluate("node => node === node.getRootNode().activeElement"):
                break
        expect(headers.first).to_be_focused()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        expect(matrix.locator("td.cell").first).to_be_focused()
        page.keyboard.press("End")
        expect(matrix.locator("tr.line").first.locator("td").last).to_be_focused()
        page.keyboard.press("Home")
        expect(headers.first).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Enter")
        expect(headers.first).to_have_attribute("aria-expanded", "true")
        expect(headers.first).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(matrix.locator("tr.opened td")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Show on the map")).to_be_focused()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Escape")
        expect(headers.first).to_be_focused()
        expect(headers.first).to_have_attribute("aria-expanded", "false")
        page.keyboard.press(" ")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/?from=2022-03-27&to=2022-03-27&status=contested*")
        expect(page.locator(".details h2")).to_be_visible(timeout=WAIT_MS)


def test_most_contested_first(browser: Browser, app: str, dataset: Dataset) -> None:
    contested = set(dataset.events["event_id"][dataset.events["status"] == "contested"])
    with offline_page(browser) as offline:
        matrix = open_claims(offline.page, app)
        offline.page.get_by_text("Most contested first").click()
        first = matrix.locator("tr.line").first
        expect(first.get_by_text("Denied or disputed")).to_be_visible()
        rows = matrix.locator("tr.line").evaluate_all("rows => rows.map((r) => r.dataset.id)")
        assert set(rows[: len(contested)]) == contested


def test_the_downloads_hold_the_matrix_and_the_claims(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        open_claims(offline.page, app, f"{PARUKH_DAYS}&asof=2022-03-27")
        for label in ("Matrix", "Claims"):
            with offline.page.expect_download() as waiting:
                offline.page.get_by_role("button", name=f"{label} CSV").click()
            name = waiting.value.suggested_filename
            assert re.fullmatch(rf"truceline_{label.lower()}_[0-9a-f]+@2022-03-27\.csv", name)
            text = Path(waiting.value.path()).read_text(encoding="utf-8")
            rows = [r for r in csv.DictReader(io.StringIO(text)) if r["event_id"] == WITHDRAWAL]
            if label == "Matrix":
                (row,) = rows
                assert (row["russia-mod"], row["azerbaijan-mod"]) == ("asserts", "denies")
                assert row["armenia-mfa"] == ""
            else:
                assert {(r["stance"], r["said_on"]) for r in rows} == {
                    ("asserts", "2022-03-27"),
                    ("denies", "2022-03-27"),
                }


def test_the_filter_comes_along_from_page_to_page(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        matrix = open_claims(page, app, f"{PARUKH_DAYS}&asof=2022-03-27&view=40.0100,46.8000,11")
        line(matrix, WITHDRAWAL).get_by_role("rowheader").click()
        page.get_by_role("link", name="Sources").click()
        expect(page.get_by_role("heading", name="Sources")).to_be_visible(timeout=WAIT_MS)
        expect(page.get_by_text("24–28 March 2022, all events, as published")).to_be_visible()
        page.wait_for_url("**/sources?from=2022-03-24&to=2022-03-28&asof=2022-03-27*")


def test_a_phone_scrolls_the_parties_and_keeps_the_event(browser: Browser, app: str) -> None:
    with offline_page(browser, 390, 844) as offline:
        matrix = open_claims(offline.page, app, MARCH)
        frame = offline.page.locator(".matrix-frame")
        assert frame.evaluate("f => f.scrollWidth > f.clientWidth")
        assert offline.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        header = matrix.get_by_role("rowheader").first
        before = header.bounding_box()
        frame.evaluate("f => { f.scrollLeft = 300; }")
        assert header.bounding_box() == before
