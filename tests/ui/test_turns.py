"""A fragment takes its turn: what is held, what goes on, and in which order."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from geo.ui.turns import MAX_HELD, TakingTurns, Turns

ENDED, AGAIN, OF_FRAGMENT, BROKEN = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_EARLY_FOR_RERUN,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
)


def whole(page: str = "places") -> bytes:
    message = BackMsg()
    message.rerun_script.page_script_hash = page
    return message.SerializeToString()


def fragment(name: str = "map", page: str = "places") -> bytes:
    message = BackMsg.FromString(whole(page))
    message.rerun_script.fragment_id = name
    return message.SerializeToString()


def begun(page: str = "places", *fragments: str) -> bytes:
    message = ForwardMsg()
    message.new_session.page_script_hash = page
    message.metadata.run.fragment_ids.extend(fragments)
    return message.SerializeToString()


def navigated(page: str) -> bytes:
    message = ForwardMsg()
    message.navigation.page_script_hash = page
    return message.SerializeToString()


def finished(status: Any = ENDED) -> bytes:
    return ForwardMsg(script_finished=status).SerializeToString()


def drawn() -> bytes:
    message = ForwardMsg()
    message.delta.new_element.markdown.body = "{{7*7}}"
    return message.SerializeToString()


def test_a_fragment_waits_until_the_page_is_drawn_and_sent() -> None:
    turns = Turns()
    assert turns.heard(whole()) == [whole()]
    assert turns.heard(fragment("map")) == []
    assert [turns.said(one) for one in (begun(), drawn())] == [[], []]
    assert turns.heard(fragment("table")) == []
    assert turns.said(finished()) == [fragment("map"), fragment("table")]
    assert turns.heard(fragment("map")) == [fragment("map")]


def test_a_fragment_waits_for_the_fragment_before_it() -> None:
    turns = Turns()
    assert turns.heard(fragment("map")) == [fragment("map")]
    assert turns.said(begun("places", "map")) == []
    assert turns.heard(fragment("table")) == []
    assert turns.said(finished(OF_FRAGMENT)) == [fragment("table")]


@pytest.mark.parametrize("status", [ENDED, BROKEN])
def test_a_run_that_begins_anew_is_not_at_its_end(status: Any) -> None:
    turns = Turns()
    turns.heard(whole())
    turns.said(begun())
    turns.heard(fragment())
    assert turns.said(finished(AGAIN)) == []
    assert turns.said(begun()) == []
    assert turns.said(finished(status)) == [fragment()]


def test_a_page_asked_for_goes_on_after_all_that_is_held() -> None:
    turns = Turns()
    turns.heard(whole())
    turns.said(begun())
    turns.heard(fragment("map"))
    turns.heard(fragment("table"))
    assert turns.heard(whole()) == [fragment("map"), fragment("table"), whole()]
    # The end of the run before, still on its way, is not the end of this one.
    assert turns.said(finished()) == []
    assert turns.heard(fragment()) == []
    assert turns.said(begun()) == []
    assert turns.said(finished()) == [fragment()]


@pytest.mark.parametrize("late", [True, False])
def test_what_a_page_asks_that_the_reader_has_left_is_dropped(late: bool) -> None:
    turns = Turns()
    turns.heard(whole("methods"))
    if not late:
        assert turns.heard(fragment(page="places")) == []
    # The page left was still being drawn.
    assert [turns.said(one) for one in (begun("places"), finished(), begun("methods"))] == [[]] * 3
    assert turns.said(finished()) == []
    assert turns.heard(fragment(page="places")) == []
    assert turns.heard(fragment(page="methods")) == [fragment(page="methods")]


def test_a_page_that_sends_the_reader_on_is_followed() -> None:
    turns = Turns()
    turns.heard(whole("claims"))
    for one in (begun("claims"), finished(AGAIN), begun("situation"), finished()):
        assert turns.said(one) == []
    assert turns.heard(fragment(page="situation")) == [fragment(page="situation")]
    assert turns.heard(fragment(page="claims")) == []


def test_a_fault_shown_in_place_of_any_page_ends_the_wait() -> None:
    turns = Turns()
    turns.heard(whole())
    turns.heard(fragment())
    for one in (finished(), begun("")):
        assert turns.said(one) == []
    assert turns.said(finished()) == [fragment()]


def test_which_page_an_address_names_the_app_says() -> None:
    turns = Turns()
    turns.heard(whole(""))
    turns.said(navigated("of the connection before"))
    assert turns.heard(fragment(page="places")) == []
    for one in (begun("situation"), navigated("places")):
        assert turns.said(one) == []
    assert turns.said(finished()) == [fragment(page="places")]
    assert turns.heard(fragment(page="situation")) == []


def test_what_asks_for_no_run_never_waits() -> None:
    turns = Turns()
    turns.heard(whole())
    for one in (BackMsg(app_heartbeat=True), BackMsg(stop_script=True)):
        assert turns.heard(one.SerializeToString()) == [one.SerializeToString()]
    assert turns.heard(b"\xff\xff no message") == [b"\xff\xff no message"]


def test_a_flood_is_held_up_to_a_limit() -> None:
    turns = Turns()
    turns.heard(whole())
    for _ in range(MAX_HELD):
        assert turns.heard(fragment()) == []
    assert turns.heard(fragment()) == [fragment()] * (MAX_HELD + 1)


ASKED = st.sampled_from([whole(), fragment("map"), fragment("table")])
SAID = st.sampled_from([begun(), finished(), finished(AGAIN), finished(OF_FRAGMENT), drawn()])


@given(st.lists(st.one_of(ASKED, SAID), max_size=60))
def test_of_one_page_nothing_is_lost_doubled_or_overtaken(messages: list[bytes]) -> None:
    turns = Turns()
    asked: list[bytes] = []
    went_on: list[bytes] = []
    own = {whole(), fragment("map"), fragment("table")}
    for one in messages:
        if one in own:
            asked.append(one)
        went_on += turns.heard(one) if one in own else turns.said(one)
    assert went_on == asked[: len(went_on)]
    assert all(one != whole() for one in asked[len(went_on) :])


def test_the_middleware_holds_and_passes_on() -> None:
    """Against an application that reads at once, as Streamlit does, and answers later."""
    browser: asyncio.Queue[Any] = asyncio.Queue()
    sent: list[Any] = []
    read: list[Any] = []

    async def run(send: Any) -> None:
        for one in (begun(), drawn(), finished()):
            await asyncio.sleep(0.01)
            read.append("sends")
            await send({"type": "websocket.send", "bytes": one})

    async def application(scope: Any, receive: Any, send: Any) -> None:
        running = []
        while (message := await receive())["type"] != "websocket.disconnect":
            read.append(message["bytes"])
            if message["bytes"] == whole():
                running.append(asyncio.create_task(run(send)))
        read.append("gone")

    async def send(message: Any) -> None:
        sent.append(message["bytes"])

    async def talk() -> None:
        for one in (whole(), fragment(), b"\xff"):
            browser.put_nowait({"type": "websocket.receive", "bytes": one})
        serving = asyncio.create_task(
            TakingTurns(application)({"type": "websocket"}, browser.get, send)
        )
        await asyncio.sleep(0.2)
        browser.put_nowait({"type": "websocket.disconnect"})
        await asyncio.wait_for(serving, 5)

    _in_a_loop_of_its_own(talk())
    assert sent == [begun(), drawn(), finished()]
    # What is no message goes on at once, for Streamlit to refuse.
    assert read == [whole(), b"\xff", "sends", "sends", "sends", fragment(), "gone"]


def test_a_connection_ends_when_the_application_does() -> None:
    async def application(scope: Any, receive: Any, send: Any) -> None:
        raise ConnectionError("refused")

    async def talk() -> None:
        silent: asyncio.Queue[Any] = asyncio.Queue()
        with pytest.raises(BaseExceptionGroup) as ended:
            await TakingTurns(application)({"type": "websocket"}, silent.get, None)  # type: ignore[arg-type]
        assert ended.group_contains(ConnectionError)

    _in_a_loop_of_its_own(talk())


def _in_a_loop_of_its_own(talk: Any) -> None:
    # The thread may be Playwright's, whose loop is running already.
    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, talk).result(timeout=20)
