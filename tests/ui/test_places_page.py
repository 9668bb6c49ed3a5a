"""The Places page in a real browser with the network cut."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.linkage import Dataset
from tests.chromium import WAIT_MS, offline_page, wait_until
from tests.ui.page import IDLE, WITHDRAWAL, map_frame, open_page, state

pytestmark = pytest.mark.browser
FOCUSED = """() => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  return node?.matches("a, button, input, h2") ? node.ariaLabel ?? node.textContent : "";
}"""


def open_places(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}/places{query}")
    # What is typed before the first run has drawn the page whole would be lost.
    expect(page.locator(".found, .place").first).to_be_visible(timeout=WAIT_MS)


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=2, name=text, exact=True)).to_be_visible(
        timeout=WAIT_MS
    )


def search(page: Page, text: str) -> None:
    # A run that is still on its way would put back what was typed before.
    expect(page.locator(IDLE)).to_be_attached(timeout=WAIT_MS)
    page.get_by_role("textbox", name="Find a place").fill(text)
    page.keyboard.press("Enter")


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def tab_to(page: Page, label: str) -> None:
    """Press Tab until the focus is on something that says so."""
    for _ in range(60):
        if page.evaluate(FOCUSED) == label:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {label!r}")


def test_by_keyboard_from_a_name_to_an_event(browser: Browser, app: str, dataset: Dataset) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        open_places(page, app, "?names=az")
        tab_to(page, "Find a place")
        page.keyboard.type("parux")
        page.keyboard.press("Enter")
        heading(page, "Fərrux")
        expect(page.locator(".matches li").first).to_contain_text(
            "Parukh (English): transliterated"
        )
        page.wait_for_url("**place=parukh**")
        tab_to(page, "Xocalı rayonu")
        page.keyboard.press("Enter")
        heading(page, "Xocalı rayonu")
        wait_until(page, f"({FOCUSED})() === 'Xocalı rayonu'")
        # What a run that is still on its way draws anew takes no key.
        expect(page.locator(IDLE)).to_be_attached(timeout=WAIT_MS)
        tab_to(page, "Fərrux")
        page.keyboard.press("Enter")
        heading(page, "Fərrux")
        event = dataset.event(WITHDRAWAL)
        assert event is not None
        expect(page.get_by_role("button", name=event["title"])).to_be_visible()
        expect(page.locator(IDLE)).to_be_attached(timeout=WAIT_MS)
        tab_to(page, event["title"])
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=event["title"])).to_be_visible(timeout=WAIT_MS)
        expect(page.get_by_role("heading", name="Claims, side against side")).to_be_visible()
        page.wait_for_url(lambda url: urlsplit(url).path == "/" and "place=parukh" in url)
        assert asked(page)["names"] == ["az"]


def test_any_script_finds_the_place_and_homonyms_are_left_to_the_reader(
    browser: Browser, app: str
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        open_places(page, app)
        for query in ("Sus", "Farrukh", "Սուս", "Фаррух"):
            search(page, query)
            heading(page, "Sus" if query in ("Sus", "Սուս") else "Parukh")
        search(page, "Karabakh")
        rows = page.locator(".matches li")
        expect(rows.nth(0)).to_contain_text("region, part of Azerbaijan")
        expect(rows.nth(1)).to_contain_text("disputed region, part of Azerbaijan, Karabakh")
        heading(page, "Parukh")


def test_what_is_only_like_a_name_is_suggested_and_not_taken(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        open_places(page, app)
        search(page, "Farukk")
        expect(page.get_by_text("No place is named “Farukk”.")).to_be_visible()
        expect(page.locator(".matches li.suggestion")).to_have_count(1)
        expect(page.get_by_role("heading", level=2)).to_have_count(0)
        assert "place" not in asked(page)
        page.get_by_role("button", name="Parukh", exact=True).click()
        heading(page, "Parukh")
        search(page, "Tlön")
        expect(page.get_by_text("No name is like it either.")).to_be_visible()
        heading(page, "Parukh")


def test_a_link_opens_the_place_with_its_filter_and_names(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        open_places(page, app, "?place=parukh&names=hy&from=2022-03-27&to=2022-03-28")
        heading(page, "Փառուխ")
        expect(page.get_by_role("heading", name="1 event here")).to_be_visible()
        view = state(map_frame(page))["view"]
        assert view["center"] == pytest.approx([40.0164, 46.8011], abs=2e-3)
        assert view["zoom"] > 9
        page.get_by_role("button", name="5 more without the other filters").click()
        expect(page.get_by_role("heading", name="6 events here")).to_be_visible()
        page.wait_for_url(lambda url: "from" not in parse_qs(urlsplit(url).query))
        assert asked(page)["place"] == ["parukh"]
        assert asked(page)["names"] == ["hy"]


def test_each_name_has_its_language_side_and_source(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        open_places(page, app, "?place=stepanakert")
        heading(page, "Stepanakert")
        azerbaijani = page.locator(".names > div").filter(has_text="Azerbaijani")
        expect(azerbaijani.locator(".name")).to_have_text(["Xankəndi"])
        expect(azerbaijani.locator(".name")).to_have_attribute("lang", "az")
        expect(azerbaijani).to_contain_text("used by Azerbaijan")
        expect(azerbaijani.locator(".references")).to_have_text(re.compile(r"\[\d"))
        page.locator(".cited summary").click()
        expect(page.locator(".cited li").first).to_be_visible()


def test_links_out_say_nothing_of_where_from_and_wait_for_a_click(
    browser: Browser, app: str
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        open_places(page, app, "?place=khojaly-district")
        link = page.get_by_role("link", name="Wikidata Q330790")
        expect(link).to_have_attribute("href", "https://www.wikidata.org/wiki/Q330790")
        for one in page.locator(".place a").all():
            assert one.get_attribute("rel") == "noreferrer noopener"
            assert one.get_attribute("target") == "_blank"


def test_a_zone_shows_when_each_of_its_states_was_in_force(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        open_places(page, app, "?place=rpk-zone&from=2022-08-01&to=2022-09-25")
        lanes = page.locator(".lane")
        expect(lanes).to_have_count(3)
        expect(lanes.nth(1)).to_contain_text("10 November 2020 – 25 August 2022")
        expect(lanes.nth(2)).to_contain_text("26 August 2022 – 12 June 2024")
        ends = [lanes.nth(i).locator("rect.force").bounding_box() for i in (1, 2)]
        first, second = (box for box in ends if box is not None)
        assert first["x"] + first["width"] == pytest.approx(second["x"], abs=1.5)
        window = lanes.nth(1).locator("rect.window").bounding_box()
        assert window is not None
        assert window["x"] < second["x"] < window["x"] + window["width"]


def test_a_span_is_drawn_as_wide_as_its_report_leaves_it(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        open_places(page, app, "?place=parukh")
        row = page.locator(".events li")
        known = row.filter(has_text="enter the village").locator("rect.known").bounding_box()
        somewhere = row.filter(has_text="drone strikes").locator("rect.somewhere").bounding_box()
        assert known is not None
        assert somewhere is not None
        assert somewhere["width"] == pytest.approx(3 * known["width"], rel=0.03)
        label = page.locator("svg.bars").get_attribute("aria-label") or ""
        assert label.startswith("Events by day. 24 March 2022: 2 and 2 possible;")


def test_copy_and_download_are_the_feature_as_it_was_read(
    browser: Browser, app: str, dataset: Dataset
) -> None:
    with offline_page(browser, permissions=["clipboard-read", "clipboard-write"]) as offline:
        page = offline.page
        open_places(page, app, "?place=lachin-corridor")
        page.get_by_role("button", name="Copy as Linked Places").click()
        expect(page.get_by_role("status").get_by_text("Copied.")).to_be_visible()
        copied = json.loads(page.evaluate("navigator.clipboard.readText()"))
        assert copied["features"] == [dataset.gazetteer["lachin-corridor"].document]
        assert copied["@context"] == dataset.gazetteer.document["@context"]
        assert copied["license"] == dataset.gazetteer.document["license"]
        with page.expect_download() as download:
            page.get_by_role("button", name="Download").click()
        name = f"lachin-corridor_{dataset.version}.geojson"
        assert download.value.suggested_filename == name
        assert json.loads(download.value.path().read_bytes()) == copied


def test_the_filter_goes_along_from_page_to_page(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        open_page(page, app, "?from=2022-03-24&to=2022-03-28&place=parukh&names=ru")
        page.get_by_role("link", name="Places").click()
        heading(page, "Фаррух")
        page.wait_for_url(lambda url: "place=parukh" in url and url.count("/places"))
        assert {"from", "to", "names", "place"} <= set(asked(page))
        page.get_by_role("link", name="Methods").click()
        expect(page.get_by_text("Nothing. Maps, fonts")).to_be_visible(timeout=WAIT_MS)
        page.get_by_role("link", name="Situation").click()
        page.wait_for_url(lambda url: urlsplit(url).path == "/" and "place=parukh" in url)
        assert asked(page)["from"] == ["2022-03-24"]
        frame = map_frame(page)
        assert state(frame)["view"]["center"] == pytest.approx([40.0164, 46.8011], abs=2e-3)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_page_does_not_scroll_sideways(browser: Browser, app: str, scheme: str) -> None:
    with offline_page(browser, 390, 844, color_scheme=scheme) as offline:
        page = offline.page
        open_places(page, app, "?place=rpk-zone")
        heading(page, "Russian peacekeeping zone of responsibility")
        search(page, "Karabah")
        expect(page.locator(".matches li").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        for part in page.locator(".panel").all():
            assert part.evaluate("node => node.scrollWidth <= node.clientWidth")
