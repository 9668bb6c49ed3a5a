"""Files from memory, kept by what their names say."""

from __future__ import annotations

from typing import Any

from geo.ui import kept
from geo.ui.kept import KeptFiles
from tests.ui.served import Served, ask

LASTING = "/component/geo.ui.published.files/payload-0123456789abcdef.json"


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
