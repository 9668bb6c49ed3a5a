"""The Sources page: what rests on one source, and grades that the analyst alone sets."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.chromium import WAIT_MS, offline_page
from tests.ui.page import IDLE

pytestmark = pytest.mark.browser
SOURCES = "Sources"
CLAIMS = "Claims of the source"
FOCUS_IS_GRADE = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.tagName === "SELECT";
}"""


def open_sources(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}/sources{query}")
    expect(page.get_by_role("heading", name="Sources")).to_be_visible(timeout=WAIT_MS)
    expect(page.get_by_text("rest on this source alone")).to_be_visible(timeout=WAIT_MS)
    expect(page.locator(".sentence")).to_be_visible(timeout=WAIT_MS)
    expect(grades_of(page, SOURCES).first).to_be_visible(timeout=WAIT_MS)


def downloaded(page: Page, name: str) -> list[dict[str, str]]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"{name}.csv").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def grades_of(page: Page, table: str) -> Locator:
    return page.get_by_role("table", name=table, exact=True).get_by_role("combobox")


def grade_first_row(page: Page, table: str, grade: str) -> None:
    """Choose a grade in the first row of a table, by keyboard alone."""
    field = grades_of(page, table).first
    field.focus()
    page.keyboard.press(grade)
    expect(field).to_have_value(grade)
    wait_until_taken(page)


def wait_until_taken(page: Page) -> None:
    """Wait until the server has run with what was sent last."""
    page.wait_for_timeout(300)
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=WAIT_MS
    )


def test_a_source_is_graded_and_the_table_leaves_with_it(browser: Browser, app: str) -> None:
    with offline_page(browser, height=1500) as offline:
        open_sources(offline.page, app)
        grade_first_row(offline.page, SOURCES, "B")
        sources = downloaded(offline.page, "sources")
        assert [row["reliability"] for row in sources] == ["B", *[""] * (len(sources) - 1)]
        assert {row["credibility"] for row in downloaded(offline.page, "claims")} == {""}


def test_a_claim_is_graded_and_its_card_says_so(browser: Browser, app: str) -> None:
    with offline_page(browser, height=1500) as offline:
        page = offline.page
        open_sources(page, app)
        grade_first_row(page, CLAIMS, "2")
        graded = [row for row in downloaded(page, "claims") if row["credibility"]]
        assert [(row["source_id"], row["credibility"]) for row in graded] == [("r000", "2")]
        page.get_by_role("link", name="Claims").click()
        matrix = page.get_by_role("grid", name="Events and what each party says of them")
        expect(matrix).to_be_visible(timeout=WAIT_MS)
        row = matrix.locator(f'tr[data-id="{graded[0]["event_id"]}"]')
        row.get_by_role("rowheader").click()
        expect(matrix.locator("tr.opened").get_by_text("graded –2").first).to_be_visible()


def test_a_source_and_then_a_claim_are_graded_and_the_next_page_knows(
    browser: Browser, app: str
) -> None:
    with offline_page(browser, height=1500) as offline:
        page = offline.page
        open_sources(page, app)
        grade_first_row(page, SOURCES, "B")
        grade_first_row(page, CLAIMS, "2")
        grade_first_row(page, SOURCES, "C")
        assert [row["reliability"] for row in downloaded(page, "sources")][:2] == ["C", ""]
        graded = [row for row in downloaded(page, "claims") if row["credibility"]]
        assert [(row["source_id"], row["credibility"]) for row in graded] == [("r000", "2")]
        page.get_by_role("link", name="Claims").click()
        matrix = page.get_by_role("grid", name="Events and what each party says of them")
        expect(matrix).to_be_visible(timeout=WAIT_MS)
        row = matrix.locator(f'tr[data-id="{graded[0]["event_id"]}"]')
        row.get_by_role("rowheader").click()
        expect(matrix.locator("tr.opened").get_by_text("graded C2").first).to_be_visible()
        page.get_by_role("link", name="Sources").click()
        expect(grades_of(page, SOURCES).first).to_have_value("C", timeout=WAIT_MS)


def test_a_grade_is_taken_away_and_none_is_lost_when_they_are_set_fast(
    browser: Browser, app: str
) -> None:
    with offline_page(browser, height=1500) as offline:
        page = offline.page
        open_sources(page, app)
        grades_of(page, SOURCES).first.focus()
        # Faster than the page is drawn anew: a grade each, then the first is taken away.
        for code in "ABCDEF":
            page.keyboard.press(code)
            page.keyboard.press("Tab")
            while not page.evaluate(FOCUS_IS_GRADE):
                page.keyboard.press("Tab")
        grades_of(page, SOURCES).first.focus()
        page.keyboard.press("Home")
        wait_until_taken(page)
        graded = [row["reliability"] for row in downloaded(page, "sources")]
        assert graded[:7] == ["", *"BCDEF", ""]


def test_a_source_shows_its_events_and_which_rest_on_it_alone(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        open_sources(page, app, "?from=2022-03-24&to=2022-03-28&asof=2022-03-27")
        expect(page.get_by_text("0 events, of which 0 rest on this source alone")).to_be_visible()
        # A run that is on its way would put the chooser anew while it is typed into.
        expect(page.locator(IDLE)).to_be_attached(timeout=WAIT_MS)
        chooser = page.get_by_role("combobox", name="Events and claims of")
        chooser.focus()
        chooser.press_sequentially("(r003)")
        expect(page.get_by_role("option")).to_have_count(1)
        chooser.press("Enter")
        expect(page.get_by_text("12 events, of which")).to_be_visible()
