"""The Situation page in a real browser with the network cut."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from geo.linkage import Dataset
from geo.spans import day_number
from tests.chromium import WAIT_MS, offline_page, running_app, wait_until
from tests.ui.page import (
    BLOCKADE,
    ENTRY,
    PARUKH_DAYS,
    SHOOTOUT,
    WITHDRAWAL,
    drawn,
    open_page,
    state,
    type_date,
    wait_for_window,
    zones,
)

pytestmark = pytest.mark.browser
FIRST_ROUTE = ("lachin-corridor", "route", day_number(date(2020, 11, 10)))
SECOND_ROUTE = ("lachin-corridor", "route", day_number(date(2022, 8, 30)))
FIRST_ZONE = ("rpk-zone", "area", day_number(date(2020, 11, 10)))


def test_the_map_is_on_its_way_before_the_sidebars_inputs(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        said: list[bytes] = []
        page.on(
            "websocket", lambda socket: socket.on("framereceived", lambda one: said.append(one))
        )
        open_page(page, app)
        expect(page.get_by_test_id("stSidebar").get_by_text("Colour by")).to_be_visible()
        first = {
            name: next(at for at, frame in enumerate(said) if name in frame)
            for name in (b"streamlit_folium.st_folium", b"Contested only", b"Colour by")
        }
        assert list(first) == sorted(first, key=first.__getitem__)


def test_from_parukh_to_the_blockade_without_a_network(
    browser: Browser, app: str, dataset: Dataset
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        frame = open_page(page, app, PARUKH_DAYS)
        shown = drawn(frame, dataset)
        assert {ENTRY, WITHDRAWAL} <= set(shown)
        assert BLOCKADE not in shown
        assert {FIRST_ZONE, FIRST_ROUTE} <= zones(frame, dataset)
        assert SECOND_ROUTE not in zones(frame, dataset)
        before = state(frame)["view"]

        type_date(page, "To", "2023-03-31")
        type_date(page, "From", "2023-03-01")
        wait_for_window(frame, day_number(date(2023, 3, 1)), day_number(date(2023, 3, 31)))
        shown = drawn(frame, dataset)
        assert {BLOCKADE, SHOOTOUT} <= set(shown)
        assert ENTRY not in shown
        assert SECOND_ROUTE in zones(frame, dataset)
        assert FIRST_ROUTE not in zones(frame, dataset)
        assert state(frame)["view"] == before, "changing dates must not move the map"

        page.wait_for_url("**from=2023-03-01&to=2023-03-31**")
        address = page.url
        picture = state(frame)
    with offline_page(browser) as offline:
        query = f"?{urlsplit(address).query}"
        again = state(open_page(offline.page, app, query))
        assert again["window"] == picture["window"]
        assert {g["event"] for g in again["drawn"]} == {g["event"] for g in picture["drawn"]}
        assert again["zones"] == picture["zones"]
        assert again["view"]["zoom"] == picture["view"]["zoom"]
        for found, wanted in zip(again["view"]["center"], picture["view"]["center"], strict=True):
            assert found == pytest.approx(wanted, abs=2e-3)


def test_colours_may_tell_sides_apart(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        frame = open_page(page, app, PARUKH_DAYS)
        serial = state(frame)["serialApplied"]
        page.get_by_role("radio", name="Party").click()
        wait_until(frame, f"truceline.state().serialApplied > {serial}")
        expect(frame.get_by_text("Azerbaijan", exact=False).first).to_be_attached()


def test_an_empty_selection_says_what_empties_it(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        open_page(page, app, f"{PARUKH_DAYS}&category=blockade&status=corroborated")
        expect(page.get_by_text("No event passes this filter.")).to_be_visible()
        page.get_by_role("button", name="Clear category").click()
        expect(page.get_by_text("No event passes this filter.")).to_be_hidden()


def test_what_a_link_asks_wrongly_is_said(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        open_page(offline.page, app, "?from=24.03.2022&place=atlantis")
        expect(offline.page.get_by_text("Not applied. from: expected a day")).to_be_visible()
        expect(offline.page.get_by_text("atlantis")).to_be_visible()


@pytest.mark.parametrize(
    ("names", "label"), [("az", "Xankəndi"), ("hy", "Ստեփանակերտ"), ("ru", "Степанакерт")]
)
def test_the_naming_convention_of_the_link_names_the_map(
    browser: Browser, app: str, names: str, label: str
) -> None:
    with offline_page(browser) as offline:
        frame = open_page(offline.page, app, f"?from=2022-01-01&to=2022-01-02&names={names}")
        assert label in state(frame)["labels"]


def test_north_is_up_and_east_is_right(browser: Browser, app: str, dataset: Dataset) -> None:
    with offline_page(browser) as offline:
        query = "?from=2022-03-24&to=2023-03-06&prec=exact,near&view=39.9,46.77,10"
        frame = open_page(offline.page, app, query)
        shown = drawn(frame, dataset)
        # Parukh is north-east of the blockaded junction near Shusha.
        assert shown[ENTRY]["y"] < shown[BLOCKADE]["y"]
        assert shown[ENTRY]["x"] > shown[BLOCKADE]["x"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_page_does_not_scroll_sideways(browser: Browser, app: str, scheme: str) -> None:
    with offline_page(browser, 390, 844, color_scheme=scheme) as offline:
        frame = open_page(offline.page, app, PARUKH_DAYS)
        assert state(frame)["theme"] == scheme
        width = offline.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390
        inner = frame.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert inner[0] <= inner[1]


def test_the_methods_page_opens_offline_even_as_the_first_of_a_process(browser: Browser) -> None:
    with running_app() as address, offline_page(browser) as offline:
        offline.page.goto(f"{address}/methods")
        expect(offline.page.get_by_role("heading", name="Methods")).to_be_visible(timeout=WAIT_MS)
        expect(offline.page.get_by_text("© OpenStreetMap contributors").first).to_be_visible()
        expect(offline.page.get_by_role("link", name="Situation")).to_be_visible()
        assert offline.page.title() == "Methods · Truceline"
