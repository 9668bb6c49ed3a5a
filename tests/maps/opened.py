"""An opened map as a test works it: its state, commands, clicks."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.chromium import painted_after

from .synthetic import day

MARCH_2022 = {"window": (day("2022-03-24"), day("2022-03-28"))}
MARCH_2023 = {"window": (day("2023-03-01"), day("2023-03-31"))}


def state(page: Page) -> dict[str, Any]:
    return page.evaluate("window.truceline.state()")


def apply(page: Page, command: dict[str, Any]) -> dict[str, Any]:
    page.evaluate("command => window.truceline.apply(command)", command)
    painted_after(page, 80)
    return state(page)


def certain(shown: dict[str, Any]) -> dict[int, bool]:
    return {row["event"]: row["certain"] for row in shown["drawn"]}


def settle(page: Page) -> None:
    """Wait until a card has moved the map into place."""
    painted_after(page, 80)
    before = None
    while before != (before := state(page)["view"]):
        painted_after(page, 120)


def click(page: Page, row: dict[str, Any]) -> None:
    box = page.locator("#map").bounding_box()
    page.mouse.click(box["x"] + row["x"], box["y"] + row["y"])
    settle(page)


def hover(page: Page, row: dict[str, Any]) -> None:
    box = page.locator("#map").bounding_box()
    page.mouse.move(box["x"] + row["x"] - 1, box["y"] + row["y"])
    page.mouse.move(box["x"] + row["x"], box["y"] + row["y"])
    painted_after(page, 350)
