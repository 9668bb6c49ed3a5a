"""The Situation page over a dataset that an engine answers for: counts first, events by page.

As long as no more events pass the filter than a browser takes, it gets every one of them; above
that it gets counts of the view, made anew as the map moves. The page says which, and why.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import numpy as np
import streamlit as st

from geo.engine.details import dataset_of
from geo.engine.engine import Engine
from geo.engine.mercator import bounds_around
from geo.engine.predicates import REFUSED
from geo.filters import EventFilter, View
from geo.linkage import Dataset
from geo.maps.aggregates import CellBox
from geo.maps.columns import DTYPES, pack
from geo.maps.counted import box_around, count_cells, count_days, reaches_around, sent_columns
from geo.maps.export import command_of
from geo.maps.view import CENTER, ZOOM
from geo.spans import EPOCH, describe_days
from geo.store.engines import loaded_events
from geo.summary import Summary, Toll
from geo.ui import inputs, large_download, large_table, session, toolbar
from geo.ui.frame import draw, payload_with
from geo.ui.panels import figures_of, show_details
from geo.ui.published import link_from_frame, publish, publish_json_passing, publish_passing

WIDE_PX: Final = (2000, 1000)
_OPENING: Final = "truceline_large_opening"
_BOX: Final = "truceline_large_box"
_CHOSEN: Final = "truceline_large_chosen"
Ints = np.ndarray[Any, np.dtype[np.int64]]


def show(dataset: Dataset, engine: Engine) -> None:
    """Draw the page."""
    _show(dataset, engine)


@st.fragment
def _show(dataset: Dataset, engine: Engine) -> None:
    asked = session.current()
    if asked.as_of is not None:
        session.change(as_of=None)
        session.refuse(f"asof: {REFUSED['as_of']}")
        asked = session.current()
    counted = _counted(engine, asked, dataset.version, _selecting(asked))
    passing = counted["certain"] + counted["possible"]
    summary = figures_of(_summary(counted), dataset, asked)
    if "latest" in counted:
        latest = EPOCH + timedelta(days=counted["latest"])
        summary["latest"] = describe_days(latest, latest)
    every_one = passing <= loaded_events()
    toolbar.show(summary)
    st.text(_say(engine, passing, every_one))
    with st.container(horizontal=True, key="beside"):
        if every_one:
            _show_events(dataset, engine, asked)
        else:
            _show_counts(dataset, engine, asked, counted)
        page = large_table.page_of(dataset, engine, asked, passing)
        chosen = session.selected()
        held = _holding(chosen, page.dataset)
        in_filter = held is not None and bool(len(held.selection(asked)))
        show_details(held or page.dataset, chosen, asked.names, in_filter=in_filter)
    large_table.show(page, asked)
    large_download.show(dataset, engine, asked, large_table.bounds_listed(), page.total)
    session.write_url()


def _say(engine: Engine, passing: int, every_one: bool) -> str:
    how = f"{engine.manifest.events:,} events, asked of {engine.backend.version()}. "
    limit = f"{loaded_events():,}"
    if every_one:
        return how + f"The map has each of the {passing:,} that pass, no more than {limit}."
    return how + (
        f"More than {limit} pass the filter, so that the map counts them in squares of 8 pixels; "
        "narrow the dates or another filter to see each one."
    )


def _selecting(asked: EventFilter) -> str:
    """What of a filter selects events, as the key of a cache."""
    return asked.replace(view=None, names=EventFilter().names).to_query()


@st.cache_resource(show_spinner=False, max_entries=256)
def _counted(_engine: Engine, _asked: EventFilter, version: str, query: str) -> dict[str, int]:
    del version, query
    return _engine.counts(_asked)


@st.cache_resource(show_spinner=False, max_entries=64)
def _counted_days(
    _engine: Engine, _asked: EventFilter, colour: str, version: str, query: str
) -> bytes:
    del version, query
    return count_days(_engine, _asked, colour)


@st.cache_resource(show_spinner=False, max_entries=64)
def _counted_cells(
    _engine: Engine, _asked: EventFilter, colour: str, box: CellBox, version: str, query: str
) -> bytes:
    del version, query
    return count_cells(_engine, _asked, box, colour)


def _box(view: View) -> CellBox:
    """Squares to count: as long as they reach around the view, those counted before."""
    latitude, longitude, zoom = view
    bounds = session.bounds()
    if bounds is None:
        # Before the map has said what it shows: as much as a wide screen would.
        bounds = bounds_around((latitude, longitude), zoom, *WIDE_PX)
    box: CellBox | None = st.session_state.get(_BOX)
    if box is None or not reaches_around(box, bounds, zoom):
        box = st.session_state[_BOX] = box_around(bounds, zoom)
    return box


def _summary(counted: dict[str, int]) -> Summary:
    return Summary(
        certain=counted["certain"],
        possible=counted["possible"],
        mapped=counted["symbol"],
        on_areas=counted["area"],
        listed=counted["listed"],
        contested=counted["contested"],
        killed=_toll(counted, "killed"),
        wounded=_toll(counted, "wounded"),
    )


def _toll(counted: dict[str, int], name: str) -> Toll:
    high = None if counted[f"{name}_open"] else counted[f"{name}_high"]
    return Toll(counted[f"{name}_low"], high, counted[f"{name}_reported"])


def _show_events(dataset: Dataset, engine: Engine, asked: EventFilter) -> None:
    """Draw every event that passes, from columns made for this filter."""
    url, rows = _published_events(dataset, engine, asked, dataset.version, _selecting(asked))
    command = _command(dataset, asked) | {"selected": _position(rows)}

    def choose(number: int | None) -> None:
        _choose(dataset, engine, None if number is None else int(rows[number]))

    draw(url, command, choose, _opening(url))


def _show_counts(
    dataset: Dataset, engine: Engine, asked: EventFilter, counted: dict[str, int]
) -> None:
    """Draw counts of the view; there is no event to choose on the map."""
    url = _published_extent(dataset, engine, dataset.version)
    opening = _opening(url)
    box = _box(asked.view or opening)
    cells = _counted_cells(engine, asked, inputs.colour(), box, dataset.version, _selecting(asked))
    every = asked.replace(start=None, end=None)
    days = _counted_days(engine, every, inputs.colour(), dataset.version, _selecting(every))
    aggregates = {
        "cells": {"url": link_from_frame(publish_passing("cells", cells, "bin.gz"))},
        "days": {"url": link_from_frame(publish_passing("days", days, "bin.gz"))},
        "shown": counted["certain"] + counted["possible"],
        "mapped": counted["symbol"],
    }
    draw(url, _command(dataset, asked) | {"aggregates": aggregates}, lambda _: None, opening)


def _command(dataset: Dataset, asked: EventFilter) -> dict[str, Any]:
    """Say window, names and colours: all else of the filter is in what is sent already."""
    shown = EventFilter(asked.start, asked.end, names=asked.names, view=asked.view)
    return command_of(dataset, shown, fly=session.fly_wanted(), colour=inputs.colour())


def _opening(url: str) -> View:
    """Where a map with this payload looks first: where the one before it looked last."""
    held: tuple[str, View] | None = st.session_state.get(_OPENING)
    if held is None or held[0] != url:
        held = (url, session.current().view or (*CENTER, ZOOM))
        st.session_state[_OPENING] = held
    return held[1]


@st.cache_resource(show_spinner=False, max_entries=8)
def _published_events(
    _dataset: Dataset, _engine: Engine, _asked: EventFilter, version: str, query: str
) -> tuple[str, Ints]:
    del version, query
    columns, rows = sent_columns(_engine, _asked)
    blob = publish_passing("window", pack(columns), "bin.gz")
    events = {"count": len(rows), "columns": {"url": blob}, "text": None}
    payload = payload_with(_dataset, events)
    return link_from_frame(publish_json_passing("payload-window", payload)), rows


@st.cache_resource(show_spinner=False, max_entries=2)
def _published_extent(_dataset: Dataset, _engine: Engine, version: str) -> str:
    del version
    none = publish("events", pack({name: np.zeros(0) for name in DTYPES}), "bin.gz")
    extent = [_engine.manifest.first_day, _engine.manifest.last_day]
    events = {"count": 0, "columns": {"url": none}, "text": None, "extent": extent}
    return link_from_frame(publish_json_passing("payload-counted", payload_with(_dataset, events)))


def _position(rows: Ints) -> int | None:
    """Where the event that was chosen on the map stands among those sent to it."""
    chosen: tuple[int, Dataset] | None = st.session_state.get(_CHOSEN)
    if chosen is None or chosen[1].row_of(session.selected()) is None:
        return None
    at = int(np.searchsorted(rows, chosen[0]))
    return at if at < len(rows) and rows[at] == chosen[0] else None


def _choose(dataset: Dataset, engine: Engine, row: int | None) -> None:
    """Choose an event by its row in the whole dataset, and keep it with its claims."""
    if row is None:
        session.select(None)
        return
    held = dataset_of(engine, engine.page(EventFilter(), 1, after=row - 1), dataset.path)
    st.session_state[_CHOSEN] = (row, held)
    session.select(str(held.events["event_id"].iloc[0]))


def _holding(event_id: str | None, page: Dataset) -> Dataset | None:
    """The dataset that holds an event: the page of the table, else what was chosen on the map."""
    chosen = st.session_state.get(_CHOSEN)
    for held in (page, *([chosen[1]] if chosen else [])):
        if held.row_of(event_id) is not None:
            one: Dataset = held
            return one
    return None
