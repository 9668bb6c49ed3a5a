"""Files that never change are answered for from memory, compressed once.

A page of Streamlit is a hundred small files. Each is looked up, opened and read in another thread,
and ours are compressed anew for every visitor, which together takes longer than all that the page
computes. The names of these files are made of their content, so an answer stays right for ever.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEPT_BYTES: Final = 32 << 20
# Streamlit's own files; of components ours, with 16 digits, and those of the map's frame, eight.
_OWN: Final = re.compile(r"/static/(?:js|css|media)/[\w.-]+\.[\w-]{8}\.[a-z0-9]+$")
_OF_COMPONENTS: Final = re.compile(
    r"/component/[\w.]+/(?:[\w-]+-[0-9a-f]{16}|.*\.[0-9a-f]{8})\.[a-z.]+$"
)
_FOR_EVER: Final = b"public, max-age=31536000, immutable"
# Asked for a part of a file, or whether it is still the same, Streamlit answers.
_CONDITIONS: Final = ("range", "if-none-match", "if-modified-since")
Key = tuple[str, bool]


@dataclass(frozen=True)
class _Answer:
    start: Message
    body: bytes


class KeptFiles:
    """Middleware that keeps the answers for files whose name says their content.

    Parameters
    ----------
    app : ASGIApp
        What it stands before.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: OrderedDict[Key, _Answer] = OrderedDict()
        self._size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        key = _key(scope)
        if key is None:
            await self._app(scope, receive, send)
            return
        answer = self._kept.get(key)
        if answer is None:
            await self._app(scope, receive, _Listener(self, key, send).take)
            return
        self._kept.move_to_end(key)
        # Middleware before this one writes into the headers of what it passes on.
        await send({**answer.start, "headers": list(answer.start["headers"])})
        await send({"type": "http.response.body", "body": answer.body})

    def keep(self, key: Key, start: Message, body: bytes) -> None:
        """Keep a good answer, and drop those asked for longest ago where there is no room."""
        self._kept[key] = _Answer(start, body)
        self._size += len(body)
        while self._size > KEPT_BYTES:
            _, dropped = self._kept.popitem(last=False)
            self._size -= len(dropped.body)


class _Listener:
    """Passes an answer on and hands it over when all of it has come."""

    def __init__(self, files: KeptFiles, key: Key, send: Send) -> None:
        self._files = files
        self._key = key
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def take(self, message: Message) -> None:
        """Take a part of the answer."""
        if message["type"] == "http.response.start" and message["status"] == 200:
            headers = MutableHeaders(scope=message)
            if _OF_COMPONENTS.search(self._key[0]):
                headers["Cache-Control"] = _FOR_EVER.decode()
            if "set-cookie" not in headers:
                self._start = {**message, "headers": list(message["headers"])}
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                self._files.keep(self._key, self._start, self._body)
        await self._send(message)


def _key(scope: Scope) -> Key | None:
    """Path, and whether it may be compressed; None for what is not kept."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    path = scope["path"]
    if not (_OWN.search(path) or _OF_COMPONENTS.search(path)):
        return None
    headers = Headers(scope=scope)
    if any(name in headers for name in _CONDITIONS):
        return None
    return path, "gzip" in headers.get("accept-encoding", "")
