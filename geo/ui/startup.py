"""What is done once: process settings, opening the dataset, the page for faulty data."""

from __future__ import annotations

import gc
import mimetypes
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st
from streamlit.navigation.page import Page

from geo.api.editing import edit_folder, why_not_edited
from geo.engine.layout import MANIFEST
from geo.errors import DataFaultsError, shorten
from geo.filters import EventFilter
from geo.limits import MAX_LISTED
from geo.linkage import Dataset
from geo.schema import PLACES_FILE, TABLES
from geo.store.engines import LOADED_VARIABLE, open_data
from geo.store.folder import resolve
from geo.ui import session

if TYPE_CHECKING:
    from geo.engine.engine import Engine

# A picture of our own: Streamlit would fetch a named icon from outside for the browser's tab.
ICON: Final = Path(__file__).parent / "icon.png"
_PRESENT_STYLE: Final = Path(__file__).parent / "present.css"
_PRESENT: Final = "present"
# How each page begins: with its name, with figures, with a map; page.css keeps room for it.
_BEGINS: Final = {
    "": "figures map",
    "claims": "figures",
    "sources": "shown figures",
    "compare": "windows",
    "import_data": "shown",
    "edit": "shown",
    "methods": "shown",
}

_OPENED: Final = "truceline_opened"
_VERSION: Final = "truceline_version"
# What this session shows in place of the dataset: data it imported, or a copy with what it added.
SESSION_FOLDER: Final = "truceline_session_folder"
# Who edits, as they call themselves.
EDITOR: Final = "truceline_editor"
Signature = tuple[tuple[str, int, int], ...]


def open_app() -> Page:
    """Set up the process and the page; return the page asked for."""
    _set_up_process()
    # First of all: a page whose icon is not set yet takes its navigation icon from outside.
    st.set_page_config(page_title="Truceline", page_icon=str(ICON), layout="wide")
    if presents():
        # Before anything is drawn, so that nothing jumps.
        st.html(_PRESENT_STYLE)
    st.session_state[_OPENED] = True
    session.note_address()
    page = st.navigation(
        [
            st.Page("pages/situation.py", title="Situation", default=True),
            st.Page("pages/claims.py", title="Claims"),
            st.Page("pages/places.py", title="Places"),
            st.Page("pages/compare.py", title="Compare"),
            st.Page("pages/sources.py", title="Sources"),
            st.Page("pages/brief.py", title="Brief"),
            st.Page("pages/drafts.py", title="Drafts"),
            st.Page("pages/import_data.py", title="Import"),
            # Only where there is something to edit: each rerun sends the navigation anew.
            *([st.Page("pages/edit.py", title="Edit")] if folder_to_edit() else []),
            st.Page("pages/methods.py", title="Methods"),
        ],
        position="top",
    )
    st.session_state[session.PAGE_KEY] = page.url_path
    st.set_page_config(page_title=f"{page.title} · Truceline")
    # Pages of figures and maps have no room for their name, but are to be heard by it; page.css
    # takes its room away by the key, since the name itself comes later.
    begins = _BEGINS.get(page.url_path, "")
    with st.container(key="name_shown" if "shown" in begins else "name_heard"):
        st.html(f"<h1 class='page-name {begins}'>{page.title}</h1>")
    return page


def presents() -> bool:
    """Whether the address asks for the map alone."""
    return st.query_params.get(_PRESENT) == "1"


def folder_to_edit() -> Path | None:
    """Folder that this app was started to edit: `--edit DIR`, else `TRUCELINE_EDIT`."""
    return edit_folder(sys.argv[1:])


def editor() -> str:
    """Name under which this session saves changes; empty before one is given."""
    return str(st.session_state.get(EDITOR, "")).strip()


@st.cache_resource(show_spinner=False)
def _set_up_process() -> None:
    # Windows may map .js to text/plain in its registry, and browsers refuse such modules.
    mimetypes.add_type("text/javascript", ".js")
    _keep_what_is_loaded()


def _keep_what_is_loaded() -> None:
    """Streamlit collects garbage on every rerun; what stays need not be walked each time."""
    gc.collect()
    gc.freeze()


def open_dataset() -> Dataset:
    """Open the dataset, or show its faults and stop the page.

    Called by every page first that needs all events. Of a dataset that is too large to be loaded
    whole it says so, and stops.
    """
    dataset, engine = open_situation()
    if engine is not None:
        st.text(
            f"This page compares events one by one. The dataset has {engine.manifest.events:,}, "
            f"too many to load; the Situation page counts and lists them. To load all of them, "
            f"which takes some 2 GB of memory for each million, set {LOADED_VARIABLE} to as many "
            "and start again; or convert a part of the data."
        )
        st.stop()
    return dataset


def open_situation() -> tuple[Dataset, Engine | None]:
    """Open the dataset, whole or with an engine; or show its faults and stop the page.

    Because there is a folder named `pages`, Streamlit runs the first page that a new process is
    asked for without `app.py`; that page is then run again within it.

    Returns
    -------
    Dataset
        All of it, or, beside an engine, all but the events and claims.
    Engine or None
        That answers for a dataset that is too large to be loaded whole.
    """
    if _OPENED not in st.session_state:
        open_app()
        st.rerun()
    edited = folder_to_edit()
    if edited is not None and why_not_edited(edited):
        st.header("This folder cannot be edited")
        st.text(why_not_edited(edited))
        st.stop()
    folder = resolve(st.session_state.get(SESSION_FOLDER) or edited)
    opened = _open(folder, _signature(folder))
    if isinstance(opened, DataFaultsError):
        st.session_state.pop(_VERSION, None)
        _show_faults(folder, opened)
        st.stop()
    if isinstance(opened, Dataset):
        st.session_state[_VERSION] = opened.version
        return opened, None
    st.session_state[_VERSION] = opened.manifest.version
    return without_events(opened, folder), opened


def show_version() -> None:
    """Draw the foot of every page: which version of the data it shows."""
    if _VERSION in st.session_state:
        of_session = (
            ", imported for this session only" if SESSION_FOLDER in st.session_state else ""
        )
        st.caption(f"Data version {st.session_state[_VERSION]}{of_session}")


def _signature(folder: Path) -> Signature:
    """Size and time of each file; the cache holds by this and never by sampled content."""
    names = (MANIFEST, PLACES_FILE, *(table.file for table in TABLES))
    files = (folder / name for name in names)
    stats = ((file.name, file.stat()) for file in files if file.exists())
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


@st.cache_resource(show_spinner="Reading the data…", max_entries=2)
def _open(folder: Path, signature: Signature) -> Dataset | Engine | DataFaultsError:
    del signature
    try:
        opened = open_data(folder)
    except DataFaultsError as error:
        return error
    _keep_what_is_loaded()
    return opened


@st.cache_resource(show_spinner=False, max_entries=2)
def without_events(_engine: Engine, folder: Path) -> Dataset:
    """What of a large dataset is loaded: places, parties and sources."""
    from geo.engine.details import dataset_of

    return dataset_of(_engine, _engine.page(EventFilter(), 0), folder)


def _show_faults(folder: Path, error: DataFaultsError) -> None:
    st.header("The data cannot be shown")
    st.text(f"{len(error.faults)} fault(s) in {folder}")
    rows = [fault.as_dict() for fault in error.faults[:MAX_LISTED]]
    for row in rows:
        row["value"] = None if row["value"] is None else shorten(str(row["value"]))
    st.dataframe(pd.DataFrame(rows), hide_index=True)
    st.text(f"Mend them and reload. To check again: python -m geo check --data {folder}")
