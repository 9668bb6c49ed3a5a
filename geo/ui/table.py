"""The table of the Situation page: one page of rows, linked to the map, and all of them as CSV."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.filters import EventFilter
from geo.linkage import Dataset, Selection
from geo.records import events_csv
from geo.summary import toll_text
from geo.symbology import CATEGORIES
from geo.symbology import STATUSES as STATUS_SYMBOLS
from geo.ui import session

PAGE_ROWS: Final = 50
_TABLE: Final = "truceline_table"
_FIRST: Final = "truceline_table_first"
_FOLLOWED: Final = "truceline_table_followed"
_CATEGORIES: Final = {category.code: category.label for category in CATEGORIES}
_STATUSES: Final = {status.code: status.label for status in STATUS_SYMBOLS}
_DRAWN: Final = {"symbol": "symbol", "area": "count on area", "listed": "not on the map"}


def show(dataset: Dataset, selection: Selection, event_filter: EventFilter) -> None:
    """Draw the table of a selection and what goes with it."""
    title, in_view, download = st.columns([3, 1, 1], vertical_alignment="bottom")
    title.subheader("Events")
    only_in_view = in_view.toggle("In view only", help="Only events at places now on the map")
    listed = _in_view(selection) if only_in_view else selection
    download.download_button(
        "CSV",
        lambda: events_csv(dataset, listed.frame(), event_filter.names),
        file_name=f"truceline_{dataset.version}.csv",
        mime="text/csv",
        icon=":material/download:",
        width="stretch",
        on_click="ignore",
        help="All rows of the table, not only those on this page",
    )
    if len(selection) and not len(listed):
        st.text("None of these events is at a place on the map now. Zoom out to see them.")
        return
    start = _first_row(dataset, listed)
    rows = listed.frame(start=start, stop=start + PAGE_ROWS)
    if len(listed) > PAGE_ROWS:
        _show_pages(listed, start, len(rows))
    ids = rows["event_id"].tolist()
    chosen = [ids.index(session.selected())] if session.selected() in ids else []
    # A table keeps its selection by key; a new one for each set of rows starts without the old.
    key = f"{_TABLE}_{hash(tuple(ids))}"
    if _chosen_in(key) != chosen:
        st.session_state[key] = {"selection": {"rows": chosen, "columns": []}}
    st.dataframe(
        _cells(dataset, rows, event_filter.names),
        key=key,
        hide_index=True,
        height=360,
        placeholder="",
        on_select=lambda: _take_row(key, ids, chosen),
        selection_mode="single-row",
    )


def _in_view(selection: Selection) -> Selection:
    bounds = session.bounds()
    if bounds is None:
        return selection
    west, south, east, north = bounds
    lon, lat = (selection.events[name].to_numpy()[selection.rows] for name in ("lon", "lat"))
    return selection.where((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))


def _first_row(dataset: Dataset, listed: Selection) -> int:
    """Position of the first row of the page.

    A page is known by its first event and not by its number, so that it stays with its dates when
    the filter changes. An event newly chosen on the map brings its page along.
    """
    begins = listed.from_row(dataset.row_of(st.session_state.get(_FIRST)))
    start = min(begins, max(len(listed) - PAGE_ROWS, 0))
    chosen = session.selected()
    if chosen != st.session_state.get(_FOLLOWED):
        st.session_state[_FOLLOWED] = chosen
        at = listed.position_of(dataset.row_of(chosen))
        if at is not None and not start <= at < start + PAGE_ROWS:
            start = min(at - at % PAGE_ROWS, len(listed) - PAGE_ROWS)
            _turn_to(listed, start)
    return start


def _turn_to(listed: Selection, position: int) -> None:
    """Show the page that begins with a row of the table."""
    row = listed.rows[min(max(position, 0), len(listed) - 1)]
    st.session_state[_FIRST] = None if position <= 0 else str(listed.events["event_id"].iloc[row])


def _show_pages(listed: Selection, start: int, count: int) -> None:
    total = len(listed)
    back, onward = start > 0, start + count < total
    moves = (
        ("First", ":material/first_page:", 0, back),
        ("Earlier", ":material/chevron_left:", start - PAGE_ROWS, back),
        ("Later", ":material/chevron_right:", start + PAGE_ROWS, onward),
        ("Last", ":material/last_page:", total - PAGE_ROWS, onward),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, icon, position, possible in moves:
            st.button(
                label,
                key=f"{_TABLE}_{label}",
                icon=icon,
                disabled=not possible,
                on_click=_turn_to,
                args=(listed, position),
            )
        st.text(f"Rows {start + 1:,}–{start + count:,} of {total:,}, by date")


def _cells(dataset: Dataset, rows: pd.DataFrame, names: str) -> pd.DataFrame:
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
        "Status": rows["status"].cat.rename_categories(_STATUSES),
        "Kind": rows["category"].cat.rename_categories(_CATEGORIES),
        "Killed": figures,
        "Date known to": rows["date_prec"],
        "In window": rows["certainty"],
        "On the map": rows["drawn"].cat.rename_categories(_DRAWN),
    }
    # Without the index, and with repeated words by number, a page is a few kilobytes.
    return pd.DataFrame(columns).reset_index(drop=True)


def _chosen_in(key: str) -> list[int]:
    rows: list[int] = st.session_state.get(key, {}).get("selection", {}).get("rows", [])
    return list(rows)


def _take_row(key: str, ids: list[str], chosen: list[int]) -> None:
    """Take a click in the table; Streamlit also calls back when the map's choice was set there."""
    rows = _chosen_in(key)
    if rows != chosen:
        session.select(ids[rows[0]] if rows else None)
