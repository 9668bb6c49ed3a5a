"""The Edit page: an event and its claims as a form, checked as it is typed, saved with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import streamlit as st

from geo.api.editing import open_for_editing
from geo.edits.folder import EditFolder
from geo.linkage import Dataset
from geo.schema import EVENTS
from geo.toponym import fold
from geo.ui import edithistory, session
from geo.ui.component import draw
from geo.ui.editacts import PANEL, take_back, take_typed
from geo.ui.editform import form_of
from geo.ui.editstate import CHOSEN, NEW, REFUSED, RELOAD, SAID, choose, open_worksheet
from geo.ui.startup import EDITOR, SESSION_FOLDER, editor

_WHO: Final = "edit_who"
_EVENT: Final = "edit_event"
_FIND: Final = "edit_find"
LISTED_MAX: Final = 200


def show(dataset: Dataset, folder: Path) -> None:
    """Draw the page.

    Parameters
    ----------
    dataset : Dataset
        What is open, for its gazetteer.
    folder : Path
        The folder that is edited.
    """
    st.text(
        f"Changes are written to {folder}, each with its author, time and reason; "
        "none is lost, and each can be taken back."
    )
    if SESSION_FOLDER in st.session_state:
        st.text("The other pages of this session show data of its own, imported or drafted.")
    _choose_first()
    _show(dataset, folder)
    chosen = st.session_state.get(CHOSEN)
    session.write_url({"event": chosen} if chosen else None)


def _choose_first() -> None:
    """Open on the event that the address names, or that was chosen on the page before."""
    selected = session.selected()
    if CHOSEN not in st.session_state:
        st.session_state[CHOSEN] = st.query_params.get("event") or selected
    elif session.came_from_page() and selected not in (None, st.session_state[CHOSEN]):
        choose(selected)


@st.fragment
def _show(dataset: Dataset, folder: Path) -> None:
    if st.session_state.pop(RELOAD, False):
        # What was saved is other data: everything is drawn anew.
        st.rerun()
    try:
        with open_for_editing(folder) as edits:
            _show_open(dataset, edits)
    except REFUSED as error:
        st.error("The folder cannot be edited.")
        st.text(str(error))


def _show_open(dataset: Dataset, edits: EditFolder) -> None:
    top = st.container(horizontal=True, vertical_alignment="bottom", key="edit_top")
    # The input's own state goes when another page is looked at.
    st.session_state.setdefault(_WHO, editor())
    st.session_state[EDITOR] = top.text_input(
        "Your name", key=_WHO, max_chars=120, on_change=_take_name
    )
    _show_picker(top, edits)
    worksheet = open_worksheet(edits)
    form, history = st.columns([5, 3], gap="medium")
    with form:
        if worksheet is None:
            st.text("Choose an event, or begin a new one.")
            _tell()
        else:
            worksheet.name_new_rows(edits)
            draw(
                "edit",
                form_of(dataset, edits, worksheet),
                PANEL,
                on_typed_change=lambda: take_typed(edits.path, "typed"),
                on_act_change=lambda: take_typed(edits.path, "act"),
            )
    with history:
        edithistory.show(edits, st.session_state.get(CHOSEN), take_back)


def _take_name() -> None:
    st.session_state[EDITOR] = st.session_state[_WHO]


def _show_picker(top: Any, edits: EditFolder) -> None:
    rows = edits.rows(EVENTS.name)
    query = fold(top.text_input("Find an event", key=_FIND, placeholder="title, place or id"))
    chosen = st.session_state.get(CHOSEN)
    found = [
        event_id
        for event_id, cells in rows.items()
        if not query or query in fold(f"{event_id} {cells['title']} {cells['place_id']}")
    ]
    found.sort(key=lambda one: rows[one]["date_start"], reverse=True)
    options = found[:LISTED_MAX]
    if chosen and chosen in rows and chosen not in options:
        options.insert(0, chosen)
    wanted = chosen if chosen in options else None
    if st.session_state.get(_EVENT) != wanted:
        st.session_state[_EVENT] = wanted
    more = f" (the last {LISTED_MAX} of {len(found)})" if len(found) > LISTED_MAX else ""
    top.selectbox(
        f"Event{more}",
        options,
        format_func=lambda one: f"{rows[one]['date_start']} {rows[one]['title']}",
        key=_EVENT,
        placeholder="Choose an event",
        on_change=_take_event,
    )
    top.button("New event", icon=":material/add:", on_click=choose, args=(NEW,))


def _take_event() -> None:
    choose(st.session_state[_EVENT])


def _tell() -> None:
    """Say what there is to say where there is no form to say it."""
    said = st.session_state.get(SAID)
    if said:
        st.text(said["text"])
