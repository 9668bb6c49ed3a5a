"""The Situation page in a real browser with the network cut."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.spans import day_number
from geo.ui.panels import summary_of
from tests.chromium import WAIT_MS, offline_page, running_app, wait_until
from tests.ui.page import click_event, drawn, open_page, state, type_date, wait_for_window, zones

pytestmark = pytest.mark.browser
PARUKH_DAYS = "?from=2022-03-24&to=2022-03-28"
ENTRY = "nk-20220324-parukh-entry"
WITHDRAWAL = "nk-20220327-parukh-withdrawal"
BLOCKADE = "nk-20221212-lachin-blockade"
SHOOTOUT = "nk-20230305-shootout"
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


def test_a_filter_neither_remounts_nor_moves_the_map(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        frame = open_page(page, app, f"{PARUKH_DAYS}&view=39.8,46.9,10")
        frame.evaluate("window.stillTheSame = true")
        before = state(frame)
        page.get_by_role("button", name="Clash", exact=True).click()
        wait_until(frame, f"truceline.state().drawn.length < {len(before['drawn'])}")
        assert frame.evaluate("window.stillTheSame") is True
        assert state(frame)["view"] == before["view"]
        assert before["view"]["center"][0] == pytest.approx(39.8, abs=1e-2)
        page.wait_for_url("**category=clash**")


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
        open_page(page, app, "?from=2022-03-24&to=2022-03-28")
        row = page.locator('.events tr[data-id="nk-20220327-parukh-withdrawal"]')
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


def test_a_date_change_carries_few_bytes_and_leaves_the_sidebar_alone(
    browser: Browser, app: str
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        carried: list[int] = []
        for message in ("framesent", "framereceived"):
            page.on("websocket", lambda ws, m=message: ws.on(m, lambda d: carried.append(len(d))))
        frame = open_page(page, app, "?from=2021-01-01")
        page.wait_for_timeout(1500)
        for day in (date(2021, 2, 1), date(2021, 3, 1)):
            carried.clear()
            type_date(page, "From", day.isoformat())
            wait_for_window(frame, day_number(day), None)
            page.wait_for_timeout(1000)
            assert 0 < sum(carried) <= 6_000


def test_data_are_fetched_once_also_after_a_rerun_and_in_a_second_tab(
    browser: Browser, app: str
) -> None:
    # Not through `offline_page`: two pages of one browser share a cache.
    context = browser.new_context()
    answers: list[dict[str, Any]] = []
    remembered: set[str] = set()

    def watched() -> Page:
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.responseReceived", lambda one: answers.append(one))
        network.on("Network.requestServedFromCache", lambda one: remembered.add(one["requestId"]))
        return page

    first = watched()
    frame = open_page(first, app, PARUKH_DAYS)
    first.get_by_role("button", name="Clash", exact=True).click()
    first.wait_for_url("**category=clash**")
    first.reload()
    open_page(first, app)
    frame = open_page(watched(), app, PARUKH_DAYS)
    assert state(frame)["counts"]["shown"] > 0
    from_server = [
        answer["response"]["url"]
        for answer in answers
        if answer["requestId"] not in remembered and not answer["response"]["fromDiskCache"]
    ]
    for kind in ("events", "payload"):
        assert len([url for url in from_server if f"/{kind}-" in url]) == 1, kind
    context.close()


def test_what_is_no_day_is_not_taken(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        frame = open_page(page, app, PARUKH_DAYS)
        box = page.get_by_role("group", name="Dates", exact=True).get_by_label("To", exact=True)
        box.fill("2022-02-31")
        box.press("Enter")
        expect(page.get_by_text("Not applied. to: ")).to_be_visible()
        expect(box).to_have_value("2022-03-28")
        box.fill("31.03.2022")
        box.press("Enter")
        assert box.evaluate("(input) => input.validationMessage").startswith("A day as YYYY-MM-DD")
        assert state(frame)["window"][1] == day_number(date(2022, 3, 28))


def test_the_map_follows_a_typed_date_before_python_answers(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        held: list[str | bytes] = []
        holding = False

        def relay(socket: WebSocketRoute) -> None:
            server = socket.connect_to_server()
            server.on_message(lambda m: held.append(m) if holding else socket.send(m))

        page.route_web_socket("**/_stcore/stream", relay)
        frame = open_page(page, app, PARUKH_DAYS)
        page.wait_for_timeout(1000)
        first, last = state(frame)["window"]
        serial = state(frame)["serialApplied"]
        holding = True
        dates = page.get_by_role("group", name="Dates", exact=True)
        dates.get_by_label("To", exact=True).fill("2022-03-26")
        page.keyboard.press("Enter")
        wait_for_window(frame, first, last - 2)
        # A day past the other end takes it along, as in Python.
        dates.get_by_label("From", exact=True).fill("2022-08-03")
        page.keyboard.press("Enter")
        august = day_number(date(2022, 8, 3))
        wait_for_window(frame, august, august)
        dates.get_by_label("From", exact=True).fill("2022-02-30")
        page.keyboard.press("Enter")
        assert state(frame)["window"] == [august, august]
        assert state(frame)["serialApplied"] == serial
        assert len(held) > 0


@pytest.mark.parametrize("day", ["1200-01-01", "2022-02-30"])
def test_a_day_that_python_refuses_leaves_the_map_as_it_was(
    browser: Browser, app: str, day: str
) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        frame = open_page(page, app, PARUKH_DAYS)
        before = state(frame)["window"]
        dates = page.get_by_role("group", name="Dates", exact=True)
        dates.get_by_label("From", exact=True).fill(day)
        page.keyboard.press("Enter")
        expect(page.get_by_text("Not applied. from:")).to_be_visible()
        wait_for_window(frame, *before)


def test_undo_and_reset(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        frame = open_page(page, app, PARUKH_DAYS)
        page.get_by_role("button", name="Denied or disputed", exact=True).click()
        page.wait_for_url("**status=contested**")
        page.get_by_role("button", name="Undo").click()
        page.wait_for_url(lambda url: "status" not in url)
        assert state(frame)["window"] == [
            day_number(date(2022, 3, 24)),
            day_number(date(2022, 3, 28)),
        ]
        page.get_by_role("button", name="Reset").click()
        wait_for_window(frame, None, None)
        page.wait_for_url(lambda url: not {"from", "to"} & set(parse_qs(urlsplit(url).query)))


def test_back_and_forward_go_through_the_filters(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        page = offline.page
        frame = open_page(page, app, f"{PARUKH_DAYS}&view=40.0,46.8,10")
        page.wait_for_timeout(1000)
        everything = len(state(frame)["drawn"])
        page.get_by_role("button", name="Clash", exact=True).click()
        page.wait_for_url("**category=clash**")
        wait_until(frame, f"truceline.state().drawn.length < {everything}")
        page.go_back()
        wait_until(frame, f"truceline.state().drawn.length === {everything}")
        assert "category" not in page.url
        page.go_forward()
        wait_until(frame, f"truceline.state().drawn.length < {everything}")


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
