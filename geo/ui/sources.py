"""The Sources page: what each source tells, what rests on it alone, and the analyst's grades."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.linkage import Dataset, Selection, events_of_source, source_table
from geo.records import graded_claims_csv, sources_csv
from geo.schema import CREDIBILITIES, RELIABILITIES
from geo.symbology import STATUSES as STATUS_SYMBOLS
from geo.ui import session, toolbar
from geo.ui.as_of import as_filtered
from geo.ui.grades import graded, set_grade, set_grades
from geo.ui.panels import summary_of

ROWS_MAX: Final = 500
GRADE_PX: Final = 120
_STATUSES: Final = {status.code: status.label for status in STATUS_SYMBOLS}
_CHOSEN: Final = "truceline_source"
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
    st.subheader("Sources")
    st.text(_NOTE)
    table = graded(source_table(dataset, selection), set_grades())
    _edit("reliability", table, _source_columns(table), "source_id", RELIABILITIES)
    _downloads(whole)
    _show_source(dataset, selection, table)


def _source_columns(table: pd.DataFrame) -> dict[str, Any]:
    return {
        "Source": table["label"],
        "Title": table["title"],
        "Events": table["events"],
        "Rest on it alone": table["alone"],
        "Claims": table["claims"],
        "Published": table["published_on"].dt.date,
        "Day is": table["published_basis"].astype(str),
        "Kind": table["kind"].astype(str),
        "Address": table["url"],
    }


def _edit(
    grade: str, rows: pd.DataFrame, columns: dict[str, Any], key: str, meanings: dict[str, str]
) -> None:
    """Draw a table in which only the grade can be set."""
    ids = rows[key].tolist()
    shown = pd.DataFrame({grade.capitalize(): rows[grade].replace("", None), **columns})
    scale = "; ".join(f"{code} {meaning}" for code, meaning in meanings.items())
    # Known by its rows: another set of rows starts without the edits of this one.
    editor = f"truceline_{grade}_{hash(tuple(ids))}"
    st.data_editor(
        shown.reset_index(drop=True),
        key=editor,
        hide_index=True,
        width="stretch",
        disabled=list(columns),
        placeholder="",
        column_config={
            grade.capitalize(): st.column_config.SelectboxColumn(
                options=list(meanings), help=scale, width=GRADE_PX
            )
        },
        on_change=_take_grades,
        args=(editor, grade, ids),
    )


def _take_grades(editor: str, grade: str, ids: list[str]) -> None:
    edited: dict[int, dict[str, Any]] = st.session_state[editor]["edited_rows"]
    for row, cells in edited.items():
        if grade.capitalize() in cells:
            set_grade(grade, ids[row], cells[grade.capitalize()] or "")


def _downloads(whole: Dataset) -> None:
    """The two tables with their grades, all rows of them, to put into a dataset folder."""
    row = st.container(horizontal=True)
    # Streamlit makes the file on the click, outside any session: the grades come along.
    grades = set_grades()
    for name, make in (
        ("sources", lambda: sources_csv(graded(whole.sources, grades))),
        ("claims", lambda: graded_claims_csv(graded(whole.claims, grades))),
    ):
        row.download_button(
            f"{name}.csv",
            make,
            file_name=f"{name}.csv",
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
    alone = int(events["alone"].sum())
    st.text(f"{len(events):,} events, of which {alone:,} rest on this source alone.")
    if not len(events):
        return
    shown = {
        "When": events["when"].astype(str),
        "Event": events["title"],
        "On it alone": events["alone"],
        "Claims": events["claims"],
        "Status": events["status"].cat.rename_categories(_STATUSES).astype(str),
        "In window": events["certainty"].astype(str),
    }
    st.dataframe(pd.DataFrame(shown).iloc[:ROWS_MAX], hide_index=True, placeholder="")
    claims = dataset.claims_of(selection)
    own = graded(claims[claims["source_id"] == chosen], set_grades())
    _say_rest(len(events), len(own))
    columns = {
        "Event": dataset.events["title"].iloc[own["event_row"]].to_numpy(),
        "Party": own["party_title"].to_numpy(),
        "Stance": own["stance"].astype(str).to_numpy(),
        "Aspect": own["aspect"].astype(str).to_numpy(),
        "Statement": own["statement"].to_numpy(),
        "Said on": own["said_on"].dt.date.to_numpy(),
        "Paragraph": own["paragraph"].to_numpy(),
    }
    first = {name: cells[:ROWS_MAX] for name, cells in columns.items()}
    _edit("credibility", own.iloc[:ROWS_MAX].reset_index(), first, "claim_id", CREDIBILITIES)


def _say_rest(events: int, claims: int) -> None:
    if max(events, claims) > ROWS_MAX:
        st.text(
            f"The first {ROWS_MAX} of {events:,} events and {claims:,} claims; narrow the filter "
            "for the others."
        )
