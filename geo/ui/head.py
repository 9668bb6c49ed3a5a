"""What we put into the head of Streamlit's own page: our style sheet, and links to what comes next.

`st.html` would bring the sheet too, but by a script that may come after the first paint, whose
margins then move the page.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.ui.preload import FIRST_NEEDED, links

_SHEET: Final = Path(__file__).parent / "page.css"
_END_OF_HEAD: Final = b"</head>"
# Addresses of the app's pages have one word at most; a file has a suffix, and a component's page is
# not ours to dress.
_ELSEWHERE: Final = re.compile(r"\.[^/]*$|/component/|/_stcore/")


class Head:
    """Middleware that puts the sheet into every page, and the links into the first.

    Parameters
    ----------
    app : ASGIApp
        What it stands before.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._style = f"<style>{_SHEET.read_text(encoding='utf-8')}</style>".encode()
        self._links: tuple[int, bytes] = (-1, b"")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] != "GET" or _ELSEWHERE.search(path):
            await self._app(scope, receive, send)
            return
        first = path == f"{scope.get('root_path', '')}/"
        added = self._style + (self._linked() if first else b"")
        # What is compressed already could not be added to.
        plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        await self._app({**scope, "headers": plain}, receive, _WithHead(send, added).take)

    def _linked(self) -> bytes:
        """Links, made anew where more has been published since."""
        count = len(FIRST_NEEDED)
        if self._links[0] != count:
            self._links = (count, links().encode())
        return self._links[1]


class _WithHead:
    """Pass an answer on; hold a page back until all of it is there, and add to its head."""

    def __init__(self, send: Send, added: bytes) -> None:
        self._send = send
        self._added = added
        self._start: Message | None = None
        self._body = b""

    async def take(self, message: Message) -> None:
        """Take a part of the answer."""
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
            return
        if self._start is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = self._body.replace(_END_OF_HEAD, self._added + _END_OF_HEAD, 1)
        headers = MutableHeaders(scope=self._start)
        headers["content-length"] = str(len(body))
        # They are those of the file; a browser that kept a page would keep its old head.
        for name in ("etag", "last-modified"):
            del headers[name]
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def _is_page(start: Message) -> bool:
    kind = Headers(raw=start["headers"]).get("content-type", "")
    return bool(start["status"] == 200) and kind.startswith("text/html")
