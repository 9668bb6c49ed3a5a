"""The Drafts page: a report goes in, drafts are confirmed field by field, rows come out."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Any, Final

import streamlit as st

from geo.errors import DataFaultsError, UsageError
from geo.linkage import Dataset
from geo.report import Drafter
from geo.report.duplicates import duplicate_hints
from geo.report.mentions import ROLES
from geo.report.review import (
    CLAIM_FIELDS,
    EVENT_FIELDS,
    REQUIRED,
    Accepted,
    Source,
    accept,
    fields_asked,
)
from geo.report.rows import draft_records
from geo.report.text import MAX_CHARS
from geo.schema import (
    ACLED_SUB_EVENT_TYPES,
    ASPECTS,
    CATEGORIES,
    DATE_PRECS,
    EVENTS,
    SCOPES,
    SOURCE_KINDS,
    STANCES,
    WHERE_PRECS,
)
from geo.spans import FIRST_DAY
from geo.store.append import append_rows, copy_with_rows
from geo.store.folder import BUILT_IN, resolve
from geo.ui.component import PANEL
from geo.ui.startup import SESSION_FOLDER

_DRAFT: Final = "truceline_draft"
_REVIEW: Final = "truceline_review"
_SAID: Final = "truceline_drafts_said"
_PANEL_KEY: Final = "drafts"
_INTRO: Final = (
    "Paste a report and give its day. Events and claims are drafted by rules on this machine; "
    "nothing is kept that you have not confirmed."
)
LABELS: Final = {
    "title": "Title",
    "category": "Kind",
    "sub_event_type": "ACLED type",
    "scope": "Scope",
    "date_start": "First day",
    "date_end": "Last day",
    "date_prec": "Known to",
    "place_id": "Place",
    "where_prec": "Place is",
    "side_a": "Side A",
    "side_b": "Side B",
    "deaths_a": "Killed, side A",
    "deaths_b": "Killed, side B",
    "deaths_civilians": "Civilians killed",
    "deaths_unknown": "Killed, side unknown",
    "low": "Killed, at least",
    "best": "Killed, as stated",
    "high": "Killed, at most",
    "wounded_low": "Wounded, at least",
    "wounded_high": "Wounded, at most",
    "party": "Who says it",
    "stance": "Stance",
    "aspect": "About",
    "statement": "In your words",
    "said_on": "Said on",
}


def show(dataset: Dataset) -> None:
    """Draw the page."""
    _show_form(dataset)
    if _DRAFT in st.session_state:
        _show_review(dataset)


def _show_form(dataset: Dataset) -> None:
    drafted = _DRAFT in st.session_state
    with st.expander("Report", expanded=not drafted, icon=":material/article:"):
        st.text(_INTRO)
        file = st.file_uploader("Text file", type=["txt"], max_upload_size=1)
        st.text_area(
            "Text of the report",
            key="draft_text",
            height=220,
            max_chars=MAX_CHARS,
            help="A file that is loaded comes before what is typed here.",
        )
        day, publisher, title, kind = st.columns([2, 2, 3, 2])
        day.date_input(
            "Dateline (required)",
            value=None,
            key="draft_day",
            min_value=FIRST_DAY,
            max_value=date.today(),
            format="YYYY-MM-DD",
            help="Day of publication. “Saturday” and “last week” are counted from it.",
        )
        publisher.text_input("Publisher", key="draft_publisher", max_chars=120)
        title.text_input("Title", key="draft_title", max_chars=300)
        kind.selectbox(
            "Kind", list(SOURCE_KINDS), format_func=SOURCE_KINDS.__getitem__, key="draft_kind"
        )
        if st.button("Draft", type="primary", icon=":material/edit_note:"):
            _draft(dataset, None if file is None else file.getvalue())
    for level, text in st.session_state.pop(_SAID, []):
        (st.error if level == "error" else st.success)("Not done." if level == "error" else "Done.")
        st.text(text)


def _draft(dataset: Dataset, content: bytes | None) -> None:
    """Draft from what the form holds, or say what is missing."""
    day: date | None = st.session_state["draft_day"]
    try:
        text = st.session_state["draft_text"] if content is None else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        _say("error", "The file is no UTF-8 text. Save it as UTF-8.")
        st.rerun()
    if day is None or not text.strip():
        missing = "the dateline" if day is None else "the text"
        _say("error", f"A draft needs {missing}.")
        st.rerun()
    drafted = _drafter(dataset, dataset.version).draft(text, day)
    hints = duplicate_hints(drafted.events, dataset)
    records = draft_records(drafted, dataset.gazetteer, hints)
    digest = hashlib.sha256(f"{day}\n{text}".encode()).hexdigest()[:12]
    st.session_state[_DRAFT] = {
        "id": digest,
        "text": text,
        "records": records,
        "source": _source(day, digest),
    }
    st.session_state[_REVIEW] = {}
    st.rerun()


def _source(day: date, digest: str) -> Source:
    publisher = str(st.session_state["draft_publisher"]).strip()
    stem = re.sub(r"[^a-z0-9]+", "-", publisher.lower()).strip("-") or "report"
    return Source(
        source_id=f"{stem[:24]}-{day:%Y%m%d}-{digest[:4]}",
        publisher=publisher,
        title=str(st.session_state["draft_title"]).strip(),
        published_on=day.isoformat(),
        kind=str(st.session_state["draft_kind"]),
    )


@st.cache_resource(show_spinner=False, max_entries=2)
def _drafter(_dataset: Dataset, version: str) -> Drafter:
    del version
    return Drafter(_dataset.gazetteer)


@st.fragment
def _show_review(dataset: Dataset) -> None:
    """Draw text and drafts; a decision reruns only this."""
    draft: dict[str, Any] = st.session_state[_DRAFT]
    data = {
        "view": "drafts",
        "id": draft["id"],
        "text": draft["text"],
        "records": draft["records"],
        "review": st.session_state[_REVIEW],
        "roles": ROLES,
        "fields": {"events": EVENT_FIELDS, "claims": CLAIM_FIELDS},
        "asked": _asked(draft["records"]),
        "required": sorted(REQUIRED),
        "labels": LABELS,
        "counts": [column.name for column in EVENTS.columns if column.kind == "count"],
        "choices": _choices(dataset, draft["records"]),
        "places": {one.id: one.title for one in dataset.gazetteer.values()},
    }
    PANEL(key=_PANEL_KEY, data=data, on_review_change=_take_review)
    accepted = accept(
        draft["records"],
        st.session_state[_REVIEW],
        draft["source"],
        dataset.parties["party_id"].tolist(),
        dataset.events["event_id"].tolist(),
    )
    _show_outcome(accepted)


def _asked(records: dict[str, Any]) -> dict[str, list[str]]:
    events = {one["event_id"]: fields_asked(one, EVENT_FIELDS) for one in records["events"]}
    claims = {one["claim_id"]: fields_asked(one, CLAIM_FIELDS) for one in records["claims"]}
    return events | claims


def _take_review() -> None:
    sent = st.session_state[_PANEL_KEY]["review"]
    draft = st.session_state.get(_DRAFT)
    if isinstance(sent, dict) and draft and sent.get("id") == draft["id"]:
        st.session_state[_REVIEW] = sent["decisions"]


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
    folder = resolve()
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
            args=(folder, accepted),
            help="The built-in data is not written to: copy it and set TRUCELINE_DATA."
            if folder == BUILT_IN
            else None,
        )


def _add_to_session(accepted: Accepted) -> None:
    folder = Path(st.session_state.get(SESSION_FOLDER) or resolve())
    try:
        st.session_state[SESSION_FOLDER] = str(copy_with_rows(folder, accepted.rows))
    except DataFaultsError as error:
        _say("error", str(error))
        return
    _finish(accepted, "added to this session; other pages show them")


def _write(folder: Path, accepted: Accepted) -> None:
    try:
        append_rows(folder, accepted.rows)
    except (DataFaultsError, UsageError, OSError) as error:
        _say("error", str(error))
        return
    _finish(accepted, f"written to {folder}")


def _finish(accepted: Accepted, how: str) -> None:
    _say("done", f"{accepted.events} events and {accepted.claims} claims {how}.")
    del st.session_state[_DRAFT]


def _say(level: str, text: str) -> None:
    st.session_state[_SAID] = [*st.session_state.get(_SAID, []), (level, text)]
