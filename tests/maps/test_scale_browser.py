"""Twenty thousand events: what is counted, drawn and picked against a plain recount."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from geo.maps.payload import encode_mask
from geo.schema import CATEGORIES

from .conftest import OpenMap
from .scale import CLASSES, EVENTS, frame, random_window, recount, said
from .synthetic import day

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_map: OpenMap, made: tuple[dict[str, Any], dict[str, Any]]) -> Page:
    return open_map(data=made[0], zoom=8, viewport={"width": 760, "height": 600})


def counted(
    page: Page,
) -> tuple[dict[tuple[int, bool], list[int]], dict[tuple[int, bool], int], int]:
    """Counts by place and kind of location as the map has them, and how many classes there are."""
    found = said(page, "counts()")
    width = found["width"]
    counts, unsure = {}, {}
    for i, (place, area) in enumerate(zip(found["place"], found["area"], strict=True)):
        row = found["counts"][i * width : (i + 1) * width]
        if any(row):
            counts[place, bool(area)] = row
            unsure[place, bool(area)] = found["possible"][i]
        else:
            assert found["possible"][i] == 0
    return counts, unsure, width


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
            mask = b64encode(encode_mask(passing)).decode()
            command = {
                "serial": turn + 2,
                "window": list(random_window(rng)),
                "mask": None if passing is everything else mask,
                "colour": colour,
            }
            page.evaluate("command => truceline.apply(command)", command)
        window = page.evaluate("truceline.state().window")
        wanted, unsure = recount(columns, passing, window, colour)
        found, found_unsure, width = counted(page)
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
        mask = b64encode(encode_mask(passing)).decode()
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
