"""The Sources page: what each source tells, what rests on it alone, and the analyst's grades."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.linkage import Dataset, Selection, events_of_source, source_table
from geo.records import graded_claims_csv, sources_csv
from geo.schema import CREDIBILITIES, RELIABILITIES
from geo.summary import certainty_text
from geo.symbology import STATUSES as STATUS_SYMBOLS
from geo.ui import dated_rows, paging, session, toolbar
from geo.ui.as_of import as_filtered
from geo.ui.component import draw
from geo.ui.grades import graded, set_grade, set_grades
from geo.ui.panels import summary_of

ROWS_MAX: Final = 500
PAGE_ROWS: Final = 100
_STATUSES: Final = {status.code: status.label for status in STATUS_SYMBOLS}
_CHOSEN: Final = "truceline_source"
_FIRST_SOURCE: Final = "truceline_sources_first"
_FIRST_CLAIM: Final = "truceline_source_claims_first"
_NOTE: Final = (
    "Reliability grades a source from A to F, credibility one claim from 1 to 6 (Admiralty code). "
    "Both are yours to set and blank until then: blank is not graded, which differs from F and 6. "
    "They last as long as this session; the files keep them."
)


@st.fragment
def show(whole: Dataset) -> None:
    """Draw the page."""
    event_filter = session.current()
    dataset = as_filtered(whole, event_filter)
    selection = dataset.selection(event_filter)
    toolbar.show(summary_of(dataset, selection, event_filter))
    session.write_url()
    st.text(_NOTE)
    table = graded(source_table(dataset, selection), set_grades())
    start = paging.show(_FIRST_SOURCE, len(table), PAGE_ROWS, "in the order of the file")
    _show_sources(table.iloc[start : start + PAGE_ROWS])
    _downloads(whole)
    _show_source(dataset, selection, table)


def _show_sources(rows: pd.DataFrame) -> None:
    columns = {
        "Source": "wide",
        "Events": "number",
        "Rest on it alone": "number",
        "Claims": "number",
        "Published": "short",
        "Kind": "short",
    }
    drawn = [
        {
            "id": row["source_id"],
            "name": row["label"],
            "grade": row["reliability"],
            "cells": [
                {
                    "text": row["label"],
                    "note": "" if row["title"] in row["label"] else row["title"],
                    "url": row["url"],
                },
                _count(row, "events"),
                _count(row, "alone"),
                int(row["claims"]),
                {"text": _day(row["published_on"]), "note": str(row["published_basis"])},
                str(row["kind"]),
            ],
        }
        for row in rows.to_dict("records")
    ]
    _show_grades("reliability", "Sources", columns, drawn, RELIABILITIES)


def _show_claims(dataset: Dataset, rows: pd.DataFrame) -> None:
    columns = {"Event": "wide", "Party": "", "Statement": "wide", "Said on": "short", "¶": "number"}
    titles = dataset.events["title"].iloc[rows["event_row"]]
    drawn = [
        {
            "id": row["claim_id"],
            "name": f"{row['party_title']} on {title}, {row['aspect']}",
            "grade": row["credibility"],
            "cells": [
                title,
                {"text": row["party_title"], "note": f"{row['stance']} {row['aspect']}"},
                row["statement"],
                _day(row["said_on"]),
                "" if pd.isna(row["paragraph"]) else int(row["paragraph"]),
            ],
        }
        for row, title in zip(rows.to_dict("records"), titles, strict=True)
    ]
    _show_grades("credibility", "Claims of the source", columns, drawn, CREDIBILITIES)


def _show_grades(
    grade: str,
    label: str,
    columns: dict[str, str],
    rows: list[dict[str, Any]],
    meanings: dict[str, str],
) -> None:
    """Draw a table in which only the grade can be set."""
    panel = f"truceline_{grade}_table"
    draw(
        "grades",
        {
            "label": label,
            "grade": grade.capitalize(),
            "scale": list(meanings.items()),
            "columns": [{"name": name, "kind": kind} for name, kind in columns.items()],
            "rows": rows,
        },
        panel,
        on_graded_change=lambda: _take_grades(panel, grade, {row["id"] for row in rows}, meanings),
    )


def _take_grades(panel: str, grade: str, ids: set[str], meanings: dict[str, str]) -> None:
    asked: dict[str, str] = st.session_state[panel]["graded"] or {}
    for one, code in asked.items():
        if one in ids and (code in meanings or code == ""):
            set_grade(grade, one, code)


def _count(row: Mapping[Any, Any], name: str) -> str:
    possible = int(row[f"{name}_possible"])
    return certainty_text(int(row[name]) - possible, possible)


def _day(day: pd.Timestamp) -> str:
    return "" if pd.isna(day) else day.date().isoformat()


def _downloads(whole: Dataset) -> None:
    """The two tables with their grades, all rows of them, to put into a dataset folder."""
    row = st.container(horizontal=True)
    # Streamlit makes the file on the click, outside any session: the grades come along.
    grades = set_grades()
    for name, make in (
        ("sources", lambda: sources_csv(whole, graded(whole.sources, grades))),
        ("claims", lambda: graded_claims_csv(whole, graded(whole.claims, grades))),
    ):
        row.download_button(
            f"{name}.csv",
            make,
            file_name=f"{name}_{whole.version}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            help="All rows with the grades set here, as a dataset folder holds them",
        )


def _show_source(dataset: Dataset, selection: Selection, table: pd.DataFrame) -> None:
    labels = dict(zip(table["source_id"], table["label"], strict=True))
    chosen = st.selectbox(
        "Events and claims of",
        list(labels),
        format_func=lambda one: f"{labels[one]} ({one})",
        key=_CHOSEN,
    )
    events = events_of_source(dataset, selection, chosen)
    counted = table.set_index("source_id").loc[chosen]
    told, alone = (_count(counted, name) for name in ("events", "alone"))
    st.text(f"{told} events, of which {alone} rest on this source alone.")
    if not len(events):
        return
    shown = {
        "When": events["when"].astype(str),
        "Event": events["title"],
        "On it alone": events["alone"].map({True: "yes", False: ""}),
        "Claims": events["claims"],
        "Status": events["status"].cat.rename_categories(_STATUSES).astype(str),
        "In window": events["certainty"].astype(str),
    }
    first = {name: cells.iloc[:ROWS_MAX] for name, cells in shown.items()}
    axis = selection.days(session.current().window)
    dated_rows.show("Events of the source", first, events.iloc[:ROWS_MAX], axis, "source_events")
    if len(events) > ROWS_MAX:
        st.text(f"The first {ROWS_MAX} of {len(events):,}; narrow the filter for the others.")
    claims = dataset.claims_of(selection)
    own = graded(claims[claims["source_id"] == chosen], set_grades())
    start = paging.show(f"{_FIRST_CLAIM}_{chosen}", len(own), PAGE_ROWS, "by date")
    _show_claims(dataset, own.iloc[start : start + PAGE_ROWS].reset_index())
