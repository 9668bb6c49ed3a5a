"""Twenty thousand events: what is counted, drawn and picked against a plain recount."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from geo.maps.columns import NO_PLACE
from geo.maps.payload import encode_mask
from geo.schema import CATEGORIES

from .conftest import OpenMap
from .synthetic import day, generated

pytestmark = pytest.mark.browser

EVENTS, PLACES = 20_000, 1_500
AREA_FROM, NOWHERE = 2, 4
CLASSES = {"category": ("category", 6), "status": ("status", 4), "party": ("side", 6)}


@pytest.fixture(scope="module")
def made() -> tuple[dict[str, Any], dict[str, Any]]:
    return generated(EVENTS, PLACES, seed=7)


@pytest.fixture
def page(open_map: OpenMap, made: tuple[dict[str, Any], dict[str, Any]]) -> Page:
    return open_map(data=made[0], zoom=8)


def random_window(rng: np.random.Generator) -> tuple[int, int]:
    first = int(rng.integers(day("2017-06-01"), day("2024-06-01")))
    return first, first + int(rng.integers(0, rng.choice([3, 30, 400, 2500])))


def recount(
    columns: dict[str, Any], passing: Any, window: list[int], colour: str
) -> tuple[dict[tuple[int, bool], list[int]], dict[tuple[int, bool], int]]:
    """Count from scratch, event by event: by place and kind of location, and class."""
    first, last = (
        limit if limit is not None else end
        for limit, end in zip(window, (-(10**9), 10**9), strict=True)
    )
    start, end = columns["start"], columns["end"]
    meets = passing & (start <= last) & (end >= first) & (columns["where_prec"] != NOWHERE)
    meets &= columns["place"] != NO_PLACE
    inside = (start >= first) & (end <= last)
    possible = meets & ~columns["continuous"] & ~inside
    name, width = CLASSES[colour]
    counts: dict[tuple[int, bool], list[int]] = {}
    unsure: dict[tuple[int, bool], int] = {}
    for row in np.flatnonzero(meets):
        site = (int(columns["place"][row]), bool(columns["where_prec"][row] >= AREA_FROM))
        counts.setdefault(site, [0] * width)[int(columns[name][row])] += 1
        unsure[site] = unsure.get(site, 0) + int(possible[row])
    return counts, unsure


def counted(page: Page) -> tuple[dict[tuple[int, bool], list[int]], dict[tuple[int, bool], int]]:
    found = page.evaluate("truceline.counts()")
    width = found["width"]
    counts, unsure = {}, {}
    for i, (place, area) in enumerate(zip(found["place"], found["area"], strict=True)):
        row = found["counts"][i * width : (i + 1) * width]
        if any(row):
            counts[place, bool(area)] = row
            unsure[place, bool(area)] = found["possible"][i]
        else:
            assert found["possible"][i] == 0
    return counts, unsure


def frame(page: Page) -> None:
    """Wait until what was asked for has been drawn."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def padded(row: dict[Any, list[int]], width: int) -> dict[Any, list[int]]:
    return {site: [*counts, *[0] * (width - len(counts))] for site, counts in row.items()}


