"""What a session has on the Edit page: the event chosen, its worksheet, what is to be said."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.api.worksheet import Worksheet, new_event, open_event
from geo.edits.change import NotSavedError, UnwrittenError
from geo.edits.folder import EditFolder
from geo.errors import DataFaultsError, UsageError

# Worksheets by the event's id, so that what is typed is kept while another event is looked at.
SHEETS: Final = "truceline_edit_sheets"
CHOSEN: Final = "truceline_edit_chosen"
# Changes when the form is to be built anew from the worksheet.
TOKEN: Final = "truceline_edit_token"
TYPED: Final = "truceline_edit_typed"
CONFLICTS: Final = "truceline_edit_conflicts"
SAID: Final = "truceline_edit_said"
TRIED: Final = "truceline_edit_tried"
FOCUS: Final = "truceline_edit_focus"
RELOAD: Final = "truceline_edit_reload"
NEW: Final = ""
REFUSED: Final = (DataFaultsError, NotSavedError, UnwrittenError, UsageError)


def choose(event_id: str | None) -> None:
    """Put an event on the form: one of the folder, a new one, or none."""
    st.session_state[CHOSEN] = event_id
    st.session_state[CONFLICTS] = []
    st.session_state[TRIED] = False
    st.session_state.pop(SAID, None)
    rebuild()


def rebuild() -> None:
    """Have the form built anew from the worksheet."""
    st.session_state[TOKEN] = st.session_state.get(TOKEN, 0) + 1


def open_worksheet(edits: EditFolder) -> Worksheet | None:
    """The worksheet of the event chosen; opened anew where nothing on it is changed."""
    chosen = st.session_state.get(CHOSEN)
    if chosen is None:
        return None
    sheets: dict[str, Worksheet] = st.session_state.setdefault(SHEETS, {})
    kept = sheets.get(chosen)
    if kept is not None and (chosen == NEW or kept.changes() or len(kept.sheets) == 0):
        return kept
    try:
        opened = new_event() if chosen == NEW else open_event(edits, chosen)
    except UsageError as error:
        st.session_state[CHOSEN] = None
        say("error", str(error))
        return None
    if kept is not None and kept.sheets != opened.sheets:
        rebuild()
    sheets[chosen] = opened
    return opened


def forget() -> None:
    """Leave out what was typed on the event chosen."""
    st.session_state.get(SHEETS, {}).pop(st.session_state.get(CHOSEN), None)
    if st.session_state.get(CHOSEN) == NEW:
        st.session_state[CHOSEN] = None
    st.session_state[CONFLICTS] = []
    st.session_state[TRIED] = False
    rebuild()


def say(level: str, text: str) -> None:
    """Say something, `done`, `note` or `error`, below the form."""
    st.session_state[SAID] = {"level": level, "text": text}
