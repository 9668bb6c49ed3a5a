"""The page over ten million events: what it shows is right, and how long it takes is printed.

`make big-test` makes the data and runs this; it takes minutes, so that the ordinary gate skips it
and says so. `TRUCELINE_BIG` names the folder of a dataset that `bench.engine_data` made.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pytest
from playwright.sync_api import Browser, Frame, expect

from bench.browser import Watched, watched_page
from geo.engine import layout
from geo.engine.mercator import box_of
from geo.spans import day_number
from tests.chromium import WAIT_MS, running_app
from tests.ui.page import MAP, open_page, state, type_date

WANTED = "TRUCELINE_BIG"
LIMIT_SECONDS = 60.0
VIEW = "view=39.9000,46.8000,8"
STARTS = (date(2019, 3, 1), date(2020, 5, 2), date(2018, 7, 3), date(2021, 2, 4), date(2018, 2, 5))
# Pixels that the map is dragged by: first within what it has around the view, then far beyond.
SQUARE_PX = 8
SHORT_PX, LONG_PX = 200, 600

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(WANTED not in os.environ, reason="takes minutes: run make big-test"),
]


@pytest.fixture(scope="module")
def folder() -> Path:
    return Path(os.environ[WANTED])


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with running_app(folder) as found:
        yield found


@pytest.fixture(scope="module")
def events(folder: Path) -> Callable[[str], int]:
    """Count events with SQL of its own."""
    connection = duckdb.connect()
    files = [str(file) for file in layout.event_files(folder)]
    return lambda where: connection.execute(
        f"SELECT count(*) FROM read_parquet({files}) WHERE {where}"
    ).fetchall()[0][0]


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    with watched_page(browser) as found:
        yield found
        assert found.elsewhere == []


def shown(count: int) -> str:
    return f"frame.truceline.state().counts.shown === {count}"


def tell(what: str, took: list[float]) -> None:
    each = " ".join(f"{ms:.0f}" for ms in took)
    print(f"\n{what}: {statistics.median(took):.0f} ms (median of {each})")


def check_view(frame: Frame, events: Callable[[str], int], where: str) -> None:
    """What is drawn in the view is what lies there: squares on its edge hold either side of it."""
    found = state(frame)
    assert found["covered"]
    west, south, east, north = found["view"]["bounds"]
    # By the map's own measure: a page whose scroll bar comes or goes changes its frame at once.
    degree_px = 256 * 2 ** found["view"]["zoom"] / 360
    width = (east - west) * degree_px
    top, bottom = (np.arcsinh(np.tan(np.radians(edge))) for edge in (north, south))
    height = np.degrees(top - bottom) * degree_px
    inside = [s for s in found["crowd"] if 0 <= s["x"] <= width and 0 <= s["y"] <= height]
    across, along = (east - west) * SQUARE_PX / width, (north - south) * SQUARE_PX / height
    least, most = (
        events(
            f"{where} AND drawn = {layout.SYMBOL} AND mx BETWEEN {left} AND {right} "
            f"AND my BETWEEN {top} AND {bottom}"
        )
        for left, right, top, bottom in (
            box_of((west + s * across, south + s * along, east - s * across, north - s * along))
            for s in (1, -1)
        )
    )
    assert 0 < least <= sum(square["count"] for square in inside) <= most


def test_open_window_and_pan(
    watched: Watched, address: str, events: Callable[[str], int], folder: Path
) -> None:
    page = watched.page
    total = events("true")
    opened = []
    for _ in range(3):
        page.goto("about:blank")
        page.goto(f"{address}/?{VIEW}")
        times = watched.painted_ms(
            f"{shown(total)} && frame.truceline.state().crowd.length > 0", LIMIT_SECONDS
        )
        assert times is not None
        opened.append(times[0])
    tell(f"open on {total:,} events", opened)
    frame = open_page(page, address, f"?{VIEW}")
    took = []
    for start in STARTS:
        where = f"day_end >= {day_number(start)}"
        expected = events(where)
        changed = watched.change(
            lambda day=start: type_date(page, "From", day.isoformat()),
            shown(expected),
            LIMIT_SECONDS,
        )
        assert changed is not None
        took.append(changed[0])
        check_view(frame, events, where)
    tell("date typed to map", took)
    took = []
    for name, zoom in (*(("in", at) for at in (8.5, 9, 9.5, 10)), ("out", 9.5), ("in", 10)):
        button = page.frame_locator(MAP).get_by_role("button", name=f"Zoom {name}", exact=True)
        zoomed = f"frame.truceline.state().view.zoom === {zoom} && {COVERED}"
        found = watched.change(button.click, zoomed, LIMIT_SECONDS)
        assert found is not None
        took.append(found[0])
        check_view(frame, events, where)
    tell("zoom to map", took)
    for name, px in (("short", SHORT_PX), ("long", LONG_PX)):
        took = []
        # Westward, each time over new ground, and back.
        for step in (px, px, px, -px, -px, -px):
            drag(watched, step, took)
            check_view(frame, events, where)
        tell(f"{name} pan to map", took)
    watched.settle()
    expect(page.get_by_text("Rows 1–100")).to_be_visible(timeout=WAIT_MS)


COVERED = "frame.truceline.state().covered"


def drag(watched: Watched, px: int, took: list[float]) -> None:
    """Drag the map sideways; note how long after it was let go the view is painted."""
    page = watched.page
    box = page.locator(MAP).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 200
    watched.settle()
    page.mouse.move(x - px / 2, y)
    page.mouse.down()
    page.mouse.move(x + px / 2, y + 10, steps=8)
    # Held still for a moment, so that the map does not slide on.
    page.wait_for_timeout(80)
    found = watched.change(page.mouse.up, COVERED, LIMIT_SECONDS, rested=False)
    assert found is not None
    took.append(found[0])
