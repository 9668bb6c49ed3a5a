"""The form of the Drafts page: a report, its day, and where it is from."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Final

import streamlit as st

from geo.limits import MAX_REPORT_CHARS
from geo.linkage import Dataset
from geo.report import Drafter
from geo.report.duplicates import duplicate_hints
from geo.report.review import Source
from geo.report.rows import draft_records
from geo.schema import SOURCE_KINDS
from geo.spans import FIRST_DAY

# The draft on the page, and what was decided about it.
DRAFT: Final = "truceline_draft"
REVIEW: Final = "truceline_review"
_SAID: Final = "truceline_drafts_said"
_INTRO: Final = (
    "Paste a report and give its day. Events and claims are drafted by rules on this machine; "
    "nothing is kept that you have not confirmed."
)


def show_form(dataset: Dataset) -> None:
    """Draw the form, and what was said since it was last drawn."""
    drafted = DRAFT in st.session_state
    with st.expander("Report", expanded=not drafted, icon=":material/article:"):
        st.text(_INTRO)
        file = st.file_uploader("Text file", type=["txt"], max_upload_size=1)
        st.text_area(
            "Text of the report",
            key="draft_text",
            height=220,
            max_chars=MAX_REPORT_CHARS,
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
        say("error", "The file is no UTF-8 text. Save it as UTF-8.")
        st.rerun()
    if day is None or not text.strip():
        missing = "the dateline" if day is None else "the text"
        say("error", f"A draft needs {missing}.")
        st.rerun()
    try:
        drafted = _drafter(dataset, dataset.version).draft(text, day)
    except ValueError as error:
        say("error", str(error))
        st.rerun()
    hints = duplicate_hints(drafted.events, dataset)
    records = draft_records(drafted, dataset.gazetteer, hints)
    digest = hashlib.sha256(f"{day}\n{text}".encode()).hexdigest()[:12]
    st.session_state[DRAFT] = {
        "id": digest,
        "text": text,
        "records": records,
        "source": _source(day, digest),
    }
    st.session_state[REVIEW] = {}
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


def something_said() -> bool:
    """Whether something waits to be told."""
    return bool(st.session_state.get(_SAID))


def say(level: str, text: str) -> None:
    """Say something, `done` or `error`, over the next drawing of the form."""
    st.session_state[_SAID] = [*st.session_state.get(_SAID, []), (level, text)]
