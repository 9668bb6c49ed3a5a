"""The Compare page: two windows on maps that move together, and what differs between them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.changes import BOTH, FIRST, SECOND, Comparison, WindowPair, as_markdown, as_record
from geo.changes import compare as compare_windows
from geo.changes.document import FATES, figure_rows, sections
from geo.changes.outlines import Outline
from geo.changes.sentences import Speaker
from geo.changes.windows import second_params
from geo.linkage import Dataset
from geo.records import events_csv, sentence
from geo.spans import day_number
from geo.summary import toll_text
from geo.symbology import STATUSES as STATUS_SYMBOLS
from geo.ui import dated_rows, messages, session, windows
from geo.ui.as_of import as_filtered
from geo.ui.frame import KEY, TakeWindow, show_map
from geo.ui.panels import show_comparison, show_details

MAP_HEIGHT_PX: Final = 520
SENTENCES_SHOWN: Final = 25
ROWS_SHOWN: Final = 200
_TOGETHER: Final = "truceline_together"
_STATUSES: Final = {status.code: status.label for status in STATUS_SYMBOLS}
_WHERE: Final = {FIRST: "first only", SECOND: "second only", BOTH: "both"}
_DERIVED: Final = ("status", "window", "certainty_first", "certainty_second", "zones")


@st.fragment
def show(whole: Dataset) -> None:
    """Draw the page; dates and clicks on a map rerun only this."""
    dataset = as_filtered(whole, session.current())
    windows.show(dataset)
    pair = windows.pair(dataset)
    compared = _compared(dataset, pair)
    speaker = Speaker(compared)
    _maps(dataset, pair, speaker.windows())
    if session.selected() is not None:
        in_filter = dataset.row_of(session.selected()) in {*compared.events().index}
        show_details(dataset, session.selected(), pair.asked.names, in_filter=in_filter, low=True)
    show_comparison(
        {
            "filter": speaker.rest(),
            "windows": speaker.windows(),
            "figures": figure_rows(compared),
            "counts": speaker.counts(),
            "empty": compared.is_empty,
            "sections": [
                {"heading": heading, "sentences": sentences}
                for heading, sentences in sections(speaker, SENTENCES_SHOWN)
            ],
        }
    )
    _downloads(compared)
    _zones(compared)
    _events(dataset, compared)
    session.write_url(second_params(pair.second) if session.second() else None)


def _compared(dataset: Dataset, pair: WindowPair) -> Comparison:
    asked = pair.asked.replace(view=None)
    return _work_out(dataset, dataset.version, WindowPair(asked, pair.second))


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs={WindowPair: repr})
def _work_out(_dataset: Dataset, version: str, pair: WindowPair) -> Comparison:
    del version
    return compare_windows(_dataset, pair)


def _maps(dataset: Dataset, pair: WindowPair, said: tuple[str, str]) -> None:
    # The number is this session's own, so that another tab's maps do not move along.
    together = st.session_state.setdefault(_TOGETHER, secrets.randbelow(2**53))
    for which, column in enumerate(st.columns(2)):
        with column:
            st.header(said[which], anchor=False)
            show_map(
                dataset,
                pair.filters[which],
                key=f"{KEY}_{which + 1}",
                height_px=MAP_HEIGHT_PX,
                take_window=_taking(pair, which),
                together=together,
            )


def _taking(pair: WindowPair, which: int) -> TakeWindow:
    return lambda first, last: windows.take_window(
        pair, which, messages.day_of(first), messages.day_of(last)
    )


def _downloads(compared: Comparison) -> None:
    name = f"truceline_compare_{compared.dataset.version}"
    files: tuple[tuple[str, str, str, Callable[[], str]], ...] = (
        ("Markdown", "md", "text/markdown", lambda: as_markdown(compared)),
        ("JSON", "json", "application/json", lambda: _json(as_record(compared))),
        ("CSV of events", "csv", "text/csv", lambda: _csv(compared)),
    )
    with st.container(horizontal=True):
        for label, suffix, mime, content in files:
            st.download_button(
                label,
                content,
                file_name=f"{name}.{suffix}",
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
            )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _csv(compared: Comparison) -> str:
    windows = (sentence(compared.dataset, one) for one in compared.pair.filters)
    said = "; compared with ".join(windows)
    return events_csv(compared.dataset, compared.events(), said, derived=_DERIVED)


def _zones(compared: Comparison) -> None:
    st.header("Zones in numbers", anchor=False)
    if not compared.zones:
        st.text("No zone, route or line was in force in either window.")
        return
    names = compared.pair.asked.names
    rows = [
        {
            "Zone": change.place.name(names),
            "Part": change.role,
            "Change": FATES[change.fate],
            "First, km²": _of(change.before, "area_km2"),
            "Second, km²": _of(change.after, "area_km2"),
            "Gained, km²": change.gained_km2,
            "Lost, km²": change.lost_km2,
            "First, km": _of(change.before, "length_km"),
            "Second, km": _of(change.after, "length_km"),
            "Apart at most, km": change.apart_km,
            "First in force": _of(change.before, "in_force"),
            "Second in force": _of(change.after, "in_force"),
        }
        for change in compared.zones
    ]
    table = pd.DataFrame(rows)
    measures = {
        name: st.column_config.NumberColumn(format="%.1f")
        for name in map(str, table.columns)
        if "km" in name
    }
    st.dataframe(table, hide_index=True, placeholder="", column_config=measures)


def _of(outline: Outline | None, measure: str) -> Any:
    return None if outline is None else getattr(outline, measure)


def _events(dataset: Dataset, compared: Comparison) -> None:
    st.header("Events of both windows", anchor=False)
    rows = compared.events()
    if not len(rows):
        st.text("No event of either window passes the filter.")
        return
    if len(rows) > ROWS_SHOWN:
        st.text(f"Rows 1–{ROWS_SHOWN} of {len(rows):,}, by date. The CSV has all of them.")
    shown = rows.iloc[:ROWS_SHOWN]
    columns = _cells(dataset, shown, compared)
    dated_rows.show("Events of both windows", columns, shown, _axis(compared), "both_events")


def _axis(compared: Comparison) -> tuple[int, int]:
    """First and last day of both windows together; an open end is that of their events."""
    windows_of = (compared.pair.asked.window, compared.pair.second)
    rows = compared.events()
    starts = [day_number(one.start) for one in windows_of if one.start]
    ends = [day_number(one.end) for one in windows_of if one.end]
    first = min(starts) if len(starts) == len(windows_of) else int(rows["day_start"].min())
    last = max(ends) if len(ends) == len(windows_of) else int(rows["day_end"].max())
    return first, max(first, last)


def _cells(dataset: Dataset, rows: pd.DataFrame, compared: Comparison) -> dict[str, Any]:
    names = compared.pair.asked.names
    places = [dataset.gazetteer.get(place_id) for place_id in rows["place_id"]]
    killed = [
        toll_text(*(None if pd.isna(figure) else int(figure) for figure in pair))
        for pair in zip(rows["low"], rows["high"], strict=True)
    ]
    return {
        "Window": rows["window"].map(_WHERE),
        "When": rows["when"],
        "Event": rows["title"],
        "Place": ["" if place is None else place.name(names) for place in places],
        "Status": [_STATUSES[status] for status in rows["status"]],
        "Killed": killed,
        "In the first": rows["certainty_first"],
        "In the second": rows["certainty_second"],
    }
