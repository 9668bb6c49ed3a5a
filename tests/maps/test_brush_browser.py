"""The time brush, used as a reader uses it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.chromium import painted_after

from .conftest import OpenMap
from .synthetic import day, generated, index_of, payload

pytestmark = pytest.mark.browser

FIRST, LAST = day("2022-03-24"), day("2022-03-28")
WINDOW = {"window": (FIRST, LAST)}


def window(page: Page) -> list[int | None]:
    return page.evaluate("truceline.state().window")


def told(page: Page) -> list[list[int | None]]:
    return page.evaluate("truceline.emitted.filter(m => m.kind === 'window').map(m => m.window)")


def x_of(page: Page, at: int) -> float:
    """Position of a day's first moment on the page."""
    plot = page.locator(".tl-brush-plot").bounding_box()
    span = page.evaluate("truceline.state().brush.span")
    return plot["x"] + plot["width"] * (at - span["from"]) / (span["to"] + 1 - span["from"])


def y_of(page: Page) -> float:
    return page.locator(".tl-brush-plot").bounding_box()["y"] + 18


def drag(page: Page, start: float, stop: float, *, drop: bool = True) -> None:
    page.mouse.move(start, y_of(page))
    page.mouse.down()
    page.mouse.move(stop, y_of(page), steps=6)
    painted_after(page, 60)
    if drop:
        page.mouse.up()
        painted_after(page, 60)


def test_handles_move_the_ends_and_tell_once(open_map: OpenMap) -> None:
    page = open_map(WINDOW)
    shown = page.evaluate("truceline.state().counts.shown")
    drag(page, x_of(page, LAST + 1) + 4, x_of(page, LAST + 31) + 4, drop=False)
    assert window(page)[0] == FIRST
    assert abs(window(page)[1] - LAST - 30) <= 3
    assert told(page) == []
    page.mouse.up()
    painted_after(page, 60)
    assert told(page) == [window(page)]
    drag(page, x_of(page, FIRST) - 4, x_of(page, FIRST - 15) - 4)
    assert abs(window(page)[0] - FIRST + 15) <= 3
    assert len(told(page)) == 2
    assert page.evaluate("truceline.state().counts.shown") >= shown
    assert page.faults == []


def test_window_moves_with_its_length_and_new_ones_are_drawn(open_map: OpenMap) -> None:
    page = open_map({"window": (day("2022-06-01"), day("2022-08-31"))})
    before = window(page)
    length = before[1] - before[0]
    drag(page, x_of(page, day("2022-07-15")), x_of(page, day("2022-09-15")))
    moved = window(page)
    assert moved[1] - moved[0] == length
    assert abs(moved[0] - before[0] - 62) <= 3
    drag(page, x_of(page, day("2022-05-01")), x_of(page, day("2022-04-01")))
    drawn = window(page)
    assert abs(drawn[0] - day("2022-04-01")) <= 3
    assert abs(drawn[1] - day("2022-05-01")) <= 3
    assert told(page) == [moved, drawn]


def test_zones_and_events_follow_while_dragging(open_map: OpenMap) -> None:
    page = open_map({"window": (day("2022-03-20"), day("2022-05-01"))})
    before = page.evaluate("truceline.state().zones")
    start = x_of(page, day("2022-04-10"))
    drag(page, start, start + x_of(page, day("2022-12-20")) - x_of(page, FIRST), drop=False)
    shown = page.evaluate("truceline.state()")
    assert shown["zones"] != before
    assert shown["counts"]["shown"] >= 1
    assert {row["event"] for row in shown["drawn"]} == {index_of(payload(), "e6")}
    page.keyboard.press("Escape")
    page.mouse.up()


def test_escape_gives_a_drag_up(open_map: OpenMap) -> None:
    page = open_map(WINDOW)
    page.locator(".tl-brush-to").focus()
    drag(page, x_of(page, LAST + 1) + 4, x_of(page, LAST + 31), drop=False)
    page.keyboard.press("Escape")
    painted_after(page, 60)
    assert window(page) == [FIRST, LAST]
    page.mouse.up()
    painted_after(page, 60)
    assert told(page) == []


def test_command_does_not_fight_a_drag(open_map: OpenMap) -> None:
    page = open_map(WINDOW)
    drag(page, x_of(page, LAST + 1) + 4, x_of(page, LAST + 31), drop=False)
    during = window(page)
    page.evaluate("w => truceline.apply({serial: 5, window: w, names: 'az'})", [FIRST, LAST])
    painted_after(page, 60)
    assert window(page) == during
    page.mouse.up()
    painted_after(page, 60)
    assert told(page) == [during]
    page.evaluate("w => truceline.apply({serial: 6, window: w})", [FIRST, LAST])
    assert window(page) == [FIRST, LAST]


