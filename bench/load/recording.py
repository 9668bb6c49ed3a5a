"""What a browser sends when a reader opens the Situation page and changes its dates there.

Widgets have ids that follow from the page's code, so they are taken from a real browser and not
written down here; `Script` then says the same of other dates.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from playwright.sync_api import Browser, Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg

from geo.spans import day_number
from tests.chromium import offline_page
from tests.ui.page import MAP, open_page, type_date

RECORDED_DAY = date(2022, 3, 24)
_ON_MAP = date(2022, 3, 25)


@dataclass(frozen=True)
class Script:
    """Messages of a browser, to be sent again by others.

    Parameters
    ----------
    opening : bytes
        First message of a session.
    by_map, by_page : bytes
        Messages by which the map's time line and the page's date input changed the first day.
    """

    opening: bytes
    by_map: bytes
    by_page: bytes

    def change_on_map(self, first: date, last: date, serial: int, query: str) -> bytes:
        """Message of a reader who leaves the map's brush on a window.

        Parameters
        ----------
        first, last : date
            The window.
        serial : int
            Number of the map's message; later ones are larger.
        query : str
            What the address bar holds.
        """
        message = _read(self.by_map)
        value = _map_value(message)
        window = [day_number(first), day_number(last)]
        value |= {"window": window, "serial": serial, "window_serial": serial}
        _map_state(message).json_value = json.dumps(value, separators=(",", ":"))
        return _write(message, query)

    def change_on_page(self, first: date, query: str) -> bytes:
        """Message of a reader who types the first day of a window into the page's bar."""
        message = _read(self.by_page)
        said = [{"event": "asked", "value": {"from": first.isoformat()}}]
        _trigger(message).json_trigger_value = json.dumps(said, separators=(",", ":"))
        return _write(message, query)


def record(browser: Browser, address: str) -> Script:
    """Open the page, change its dates in both ways, and keep what the browser said."""
    sent: list[bytes] = []

    def watch(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(_bytes(frame)))

    with offline_page(browser) as offline:
        page = offline.page
        page.on("websocket", watch)
        open_page(page, address)
        _wait_for(page, sent, lambda message: bool(_map_value(message).get("view")))
        type_date(page, "From", RECORDED_DAY.isoformat())
        by_page = _wait_for(page, sent, lambda message: _trigger(message) is not None)
        _type_on_map(page, _ON_MAP)
        by_map = _wait_for(page, sent, lambda message: "window" in _map_value(message))
    return Script(sent[0], by_map, by_page)


def _type_on_map(page: Page, day: date) -> None:
    bar = page.frame_locator(MAP).get_by_role("group", name="Dates")
    box = bar.get_by_label("From", exact=True)
    if not box.is_visible():
        bar.get_by_role("button", name="More controls").click()
    box.fill(day.isoformat())
    box.press("Enter")


def _wait_for(page: Page, sent: list[bytes], wanted: Any) -> bytes:
    for _ in range(200):
        found = next((one for one in reversed(sent) if wanted(_read(one))), None)
        if found is not None:
            return found
        page.wait_for_timeout(50)
    raise RuntimeError("the browser did not send what was waited for")


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame


def _read(sent: bytes) -> Any:
    message: Any = BackMsg()
    message.ParseFromString(sent)
    return message


def _write(message: Any, query: str) -> bytes:
    message.rerun_script.query_string = query
    written: bytes = message.SerializeToString()
    return written


def _states(message: Any) -> Any:
    return message.rerun_script.widget_states.widgets


def _map_state(message: Any) -> Any:
    """State of the map: the component whose value counts its messages."""
    found = (one for one in _states(message) if '"serial":' in one.json_value)
    return next(found, None)


def _map_value(message: Any) -> dict[str, Any]:
    state = _map_state(message)
    return json.loads(state.json_value) if state is not None else {}


def _trigger(message: Any) -> Any:
    found = (one for one in _states(message) if '"asked"' in one.json_trigger_value)
    return next(found, None)
