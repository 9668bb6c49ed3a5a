"""The Drafts page in a real browser: paste, decide by keyboard, and what is then in the files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from geo.store.folder import BUILT_IN, load
from tests.chromium import WAIT_MS, offline_page, running_app
from tests.ui.page import type_dateline

pytestmark = pytest.mark.browser
HOSTILE = (
    "<img src=x onerror='window.hacked=1'> {{7*7}} ${window.hacked=1} ![](http://x.test/a.png)"
)
TEXT = (
    "TBILISI (Own) – 🙂 Clashes broke out near Parukh on Saturday, Armenia's Ministry of Defence "
    "said. Three Armenian soldiers were killed.\n"
    f"Azerbaijan's Ministry of Defence denied it. {HOSTILE}"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drafts") / "data"
    shutil.copytree(BUILT_IN, folder)
    return folder


@pytest.fixture(scope="module")
def drafts_app(folder: Path) -> Iterator[str]:
    with running_app(folder) as address:
        yield f"{address}/drafts"


def draft(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("textbox", name="Text of the report").fill(TEXT)
    page.get_by_role("textbox", name="Publisher").fill("Own")
    type_dateline(page, "2022", "03", "28")
    page.get_by_role("button", name="Draft", exact=True).click()
    page.locator(".draft-card").first.wait_for(timeout=WAIT_MS)


def row(page: Page, name: str) -> Locator:
    return page.locator(f'.draft-card.of-events [data-field="{name}"]').first


def test_without_a_dateline_there_is_no_draft(browser: Browser, drafts_app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        page.goto(drafts_app)
        page.get_by_role("textbox", name="Text of the report").fill(TEXT)
        page.get_by_role("button", name="Draft", exact=True).click()
        expect(page.get_by_text("A draft needs the dateline.")).to_be_visible(timeout=WAIT_MS)
        assert page.locator(".draft-card").count() == 0


def test_from_a_report_to_the_files_by_keyboard(
    browser: Browser, drafts_app: str, folder: Path
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        draft(page, drafts_app)
        write = page.get_by_role("button", name="Write to the dataset folder")
        expect(write).to_be_disabled()

        # Marks stand on their words, an emoji before them notwithstanding.
        expect(page.locator(".draft-text mark.r-location")).to_have_text(["Parukh"])
        expect(page.locator(".draft-text mark.m-date")).to_have_text(["Saturday"])
        expect(page.locator(".draft-text mark.m-toll")).to_have_text(["Three"])

        row(page, "title").focus()
        page.keyboard.press("e")
        page.keyboard.press("Control+a")
        page.keyboard.type("Clash by Parukh, as I word it")
        page.keyboard.press("Enter")
        expect(row(page, "category")).to_be_focused()
        page.keyboard.press("c")
        expect(row(page, "category")).to_have_class("draft-field is-confirmed")
        page.keyboard.press("Shift+C")
        # The next record has the focus; the report's own sentence of it is marked.
        expect(page.locator(".of-claims .draft-field").first).to_be_focused()
        claims = page.locator(".draft-card.of-claims")
        for number in range(claims.count() - 1):
            claims.nth(number).locator(".draft-field").first.focus()
            page.keyboard.press("Shift+C")
        claims.last.locator(".draft-field").first.focus()
        page.keyboard.press("Shift+R")
        expect(page.get_by_text("Still open: 0. Rejected: 1.")).to_be_visible(timeout=WAIT_MS)
        expect(write).to_be_enabled()
        write.click()
        expect(page.get_by_text("written to")).to_be_visible(timeout=WAIT_MS)
        assert page.evaluate("window.hacked") is None

    dataset = load(folder)
    added = dataset.events[dataset.events["event_id"].str.startswith("own-20220328")]
    (event,) = added.to_dict("records")
    assert event["title"] == "Clash by Parukh, as I word it"
    assert (event["place_id"], event["date_start"].date().isoformat()) == ("parukh", "2022-03-26")
    assert (event["low"], event["high"]) == (3, 3)
    kept = dataset.claims_on(event["event_id"])
    assert set(kept["party"]) == {"armenia-mod"}
    assert set(kept["paragraph"]) == {1}
    assert not kept["statement"].str.contains("broke out").any(), "no sentence is copied"


def test_a_session_sees_what_it_added_and_others_do_not(
    browser: Browser, drafts_app: str, folder: Path
) -> None:
    before = {file.name: file.read_bytes() for file in folder.glob("*.csv")}
    with offline_page(browser) as offline:
        page = offline.page
        draft(page, drafts_app)
        row(page, "title").focus()
        page.keyboard.press("Shift+C")
        button = page.get_by_role("button", name="Add to this session")
        expect(button).to_be_enabled(timeout=WAIT_MS)
        button.click()
        expect(page.get_by_text("added to this session")).to_be_visible(timeout=WAIT_MS)
        events = len(load(folder).events)
        page.get_by_role("link", name="Methods").click()
        expect(page.get_by_text(f"{events + 1} events")).to_be_visible(timeout=WAIT_MS)
    assert {file.name: file.read_bytes() for file in folder.glob("*.csv")} == before
