"""Events at one place, in a real browser: each can be reached, by mouse and by keyboard."""

from __future__ import annotations

import pytest

from tests.chromium import painted_after

from .conftest import OpenMap
from .opened import MARCH_2022, click, state
from .synthetic import index_of, payload

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("zoom", [7, 9, 11])
def test_each_of_six_stacked_events_can_be_selected(open_map: OpenMap, zoom: float) -> None:
    data = payload()
    wanted = {index_of(data, f"e{i}") for i in range(6)}
    page = open_map(MARCH_2022, zoom=zoom)
    reached = set()
    for event in sorted(wanted):
        row = next(r for r in state(page)["drawn"] if r["event"] == event)
        if not row["spread"]:
            click(page, row)
            row = next(r for r in state(page)["drawn"] if r["event"] == event)
            assert row["spread"]
        click(page, row)
        assert state(page)["selected"] == event
        assert (
            page.evaluate("window.truceline.emitted.filter(m => m.kind === 'select').at(-1).event")
            == event
        )
        reached.add(event)
        page.keyboard.press("Escape")
        painted_after(page, 60)
        assert state(page)["selected"] is None
    assert reached == wanted


def test_spread_symbols_do_not_cover_each_other(open_map: OpenMap) -> None:
    page = open_map(MARCH_2022, zoom=11)
    spread = [row for row in state(page)["drawn"] if row["spread"]]
    assert len(spread) == 6
    for i, one in enumerate(spread):
        for other in spread[:i]:
            assert (one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2 >= 24**2


def test_selecting_from_outside_spreads_the_stack(open_map: OpenMap) -> None:
    target = index_of(payload(), "e3")
    page = open_map({**MARCH_2022, "selected": target}, zoom=7)
    row = next(r for r in state(page)["drawn"] if r["event"] == target)
    assert row["spread"]
    assert page.evaluate("window.truceline.emitted.some(m => m.kind === 'select')") is False


def test_keyboard_reaches_events(open_map: OpenMap) -> None:
    page = open_map(MARCH_2022)
    page.locator("#map").focus()
    page.keyboard.press("n")
    first = state(page)["focus"]
    page.keyboard.press("n")
    assert state(page)["focus"] != first
    assert "of 7" in page.locator("[aria-live]").inner_text()
    page.keyboard.press("Enter")
    painted_after(page, 80)
    assert state(page)["selected"] == state(page)["focus"]
    page.keyboard.press("Escape")
    assert state(page)["selected"] is None
