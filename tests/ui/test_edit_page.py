"""The Edit page in real browsers: typed, checked, saved to the files, undone, two at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.api.editing import copy_for_editing
from geo.edits.folder import EditFolder
from geo.store.folder import load
from tests.chromium import offline_page, running_app, wait_until
from tests.ui import axe
from tests.ui.page import open_page

pytestmark = pytest.mark.browser
EVENT = "nk-20220327-parukh-withdrawal"
HOSTILE = (
    "<img src=x onerror='window.hacked=1'> {{7*7}} ${window.hacked=1} ![](http://x.test/a.png)"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edit") / "mydata"
    assert copy_for_editing(folder)
    return folder


@pytest.fixture(scope="module")
def edit_app(folder: Path) -> Iterator[str]:
    with running_app(TRUCELINE_EDIT=str(folder)) as address:
        yield address


def open_form(page: Page, address: str, who: str) -> None:
    page.goto(f"{address}/edit?event={EVENT}")
    expect(page.locator(".edit-card.of-claims")).to_have_count(4)
    page.get_by_role("textbox", name="Your name").fill(who)
    page.keyboard.press("Tab")


def save(page: Page, why: str) -> None:
    page.get_by_role("textbox", name="Why (kept with the change)").fill(why)
    page.get_by_role("button", name="Save", exact=True).click()


def test_an_event_and_a_claim_are_changed_and_seen_and_undone(
    browser: Browser, edit_app: str, folder: Path
) -> None:
    before = {name: (folder / name).read_bytes() for name in ("events.csv", "claims.csv")}
    with offline_page(browser) as offline:
        page = offline.page
        open_form(page, edit_app, "Ana")
        status = page.locator(".edit-status")
        expect(status).to_have_text("Nothing is changed.")

        # What is wrong is said while it is typed, and cannot be saved.
        day = page.get_by_role("textbox", name="Last day, event", exact=True)
        day.fill("2022-03-26")
        fault = page.locator('.of-events [data-field="date_end"] .edit-fault')
        expect(fault).to_have_text(
            "Expected an end on or after date_start. Correct or swap the dates."
        )
        assert axe.faults(page, axe.LEVELS) == []
        day.fill("2022-03-27")
        expect(status).to_have_text("Nothing is changed.")

        page.get_by_role("textbox", name="Summary, event", exact=True).fill(
            f"As I read it. {HOSTILE}"
        )
        # A place by a name in another script.
        page.get_by_role("searchbox", name="Place, event").fill("Ասկերան")
        page.get_by_role("button", name="Set the place to Askeran", exact=True).click()
        expect(page.locator(".of-events .edit-chosen")).to_have_text("Askeran (askeran)")

        page.get_by_role("button", name="Add a claim").click()
        new = page.locator(".edit-card.of-claims").nth(4)
        expect(new.locator("select").first).to_be_focused()
        new.get_by_label("Who says it, claim").select_option("armenia-mfa")
        new.get_by_label("Stance, claim").select_option("disputes")
        new.get_by_label("About, claim").select_option("withdrawal")
        new.get_by_label("In your words, claim").fill(f"They left by half. {HOSTILE}")
        expect(status).to_have_text("2 rows to save, 1 thing to mend.")
        save(page, "paragraph 9")
        expect(page.get_by_text("Nothing was saved: mend what is marked first.")).to_be_visible()
        expect(new.locator('[data-field="source_id"] .edit-fault')).to_contain_text(
            "Expected a value"
        )
        new.get_by_label("Source, claim").select_option("r000")
        expect(status).to_have_text("2 rows to save, no faults.")
        save(page, "paragraph 9")
        expect(page.get_by_text("Saved as 1. The other pages show it.")).to_be_visible()
        expect(page.locator(".edit-history li")).to_have_count(1)
        expect(page.locator(".edit-history")).to_contain_text("Ana")
        assert page.evaluate("window.hacked") is None

        dataset = load(folder)
        event = dataset.event(EVENT)
        assert event is not None
        assert (event["summary"], event["place_id"]) == (f"As I read it. {HOSTILE}", "askeran")
        assert event["lon"] > event["lat"]
        claim = dataset.claims_on(EVENT).set_index("claim_id").loc[f"{EVENT}-c5"]
        assert (claim["party"], claim["stance"], claim["source_id"]) == (
            "armenia-mfa",
            "disputes",
            "r000",
        )

        # The Situation page shows it, as text.
        frame = open_page(page, edit_app, "?from=2022-03-27&to=2022-03-27")
        row = dataset.events["event_id"].tolist().index(EVENT)
        wait_until(frame, f"truceline.state().drawn.some((g) => g.event === {row})")
        glyph = next(g for g in frame.evaluate("truceline.state().drawn") if g["event"] == row)
        box = page.locator('iframe[title="streamlit_folium.st_folium"]').bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + glyph["x"], box["y"] + glyph["y"])
        details = page.locator(".details")
        expect(details).to_contain_text(f"As I read it. {HOSTILE}")
        expect(details).to_contain_text("They left by half.")
        assert page.evaluate("window.hacked") is None

        # The event that is chosen there is open here; undoing gives back every byte.
        page.get_by_role("link", name="Edit", exact=True).click()
        expect(page.locator(".edit-card.of-claims")).to_have_count(5)
        page.get_by_role("textbox", name="Your name").fill("Ana")
        page.keyboard.press("Tab")
        page.get_by_role("button", name="Take save 1 back").click()
        expect(page.get_by_text("Save 1 is taken back by save 3.")).to_be_visible()
        expect(page.locator(".edit-card.of-claims")).to_have_count(4)
        summary = page.get_by_role("textbox", name="Summary, event", exact=True)
        expect(summary).to_have_value(re.compile("Russia's defence ministry"))
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_the_second_of_two_browsers_chooses_between_the_versions(
    browser: Browser, edit_app: str, folder: Path
) -> None:
    with (
        offline_page(browser) as one,
        offline_page(browser, 390, 844, color_scheme="dark") as other,
    ):
        first, second = one.page, other.page
        open_form(first, edit_app, "Ana")
        open_form(second, edit_app, "Bo")
        first.get_by_role("textbox", name="Summary, event", exact=True).fill("Ana's summary")
        first.get_by_role("textbox", name="Side B, event", exact=True).fill("Ana's side")
        second.get_by_role("textbox", name="Summary, event", exact=True).fill("Bo's summary")
        second.get_by_role("textbox", name="Title, event", exact=True).fill("Bo's title")
        save(first, "read again")
        expect(first.get_by_text(re.compile("^Saved as"))).to_be_visible()
        save(second, "")
        conflict = second.locator(".edit-conflict")
        expect(conflict).to_be_visible()
        assert axe.faults(second, axe.LEVELS) == []
        expect(conflict).to_contain_text(re.compile("was changed by Ana at .* UTC: read again"))
        take = second.get_by_role("button", name="Take these versions")
        # Both changed the summary: that has to be chosen. What only one changed is that one's.
        expect(take).to_be_disabled()
        versions = conflict.locator("tbody tr")
        expect(versions).to_have_count(3)
        expect(conflict.get_by_role("radio", name="Title, which version: mine")).to_be_checked()
        expect(conflict.get_by_role("radio", name="Side B, which version: theirs")).to_be_checked()
        conflict.get_by_role("radio", name="Summary, which version: mine").check()
        take.click()
        expect(second.get_by_text("Both versions are settled")).to_be_visible()
        expect(second.get_by_role("textbox", name="Side B, event", exact=True)).to_have_value(
            "Ana's side"
        )
        save(second, "paragraph 7")
        expect(second.get_by_text(re.compile("^Saved as"))).to_be_visible()
    event = load(folder).event(EVENT)
    assert event is not None
    assert (event["title"], event["summary"], event["side_b"]) == (
        "Bo's title",
        "Bo's summary",
        "Ana's side",
    )
    with EditFolder(folder) as edits:
        bo, ana = edits.history("events", EVENT, limit=2)
    assert (bo.who, bo.why, bo.fields) == ("Bo", "paragraph 7", ["title", "summary"])
    assert (ana.who, ana.why, ana.fields) == ("Ana", "read again", ["summary", "side_b"])


def test_a_new_event_gets_an_id_and_goes_with_its_claims(
    browser: Browser, edit_app: str, folder: Path
) -> None:
    count = len(load(folder).events)
    with offline_page(browser) as offline:
        page = offline.page
        open_form(page, edit_app, "Ana")
        page.get_by_role("button", name="New event").click()
        expect(page.locator(".edit-card")).to_have_count(1)
        page.get_by_label("Title, event").fill("Shots near the village")
        for label, code in (("Kind", "clash"), ("Scope", "event"), ("Known to", "day")):
            page.get_by_label(f"{label}, event").select_option(code)
        page.get_by_label("Place is, event").select_option("none")
        page.get_by_label("First day, event").fill("2022-03-26")
        page.get_by_label("Last day, event").fill("2022-03-26")
        expect(page.get_by_label("Id, event")).to_have_value(re.compile("shots-near-the-village"))
        page.get_by_role("button", name="Add a claim").click()
        claim = page.locator(".edit-card.of-claims")
        claim.get_by_label("Who says it, claim").select_option("armenia-mfa")
        claim.get_by_label("Stance, claim").select_option("asserts")
        claim.get_by_label("About, claim").select_option("occurrence")
        claim.get_by_label("In your words, claim").fill("Shots were heard.")
        claim.get_by_label("Source, claim").select_option("r000")
        expect(page.locator(".edit-status")).to_have_text("2 rows to save, no faults.")
        save(page, "")
        expect(page.get_by_text(re.compile("^Saved as"))).to_be_visible()
        dataset = load(folder)
        (added,) = dataset.events[dataset.events["title"] == "Shots near the village"].to_dict(
            "records"
        )
        assert added["event_id"] == "20220326-shots-near-the-village"
        assert len(dataset.claims_on(added["event_id"])) == 1

        # Deleted along with its claim, and said so before it is saved.
        page.get_by_role("button", name=re.compile("^Delete the event and its claim")).click()
        expect(page.locator(".edit-card.of-events h2")).to_contain_text("with its claim")
        expect(page.locator(".edit-status")).to_have_text("2 rows to save, no faults.")
        save(page, "a test")
        expect(page.get_by_text(re.compile("^Saved as"))).to_be_visible()
    dataset = load(folder)
    assert len(dataset.events) == count
    assert added["event_id"] not in set(dataset.claims["event_id"])
