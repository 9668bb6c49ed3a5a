"""The Situation page: figures, map, details and table, on one filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from geo.filters import FIELDS, EventFilter
from geo.linkage import Dataset
from geo.ui import session, table, toolbar
from geo.ui.as_of import as_filtered
from geo.ui.frame import show_map
from geo.ui.panels import contested_in, show_details, summary_of

if TYPE_CHECKING:
    from geo.engine.engine import Engine

# What the inputs call the filters whose parameter is no word.
_LABELS: Final = {"prec": "location", "q": "text"}


def show(dataset: Dataset, engine: Engine | None = None) -> None:
    """Draw the page; an engine answers for what is too large to be loaded."""
    if engine is not None:
        # It brings ibis and DuckDB, which data that are loaded whole do without.
        from geo.ui import large

        large.show(dataset, engine)
        return
    _show_events(dataset)
    table.show_download(dataset)


@st.fragment
def _show_events(whole: Dataset) -> None:
    """Draw what follows dates, clicks on the map and clicks in the table; they rerun only this."""
    event_filter = session.current()
    dataset = as_filtered(whole, event_filter)
    selection = dataset.selection(event_filter)
    toolbar.show(summary_of(dataset, selection, event_filter))
    if not len(selection):
        _explain_emptiness(whole, event_filter)
    chosen = session.selected()
    in_filter = selection.position_of(dataset.row_of(chosen)) is not None
    with st.container(horizontal=True, key="beside"):
        show_map(dataset, event_filter)
        show_details(
            dataset,
            chosen,
            event_filter.names,
            in_filter=in_filter,
            contested=contested_in(selection, event_filter.window),
        )
    table.show(dataset, selection, event_filter)
    session.write_url()


def _explain_emptiness(whole: Dataset, event_filter: EventFilter) -> None:
    """Name what empties the selection and offer to clear it."""
    st.text("No event passes this filter.")
    blank = EventFilter()
    cleared = {"dates": event_filter.replace(start=None, end=None)}
    for spec in FIELDS:
        if spec.passes is not None and getattr(event_filter, spec.attribute):
            default = getattr(blank, spec.attribute)
            label = _LABELS.get(spec.param, spec.param)
            cleared[label] = event_filter.replace(**{spec.attribute: default})
    if event_filter.as_of is not None:
        cleared["as published by"] = event_filter.replace(as_of=None)
    counts = {name: len(as_filtered(whole, one).selection(one)) for name, one in cleared.items()}
    helpful = {name: count for name, count in counts.items() if count}
    with st.container(horizontal=True):
        for name, count in helpful.items():
            values = {s.attribute: getattr(cleared[name], s.attribute) for s in FIELDS}
            label = f"Clear {name} ({count} event{'s' if count > 1 else ''})"
            st.button(label, key=f"clear_{name}", on_click=session.change, kwargs=values)
        if not helpful:
            st.button("Clear all filters", key="clear_all", on_click=session.reset)
