"""Somebody who gives the Import page a file, as the browser does it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

LIMIT_SECONDS = 120
GEOJSON = ".geojson"
REFUSED = "Nothing can be taken of this file"
TOO_LARGE = 413


@dataclass(frozen=True)
class Refusal:
    """How a file was received.

    Parameters
    ----------
    how : str
        What the server or the page said; empty where the file was taken.
    seconds : float
        From the first byte sent until that was said.
    """

    how: str
    seconds: float


class _Page:
    """What the Import page consists of, as far as it is needed."""

    def __init__(self) -> None:
        self.session = ""
        self.page_hash = ""
        self.kinds: list[str] = []
        self.ids: dict[str, str] = {}
        self.headings: list[str] = []
        self.upload: Any = None
        self.finished = False

    def take(self, frame: bytes) -> None:
        """Take a message."""
        message: Any = ForwardMsg()
        message.ParseFromString(frame)
        match message.WhichOneof("type"):
            case "new_session":
                self.session = message.new_session.initialize.session_id
            case "navigation":
                self.page_hash = message.navigation.page_script_hash
            case "file_urls_response":
                self.upload = message.file_urls_response.file_urls[0]
            case "script_finished":
                name = type(message).ScriptFinishedStatus.Name(message.script_finished)
                self.finished = name != "FINISHED_EARLY_FOR_RERUN"
            case "delta":
                self._take_element(message.delta.new_element)

    def _take_element(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind in ("selectbox", "file_uploader") and kind not in self.ids:
            self.ids[kind] = getattr(element, kind).id
        if kind == "selectbox":
            self.kinds = list(element.selectbox.options)
        if kind == "heading":
            self.headings.append(element.heading.body)


async def upload(address: str, name: str, content: bytes) -> Refusal:
    """Open the Import page, give it a file, and wait until it says what it makes of it."""
    place = urlsplit(address).netloc
    socket = await connect(
        f"ws://{place}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        max_size=None,
    )
    page = _Page()
    try:
        await _send(socket, page, _rerun(page_name="import_data"))
        started = time.perf_counter()
        asked = BackMsg()
        asked.file_urls_request.request_id = str(uuid4())
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = page.session
        await _send(socket, page, asked, lambda: page.upload is not None)
        status = await asyncio.to_thread(_put, place, page.upload.upload_url, name, content)
        if status != 204:
            how = "too large" if status == TOO_LARGE else f"status {status}"
            return Refusal(how, time.perf_counter() - started)
        page.headings.clear()
        given = _rerun(page_script_hash=page.page_hash)
        _fill(given, page, name, len(content))
        await _send(socket, page, given)
        seconds = time.perf_counter() - started
        return Refusal(REFUSED if REFUSED in page.headings else "", seconds)
    finally:
        await socket.close()


def _rerun(**values: str) -> Any:
    message: Any = BackMsg()
    for field, value in values.items():
        setattr(message.rerun_script, field, value)
    message.rerun_script.widget_states.SetInParent()
    return message


def _fill(message: Any, page: _Page, name: str, size: int) -> None:
    states = message.rerun_script.widget_states.widgets
    wanted = "GeoJSON" if name.endswith(GEOJSON) else "UCDP"
    kind = next(one for one in page.kinds if one.startswith(wanted))
    states.add(id=page.ids["selectbox"], string_value=kind)
    file = states.add(id=page.ids["file_uploader"]).file_uploader_state_value
    info = file.uploaded_file_info.add(name=name, size=size, file_id=page.upload.file_id)
    info.file_urls.CopyFrom(page.upload)


async def _send(socket: ClientConnection, page: _Page, message: Any, until: Any = None) -> None:
    page.finished = False
    await socket.send(message.SerializeToString())
    async with asyncio.timeout(LIMIT_SECONDS):
        while not (until() if until else page.finished):
            frame = await socket.recv()
            page.take(frame if isinstance(frame, bytes) else frame.encode())


def _put(place: str, path: str, name: str, content: bytes) -> int:
    """Send a file as a form, with the token that a page has from its cookie; return the status."""
    import http.client

    token = _token(place)
    boundary = uuid4().hex
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    ).encode()
    tail = f"\r\n--{boundary}--\r\n".encode()
    connection = http.client.HTTPConnection(place, timeout=LIMIT_SECONDS)
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Content-Length": str(len(head) + len(content) + len(tail)),
        "Origin": f"http://{place}",
        "Cookie": f"_streamlit_xsrf={token}",
        "X-Xsrftoken": token,
    }
    try:
        connection.request("PUT", path, head + content + tail, headers)
        return connection.getresponse().status
    except (BrokenPipeError, ConnectionResetError):
        # The server need not hear a file out to refuse it.
        return TOO_LARGE
    finally:
        connection.close()


def _token(place: str) -> str:
    import http.client

    connection = http.client.HTTPConnection(place)
    connection.request("GET", "/_stcore/health")
    cookies = connection.getresponse().getheader("Set-Cookie") or ""
    connection.close()
    return cookies.partition("_streamlit_xsrf=")[2].partition(";")[0].strip('"')
