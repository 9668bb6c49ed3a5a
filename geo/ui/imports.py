"""The Import page: a file, what is taken of it and what is not, and where it goes."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.api.apart import import_apart
from geo.api.formats import FORMATS, OWN, TABLE, Format, table_format
from geo.api.imported import Imported
from geo.api.rejected import writable
from geo.errors import DataFaultsError, Fault, UsageError, shorten
from geo.limits import MAX_LISTED, MAX_UPLOAD_BYTES, MAX_UPLOAD_MB
from geo.linkage import Dataset
from geo.readers import UnreadableError
from geo.readers.content import Content, Progress, printable_name
from geo.readers.mapping import parse_mapping
from geo.readers.source import NOT_STATED
from geo.ui import importcolumns, importkeep, importplaces, session
from geo.ui.startup import SESSION_FOLDER

KINDS: Final = {
    "ucdp": "UCDP GED (CSV or Parquet)",
    "acled": "ACLED export (CSV)",
    "geojson": "GeoJSON",
    "linked-places": "Linked Places (gazetteer)",
    OWN: "Truceline's own CSV",
    TABLE: "A table with other columns (CSV or Parquet)",
}
PREVIEW_ROWS: Final = 50
_TRIED: Final = "truceline_import"
# Held while the session shows its data: the folder goes when nothing holds the file it was made of.
_IN_USE: Final = "truceline_import_in_use"


@dataclass
class _Tried:
    """One file, read into a folder that lives as long as the session."""

    key: tuple[str, ...]
    home: tempfile.TemporaryDirectory[str]
    imported: Imported | None
    faults: list[Fault]

    @property
    def folder(self) -> Path:
        return Path(self.home.name) / "dataset"

    @property
    def rejected(self) -> Path:
        return Path(self.home.name) / "rejected.csv"


def show(dataset: Dataset) -> None:
    """Draw the page.

    Parameters
    ----------
    dataset : Dataset
        Of the session; its gazetteer is where names of places are looked up.
    """
    st.text("The file is read on this machine. Nothing is sent anywhere.")
    _offer_return()
    kind = st.selectbox("What the file is", [*FORMATS, TABLE], format_func=_label)
    upload = st.file_uploader("File")
    if upload is None or kind is None:
        return
    content = Content(printable_name(upload.name), upload.getvalue())
    if len(content.data) > MAX_UPLOAD_BYTES:
        st.text(f"Expected at most {MAX_UPLOAD_MB} MB; a larger file goes by python -m geo import.")
        return
    form, mapping = _format(kind, content)
    if form is None:
        return
    form = _with_licence(form)
    tried = _tried(kind, form, mapping, content, dataset)
    if tried.imported is None:
        st.subheader("Nothing can be taken of this file")
        _show_faults(tried.faults)
        _offer_rejected(tried)
        return
    _show_counts(tried.imported)
    _offer_use(kind, form, content, tried, tried.imported, dataset)
    importplaces.ask(content.sha256, tried.imported.undecided)
    _show_rows(tried, tried.imported)


def _label(kind: str) -> str:
    return KINDS.get(kind) or FORMATS[kind].source.title


def _offer_return() -> None:
    if SESSION_FOLDER in st.session_state:
        st.text("This session shows data of its own, imported or drafted.")
        if st.button("Back to the data of the app"):
            del st.session_state[SESSION_FOLDER]
            st.session_state.pop(_IN_USE, None)
            session.reset()
            st.switch_page("pages/situation.py")


def _format(kind: str, content: Content) -> tuple[Format | None, dict[str, Any]]:
    """What the file is; of a table, once its columns are named."""
    if kind != TABLE:
        return FORMATS[kind], {}
    try:
        mapping = importcolumns.ask(content)
    except UnreadableError as error:
        st.subheader("Nothing can be taken of this file")
        _show_faults([error.fault])
        return None, {}
    if mapping is None:
        return None, {}
    try:
        return table_format(parse_mapping(mapping)), mapping
    except UsageError as error:
        st.text(writable(str(error)))
        return None, {}


def _with_licence(form: Format) -> Format:
    """Ask under which licence a file is that does not say so by its kind."""
    if form.source.licence != NOT_STATED:
        return form
    said = st.text_input("Licence of the file, if it is known", max_chars=300).strip()
    return replace(form, source=replace(form.source, licence=said)) if said else form


def _tried(
    kind: str, form: Format, mapping: dict[str, Any], content: Content, dataset: Dataset
) -> _Tried:
    """Read the file once, not with every rerun."""
    known = st.session_state.get(_TRIED)
    decided = importplaces.decisions(content.sha256)
    said = json.dumps([mapping, sorted(decided.items())], ensure_ascii=True)
    key = (kind, content.sha256, said, form.source.licence)
    if isinstance(known, _Tried) and known.key == key:
        return known
    bar = st.progress(0.0, text="Reading")
    home = tempfile.TemporaryDirectory(prefix="truceline-", ignore_cleanup_errors=True)
    tried = _Tried(key, home, None, [])

    def say(share: float) -> None:
        text = "Reading" if share < 1 else "Checking and writing"
        bar.progress(min(share, 1.0), text=text)

    try:
        tried.imported = import_apart(
            form,
            content,
            tried.folder,
            tried.rejected,
            dataset,
            decisions=decided,
            progress=say,
        )
        tried.faults = tried.imported.faults
    except UnreadableError as error:
        tried.faults = [error.fault]
    except DataFaultsError as error:
        tried.faults = list(error.faults)
    bar.empty()
    st.session_state[_TRIED] = tried
    return tried


def _show_counts(imported: Imported) -> None:
    with st.container(horizontal=True):
        st.metric("Rows read", f"{imported.read:,}")
        st.metric("Accepted", f"{imported.accepted:,}")
        st.metric("Rejected", f"{imported.rejected:,}")
        st.metric("Places", f"{imported.places:,}")
    st.text(writable(f"Licence: {imported.source.licence}"))
    for said in imported.warnings:
        st.text(f"Warning: {said}")
    for said in imported.assumptions:
        st.text(f"Assumed: {said}")


def _show_rows(tried: _Tried, imported: Imported) -> None:
    if imported.rejected:
        st.subheader("Rejected rows")
        _show_faults(imported.faults)
        _offer_rejected(tried)
    if imported.noted:
        st.subheader("Taken with a note")
        _show_faults(imported.notes)
    if not imported.events:
        return
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


def _offer_rejected(tried: _Tried) -> None:
    if tried.rejected.is_file() and tried.rejected.stat().st_size:
        # Read when it is asked for: it can be as large as the file.
        rows = tried.rejected.read_bytes
        st.download_button("Download rejected rows", rows, "rejected.csv", "text/csv")


def _show_faults(faults: list[Fault]) -> None:
    rows = [
        {
            key: None if cell is None else writable(shorten(str(cell)))
            for key, cell in one.as_dict().items()
            if key != "file"
        }
        for one in faults[:MAX_LISTED]
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)


def _offer_use(
    kind: str, form: Format, content: Content, tried: _Tried, imported: Imported, dataset: Dataset
) -> None:
    if importkeep.offer_session(imported):
        st.session_state[SESSION_FOLDER] = tried.folder
        st.session_state[_IN_USE] = tried
        session.reset()
        st.switch_page("pages/situation.py")

    def run(folder: Path, add: bool, rejected: Path, progress: Progress) -> Imported:
        decided = importplaces.decisions(content.sha256)
        return import_apart(
            form,
            content,
            folder,
            rejected,
            dataset,
            add=add,
            decisions=decided,
            progress=progress,
        )

    importkeep.offer(kind, run)
