"""The table of a dataset that an engine answers for: pages turned by key, never by offset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from geo.engine.details import dataset_of
from geo.engine.engine import Bounds, Engine
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.ui import inputs, session
from geo.ui.component import PANEL
from geo.ui.table import PAGE_ROWS, publish_rows

_TABLE: Final = "table"
_AT: Final = "truceline_large_table_at"
_SHOWN: Final = "truceline_large_table_shown"


@dataclass(frozen=True)
class Page:
    """One page of the events that pass.

    Parameters
    ----------
    dataset : Dataset
        Of its events alone.
    start, total : int
        Events that pass before its first, and in all.
    hidden : int
        Events that pass and are not in view, where only those in view are listed.
    turns : dict of str to dict
        For each button, the key of the page that it leads to.
    """

    dataset: Dataset
    start: int
    total: int
    hidden: int
    turns: dict[str, dict[str, int]]


def page_of(dataset: Dataset, engine: Engine, asked: EventFilter, passing: int) -> Page:
    """Fetch the page that the table is turned to; a filter that has changed begins at its first."""
    bounds = bounds_listed()
    question = asked.replace(view=None).to_query(), bounds, dataset.version
    held = st.session_state.get(_AT)
    if held is None or held[0] != question:
        held = st.session_state[_AT] = (question, {})
    shown = st.session_state.get(_SHOWN)
    if shown is None or shown[0] != held:
        # What moves the map or chooses an event leaves the page as it is.
        shown = (held, _fetch(dataset, engine, asked, bounds, passing, held[1]))
        st.session_state[_SHOWN] = shown
    page: Page = shown[1]
    return page


def bounds_listed() -> Bounds | None:
    """Of the view, where only what is in it is listed."""
    return session.bounds() if inputs.in_view_only() else None


def _fetch(
    dataset: Dataset,
    engine: Engine,
    asked: EventFilter,
    bounds: Bounds | None,
    passing: int,
    key: dict[str, int],
) -> Page:
    rows = engine.page(asked, PAGE_ROWS, bounds=bounds, **key)
    total = passing if bounds is None else engine.count_before(asked, bounds=bounds)
    first, last = (int(rows["row"].iloc[at]) for at in (0, -1)) if len(rows) else (0, 0)
    start = engine.count_before(asked, first, bounds) if key else 0
    turns = {
        "First": {},
        "Earlier": {"before": first},
        "Later": {"after": last},
        "Last": {"before": engine.manifest.events},
    }
    return Page(dataset_of(engine, rows, dataset.path), start, total, passing - total, turns)


def show(page: Page, asked: EventFilter) -> None:
    """Draw a page of the table."""
    selection = page.dataset.selection(EventFilter(asked.start, asked.end))
    data = {
        "view": "table",
        "in_view": inputs.in_view_only(),
        "hidden": page.hidden,
        "start": page.start,
        "total": page.total,
        "chosen": session.selected(),
        "window": selection.days(asked.window),
        "rows": publish_rows(page.dataset, selection, asked.names),
    }
    PANEL(
        key=_TABLE,
        data=data,
        on_in_view_change=lambda: inputs.show_in_view_only(bool(_said("in_view"))),
        on_page_change=lambda: _turn(page, str(_said("page"))),
        on_row_change=lambda: session.select(str(_said("row")) or None),
    )


def _said(name: str) -> Any:
    return st.session_state[_TABLE][name]


def _turn(page: Page, move: str) -> None:
    if move in page.turns:
        question, _ = st.session_state[_AT]
        st.session_state[_AT] = (question, page.turns[move])
