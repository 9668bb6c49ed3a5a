"""Pages that show the data, and the one that says why they cannot be shown."""

from __future__ import annotations

from playwright.sync_api import expect

from geo.linkage import Dataset
from tests.hostile.planted import DAY, DAYS, FULL, NAMED, VIEW
from tests.hostile.shown import hidden, tooltips
from tests.hostile.texts import TEXTS
from tests.hostile.visit import Visit
from tests.ui.page import click_event, open_page


def situation(visit: Visit, address: str, dataset: Dataset) -> None:
    """The map with its tooltips, the details of an event with every claim, the table."""
    with visit.page("Situation") as page:
        frame = open_page(page, address, f"?{DAYS}&{VIEW}")
        visit.expect_tooltips("tooltips", page, frame, but=hidden(frame, dataset))
        click_event(page, frame, dataset, FULL)
        expect(page.locator(".claim p").first).to_be_visible()
        expect(page.locator(".claim")).to_have_count(len(TEXTS))
        visit.expect_texts("Situation", page)


def claims(visit: Visit, address: str) -> None:
    """The matrix: a row for each event, a column for each party."""
    with visit.page("Claims") as page:
        page.goto(f"{address}/claims?{DAYS}")
        header = page.locator(f'tr[data-id="{FULL}"]').get_by_role("rowheader")
        header.click()
        expect(page.locator(".opened .claim p").first).to_be_visible()
        visit.expect_texts("Claims", page)


def places(visit: Visit, address: str) -> None:
    """A place with every name, and a search for each."""
    with visit.page("Places") as page:
        page.goto(f"{address}/places?place={NAMED}")
        expect(page.locator(".names .name").first).to_be_visible()
        visit.expect_texts("Places", page)
        page.get_by_role("textbox", name="Find a place").fill("img src")
        page.keyboard.press("Enter")
        expect(page.get_by_text(TEXTS["image"]).first).to_be_visible()


def compare(visit: Visit, address: str) -> None:
    """Two windows: what is new in the second."""
    with visit.page("Compare") as page:
        page.goto(f"{address}/compare?from=2022-01-01&to=2022-01-31&from2={DAY}&to2={DAY}")
        expect(page.locator("section.changes li").first).to_be_visible()
        visit.expect_texts("Compare", page)


def sources(visit: Visit, address: str) -> None:
    """What rests on each source."""
    with visit.page("Sources") as page:
        page.goto(f"{address}/sources")
        expect(page.get_by_text("rest on this source alone")).to_be_visible()
        visit.expect_texts("Sources", page)
        page.get_by_role("combobox", name="Events and claims of").click()
        expect(page.get_by_role("option").first).to_be_visible()


def methods(visit: Visit, address: str) -> None:
    """Zones, sources and licences."""
    with visit.page("Methods") as page:
        page.goto(f"{address}/methods")
        expect(page.get_by_role("heading", name="Licences and credits")).to_be_visible()
        expect(page.get_by_test_id("stDataFrame").first).to_be_visible()


def present(visit: Visit, address: str) -> None:
    """The map alone, for screenshots, with its tooltips."""
    with visit.page("present") as page:
        frame = open_page(page, address, f"?present=1&embed=true&{DAYS}&{VIEW}")
        tooltips(page, frame)


def faults(visit: Visit, address: str, dataset: Dataset) -> None:
    """The page that lists what is wrong with data whose faults are hostile."""
    events = dataset.path / "events.csv"
    events.write_bytes(events.read_bytes().replace(DAY.encode(), b"<b>{{191919*7337}}</b>"))
    with visit.page("faults") as page:
        page.goto(address)
        expect(page.get_by_text("The data cannot be shown")).to_be_visible()
