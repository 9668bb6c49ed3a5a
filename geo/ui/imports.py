"""The Import page: a file, what is taken of it and what is not, and where it goes."""

from __future__ import annotations

import io
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st

from geo.api.imported import Imported
from geo.api.imports import FORMATS, import_content
from geo.api.rejected import RejectedTable, writable
from geo.errors import DataFaultsError, Fault, UsageError
from geo.readers import UnreadableError
from geo.readers.content import Content, printable_name
from geo.ui import session
from geo.ui.startup import SESSION_FOLDER

KINDS: Final = {
    "ucdp": "UCDP GED (CSV or Parquet)",
    "acled": "ACLED export (CSV)",
    "geojson": "GeoJSON",
}
PREVIEW_ROWS: Final = 50
# Folder in which this page may make datasets; without it, only for the session.
FOLDER_VARIABLE: Final = "TRUCELINE_IMPORTS"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}", re.ASCII)
_TRIED: Final = "truceline_import"
# Held while the session shows its data: the folder goes when nothing holds the file it was made of.
_IN_USE: Final = "truceline_import_in_use"


@dataclass
class _Tried:
    """One file, read into a folder that lives as long as the session."""

    key: tuple[str, str]
    home: tempfile.TemporaryDirectory[str]
    content: Content
    rejected: str
    imported: Imported | None
    faults: list[Fault]

    @property
    def folder(self) -> Path:
        return Path(self.home.name) / "dataset"


def show() -> None:
    """Draw the page."""
    st.header("Import")
    st.text("The file is read on this machine. Nothing is sent anywhere.")
    _offer_return()
    kind = st.selectbox("What the file is", list(KINDS), format_func=lambda one: KINDS[one])
    upload = st.file_uploader("File")
    if upload is None or kind is None:
        return
    content = Content(printable_name(upload.name), upload.getvalue())
    tried = _tried(kind, content)
    if tried.imported is None:
        st.subheader("Nothing can be taken of this file")
        _show_faults(tried.faults)
        return
    _show_counts(tried.imported)
    _offer_use(kind, tried)
    _show_rows(tried, tried.imported)


def _offer_return() -> None:
    if SESSION_FOLDER in st.session_state:
        st.text("This session shows data of its own, imported or drafted.")
        if st.button("Back to the data of the app"):
            del st.session_state[SESSION_FOLDER]
            st.session_state.pop(_IN_USE, None)
            session.reset()
            st.switch_page("pages/situation.py")


def _tried(kind: str, content: Content) -> _Tried:
    """Read the file once, not with every rerun."""
    known = st.session_state.get(_TRIED)
    key = (kind, content.sha256)
    if isinstance(known, _Tried) and known.key == key:
        return known
    bar = st.progress(0.0, text="Reading")
    home = tempfile.TemporaryDirectory(prefix="truceline-", ignore_cleanup_errors=True)
    tried = _Tried(key, home, content, "", None, [])
    rejected = io.StringIO()

    def say(share: float) -> None:
        bar.progress(min(share, 1.0), text="Reading")

    try:
        tried.imported = import_content(
            FORMATS[kind],
            content,
            tried.folder,
            progress=say,
            take_rejected=RejectedTable(rejected).take,
        )
        tried.faults = tried.imported.faults
    except UnreadableError as error:
        tried.faults = [error.fault]
    except DataFaultsError as error:
        tried.faults = list(error.faults)
    bar.empty()
    tried.rejected = rejected.getvalue()
    st.session_state[_TRIED] = tried
    return tried


def _show_counts(imported: Imported) -> None:
    with st.container(horizontal=True):
        st.metric("Rows read", f"{imported.read:,}")
        st.metric("Accepted", f"{imported.accepted:,}")
        st.metric("Rejected", f"{imported.rejected:,}")
        st.metric("Places", f"{imported.places:,}")
    st.text(f"Licence: {imported.source.licence}")
    for said in imported.assumptions:
        st.text(f"Assumed: {said}")


def _show_rows(tried: _Tried, imported: Imported) -> None:
    if imported.rejected:
        st.subheader("Rejected rows")
        _show_faults(imported.faults)
        st.download_button("Download rejected rows", tried.rejected, "rejected.csv", "text/csv")
    if imported.noted:
        st.subheader("Taken with a note")
        _show_faults(imported.notes)
    st.subheader("What is taken")
    columns = ["event_id", "date_start", "date_end", "date_prec", "where_prec", "category", "title"]
    first = pd.read_csv(
        tried.folder / "events.csv",
        dtype=str,
        keep_default_na=False,
        usecols=columns,
        nrows=PREVIEW_ROWS,
    )
    st.dataframe(first[columns], hide_index=True)


def _show_faults(faults: list[Fault]) -> None:
    rows = [
        {
            key: None if cell is None else writable(str(cell))
            for key, cell in one.as_dict().items()
            if key != "file"
        }
        for one in faults
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)


def _offer_use(kind: str, tried: _Tried) -> None:
    if st.button("Use it in this session", type="primary"):
        st.session_state[SESSION_FOLDER] = tried.folder
        st.session_state[_IN_USE] = tried
        session.reset()
        st.switch_page("pages/situation.py")
    parent = os.environ.get(FOLDER_VARIABLE)
    if not parent:
        st.text(f"To keep it: python -m geo import {kind} FILE --into DIR")
        return
    name = st.text_input("Name of a new dataset folder", max_chars=61)
    if st.button("Keep it in that folder"):
        if not _NAME.fullmatch(name):
            st.text("Expected letters, digits, hyphens and underscores.")
            return
        try:
            import_content(FORMATS[kind], tried.content, Path(parent) / name)
        except (UsageError, OSError) as error:
            st.text(str(error))
        else:
            st.text(f"Written. Start with TRUCELINE_DATA={Path(parent) / name}")
