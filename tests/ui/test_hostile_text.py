"""Payloads planted in every text column are shown letter for letter, and nothing runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.maps.export import map_page
from geo.schema import TABLES
from geo.store.folder import BUILT_IN, basemap_folder, load
from tests.chromium import WAIT_MS, offline_page, running_app, wait_until
from tests.ui.page import click_event, open_page, state

pytestmark = pytest.mark.browser
PAYLOAD = (
    '{{7*7}} ${7*7} `x` {% raw %} <img src=x onerror="window.hacked=1"> </script>'
    " ![i](http://elsewhere.invalid/i.png) [l](javascript:window.hacked=1) :material/home: $x^2$"
)
EVENT = "nk-20220324-parukh-entry"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Dataset]]:
    folder = tmp_path_factory.mktemp("hostile")
    for table in TABLES:
        rows = pd.read_csv(BUILT_IN / table.file, dtype=str, keep_default_na=False)
        for column in table.columns:
            if column.kind == "text":
                rows[column.name] = PAYLOAD
        rows.to_csv(folder / table.file, index=False)
    places = json.loads((BUILT_IN / "places.geojson").read_bytes())
    for feature in places["features"]:
        feature["properties"]["title"] = PAYLOAD
        for name in feature.get("names", []):
            name["toponym"] = PAYLOAD
        for kind in feature.get("relations", []):
            kind["label"] = PAYLOAD
        feature["descriptions"] = [{"value": PAYLOAD}]
        feature["links"] = [{"type": PAYLOAD, "identifier": "javascript:window.hacked=1"}]
        feature["types"] = [*feature["types"], {"identifier": "aat:300008347", "label": PAYLOAD}]
        for citation in (c for name in feature["names"] for c in name["citations"]):
            citation.update({"label": PAYLOAD, "@id": "javascript:window.hacked=1"})
    (folder / "places.geojson").write_text(json.dumps(places), encoding="utf-8")
    with running_app(folder) as address:
        yield address, load(folder)


def assert_nothing_ran(*realms: Page | Frame) -> None:
    for realm in realms:
        assert realm.evaluate("window.hacked") is None


def test_the_page_shows_it_letter_for_letter(
    browser: Browser, hostile: tuple[str, Dataset]
) -> None:
    address, dataset = hostile
    with offline_page(browser, height=1400) as offline:
        page = offline.page
        query = "?from=2022-03-24&to=2022-03-28&place=parukh&party=russia-mod&view=40.01,46.80,11"
        frame = open_page(page, address, query)
        expect(page.get_by_text("in or near " + PAYLOAD, exact=False)).to_be_visible()
        click_event(page, frame, dataset, EVENT)
        expect(page.get_by_role("heading", name=PAYLOAD)).to_be_visible()
        expect(page.locator(".claim p").filter(has_text=PAYLOAD).first).to_be_visible()
        wait_until(frame, "truceline.state().selected !== null")
        glyph = next(g for g in state(frame)["drawn"] if g["event"] == state(frame)["selected"])
        frame.locator(".leaflet-container").hover(position={"x": glyph["x"], "y": glyph["y"]})
        expect(frame.get_by_text(PAYLOAD).first).to_be_visible()
        assert_nothing_ran(offline.page, frame)


def test_the_methods_page_shows_it_too(browser: Browser, hostile: tuple[str, Dataset]) -> None:
    with offline_page(browser) as offline:
        offline.page.goto(f"{hostile[0]}/methods")
        expect(offline.page.get_by_role("heading", name="Methods")).to_be_visible()
        offline.page.wait_for_timeout(1000)
        assert offline.page.evaluate("window.hacked") is None


def test_the_compare_page_shows_it_too(browser: Browser, hostile: tuple[str, Dataset]) -> None:
    with offline_page(browser, height=2400) as offline:
        page = offline.page
        days = "from=2022-03-20&to=2022-03-26&from2=2022-09-01&to2=2022-09-25"
        page.goto(f"{hostile[0]}/compare?{days}&place=parukh")
        changes = page.locator("section.changes li").filter(has_text=PAYLOAD)
        expect(changes.first).to_be_visible(timeout=WAIT_MS)
        # A zone that moved, and an event that is in one window only.
        expect(changes.filter(has_text="moved").first).to_be_visible()
        expect(changes.filter(has_text="24 March 2022").first).to_be_visible()
        page.get_by_role("combobox", name="Before and after").focus()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("option").filter(has_text=PAYLOAD).first).to_be_visible()
        assert_nothing_ran(page, *page.frames[1:])


def test_the_places_page_shows_it_too(browser: Browser, hostile: tuple[str, Dataset]) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        page.goto(f"{hostile[0]}/places?place=parukh")
        expect(page.get_by_role("heading", name=PAYLOAD, level=2)).to_be_visible()
        for part in (".kinds", ".names .name", ".related .action", ".related .note", ".events li"):
            expect(page.locator(part).filter(has_text=PAYLOAD).first).to_be_visible()
        page.locator(".cited summary").click()
        expect(page.locator(".cited li").first).to_have_text(PAYLOAD)
        expect(page.get_by_text("javascript:window.hacked=1", exact=True)).to_be_visible()
        for link in page.locator(".place a").all():
            assert (link.get_attribute("href") or "").startswith("https://")
        page.get_by_role("textbox", name="Find a place").fill("<b onclick=window.evil>")
        page.keyboard.press("Enter")
        expect(page.get_by_text("No place is named “<b onclick=window.evil>”.")).to_be_visible()
        assert_nothing_ran(page)


def test_the_claims_page_shows_it_letter_for_letter(
    browser: Browser, hostile: tuple[str, Dataset]
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        page.goto(f"{hostile[0]}/claims?from=2022-03-24&to=2022-03-24")
        header = page.locator(f'tr[data-id="{EVENT}"]').get_by_role("rowheader")
        expect(header.get_by_text(PAYLOAD)).to_be_visible()
        expect(page.get_by_role("columnheader").filter(has_text=PAYLOAD).first).to_be_visible()
        header.click()
        expect(page.locator(".opened .claim p").filter(has_text=PAYLOAD).first).to_be_visible()
        assert_nothing_ran(page)


def test_the_sources_page_shows_it_too(browser: Browser, hostile: tuple[str, Dataset]) -> None:
    with offline_page(browser) as offline:
        offline.page.goto(f"{hostile[0]}/sources")
        expect(offline.page.get_by_text("rest on this source alone")).to_be_visible()
        offline.page.get_by_role("combobox", name="Events and claims of").click()
        expect(offline.page.get_by_role("option").filter(has_text=PAYLOAD).first).to_be_visible()
        assert_nothing_ran(offline.page)


def test_a_hostile_link_is_shown_and_does_nothing(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        text = "<img src=x onerror=window.hacked=1> ![i](http://elsewhere.invalid/i.png) {{7*7}}"
        frame = open_page(offline.page, app, f"?{urlencode({'q': text, 'place': text})}")
        expect(offline.page.get_by_text(text).first).to_be_visible()
        assert_nothing_ran(offline.page, frame)


def test_the_exported_map_shows_it_too(
    browser: Browser, hostile: tuple[str, Dataset], tmp_path: Path
) -> None:
    _, dataset = hostile
    file = tmp_path / "map.html"
    file.write_text(
        map_page(dataset, EventFilter(place=("parukh",)), basemap_folder(dataset.path)), "utf-8"
    )
    with offline_page(browser) as offline:
        offline.page.goto(file.as_uri())
        wait_until(
            offline.page, "() => window.truceline && truceline.state().serialApplied !== null"
        )
        assert PAYLOAD in offline.page.title()
        assert offline.page.evaluate("window.hacked") is None
