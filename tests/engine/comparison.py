"""Each question put to an engine and to the oracle; every backend's tests run all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pandas as pd
import shapely

from geo.engine.cover import Zone
from geo.engine.engine import Engine
from geo.engine.mercator import box_of, shift_of
from geo.engine.tables import Box
from geo.filters import EventFilter
from geo.gazetteer import Part
from geo.linkage import Dataset
from geo.spans import CERTAINTIES, EPOCH
from geo.timespans import Timespan
from tests.engine import oracle

PAGE_ROWS = 37


def asked_of(dataset: Dataset) -> dict[str, EventFilter]:
    """Filters that between them use every field, on windows that cut events in two."""
    middle = dataset.events["date_start"].iloc[len(dataset.events) // 2].date()
    week = {"start": middle - timedelta(days=3), "end": middle + timedelta(days=3)}
    busiest = dataset.events["place_id"].astype(str).value_counts().index
    wholes = {whole for place in busiest[1:5] for whole in dataset.gazetteer.ancestors(place)}
    words = " ".join(str(dataset.events["title"].iloc[0]).split()[:2])
    return {
        "everything": EventFilter(),
        "a week": EventFilter(**week),
        "until": EventFilter(end=middle),
        "from": EventFilter(start=middle),
        "coded": EventFilter(category=("clash", "strike"), prec=("near",), scope=("event",)),
        "contested": EventFilter(**week, status=("contested", "one_side")),
        "party": EventFilter(party=tuple(dataset.parties["party_id"][:2])),
        "aspect": EventFilter(aspect=("occurrence", "casualties")),
        "district": EventFilter(place=tuple(sorted(wholes))),
        "text": EventFilter(start=middle, q=words.upper()),
        "nothing": EventFilter(start=date(1600, 1, 1), end=date(1600, 1, 2), status=("reported",)),
    }


def same_counts(engine: Engine, dataset: Dataset, asked: EventFilter) -> None:
    counted = engine.counts(asked)
    expected = oracle.counts(dataset, asked)
    for name in ("killed", "wounded"):
        # A sum of highest figures is none where an event has a lowest figure only.
        assert (counted.pop(f"{name}_open") > 0) == (expected[f"{name}_high"] is None)
        if expected[f"{name}_high"] is None:
            expected[f"{name}_high"] = counted[f"{name}_high"]
    assert counted == expected


def same_histograms(engine: Engine, dataset: Dataset, asked: EventFilter) -> None:
    for step in ("day", "week", "month"):
        rows = engine.histogram(asked, step)
        found = {
            (EPOCH + timedelta(days=int(begins)), int(category)): (int(certain), int(possible))
            for begins, category, certain, possible in rows[
                ["begins", "category", "certain", "possible"]
            ].itertuples(index=False)
        }
        assert len(found) == len(rows)
        assert found == oracle.histogram(dataset, asked, step), step


def same_grids(engine: Engine, dataset: Dataset, asked: EventFilter) -> None:
    lon, lat = dataset.events["lon"].median(), dataset.events["lat"].median()
    views = ((None, 3.0), ((lon - 0.7, lat - 0.4, lon + 0.9, lat + 0.5), 9.4))
    names = ["x", "y", "category", "certain", "possible"]
    tolls = ["killed_low", "killed_high", "killed_reported"]
    for bounds, zoom in views:
        rows = engine.viewport_cells(asked, bounds, zoom)
        numbers = [tuple(map(int, row)) for row in rows[names + tolls].itertuples(index=False)]
        found = {number[:3]: number[3:] for number in numbers}
        assert len(found) == len(rows)
        expected = oracle.grid(dataset, asked, bounds, shift_of(zoom, 8))
        assert found == expected
        box = None if bounds is None else Box(*box_of(bounds))
        counted = engine.cell_counts(asked, box, shift_of(zoom, 8))
        numbers = counted[["x", "y", "category", "events"]].itertuples(index=False)
        wanted = {(*key, one + other) for key, (one, other, *_) in expected.items()}
        assert {tuple(map(int, row)) for row in numbers} == wanted


def same_areas(engine: Engine, dataset: Dataset, asked: EventFilter) -> None:
    ids = list(dataset.gazetteer)
    found = {
        (ids[int(place)], int(category)): (int(certain), int(every) - int(certain))
        for place, category, certain, every in engine.areas(asked)[
            ["place", "category", "certain", "all"]
        ].itertuples(index=False)
    }
    assert found == oracle.areas(dataset, asked)


def same_pages(engine: Engine, dataset: Dataset, asked: EventFilter) -> None:
    """Turn pages by key, some onward and then back again."""
    expected = oracle.pages(dataset, asked, PAGE_ROWS)[:3]
    after, onward = None, []
    for _ in expected:
        rows = engine.page(asked, PAGE_ROWS, after=after)
        onward.append(rows)
        after = int(rows["row"].iloc[-1])
    assert [rows["event_id"].tolist() for rows in onward] == expected
    if not onward:
        assert engine.page(asked, PAGE_ROWS).empty
        return
    if len(onward) > 1:
        back = engine.page(asked, PAGE_ROWS, before=int(onward[1]["row"].iloc[0]))
        assert back["event_id"].tolist() == expected[0]
    first = onward[0]
    events = dataset.events.iloc[first["row"].to_numpy()]
    assert first["title"].tolist() == events["title"].tolist()
    assert first["place_id"].fillna("").tolist() == events["place_id"].astype(str).tolist()
    assert first["low"].isna().tolist() == events["low"].isna().tolist()
    certain = oracle.selected(dataset, asked)["certainty"].iloc[: len(first)]
    assert [CERTAINTIES[code] for code in first["certainty"]] == certain.tolist()


def same_attributes(engine: Engine, dataset: Dataset, asked: EventFilter) -> None:
    ids = list(dataset.gazetteer)[::3]
    attributes = pd.DataFrame({"place_id": ids, "held": [f"h{n % 4}" for n in range(len(ids))]})
    rows = engine.by_attribute(asked, attributes, "held")
    found = {None if pd.isna(held) else held: int(count) for held, count in rows.to_numpy()}
    expected = oracle.by_attribute(dataset, asked, attributes, "held")
    assert found == {None if pd.isna(held) else held: n for held, n in expected.items()}


def same_names(engine: Engine, dataset: Dataset, asked: EventFilter) -> None:
    titles = [place.title for place in dataset.gazetteer.values()]
    names = [titles[0].upper(), titles[-1], "no such place", "Fərrux", "Mets-Shen"]
    rows = engine.by_name(names)
    found = {
        (name, None if pd.isna(place) else place)
        for name, place in rows[["name", "place_id"]].itertuples(index=False)
    }
    assert found == oracle.by_name(dataset, names)
    assert len(found) == len(rows)


def zones_over(dataset: Dataset) -> list[Zone]:
    """Zones of odd shapes over where the events are, in force for parts of their time."""
    events = dataset.events
    first, last = events["date_start"].min().date(), events["date_start"].max().date()
    third = (last - first) / 3
    lon, lat = events["lon"].median(), events["lat"].median()
    ring = shapely.Point(lon, lat).buffer(0.6).difference(shapely.Point(lon, lat).buffer(0.2))
    comb = shapely.union_all(
        [shapely.box(lon + n / 9, lat, lon + n / 9 + 0.05, lat + 0.7) for n in range(6)]
    )
    until = Timespan(None, first + third)
    later = Timespan(first + 2 * third, last - third / 2, open_end=True)
    return [
        Zone("ring", Part(ring, "area", "", (until, later))),
        Zone("ring", Part(shapely.Point(lon, lat).buffer(0.3), "area", "", (until,))),
        Zone("comb", Part(comb, "area", "", (Timespan(first + third, last),))),
        Zone("tiny", Part(shapely.Point(lon, lat).buffer(1e-4), "area", "", (later,))),
        *(
            Zone(place.id, part)
            for place in dataset.gazetteer.values()
            for part in place.parts
            if place.is_zone and part.is_area and part.timespans
        ),
    ]


def same_members(engine: Engine, dataset: Dataset, asked: EventFilter) -> None:
    zones = zones_over(dataset)
    found = engine.members(asked, zones)
    pairs = list(zip(found["row"].tolist(), found["zone"].tolist(), strict=True))
    assert len(set(pairs)) == len(pairs)
    assert set(pairs) == oracle.members(dataset, asked, zones)


def has_events(engine: Engine, dataset: Dataset) -> None:
    """The comparison is worth something: each filter but one finds events, and not all."""
    for name, asked in asked_of(dataset).items():
        counted = engine.counts(asked)
        found = counted["certain"] + counted["possible"]
        assert (found == 0) == (name == "nothing"), name
        assert (found == len(dataset.events)) == (name == "everything"), name
    assert np.isfinite(dataset.events["lon"]).any()


QUESTIONS: dict[str, Callable[[Engine, Dataset, EventFilter], None]] = {
    "counts": same_counts,
    "histogram": same_histograms,
    "grid": same_grids,
    "areas": same_areas,
    "pages": same_pages,
    "attributes": same_attributes,
    "names": same_names,
    "members": same_members,
}
