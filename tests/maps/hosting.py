"""A page that plays Streamlit: it serves the map's files and hosts its frame."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import streamlit_folium
from playwright.sync_api import Frame, Page

from geo.maps.assets import HOST_DIR, JS_DIR, LEAFLET_DIR

from .synthetic import packed, payload

HOST = """<!DOCTYPE html><body style="margin:0">
<iframe id="frame" src="/component/streamlit_folium.st_folium/index.html"
 style="width:900px;height:600px;border:0"></iframe>
<script>
window.values = [];
window.addEventListener("message", (event) => {
  if (event.data.type === "streamlit:componentReady") window.ready = true;
  if (event.data.type === "streamlit:setComponentValue") window.values.push(event.data.value);
});
window.render = (args, dark) => document.getElementById("frame").contentWindow.postMessage({
  type: "streamlit:render", args, disabled: false, dfs: [],
  theme: {base: dark ? "dark" : "light", primaryColor: "#0072b2", font: "sans-serif",
    backgroundColor: dark ? "#0e1117" : "#ffffff", secondaryBackgroundColor: "#f0f2f6",
    textColor: dark ? "#fafafa" : "#31333f"},
}, "*");
</script></body>"""


@contextmanager
def hosted(tmp_path: Path) -> Iterator[str]:
    """Serve the page, st_folium's front end, our scripts and a payload; give the address."""
    components = tmp_path / "component"
    components.mkdir()
    build = Path(streamlit_folium.__file__).parent / "frontend" / "build"
    data = tmp_path / "data"
    data.mkdir()
    (data / "payload-1.json").write_text(json.dumps(packed(payload())), encoding="utf-8")
    for name, folder in {
        "streamlit_folium.st_folium": build,
        "t.leaflet": LEAFLET_DIR,
        "t.js": JS_DIR,
        "t.host": HOST_DIR,
        "t.data": data,
    }.items():
        (components / name).symlink_to(folder)
    (tmp_path / "index.html").write_text(HOST, encoding="utf-8")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}/"
        httpd.shutdown()


def mounted(page: Page) -> Frame:
    """The map's frame, once the map stands in it."""
    page.frame_locator("#frame").locator("[data-truceline=ready]").wait_for()
    return next(frame for frame in page.frames if "st_folium" in frame.url)
