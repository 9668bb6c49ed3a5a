"""Twenty thousand events, and what a plain recount of them gives."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from playwright.sync_api import Page

from geo.maps.columns import NO_PLACE

from .synthetic import day

EVENTS, PLACES = 20_000, 1_500
AREA_FROM, NOWHERE = 2, 4
CLASSES = {"category": ("category", 6), "status": ("status", 4), "party": ("side", 6)}


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


def said(page: Page, what: str) -> Any:
    """What the map says of `state()` or `counts()`: as text, many times quicker than by value."""
    flat = "(_, value) => ArrayBuffer.isView(value) ? [...value] : value"
    return json.loads(page.evaluate(f"JSON.stringify(truceline.{what}, {flat})"))


def frame(page: Page) -> None:
    """Wait until what was asked for has been drawn."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
