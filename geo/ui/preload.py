"""What the first page will need is named in Streamlit's own page, so that browsers fetch it early.

Left to itself a browser learns of a widget's script when the server has described the widget, of
the map's frame when that script has run, of the map's script from the frame, and of the data from
that: each waits for the one before. The links change nothing that is shown; where one leads
nowhere, as it may after an update of Streamlit, the page is only slower.

The server imports this before Streamlit runs, so it imports nothing that declares a component.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Files of components, by what they are: as `component/<base>/<file>`, the latest of each kind.
FIRST_NEEDED: Final[dict[str, str]] = {}
# Streamlit's scripts of what the Situation page consists of, by the first part of their names.
_WIDGETS: Final = (
    *("ComponentInstance", "BidiComponent", "Html", "ButtonGroup", "Checkbox", "Multiselect"),
    *("TextInput", "Selectbox", "DateInput", "DownloadButton"),
)
_STATIC: Final = Path(st.__file__).parent / "static"
_SCRIPTS: Final = _STATIC / "static" / "js"
_IMPORT: Final = re.compile(r'from"\./([\w.-]+\.js)"')
_AS: Final = {"js": "script", "css": "style"}
_END_OF_HEAD: Final = b"</head>"


def links() -> str:
    """Links for the head of the page, in the order in which they are needed."""
    head = [
        f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{name}">'
        for name in _scripts()
    ]
    for path in tuple(FIRST_NEEDED.values()):
        kind = _AS.get(path.rpartition(".")[2], "fetch")
        crossorigin = " crossorigin" if kind == "fetch" else ""
        head.append(
            f'<link rel="preload" fetchpriority="low" as="{kind}"{crossorigin} href="./{path}">'
        )
    return "".join(head)


def _scripts() -> list[str]:
    """Scripts of the widgets and what they import, but for what the page itself names."""
    page = (_STATIC / "index.html").read_text(encoding="utf-8")
    found = [file.name for name in _WIDGETS for file in _SCRIPTS.glob(f"{name}.*.js")]
    return [name for name in _with_imports(found) if name not in page]


def _with_imports(names: Iterable[str]) -> Iterator[str]:
    """Scripts and all that they import, each once."""
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop(0)
        file = _SCRIPTS / name
        if name not in seen and file.is_file():
            seen.add(name)
            yield name
            waiting += _IMPORT.findall(file.read_text(encoding="utf-8"))


class Preload:
    """Middleware that puts the links into the first page.

    Parameters
    ----------
    app : ASGIApp
        What it stands before.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._links: tuple[int, bytes] = (-1, b"")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
        elif path == f"{scope.get('root_path', '')}/":
            await self._app(scope, receive, _WithLinks(send, self._head()).take)
        else:
            await self._app(scope, receive, send)

    def _head(self) -> bytes:
        """Links, made anew where more has been published since."""
        count = len(FIRST_NEEDED)
        if self._links[0] != count:
            self._links = (count, links().encode())
        return self._links[1]


class _WithLinks:
    """Hold an answer back until all of it is there, and send it with more in its head."""

    def __init__(self, send: Send, head: bytes) -> None:
        self._send = send
        self._head = head
        self._start: Message | None = None
        self._body = b""

    async def take(self, message: Message) -> None:
        """Take a part of the answer."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body") or self._start is None:
            return
        body = self._body.replace(_END_OF_HEAD, self._head + _END_OF_HEAD, 1)
        headers = MutableHeaders(scope=self._start)
        headers["content-length"] = str(len(body))
        # They are those of the file; a browser that kept a page would keep its old links.
        for name in ("etag", "last-modified"):
            del headers[name]
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})
