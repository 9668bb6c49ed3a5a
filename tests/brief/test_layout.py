"""Nothing in a brief overlaps or is cut off, measured on what matplotlib will draw."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from geo.brief import BriefOptions, compose
from geo.brief.picture import drawing, whole_page
from geo.brief.sizes import SIZES
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.schema import CATEGORIES, STATUSES
from geo.toponym import CONVENTIONS
from tests.brief.measured import Drawn, assert_sound, overlaps
from tests.brief.samples import NOTHING, PARUKH, PARUKH_DAYS, WORDS


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
