"""An application to stand middleware before, and what is answered through it."""

from __future__ import annotations

import contextlib
from typing import Any


class Served:
    """An application that answers everything with its path, and counts how often."""

    def __init__(self, body: bytes | None = None, **headers: str) -> None:
        self.asked: list[str] = []
        self.body = body
        self.headers = headers

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked.append(scope["path"])
        headers = [
            (name.replace("_", "-").encode(), v.encode()) for name, v in self.headers.items()
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        body = scope["path"].encode() if self.body is None else self.body
        await send({"type": "http.response.body", "body": body[:5], "more_body": True})
        await send({"type": "http.response.body", "body": body[5:]})


def ask(app: Any, path: str, **headers: str) -> tuple[dict[str, str], bytes]:
    """Headers and body of an answer."""
    said: list[Any] = []

    async def send(message: Any) -> None:
        said.append(message)

    named = [(name.replace("_", "-").encode(), v.encode()) for name, v in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "headers": named, "root_path": ""}
    # Nothing in it waits, and the thread may be Playwright's, whose loop is running already.
    with contextlib.suppress(StopIteration):
        app(scope, None, send).send(None)
    start, *rest = said
    found = {name.decode(): value.decode() for name, value in start["headers"]}
    return found, b"".join(one.get("body", b"") for one in rest)
