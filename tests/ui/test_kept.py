"""What stands before Streamlit to be quick: files from memory, and the links in the first page."""

from __future__ import annotations

import contextlib
from typing import Any

from geo.ui import kept
from geo.ui.kept import KeptFiles
from geo.ui.preload import FIRST_NEEDED, Preload, links

LASTING = "/component/geo.ui.published.files/payload-0123456789abcdef.json"
HEAD = b"<html><head><title>x</title></head><body></head></body></html>"


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


def test_a_file_named_by_its_content_is_read_once_and_kept_by_browsers() -> None:
    served = Served(cache_control="public")
    app = KeptFiles(served)
    for _ in range(3):
        headers, body = ask(app, LASTING, accept_encoding="br, gzip")
        assert body == LASTING.encode()
        assert headers["cache-control"].endswith("immutable")
    assert served.asked == [LASTING]
    ask(app, LASTING)
    assert served.asked == [LASTING, LASTING], "who takes no gzip gets an answer of its own"


def test_what_may_change_or_is_for_one_browser_is_asked_for_each_time() -> None:
    for path, served, headers in (
        ("/", Served(), {}),
        ("/media/0123.png", Served(), {}),
        ("/component/streamlit_folium.st_folium/index.html", Served(), {}),
        ("/component/geo.ui.published.files/payload.json", Served(), {}),
        (LASTING, Served(set_cookie="a=b"), {}),
        (LASTING, Served(), {"range": "bytes=0-1"}),
    ):
        app = KeptFiles(served)
        for _ in range(2):
            ask(app, path, **headers)
        assert served.asked == [path, path]


def test_memory_is_bounded(monkeypatch: Any) -> None:
    monkeypatch.setattr(kept, "KEPT_BYTES", 100)
    served = Served(b"x" * 40)
    app = KeptFiles(served)
    paths = [LASTING.replace("0123", number) for number in ("aaaa", "bbbb", "cccc")]
    for path in paths:
        ask(app, path)
    ask(app, paths[2])
    assert served.asked == paths
    ask(app, paths[0])
    assert served.asked == [*paths, paths[0]], "the one asked for longest ago made room"


def test_the_first_page_names_what_it_will_need(monkeypatch: Any) -> None:
    monkeypatch.setitem(FIRST_NEEDED, "payload.json", "component/files/payload-1.json")
    app = Preload(Served(HEAD, etag="1", content_length="1"))
    headers, body = ask(app, "/")
    assert body.count(b"payload-1.json") == 1
    assert body.index(b"payload-1.json") < body.index(b"</head>")
    assert body.replace(links().encode(), b"") == HEAD
    assert headers == {"content-length": str(len(body))}, "a kept page would keep its old links"
    assert ask(app, "/claims")[1] == HEAD


def test_the_scripts_of_the_pages_widgets_are_found_in_the_installed_streamlit() -> None:
    named = links()
    for widget in ("ComponentInstance", "BidiComponent", "Multiselect", "ButtonGroup"):
        assert f"/static/js/{widget}." in named
