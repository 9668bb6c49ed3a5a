"""The Situation page: figures, map, details and table, on one filter."""

from __future__ import annotations

import streamlit as st

from geo.filters import FIELDS, EventFilter
from geo.linkage import Dataset
from geo.summary import COLUMNS, summarise
from geo.ui import session, table
from geo.ui.frame import show_map
from geo.ui.panels import show_details, show_summary


@st.fragment
def show(dataset: Dataset) -> None:
    """Draw the page; clicks on the map and in the table rerun only this."""
    event_filter = session.current()
    selection = dataset.selection(event_filter)
    show_summary(dataset, summarise(selection.frame(COLUMNS)), event_filter)
    if not len(selection):
        _explain_emptiness(dataset, event_filter)
    map_column, details_column = st.columns([5, 2])
    with map_column:
        show_map(dataset, event_filter)
    with details_column, st.container(height=620, border=True):
        show_details(dataset, session.selected(), event_filter.names)
    table.show(dataset, selection, event_filter)
    session.write_url()


def _explain_emptiness(dataset: Dataset, event_filter: EventFilter) -> None:
    """Name what empties the selection and offer to clear it."""
    st.text("No event passes this filter.")
    blank = EventFilter()
    cleared = {"dates": event_filter.replace(start=None, end=None)}
    for spec in FIELDS:
        if spec.passes is not None and getattr(event_filter, spec.attribute):
            default = getattr(blank, spec.attribute)
            cleared[spec.param] = event_filter.replace(**{spec.attribute: default})
    counts = {name: len(dataset.selection(one)) for name, one in cleared.items()}
    helpful = {name: count for name, count in counts.items() if count}
    with st.container(horizontal=True):
        for name, count in helpful.items():
            values = {s.attribute: getattr(cleared[name], s.attribute) for s in FIELDS}
            label = f"Clear {name} ({count} event{'s' if count > 1 else ''})"
            st.button(label, key=f"clear_{name}", on_click=session.change, kwargs=values)
        if not helpful:
            st.button("Clear all filters", key="clear_all", on_click=session.reset)