def test_keyboard_moves_widens_and_plays(open_map: OpenMap) -> None:
    page = open_map(WINDOW)
    page.locator(".tl-brush-window").focus()
    view = page.evaluate("truceline.state().view")
    page.keyboard.press("ArrowRight")
    assert window(page) == [FIRST + 1, LAST + 1]
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowLeft")
    assert window(page) == [FIRST, LAST + 2]
    painted_after(page, 700)
    assert told(page) == [[FIRST, LAST + 2]], "held keys are one change"
    page.get_by_label("Step", exact=True).select_option("month")
    page.locator(".tl-brush-window").focus()
    page.keyboard.press("ArrowLeft")
    assert window(page) == [day("2022-02-24"), day("2022-02-24") + 6]
    page.locator(".tl-brush-to").focus()
    page.keyboard.press("ArrowRight")
    assert window(page) == [day("2022-02-24"), day("2022-04-02")]
    page.locator(".tl-brush-window").focus()
    page.keyboard.press("Home")
    assert window(page)[0] == page.evaluate("truceline.state().brush.span.from")
    page.keyboard.press("End")
    assert window(page)[1] == page.evaluate("truceline.state().brush.span.to")
    page.keyboard.press("Home")
    page.get_by_label("Speed").select_option("16")
    page.locator(".tl-brush-window").focus()
    before = window(page)
    page.keyboard.press(" ")
    painted_after(page, 600)
    assert page.get_by_role("button", name="Pause").is_visible()
    page.keyboard.press(" ")
    assert window(page)[0] > before[0]
    painted_after(page, 100)
    assert told(page)[-1] == window(page)
    assert page.evaluate("truceline.state().view") == view


def test_handles_speak(open_map: OpenMap) -> None:
    page = open_map(WINDOW)
    sliders = page.get_by_role("slider")
    said = [
        [sliders.nth(i).get_attribute(name) for name in ("aria-label", "aria-valuetext")]
        for i in range(sliders.count())
    ]
    assert ["First day", "24 March 2022"] in said
    assert ["Last day", "28 March 2022"] in said
    assert ["Window of dates", "24 March 2022 to 28 March 2022"] in said


@pytest.mark.parametrize("text", ["24.03.2022", "2022-02-30", "soon", "2022-3-4"])
def test_typed_dates_are_strict(open_map: OpenMap, text: str) -> None:
    page = open_map(WINDOW)
    page.get_by_label("To").fill(text)
    page.get_by_label("To").blur()
    painted_after(page, 60)
    assert window(page) == [FIRST, LAST]
    assert page.evaluate("document.querySelector('[aria-label=To]').validity.valid") is False


def test_touch_moves_the_window(open_map: OpenMap) -> None:
    page = open_map(WINDOW, viewport={"width": 390, "height": 844}, has_touch=True)
    client = page.context.new_cdp_session(page)
    x, y = x_of(page, LAST + 1) + 5, y_of(page)

    def touch(kind: str, points: list[dict[str, Any]]) -> None:
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", [{"x": x, "y": y}])
    for step in range(1, 6):
        touch("touchMove", [{"x": x + 12 * step, "y": y}])
    touch("touchEnd", [])
    painted_after(page, 100)
    assert window(page)[0] == FIRST
    assert window(page)[1] > LAST + 20
    assert told(page) == [window(page)]


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (772, 620), (390, 620)])
def test_brush_covers_neither_legend_nor_credit(open_map: OpenMap, width: int, height: int) -> None:
    page = open_map(WINDOW, viewport={"width": width, "height": height})
    legend = page.get_by_role("button", name="Legend")
    if legend.get_attribute("aria-expanded") == "false":
        legend.click()
    painted_after(page, 100)
    boxes = {
        name: page.locator(name).bounding_box()
        for name in (".tl-brush", ".tl-legend", ".tl-credit", ".leaflet-control-zoom", "#map")
    }
    brush, legend_box = boxes[".tl-brush"], boxes[".tl-legend"]
    assert legend_box["y"] + legend_box["height"] <= brush["y"]
    zoom = boxes[".leaflet-control-zoom"]
    assert zoom["y"] + zoom["height"] <= legend_box["y"]
    assert brush["y"] + brush["height"] <= boxes[".tl-credit"]["y"]
    assert brush["x"] >= 0
    assert brush["x"] + brush["width"] <= width
    assert brush["height"] <= 110
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_far_past_does_not_squeeze_the_time_line(open_map: OpenMap) -> None:
    page = open_map(data=generated(400, 20, seed=3)[0])
    span = page.evaluate("truceline.state().brush.span")
    assert span["from"] >= day("2017-12-01")
    page.get_by_role("button", name="Show more time").click()
    assert page.evaluate("truceline.state().brush.span.from") == day("1990-01-01")
