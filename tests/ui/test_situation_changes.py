"""Changes of the Situation page's filter: what they send, what is refused, the way back."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from geo.spans import day_number
from tests.chromium import offline_page, wait_until
from tests.ui.page import (
    PARUKH_DAYS,
    open_page,
    state,
    type_date,
    wait_for_window,
)

pytestmark = pytest.mark.browser


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