def test_incremental_counts_equal_a_recount(
    page: Page, made: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    columns = made[1]
    rng = np.random.default_rng(11)
    plot = page.locator(".tl-brush-plot").bounding_box()
    everything = np.ones(EVENTS, dtype=bool)
    passing, colour = everything, "category"
    command: dict[str, Any] = {"serial": 1}
    for turn in range(300):
        if turn % 50 == 49:
            colour = str(rng.choice(list(CLASSES)))
            passing = everything if turn % 100 == 99 else rng.random(EVENTS) < 0.6
        if turn % 2 and passing is everything and colour == "category":
            xs = plot["x"] + plot["width"] * rng.random(3)
            y = plot["y"] + 20
            page.mouse.move(xs[0], y)
            page.mouse.down()
            for x in xs[1:]:
                page.mouse.move(x, y, steps=3)
                frame(page)
            page.mouse.up()
        else:
            mask = page.evaluate(
                "bytes => btoa(String.fromCharCode(...bytes))", list(encode_mask(passing))
            )
            command = {
                "serial": turn + 2,
                "window": list(random_window(rng)),
                "mask": None if passing is everything else mask,
                "colour": colour,
            }
            page.evaluate("command => truceline.apply(command)", command)
        window = page.evaluate("truceline.state().window")
        wanted, unsure = recount(columns, passing, window, colour)
        found, found_unsure = counted(page)
        width = page.evaluate("truceline.counts().width")
        assert found == padded(wanted, width), f"turn {turn}: {window}"
        assert found_unsure == unsure, f"turn {turn}: {window}"
    assert page.faults == []


def test_histogram_equals_a_recount(
    page: Page, made: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    columns = made[1]
    rng = np.random.default_rng(5)
    units = set()
    for turn in range(24):
        passing = rng.random(EVENTS) < rng.choice([0.1, 1])
        mask = page.evaluate(
            "bytes => btoa(String.fromCharCode(...bytes))", list(encode_mask(passing))
        )
        window = random_window(rng)
        page.evaluate(
            "command => truceline.apply(command)", {"serial": turn, "window": window, "mask": mask}
        )
        for name in ("Zoom in on these dates", "Show more time", "Show more time"):
            button = page.get_by_role("button", name=name)
            if button.is_disabled():
                continue
            button.click()
            found = page.evaluate(
                "() => { const h = truceline.histogram();"
                " return {...h, edges: [...h.edges], counts: [...h.counts]}; }"
            )
            units.add(found["unit"])
            wanted = [
                np.bincount(
                    columns["category"][passing & (columns["start"] >= a) & (columns["start"] < b)],
                    minlength=len(CATEGORIES),
                ).tolist()
                for a, b in zip(found["edges"], found["edges"][1:], strict=False)
            ]
            assert found["counts"] == [number for row in wanted for number in row]
    assert len(units) >= 3


def test_random_clicks_pick_the_right_place(
    page: Page, made: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    columns = made[1]
    everything = np.ones(EVENTS, dtype=bool)
    rng = np.random.default_rng(3)
    kinds: dict[str, int] = {}
    box = page.locator("#map").bounding_box()
    page.evaluate("truceline.map.options.zoomAnimation = false")
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
        shown = page.evaluate("truceline.state()")
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
            place, area = site_of(page, expected["site"])
            rows = events_at(columns, (place, area), shown["window"])
            assert len(rows) == expected["count"] == sum(wanted[place, area])
            kind = check_opened(page, place, rows, area)
            kinds[kind] = kinds.get(kind, 0) + 1
            clicks += 1
            page.locator("#map").press("Escape")
            page.evaluate(
                "truceline.map.closePopup(); truceline.apply({serial: 0, window: "
                f"{json.dumps(shown['window'])}}})"
            )
            page.evaluate(
                "view => truceline.map.stop().setView(view.center, view.zoom, {reset: true})",
                shown["view"],
            )
            page.mouse.move(box["x"] + 5, box["y"] + 200)
            frame(page)
    assert set(kinds) == {"event", "stack", "list"}, kinds
    assert page.faults == []


def site_of(page: Page, site: int) -> tuple[int, bool]:
    place, area = page.evaluate(
        "s => { const c = truceline.counts(); return [c.place[s], c.area[s]]; }", site
    )
    return place, bool(area)


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
    shown = page.evaluate("truceline.state()")
    if len(rows) == 1 and not area:
        assert shown["selected"] == rows[0]
        return "event"
    opened = [row["event"] for row in shown["drawn"] if row["spread"]]
    assert sorted(opened) == rows
    return "stack"


def test_view_survives_every_command(page: Page) -> None:
    page.evaluate("truceline.map.setView([39.713, 46.421], 9.5, {animate: false})")
    page.wait_for_timeout(400)
    before = page.evaluate("truceline.state().view")
    rng = np.random.default_rng(2)
    for turn in range(40):
        command = {
            "serial": turn + 2,
            "window": [[None, None], list(random_window(rng))][turn % 2],
            "mask": [None, "/w8=", "AAAA"][turn % 3],
            "selected": [None, int(rng.integers(EVENTS))][turn % 2],
            "names": "en",
            "zones": bool(turn % 2),
            "colour": list(CLASSES)[turn % 3],
        }
        page.evaluate("command => truceline.apply(command)", command)
        frame(page)
        assert page.evaluate("truceline.state().view") == before
        assert page.evaluate("truceline.state().colour") == command["colour"]
    assert page.faults == []


def test_drawing_follows_what_is_in_view(page: Page) -> None:
    def mode(window: list[int | None], zoom: float) -> str:
        page.evaluate(
            "([window, zoom]) => { truceline.map.setView([39.9, 46.7], zoom, {animate: false});"
            " truceline.apply({serial: 1, window}); }",
            [window, zoom],
        )
        frame(page)
        return str(page.evaluate("truceline.state().mode"))

    assert mode([None, None], 6) == "density"
    assert mode([None, None], 10) == "symbols"
    assert mode([day("2019-01-01"), day("2019-01-01")], 6) == "stacks"
