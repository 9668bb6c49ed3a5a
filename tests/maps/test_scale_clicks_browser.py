"""Twenty thousand events: a click picks what a plain recount finds there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from .conftest import OpenMap
from .scale import AREA_FROM, EVENTS, NOWHERE, frame, random_window, recount, said

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_map: OpenMap, made: tuple[dict[str, Any], dict[str, Any]]) -> Page:
    return open_map(data=made[0], zoom=8, viewport={"width": 760, "height": 600})


# Nothing is chosen, and the map looks where it did.
BACK = """([window, view]) => {
  truceline.map.closePopup();
  truceline.apply({serial: 0, window});
  truceline.map.stop().setView(view.center, view.zoom, {reset: true});
}"""


def test_random_clicks_pick_the_right_place(
    page: Page, made: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    columns = made[1]
    everything = np.ones(EVENTS, dtype=bool)
    rng = np.random.default_rng(3)
    kinds: dict[str, int] = {}
    box = page.locator("#map").bounding_box()
    page.evaluate("truceline.map.options.zoomAnimation = false")
    sites = said(page, "counts()")
    clicks = 0
    while clicks < 300:
        window = random_window(rng)
        page.evaluate(
            """([window, center, zoom]) => {
              truceline.map.setView(center, zoom, {reset: true});
              truceline.apply({serial: Math.random(), window});
            }""",
            [
                window,
                [39.9 + float(rng.normal(0, 0.4)), 46.7 + float(rng.normal(0, 0.5))],
                float(rng.choice([8, 9, 10])),
            ],
        )
        frame(page)
        shown = said(page, "state()")
        if shown["mode"] != "symbols":
            continue
        wanted, _ = recount(columns, everything, shown["window"], "category")
        free = [
            s
            for s in shown["crowd"]
            if 60 < s["x"] < box["width"] - 60
            and 60 < s["y"] < box["height"] - 190
            and not (s["x"] < 320 and s["y"] > box["height"] - 500)
        ]
        for target in rng.permutation(free)[:12]:
            # A random point on the symbol; of several there the smallest lies on top.
            angle, radius = rng.uniform(0, 2 * np.pi), target["radius"] * 0.9 * rng.random()
            # Browsers report clicks in whole pixels of the page.
            at_x = round(box["x"] + target["x"] + radius * np.cos(angle))
            at_y = round(box["y"] + target["y"] + radius * np.sin(angle))
            x, y = at_x - box["x"], at_y - box["y"]
            under = [
                s for s in shown["crowd"] if np.hypot(s["x"] - x, s["y"] - y) <= s["radius"] - 0.3
            ]
            edge = [
                s
                for s in shown["crowd"]
                if abs(np.hypot(s["x"] - x, s["y"] - y) - s["radius"]) < 0.3
            ]
            under.sort(key=lambda s: s["radius"])
            if not under or edge or (len(under) > 1 and under[0]["radius"] == under[1]["radius"]):
                continue
            expected = under[0]
            page.mouse.click(at_x, at_y)
            frame(page)
            place, area = sites["place"][expected["site"]], bool(sites["area"][expected["site"]])
            rows = events_at(columns, (place, area), shown["window"])
            assert len(rows) == expected["count"] == sum(wanted[place, area])
            kind = check_opened(page, place, rows, area)
            kinds[kind] = kinds.get(kind, 0) + 1
            clicks += 1
            page.keyboard.press("Escape")
            page.evaluate(BACK, [shown["window"], shown["view"]])
            page.mouse.move(box["x"] + 5, box["y"] + 200)
            frame(page)
    assert set(kinds) == {"event", "stack", "list"}, kinds
    assert page.faults == []


def events_at(columns: dict[str, Any], site: tuple[int, bool], window: list[int]) -> list[int]:
    place, area = site
    at = (columns["place"] == place) & ((columns["where_prec"] >= AREA_FROM) == area)
    at &= columns["where_prec"] != NOWHERE
    return np.flatnonzero(
        at & (columns["start"] <= window[1]) & (columns["end"] >= window[0])
    ).tolist()


def check_opened(page: Page, place: int, rows: list[int], area: bool) -> str:
    """Compare what a click opened with the events that it should have been."""
    if len(rows) > 40:
        card = page.locator(".tl-list")
        assert card.locator("h2").inner_text() == f"Place {place}"
        assert card.locator("button").count() == min(len(rows), 200)
        return "list"
    shown = said(page, "state()")
    if len(rows) == 1 and not area:
        assert shown["selected"] == rows[0]
        return "event"
    opened = [row["event"] for row in shown["drawn"] if row["spread"]]
    assert sorted(opened) == rows
    return "stack"
