"""Nothing in a brief overlaps or is cut off, measured on what matplotlib will draw."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.text import Text
from matplotlib.textpath import TextPath

from geo.brief import BriefOptions, compose
from geo.brief.canvas import Canvas
from geo.brief.model import Brief
from geo.brief.picture import drawing, whole_page
from geo.brief.sizes import SIZES, Box
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.schema import CATEGORIES, STATUSES
from geo.toponym import CONVENTIONS
from tests.brief.samples import NOTHING, PARUKH, PARUKH_DAYS, WORDS

MIN_TEXT_PX = 14.0
# Ink of neighbouring letters may share a pixel's edge.
TOUCH_PX = 0.75


@dataclass
class Drawn:
    """What stands on a page: name, kind, name of what it stands in on purpose, box."""

    name: str
    kind: str
    within: str
    box: Box


def ink_of(artist: Text, renderer: RendererAgg) -> Box:
    """Box of the letters' outlines; matplotlib's own extent is that of a line of any text."""
    font = artist.get_fontproperties()
    size = font.get_size_in_points() / 0.72
    outline = TextPath((0, 0), artist.get_text(), size=size, prop=font)
    points = np.asarray(outline.vertices)[np.asarray(outline.codes) != TextPath.CLOSEPOLY]
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    _, baseline = artist.get_position()
    left = artist.get_window_extent(renderer).x0
    return Box(float(left + x0), float(baseline - y1), float(x1 - x0), float(y1 - y0))


def drawn(brief: Brief) -> tuple[Canvas, list[Drawn]]:
    """Everything drawn, texts by the outlines that matplotlib itself makes."""
    with drawing():
        canvas = whole_page(brief)
        renderer = FigureCanvasAgg(canvas.figure).get_renderer()
        inks = {}
        for artist in canvas.figure.findobj(Text):
            if artist.get_gid():
                inks[artist.get_gid()] = ink_of(artist, renderer)
    found = []
    for mark in canvas.marks:
        box = inks[mark.name] if mark.kind == "text" else mark.box
        found.append(Drawn(mark.name, mark.kind, mark.within, box))
    assert len(inks) == sum(mark.kind == "text" for mark in canvas.marks)
    return canvas, found


def overlaps(found: list[Drawn]) -> list[tuple[Drawn, Drawn]]:
    """Pairs that share more than an edge, but for what stands in the other on purpose."""
    parents = {one.name: one.within for one in found}

    def stands_in(one: Drawn, other: Drawn) -> bool:
        holder = one.within
        while holder and holder != other.name:
            holder = parents.get(holder, "")
        return bool(holder)

    shrunk = [one.box.grown(-TOUCH_PX / 2) for one in found]
    x0, y0, x1, y1 = np.array([(b.x, b.y, b.right, b.bottom) for b in shrunk]).T
    meet = (x0 < x1[:, None]) & (x0[:, None] < x1) & (y0 < y1[:, None]) & (y0[:, None] < y1)
    pairs = [(found[i], found[j]) for i, j in np.argwhere(np.triu(meet, 1))]
    return [
        (one, other)
        for one, other in pairs
        if not stands_in(one, other) and not stands_in(other, one)
    ]


def assert_sound(brief: Brief) -> None:
    canvas, found = drawn(brief)
    assert overlaps(found) == []
    page = canvas.page
    cut_off = [one for one in found if not page.contains(one.box)]
    assert cut_off == []
    # What belongs to the map stays in its frame, and the panel's texts in the panel.
    names = {one.name: one for one in found}
    for one in found:
        if one.kind in ("card", "disc"):
            assert brief.page.map_box.contains(one.box), one
        if one.within in names and names[one.within].kind == "card":
            assert names[one.within].box.contains(one.box), one
    sizes = [
        artist.get_fontsize() / 0.72
        for artist in canvas.figure.findobj(Text)
        if artist.get_text() and artist.get_text() != "?"
    ]
    assert min(sizes) >= MIN_TEXT_PX - 1e-6


def random_filters(dataset: Dataset, count: int, seed: int) -> list[EventFilter]:
    """Filters of every kind, the same each time."""
    rng = random.Random(seed)
    first, last = date(2020, 1, 1), date(2023, 6, 1)
    places = sorted({str(p) for p in dataset.events["place_id"] if p})
    made = []
    for _ in range(count):
        start = first + timedelta(days=rng.randrange((last - first).days))
        days = rng.choice((0, 6, 30, 365, 900))
        window = {} if rng.random() < 0.2 else {"start": start, "end": start + timedelta(days=days)}
        made.append(
            EventFilter(
                **window,
                category=tuple(rng.sample(sorted(CATEGORIES), rng.choice((0, 0, 1, 3)))),
                status=tuple(rng.sample(sorted(STATUSES), rng.choice((0, 0, 0, 1)))),
                place=tuple(rng.sample(places, rng.choice((0, 0, 1)))),
                names=rng.choice(sorted(CONVENTIONS)),
            )
        )
    return made


@pytest.mark.parametrize("seed", range(30))
def test_thirty_random_filters(dataset: Dataset, seed: int) -> None:
    (asked,) = random_filters(dataset, 1, seed)
    rng = random.Random(seed)
    extent = rng.choice(("events", "events", "zones"))
    options = BriefOptions(
        size=rng.choice(sorted(SIZES)), theme=rng.choice(("light", "dark")), extent=extent
    )
    assert_sound(compose(dataset, asked, options))


@pytest.mark.parametrize("names", CONVENTIONS)
def test_every_naming_convention(dataset: Dataset, names: str) -> None:
    assert_sound(compose(dataset, PARUKH.replace(names=names), WORDS))
    assert_sound(compose(dataset, EventFilter(names=names)))


@pytest.mark.parametrize("size", SIZES)
def test_a_hundred_and_fifty_events(crowded: Dataset, size: str) -> None:
    brief = compose(crowded, EventFilter(), WORDS.replace(size=size))
    assert len(brief.events) == 150
    assert_sound(brief)


@pytest.mark.parametrize("size", SIZES)
def test_a_filter_that_matches_nothing(dataset: Dataset, size: str) -> None:
    brief = compose(dataset, NOTHING, BriefOptions(size=size))
    assert brief.counts.events == 0
    assert_sound(brief)


def test_the_longest_texts_that_are_let_in(dataset: Dataset) -> None:
    words = "Wide MMMM words " * 20
    options = BriefOptions(
        headline=words[:140],
        judgements=tuple(f"{n} {words}"[:220] for n in range(5)),
        gaps=tuple(f"{n} {words}"[:220] for n in range(5)),
        handling="W" * 24,
        time_zone="W" * 10,
    )
    for size in SIZES:
        assert_sound(compose(dataset, PARUKH_DAYS, options.replace(size=size)))


def test_the_measure_finds_an_overlap_that_is_put_there(dataset: Dataset) -> None:
    with drawing():
        canvas = whole_page(compose(dataset, PARUKH))
    found = [Drawn(m.name, m.kind, m.within, m.box) for m in canvas.marks]
    text = next(one for one in found if one.kind == "text" and not one.within)
    moved = Drawn("copy", "text", "", text.box.moved(3, 2))
    assert overlaps([*found, moved]) == [(text, moved)]
