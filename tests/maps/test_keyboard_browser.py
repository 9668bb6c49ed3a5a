"""The map without a mouse and without sight: what keys reach, what is said, what stands still."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.chromium import wait_until

from .conftest import OpenMap
from .synthetic import day, generated

pytestmark = pytest.mark.browser
MARCH_2022 = {"window": (day("2022-03-24"), day("2022-03-28"))}
SAID = re.compile(
    r"(\d+) of (\d+): ([\d,]+) events? at (?:\d+ places about )?Place \d+: (.+)\. Ent"
)
STATE = (
    "document.getElementById(document.querySelector('.tl-map').getAttribute('aria-describedby'))"
)


@pytest.fixture(scope="module")
def many() -> dict[str, Any]:
    return generated(20_000, 1_500, seed=7)[0]


def state(page: Page) -> dict[str, Any]:
    return page.evaluate("truceline.state()")


def press(page: Page, key: str) -> str:
    """Press a key and return what is then said."""
    page.keyboard.press(key)
    return page.locator("[aria-live]").inner_text()


def in_view(page: Page) -> list[dict[str, Any]]:
    """Circles and cells that neither the map's edge nor a panel hides."""
    return page.evaluate("""() => {
      const map = document.querySelector("#map").getBoundingClientRect();
      const hides = (s) => [...document.querySelectorAll(".tl-panel, .tl-credit, .tl-scale")]
        .map((panel) => panel.getBoundingClientRect())
        .some((r) => s.x + map.x > r.left && s.x + map.x < r.right &&
          s.y + map.y > r.top && s.y + map.y < r.bottom);
      return truceline.state().crowd.filter((s) => s.x >= 0 && s.y >= 0 && s.x <= map.width &&
        s.y <= map.height && !hides(s));
    }""")


@pytest.mark.parametrize(("zoom", "mode"), [(8, "density"), (10, "symbols")])
def test_keys_step_through_circles_and_cells_the_busiest_first(
    open_map: OpenMap, many: dict[str, Any], zoom: int, mode: str
) -> None:
    page = open_map(data=many, zoom=zoom)
    assert state(page)["mode"] == mode
    expected = sorted((spot["count"] for spot in in_view(page)), reverse=True)
    page.locator("#map").focus()
    for number, count in enumerate(expected[:3], start=1):
        said = SAID.match(press(page, "n"))
        assert said is not None
        assert (int(said[1]), int(said[2])) == (number, len(expected))
        assert int(said[3].replace(",", "")) == count
        shares = [int(part.split()[0].replace(",", "")) for part in said[4].split(", ")]
        assert sum(shares) == count
        assert page.locator(".tl-tooltip strong").inner_text().startswith(f"{said[3]} event")
    assert press(page, "p").startswith(f"2 of {len(expected)}: ")
    assert press(page, "Escape")
    assert state(page)["spot"] is None


def test_enter_looks_closer_at_a_cell_and_lists_the_events_of_a_place(
    open_map: OpenMap, many: dict[str, Any]
) -> None:
    page = open_map(data=many, zoom=8)
    page.locator("#map").focus()
    press(page, "n")
    press(page, "Enter")
    wait_until(
        page, "() => truceline.state().view.zoom === 10 && truceline.state().mode === 'symbols'"
    )
    said = SAID.match(press(page, "n"))
    assert said is not None
    press(page, "Enter")
    inside = "document.activeElement.closest('.tl-list')"
    wait_until(page, f"() => Boolean({inside})")
    count = int(said[3].replace(",", ""))
    assert page.locator(".tl-list button").count() == min(count, 200) > 40
    # Escape shuts the list, and the keys go on stepping from the map.
    press(page, "Escape")
    wait_until(page, "() => document.activeElement.id === 'map'")
    assert SAID.match(press(page, "n"))
    press(page, "Enter")
    wait_until(page, f"() => Boolean({inside})")
    press(page, "Enter")
    wait_until(page, "() => truceline.state().selected !== null")


def test_what_changed_is_said_once_and_not_on_arrival(open_map: OpenMap) -> None:
    page = open_map(MARCH_2022)
    wait_until(page, f"() => {STATE}.textContent.startsWith('24 – 28 Mar 2022: ')")
    live = page.locator("[aria-live]")
    assert live.inner_text() == ""
    shown, mapped = state(page)["counts"].values()
    assert f"2022: {shown} events, {mapped} on the map, " in page.evaluate(f"{STATE}.textContent")
    # One statement when all has come to rest, however often it changed.
    page.evaluate("""() => {
      window.said = [];
      new MutationObserver(() => said.push(document.querySelector("[aria-live]").textContent))
        .observe(document.querySelector("[aria-live]"), {childList: true, characterData: true});
    }""")
    page.locator(".tl-brush-window").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    wait_until(page, "() => said.length > 0")
    page.wait_for_timeout(900)
    (said,) = page.evaluate("said")
    assert re.match(r"27 – 31 Mar 2022: \d+ events?, \d+ on the map, \d+ of them in view\.$", said)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_who_wants_no_motion_gets_none(open_map: OpenMap, motion: str) -> None:
    page = open_map(MARCH_2022, reduced_motion=motion)
    page.locator("#map").focus()
    # One frame after the key, a map that flies is under way, and one that does not is there.
    moved = page.evaluate("""async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      const at = () => document.querySelector(".leaflet-map-pane").style.transform;
      const key = new KeyboardEvent("keydown", {key: "ArrowRight", keyCode: 39, bubbles: true});
      document.querySelector("#map").dispatchEvent(key);
      await frame();
      const soon = at();
      document.querySelector(".leaflet-control-zoom-in").click();
      await frame();
      const flying = document.querySelector(".leaflet-zoom-anim") !== null;
      await new Promise((done) => setTimeout(done, 600));
      return {slid: soon !== at() && !flying, flying};
    }""")
    assert moved["flying"] is (motion == "no-preference")
    if motion == "reduce":
        command = {"serial": 2, **MARCH_2022, "fly": {"center": [39.5, 46.2], "zoom": 9}}
        page.evaluate("command => truceline.apply(command)", command)
        assert state(page)["view"]["center"] == [39.5, 46.2]
