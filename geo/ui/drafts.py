"""The Drafts page: a report goes in, drafts are confirmed field by field, rows come out."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import streamlit as st

from geo.api.editing import add_rows, open_for_editing
from geo.errors import DataFaultsError, TrucelineError
from geo.linkage import Dataset
from geo.report.mentions import ROLES
from geo.report.review import (
    CLAIM_FIELDS,
    EVENT_FIELDS,
    REQUIRED,
    Accepted,
    accept,
    fields_asked,
)
from geo.schema import (
    ACLED_SUB_EVENT_TYPES,
    ASPECTS,
    CATEGORIES,
    DATE_PRECS,
    EVENTS,
    SCOPES,
    STANCES,
    WHERE_PRECS,
)
from geo.store.append import append_rows, copy_with_rows
from geo.store.folder import BUILT_IN, load, resolve
from geo.ui.component import PANEL
from geo.ui.draftform import DRAFT, REVIEW, say, show_form, something_said
from geo.ui.labels import LABELS
from geo.ui.startup import SESSION_FOLDER, editor, folder_to_edit

_PANEL_KEY: Final = "drafts"


def show(dataset: Dataset) -> None:
    """Draw the page."""
    show_form(dataset)
    if DRAFT in st.session_state:
        _show_review(dataset)


@st.fragment
def _show_review(dataset: Dataset) -> None:
    """Draw text and drafts; a decision reruns only this."""
    if DRAFT not in st.session_state or something_said():
        # What a button of this fragment did is told above the form, which is outside it.
        st.rerun()
    draft: dict[str, Any] = st.session_state[DRAFT]
    data = {
        "view": "drafts",
        "id": draft["id"],
        "text": draft["text"],
        "records": draft["records"],
        "review": st.session_state[REVIEW],
        "roles": ROLES,
        "fields": {"events": EVENT_FIELDS, "claims": CLAIM_FIELDS},
        "asked": _asked(draft["records"]),
        "required": sorted(REQUIRED),
        # A draft has the two of ACLED in one field.
        "labels": {**LABELS, "sub_event_type": LABELS["event_type"]},
        "counts": [column.name for column in EVENTS.columns if column.kind == "count"],
        "choices": _choices(dataset, draft["records"]),
        "places": {one.id: one.title for one in dataset.gazetteer.values()},
    }
    PANEL(key=_PANEL_KEY, data=data, on_review_change=_take_review)
    _show_outcome(_accepted(dataset))


def _accepted(dataset: Dataset) -> Accepted:
    """Rows that were decided, as they fit into a dataset."""
    draft = st.session_state[DRAFT]
    return accept(
        draft["records"],
        st.session_state[REVIEW],
        draft["source"],
        dataset.parties["party_id"].tolist(),
        dataset.events["event_id"].tolist(),
        dataset.sources["source_id"].tolist(),
    )


def _asked(records: dict[str, Any]) -> dict[str, list[str]]:
    events = {one["event_id"]: fields_asked(one, EVENT_FIELDS) for one in records["events"]}
    claims = {one["claim_id"]: fields_asked(one, CLAIM_FIELDS) for one in records["claims"]}
    return events | claims


def _take_review() -> None:
    sent = st.session_state[_PANEL_KEY]["review"]
    draft = st.session_state.get(DRAFT)
    if isinstance(sent, dict) and draft and sent.get("id") == draft["id"]:
        st.session_state[REVIEW] = sent["decisions"]


def _choices(dataset: Dataset, records: dict[str, Any]) -> dict[str, list[str]]:
    """What each coded field may be."""
    parties = dict.fromkeys(
        [*dataset.parties["party_id"], *(claim["party"] for claim in records["claims"])]
    )
    return {
        "category": list(CATEGORIES),
        "sub_event_type": ["", *ACLED_SUB_EVENT_TYPES],
        "scope": list(SCOPES),
        "date_prec": list(DATE_PRECS),
        "where_prec": list(WHERE_PRECS),
        "stance": list(STANCES),
        "aspect": list(ASPECTS),
        "party": list(parties),
        "place_id": ["", *dataset.gazetteer],
    }


def _show_outcome(accepted: Accepted) -> None:
    st.text(
        f"Accepted: {accepted.events} events, {accepted.claims} claims. "
        f"Still open: {accepted.open_records}. Rejected: {accepted.rejected_records}."
    )
    folder = resolve(folder_to_edit())
    with st.container(horizontal=True):
        st.button(
            "Add to this session",
            icon=":material/add:",
            type="primary",
            disabled=not accepted.events,
            on_click=_add_to_session,
            args=(accepted,),
        )
        st.button(
            "Write to the dataset folder",
            icon=":material/save:",
            disabled=not accepted.events or folder == BUILT_IN,
            on_click=_write,
            args=(folder,),
            help="The built-in data is read-only: python -m geo edit DIR makes a copy of it."
            if folder == BUILT_IN
            else None,
        )


def _add_to_session(accepted: Accepted) -> None:
    folder = Path(st.session_state.get(SESSION_FOLDER) or resolve(folder_to_edit()))
    try:
        st.session_state[SESSION_FOLDER] = str(copy_with_rows(folder, accepted.rows))
    except DataFaultsError as error:
        say("error", str(error))
        return
    _finish(accepted, "added to this session; other pages show them")


def _write(folder: Path) -> None:
    try:
        # The folder itself, since the session may have parties and events that it lacks.
        accepted = _accepted(load(folder))
        if folder == folder_to_edit():
            with open_for_editing(folder) as edits:
                add_rows(edits, accepted.rows, editor(), "drafted from a report")
        else:
            append_rows(folder, accepted.rows)
    except (TrucelineError, OSError) as error:
        say("error", str(error))
        return
    _finish(accepted, f"written to {folder}")


def _finish(accepted: Accepted, how: str) -> None:
    say("done", f"{accepted.events} events and {accepted.claims} claims {how}.")
    del st.session_state[DRAFT]
