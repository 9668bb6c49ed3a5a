"""The live map in the real front end of streamlit-folium, with a page that plays Streamlit."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import streamlit_folium
from playwright.sync_api import Browser

from geo.maps.aggregates import CellBox, cell_zoom, pack_cells, pack_days
from geo.maps.assets import component_links
from geo.maps.columns import DTYPES, NO_PLACE, pack
from geo.maps.layer import Command
from geo.maps.payload import embed, encode_mask
from geo.maps.situation import SituationMap
from geo.schema import CATEGORIES
from tests.chromium import wait_until

from .hosting import hosted, mounted
from .synthetic import day, generated, index_of, payload

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with hosted(tmp_path) as address:
        yield address


@pytest.fixture
def arguments(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What st_folium sends to its front end for a command."""
    monkeypatch.setattr(streamlit_folium, "_component_func", lambda **sent: sent)

    def of(command: dict[str, Any]) -> dict[str, Any]:
        links = component_links("t.leaflet", "t.js", "t.host")
        live = SituationMap({}).folium("../t.data/payload-1.json", links)
        sent = streamlit_folium.st_folium(
            live,
            key="map",
            height=600,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=Command(command),
        )
        sent.pop("on_change")
        return sent

    return of


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
    wait_until(page, "window.ready")
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
    wait_until(page, "window.ready")
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
    wait_until(page, "window.ready")
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
    wait_until(page, "window.ready")
    sent = arguments({"serial": 1, "mask": {"url": "../t.data/mask-1.bin.gz"}, "colour": "status"})
    page.evaluate("args => window.render(args, false)", sent)
    frame = mounted(page)
    wait_until(frame, "truceline.state().serialApplied === 1")
    shown = frame.evaluate("truceline.state()")
    assert sorted(row["event"] for row in shown["drawn"]) == [0, 2]
    assert shown["colour"] == "status"
    page.close()


def test_counts_of_the_server_are_drawn_where_its_events_are(
    browser: Browser, server: str, arguments: Any, tmp_path: Path
) -> None:
    made, columns = generated(5_000, 300, seed=3)
    empty = pack({name: np.zeros(0) for name in DTYPES})
    extent = [int(columns["start"].min()), int(columns["end"].max())]
    events = embed(0, empty, {}) | {"text": None, "extent": extent}
    (tmp_path / "data" / "payload-1.json").write_text(json.dumps(made | {"events": events}))
    mapped = columns["place"] != NO_PLACE
    place = columns["place"][mapped]
    lon, lat = (np.array(made["places"][name])[place] for name in ("lon", "lat"))
    zoom = cell_zoom(9)
    x = np.floor((lon / 360 + 0.5) * 2**zoom).astype(int)
    y = np.floor((0.5 - np.arcsinh(np.tan(np.radians(lat))) / (2 * np.pi)) * 2**zoom).astype(int)
    cells, inverse = np.unique(np.column_stack([x, y]), axis=0, return_inverse=True)
    counts = np.zeros((len(cells), len(CATEGORIES)), int)
    np.add.at(counts, (inverse.ravel(), columns["category"][mapped]), 1)
    days, at = np.unique(columns["start"], return_inverse=True)
    daily = np.zeros((len(days), len(CATEGORIES)), int)
    np.add.at(daily, (at, columns["category"]), 1)
    data = tmp_path / "data"
    (data / "cells-1.bin.gz").write_bytes(
        pack_cells(CellBox(zoom, 0, 0, 1 << zoom, 1 << zoom), cells[:, 0], cells[:, 1], counts)
    )
    (data / "days-1.bin.gz").write_bytes(pack_days(days, daily))
    aggregates = {
        "cells": {"url": "../t.data/cells-1.bin.gz"},
        "days": {"url": "../t.data/days-1.bin.gz"},
        "shown": 5_000,
        "mapped": int(mapped.sum()),
    }
    page = browser.new_page()
    page.goto(server)
    wait_until(page, "window.ready")
    sent = arguments({"serial": 1, "aggregates": aggregates})
    page.evaluate("args => window.render(args, false)", sent)
    frame = mounted(page)
    wait_until(frame, "truceline.state().serialApplied === 1")
    wait_until(frame, "truceline.state().crowd.length > 0")
    shown = frame.evaluate("truceline.state()")
    assert shown["mode"] == "density"
    assert shown["counts"] == {"shown": 5_000, "mapped": int(mapped.sum())}
    # Each square stands where its events are, on the very pixel.
    world = 256 * 2**9
    west, _, _, north = shown["view"]["bounds"]
    left = (west / 360 + 0.5) * world
    top = (0.5 - np.arcsinh(np.tan(np.radians(north))) / (2 * np.pi)) * world
    wanted = {
        (round((cx + 0.5) * 8 - left), round((cy + 0.5) * 8 - top)): int(n)
        for (cx, cy), n in zip(cells, counts.sum(axis=1), strict=True)
    }
    inside = [s for s in shown["crowd"] if 0 <= s["x"] <= 900 and 0 <= s["y"] <= 600]
    assert len(inside) > 20
    for square in inside:
        near = [
            wanted.get((round(square["x"]) + dx, round(square["y"]) + dy))
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
        ]
        assert square["count"] in near
    histogram = frame.evaluate("Array.from(truceline.histogram().counts)")
    edges = frame.evaluate("Array.from(truceline.histogram().edges)")
    within = (columns["start"] >= edges[0]) & (columns["start"] < edges[-1])
    assert sum(histogram) == int(within.sum()) > 0

    # Events themselves come back when there are few enough.
    page.evaluate("args => window.render(args, false)", arguments({"serial": 2}))
    wait_until(frame, "truceline.state().serialApplied === 2")
    assert frame.evaluate("truceline.state().counts") == {"shown": 0, "mapped": 0}
    page.close()
