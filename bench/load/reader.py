"""One person at the Situation page, without a browser: opens it, changes its dates, looks on."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.load.recording import Script
from geo.spans import day_number

ANSWER_SECONDS = 60
# Where the built-in data have most events.
FIRST_DAY = date(2020, 9, 1)
DAYS = 950
LENGTHS = (3, 90)
_COMMAND = re.compile(r"\.truceline\((\{.*?\})\);", re.DOTALL)


@dataclass(frozen=True)
class Answer:
    """What came back of a change.

    Parameters
    ----------
    seconds : float
        From the message sent until the server said that it had finished, and the file of the
        table's rows had come.
    size : int
        Bytes over the websocket, both ways.
    fault : str
        What is wrong with the answer; empty where it holds the window that was asked for.
    """

    seconds: float
    size: int
    fault: str = ""


def windows(seed: int) -> Iterator[tuple[date, date]]:
    """Windows that a reader goes to, one after another."""
    chance = random.Random(seed)
    while True:
        first = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        yield first, first + timedelta(days=chance.randint(*LENGTHS))


class Reader:
    """A session of the dashboard; `windows` are those that it will go to.

    Parameters
    ----------
    address : str
        Of the app.
    script : Script
        What a browser says.
    number : int
        Of this reader; every fourth uses the page's date input, the others the map.
    """

    def __init__(self, address: str, script: Script, number: int) -> None:
        self.windows = windows(number)
        self._address = urlsplit(address)
        self._script = script
        self._by_page = number % 4 == 3
        self._query = ""
        self._serial = 0
        self._socket: ClientConnection | None = None

    async def open(self) -> Answer:
        """Open the page and wait until the server has sent all of it."""
        started = time.perf_counter()
        self._socket = await connect(
            f"ws://{self._address.netloc}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            open_timeout=ANSWER_SECONDS,
        )
        heard = await self._ask(self._script.opening)
        return Answer(time.perf_counter() - started, heard.size, heard.fault())

    async def close(self) -> None:
        """Leave the page."""
        if self._socket is not None:
            await self._socket.close()

    async def change(self, first: date, last: date) -> Answer:
        """Go to a window and wait until page, map and table show it."""
        started = time.perf_counter()
        if self._by_page:
            message = self._script.change_on_page(first, self._query)
            wanted: list[int | None] = [day_number(first), None]
        else:
            self._serial = max(self._serial + 1, time.time_ns() // 1_000_000)
            message = self._script.change_on_map(first, last, self._serial, self._query)
            wanted = [day_number(first), day_number(last)]
        heard = await self._ask(message)
        rows = "" if heard.rows is None else await self._fetch(heard.rows)
        seconds = time.perf_counter() - started
        fault = heard.fault()
        if not fault and heard.window() != wanted:
            fault = f"expected the window {wanted}, found {heard.window()}"
        # The server names the address only where it changes.
        self._query = self._query if heard.query is None else heard.query
        if not fault and parse_qs(self._query).get("from") != [first.isoformat()]:
            fault = f"expected {first} in the address, found {self._query!r}"
        if not fault and heard.rows is not None and not json.loads(rows)["rows"]:
            fault = "expected rows of the table"
        return Answer(seconds, heard.size + len(message), fault)

    async def _ask(self, message: bytes) -> _Heard:
        assert self._socket is not None
        await self._socket.send(message)
        heard = _Heard()
        async with asyncio.timeout(ANSWER_SECONDS):
            while not heard.finished:
                frame = await self._socket.recv()
                heard.take(frame if isinstance(frame, bytes) else frame.encode())
        return heard

    async def _fetch(self, path: str) -> str:
        """Fetch a published file, as the page's table does."""
        source, sink = await asyncio.open_connection(self._address.hostname, self._address.port)
        head = f"GET /{path} HTTP/1.1\r\nHost: {self._address.netloc}\r\nConnection: close\r\n\r\n"
        sink.write(head.encode())
        answer = (await source.read()).decode()
        sink.close()
        status, _, body = answer.partition("\r\n\r\n")
        if not status.startswith("HTTP/1.1 200"):
            raise RuntimeError(f"{path}: {status.splitlines()[0]}")
        return body


class _Heard:
    """Messages of one run of the page's script."""

    def __init__(self) -> None:
        self.size = 0
        self.query: str | None = None
        self.finished = ""
        self.rows: str | None = None
        self._command: dict[str, Any] = {}
        self._exceptions: list[str] = []

    def take(self, frame: bytes) -> None:
        """Take a message."""
        self.size += len(frame)
        message: Any = ForwardMsg()
        message.ParseFromString(frame)
        match message.WhichOneof("type"):
            case "script_finished":
                name = type(message).ScriptFinishedStatus.Name(message.script_finished)
                # The run after it, for which it made room, is the answer.
                self.finished = "" if name == "FINISHED_EARLY_FOR_RERUN" else name
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "delta":
                self._take_element(message.delta.new_element)

    def _take_element(self, element: Any) -> None:
        match element.WhichOneof("type"):
            case "component_instance":
                group = json.loads(element.component_instance.json_args)["feature_group"]
                found = _COMMAND.search(group)
                self._command = json.loads(found.group(1)) if found else {}
            case "bidi_component" if element.bidi_component.json:
                said = json.loads(element.bidi_component.json)
                if said.get("view") == "table":
                    self.rows = said.get("rows")
            case "exception":
                self._exceptions.append(element.exception.message)

    def window(self) -> list[int | None] | None:
        """Window that the map is told to show."""
        window: list[int | None] | None = self._command.get("window")
        return window

    def fault(self) -> str:
        """What went wrong; empty if nothing did."""
        if self._exceptions:
            return self._exceptions[0]
        done = ("FINISHED_SUCCESSFULLY", "FINISHED_FRAGMENT_RUN_SUCCESSFULLY")
        return "" if self.finished in done else self.finished
