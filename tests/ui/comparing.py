"""The Compare page as a test sees it: two maps that go together."""

from __future__ import annotations

import json
from datetime import date

from playwright.sync_api import Frame, Page, expect

from geo.spans import day_number
from tests.chromium import WAIT_MS, wait_until
from tests.ui.page import MAP, state

SUMMER = "?from=2022-08-01&to=2022-08-25&from2=2022-09-01&to2=2022-09-25"
MARCH = "?from=2022-03-20&to=2022-03-26&from2=2022-03-27&to2=2022-03-28"
SAME_VIEW = 1e-4


def days(first: str, last: str) -> list[int]:
    return [day_number(date.fromisoformat(day)) for day in (first, last)]


def maps_of(page: Page) -> tuple[Frame, Frame]:
    """Both maps of the page, once each has drawn its first command."""
    expect(page.locator(MAP)).to_have_count(2, timeout=WAIT_MS)
    frames = []
    for handle in page.locator(MAP).element_handles():
        frame = handle.content_frame()
        assert frame is not None
        wait_until(frame, "window.truceline && truceline.state().serialApplied !== null")
        frames.append(frame)
    return frames[0], frames[1]


def open_maps(page: Page, address: str, query: str) -> tuple[Frame, Frame]:
    page.goto(f"{address}/compare{query}")
    return maps_of(page)


def wait_until_together(one: Frame, other: Frame) -> None:
    """Wait until a map looks where another looks."""
    view = json.dumps(state(one)["view"])
    wait_until(
        other,
        f"""() => {{
          const [wanted, now] = [{view}, truceline.state().view];
          return wanted.zoom === now.zoom &&
            wanted.center.every((v, i) => Math.abs(v - now.center[i]) < {SAME_VIEW});
        }}""",
    )
