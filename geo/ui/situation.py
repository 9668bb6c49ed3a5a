"""The Situation page: figures, map, details and table, on one filter."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.filters import FIELDS, EventFilter
from geo.linkage import Dataset
from geo.records import events_csv
from geo.summary import toll_text
from geo.symbology import CATEGORIES
from geo.symbology import STATUSES as STATUS_SYMBOLS
from geo.ui import session
from geo.ui.frame import show_map
from geo.ui.panels import show_details, show_summary

_TABLE: Final = "truceline_table"
_CATEGORIES: Final = {category.code: category.label for category in CATEGORIES}
_STATUSES: Final = {status.code: status.label for status in STATUS_SYMBOLS}
# What the inputs call the filters whose parameter is no word.
_LABELS: Final = {"prec": "location", "q": "text"}
_DRAWN: Final = {"symbol": "symbol", "area": "count on area", "listed": "not on the map"}


@st.fragment
def show(dataset: Dataset) -> None:
    """Draw the page; clicks on the map and in the table rerun only this."""
    event_filter = session.current()
    selected = dataset.select(event_filter)
    show_summary(dataset, selected, event_filter, session.problems())
    if selected.empty:
        _explain_emptiness(dataset, event_filter)
    map_column, details_column = st.columns([5, 3])
    with map_column:
        show_map(dataset, event_filter)
    chosen = session.selected()
    in_filter = bool((selected["event_id"] == chosen).any())
    with details_column, st.container(border=True):
        show_details(dataset, chosen, event_filter.names, in_filter=in_filter)
    _show_table(dataset, selected, event_filter)
    session.write_url()


def _explain_emptiness(dataset: Dataset, event_filter: EventFilter) -> None:
    """Name what empties the selection and offer to clear it."""
    st.text("No event passes this filter.")
    blank = EventFilter()
    cleared = {"dates": event_filter.replace(start=None, end=None)}
    for spec in FIELDS:
        if spec.passes is not None and getattr(event_filter, spec.attribute):
            default = getattr(blank, spec.attribute)
            label = _LABELS.get(spec.param, spec.param)
            cleared[label] = event_filter.replace(**{spec.attribute: default})
    counts = {name: len(dataset.select(one)) for name, one in cleared.items()}
    helpful = {name: count for name, count in counts.items() if count}
    with st.container(horizontal=True):
        for name, count in helpful.items():
            values = {s.attribute: getattr(cleared[name], s.attribute) for s in FIELDS}
            label = f"Clear {name} ({count} event{'s' if count > 1 else ''})"
            st.button(label, key=f"clear_{name}", on_click=session.change, kwargs=values)
        if not helpful:
            st.button("Clear all filters", key="clear_all", on_click=session.reset)


def _show_table(dataset: Dataset, selected: pd.DataFrame, event_filter: EventFilter) -> None:
    title, in_view, download = st.columns([3, 1, 1], vertical_alignment="bottom")
    title.subheader("Events")
    only_in_view = in_view.toggle("In view only", help="Only events at places now on the map")
    rows = _in_view(selected) if only_in_view else selected
    download.download_button(
        "CSV",
        events_csv(rows),
        file_name=f"truceline_{dataset.version}.csv",
        mime="text/csv",
        icon=":material/download:",
        width="stretch",
        on_click="ignore",
    )
    if rows.empty and not selected.empty:
        st.text("None of these events is at a place on the map now. Zoom out to see them.")
        return
    ids = rows["event_id"].tolist()
    chosen = [ids.index(session.selected())] if session.selected() in ids else []
    # A table keeps its selection by key; a new one for each set of rows starts without the old.
    key = f"{_TABLE}_{hash(tuple(ids))}"
    if _rows_of(key) != chosen:
        st.session_state[key] = {"selection": {"rows": chosen, "columns": []}}
    st.dataframe(
        _table(dataset, rows, event_filter.names),
        key=key,
        hide_index=True,
        height=360,
        placeholder="",
        on_select=lambda: _take_row(key, ids, chosen),
        selection_mode="single-row",
    )


def _in_view(selected: pd.DataFrame) -> pd.DataFrame:
    bounds = session.bounds()
    if bounds is None:
        return selected
    west, south, east, north = bounds
    return selected[selected["lon"].between(west, east) & selected["lat"].between(south, north)]


def _table(dataset: Dataset, rows: pd.DataFrame, names: str) -> pd.DataFrame:
    places = [dataset.gazetteer.get(place_id) for place_id in rows["place_id"]]
    figures = [
        toll_text(*(None if pd.isna(figure) else int(figure) for figure in pair))
        for pair in zip(rows["low"], rows["high"], strict=True)
    ]
    columns: dict[str, Any] = {
        "From": rows["date_start"].dt.date,
        "To": rows["date_end"].dt.date,
        "Event": rows["title"],
        "Place": ["" if place is None else place.name(names) for place in places],
        "Status": rows["status"].map(_STATUSES),
        "Kind": rows["category"].map(_CATEGORIES),
        "Killed": figures,
        "Date known to": rows["date_prec"],
        "In window": rows["certainty"],
        "On the map": rows["drawn"].map(_DRAWN),
    }
    return pd.DataFrame(columns)


def _rows_of(key: str) -> list[int]:
    rows: list[int] = st.session_state.get(key, {}).get("selection", {}).get("rows", [])
    return list(rows)


def _take_row(key: str, ids: list[str], chosen: list[int]) -> None:
    """Take a click in the table; Streamlit also calls back when the map's choice was set there."""
    rows = _rows_of(key)
    if rows != chosen:
        session.select(ids[rows[0]] if rows else None)
