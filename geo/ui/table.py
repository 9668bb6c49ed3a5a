"""The table of the Situation page: one page of rows, linked to the map, and all of them as CSV.

Its rows are a published file and not part of a rerun's message, which stays short however long the
page.
"""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from geo.exports import FORMATS as EXPORTS
from geo.exports import ExportFormat, Extract
from geo.filters import EventFilter
from geo.linkage import Dataset, Selection
from geo.records import sentence
from geo.summary import toll_text
from geo.symbology import CATEGORIES
from geo.symbology import STATUSES as STATUS_SYMBOLS
from geo.ui import inputs, session
from geo.ui.as_of import as_filtered
from geo.ui.component import PANEL
from geo.ui.panels import whole
from geo.ui.published import link_from_page, publish_json_passing

PAGE_ROWS: Final = 100
_TABLE: Final = "table"
_FIRST: Final = "truceline_table_first"
_LISTED: Final = "table_listed"
_FOLLOWED: Final = "truceline_table_followed"
_CATEGORIES: Final = {category.code: category for category in CATEGORIES}
_STATUSES: Final = {status.code: status.label for status in STATUS_SYMBOLS}
_SYMBOLS: Final = {
    code: {"frame": one.frame, "glyph": one.glyph, "fill": one.fill, "ink": one.ink}
    for code, one in _CATEGORIES.items()
}
# What `publish_rows` reads of an event beside its certainty.
_COLUMNS: Final = (
    *("event_id", "title", "when", "day_start", "day_end", "date_prec", "place_id"),
    *("category", "status", "low", "high", "drawn"),
)
_DRAWN: Final = {"symbol": "symbol", "area": "count on area", "listed": "not on the map"}


def show(dataset: Dataset, selection: Selection, event_filter: EventFilter) -> None:
    """Draw the table of a selection."""
    listed = _listed(selection)
    said = sentence(dataset, event_filter) + (", in view" if len(listed) < len(selection) else "")
    _listed_last().update(rows=listed, said=said, names=event_filter.names)
    start = _first_row(dataset, listed)
    data = {
        "view": "table",
        "in_view": inputs.in_view_only(),
        "hidden": len(selection) - len(listed),
        "start": start,
        "total": len(listed),
        "chosen": session.selected(),
        "window": listed.days(event_filter.window),
        "rows": publish_rows(dataset, listed, event_filter.names, start),
    }
    PANEL(
        key=_TABLE,
        data={name: value for name, value in data.items() if value not in (None, 0, False, "")},
        on_in_view_change=lambda: inputs.show_in_view_only(bool(_said("in_view"))),
        on_page_change=lambda: _turn(listed, start, str(_said("page"))),
        on_row_change=lambda: session.select(str(_said("row")) or None),
    )


def show_download(whole: Dataset) -> None:
    """Draw the buttons that download all rows; they stand outside the fragment and draw once."""
    dataset = as_filtered(whole, session.current())
    # Streamlit makes the file on the click, outside any session: what it needs comes along.
    listed = _listed_last()
    with st.container(horizontal=True):
        _download(dataset, listed, EXPORTS["csv"])
        with st.popover("Other formats"):
            for name, form in EXPORTS.items():
                if name != "csv":
                    _download(dataset, listed, form)


def _download(dataset: Dataset, listed: dict[str, Any], form: ExportFormat) -> None:
    def write() -> bytes:
        rows, said, names = (listed[name] for name in ("rows", "said", "names"))
        return form.write(Extract(dataset, rows.frame(), said, names))

    st.download_button(
        form.label,
        write,
        file_name=form.file_name(dataset.version),
        mime=form.mime,
        icon=":material/download:",
        on_click="ignore",
        help="All rows of the table, not only those on this page",
    )


def _listed_last() -> dict[str, Any]:
    """Under "rows", what the table listed last, under "said" and "names" how it was asked for."""
    held: dict[str, Any] = st.session_state.setdefault(_LISTED, {})
    return held


def _said(name: str) -> Any:
    return st.session_state[_TABLE][name]


def _listed(selection: Selection) -> Selection:
    bounds = session.bounds() if inputs.in_view_only() else None
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


def _turn(listed: Selection, start: int, move: str) -> None:
    positions = {
        "First": 0,
        "Earlier": start - PAGE_ROWS,
        "Later": start + PAGE_ROWS,
        "Last": len(listed) - PAGE_ROWS,
    }
    if move in positions and len(listed):
        _turn_to(listed, positions[move])


def _turn_to(listed: Selection, position: int) -> None:
    """Show the page that begins with a row of the table."""
    row = listed.rows[min(max(position, 0), len(listed) - 1)]
    st.session_state[_FIRST] = None if position <= 0 else str(listed.events["event_id"].iloc[row])


def publish_rows(dataset: Dataset, listed: Selection, names: str, start: int = 0) -> str:
    """Publish a page of rows with the symbols they need; return the link, empty for none."""
    rows = listed.records(_COLUMNS, start, start + PAGE_ROWS)
    if not rows:
        return ""
    names_of = {
        place_id: dataset.gazetteer[place_id].name(names) if place_id else ""
        for place_id in {row["place_id"] for row in rows}
    }
    records = [
        {
            "id": row["event_id"],
            "title": row["title"],
            "when": row["when"],
            "first": row["day_start"],
            "last": row["day_end"],
            "precise": row["date_prec"] == "day",
            "place": names_of[row["place_id"]],
            "category": row["category"],
            "kind": _CATEGORIES[row["category"]].label,
            "status": row["status"],
            "status_label": _STATUSES[row["status"]],
            "killed": toll_text(whole(row["low"]), whole(row["high"])),
            "certainty": row["certainty"],
            "on_map": _DRAWN[row["drawn"]],
        }
        for row in rows
    ]
    published = publish_json_passing("rows", {"rows": records, "symbols": _SYMBOLS})
    return link_from_page(published)
