"""The live map in the real front end of streamlit-folium, with a page that plays Streamlit."""

from __future__ import annotations

import functools
import gzip
import json
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import folium
import numpy as np
import pytest
import streamlit_folium
from playwright.sync_api import Browser, Frame, Page

from geo.maps.assets import HOST_DIR, JQUERY_DIR, JS_DIR, LEAFLET_DIR, component_links
from geo.maps.layer import Command
from geo.maps.payload import encode_mask
from geo.maps.situation import SituationMap

from .synthetic import day, index_of, packed, payload

pytestmark = pytest.mark.browser

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


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    components = tmp_path / "component"
    components.mkdir()
    build = Path(streamlit_folium.__file__).parent / "frontend" / "build"
    data = tmp_path / "data"
    data.mkdir()
    (data / "payload-1.json").write_text(json.dumps(packed(payload())), encoding="utf-8")
    for name, folder in {
        "streamlit_folium.st_folium": build,
        "t.leaflet": LEAFLET_DIR,
        "t.jquery": JQUERY_DIR,
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


@pytest.fixture
def arguments(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What st_folium sends to its front end for a command."""
    monkeypatch.setattr(streamlit_folium, "_component_func", lambda **sent: sent)

    def of(command: dict[str, Any]) -> dict[str, Any]:
        links = component_links("t.leaflet", "t.jquery", "t.js", "t.host")
        live = SituationMap({}).folium("../t.data/payload-1.json", links)
        group = folium.FeatureGroup()
        Command(command).add_to(group)
        sent = streamlit_folium.st_folium(
            live,
            key="map",
            height=600,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=group,
        )
        sent.pop("on_change")
        return sent

    return of


def mounted(page: Page) -> Frame:
    page.frame_locator("#frame").locator("[data-truceline=ready]").wait_for()
    return next(frame for frame in page.frames if "st_folium" in frame.url)


def test_front_end_mounts_once_and_takes_commands(
    browser: Browser, server: str, arguments: Any
) -> None:
    first = arguments({"serial": 1, "window": (day("2022-03-24"), day("2022-03-28"))})
    second = arguments({"serial": 2, "window": (day("2023-03-01"), day("2023-03-31"))})
    for same in ("script", "key", "header", "html", "js_links", "css_links"):
        assert first[same] == second[same]
    page = browser.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(server)
    page.wait_for_function("window.ready")
    page.evaluate("args => window.render(args, false)", first)
    frame = mounted(page)
    # The command came before the modules had loaded and was kept.
    assert frame.evaluate("truceline.state().serialApplied") == 1
    assert frame.evaluate("truceline.state().counts.mapped") == 7
    assert frame.evaluate("truceline.state().theme") == "light"
    page.wait_for_timeout(700)
    values = page.evaluate("window.values")
    assert [value["cause"] for value in values] == ["view"]
    assert values[0]["view"]["zoom"] == 9

    frame.evaluate("window.stays = true")
    page.evaluate("args => window.render(args, true)", second)
    page.wait_for_timeout(300)
    assert frame.evaluate("truceline.state().serialApplied") == 2
    assert frame.evaluate("truceline.state().theme") == "dark"
    assert frame.evaluate("window.stays") is True
    assert frame.evaluate("truceline.state().view") == values[0]["view"]
    assert all(url.startswith((server, "data:", "blob:")) for url in requests)
    assert len([url for url in requests if "payload-1" in url]) == 1
    page.close()


def test_click_is_told_and_not_undone_by_an_older_command(
    browser: Browser, server: str, arguments: Any
) -> None:
    march = {"window": (day("2023-03-05"), day("2023-03-05"))}
    page = browser.new_page()
    page.goto(server)
    page.wait_for_function("window.ready")
    page.evaluate("args => window.render(args, false)", arguments({"serial": 1, **march}))
    frame = mounted(page)
    page.wait_for_timeout(600)
    event = index_of(payload(), "e8")
    find = "e => truceline.state().drawn.find(row => row.event === e)"
    row = frame.evaluate(find, event)
    if not row["spread"]:
        page.mouse.click(row["x"], row["y"])
        page.wait_for_timeout(100)
        row = frame.evaluate(find, event)
    page.mouse.click(row["x"], row["y"])
    page.wait_for_timeout(400)
    value = page.evaluate("window.values.at(-1)")
    assert (value["cause"], value["selected"]) == ("select", event)
    assert value["select_serial"] == value["serial"]
    assert value["view"]["zoom"] == 9

    # Sent before Python had heard of the click.
    old = arguments({"serial": 2, "selected": None, "seen": 0, **march})
    page.evaluate("args => window.render(args, false)", old)
    page.wait_for_timeout(200)
    assert frame.evaluate("truceline.state().selected") == event
    told = arguments({"serial": 3, "selected": None, "seen": value["select_serial"], **march})
    page.evaluate("args => window.render(args, false)", told)
    page.wait_for_timeout(200)
    assert frame.evaluate("truceline.state().selected") is None
    page.close()


def test_window_is_told_and_not_undone_by_an_older_command(
    browser: Browser, server: str, arguments: Any
) -> None:
    march = {"window": (day("2022-03-24"), day("2022-03-28"))}
    page = browser.new_page()
    page.goto(server)
    page.wait_for_function("window.ready")
    page.evaluate("args => window.render(args, false)", arguments({"serial": 1, **march}))
    frame = mounted(page)
    frame.locator(".tl-brush-window").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1000)
    value = page.evaluate("window.values.at(-1)")
    moved = [day("2022-03-25"), day("2022-03-29")]
    assert (value["cause"], value["window"]) == ("window", moved)
    assert value["window_serial"] == value["serial"]

    old = arguments({"serial": 2, "seen": 0, **march})
    page.evaluate("args => window.render(args, false)", old)
    page.wait_for_timeout(200)
    assert frame.evaluate("truceline.state().window") == moved
    undone = arguments({"serial": 3, "seen": value["window_serial"], **march})
    page.evaluate("args => window.render(args, false)", undone)
    page.wait_for_timeout(200)
    assert frame.evaluate("truceline.state().window") == list(march["window"])
    page.close()


def test_mask_can_come_by_link(
    browser: Browser, server: str, arguments: Any, tmp_path: Path
) -> None:
    passing = np.zeros(payload()["events"]["count"], dtype=bool)
    passing[[0, 2]] = True
    file = tmp_path / "data" / "mask-1.bin.gz"
    file.write_bytes(gzip.compress(encode_mask(passing)))
    page = browser.new_page()
    page.goto(server)
    page.wait_for_function("window.ready")
    sent = arguments({"serial": 1, "mask": {"url": "../t.data/mask-1.bin.gz"}, "colour": "status"})
    page.evaluate("args => window.render(args, false)", sent)
    frame = mounted(page)
    frame.wait_for_function("truceline.state().serialApplied === 1")
    shown = frame.evaluate("truceline.state()")
    assert sorted(row["event"] for row in shown["drawn"]) == [0, 2]
    assert shown["colour"] == "status"
    page.close()
