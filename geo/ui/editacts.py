"""What the editor does on the form: type, add rows, save, settle a conflict, take a save back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import streamlit as st

from geo.api.editing import open_for_editing, save, undo
from geo.api.worksheet import Worksheet
from geo.edits.change import ConflictError
from geo.schema import CLAIMS, EVENTS, PARTIES, SOURCES
from geo.ui.editstate import (
    CHOSEN,
    CONFLICTS,
    FOCUS,
    REFUSED,
    RELOAD,
    SAID,
    SHEETS,
    TOKEN,
    TRIED,
    TYPED,
    forget,
    rebuild,
    say,
)
from geo.ui.startup import editor

PANEL: Final = "edit_form"
_ADDED: Final = (CLAIMS.name, SOURCES.name, PARTIES.name)


def take_typed(folder: Path, trigger: str) -> None:
    """Take what the form holds, and do what was asked for along with it."""
    sent = st.session_state[PANEL][trigger]
    worksheet = st.session_state.get(SHEETS, {}).get(st.session_state.get(CHOSEN))
    if not isinstance(sent, Mapping) or worksheet is None:
        return
    if sent.get("token") != st.session_state.get(TOKEN, 0):
        return
    worksheet.take(sent.get("cells", {}), sent.get("removed"))
    st.session_state[TYPED] = {"query": sent.get("query"), "why": str(sent.get("why", ""))}
    st.session_state.pop(SAID, None)
    act = sent.get("act") if trigger == "act" else None
    if act == "save":
        _save(folder, worksheet)
    elif act == "discard":
        forget()
    elif act in _ADDED:
        sheet = worksheet.add(act)
        st.session_state[FOCUS] = sheet.key
        rebuild()
    elif act == "resolve":
        _resolve(worksheet, sent.get("choices"))


def _save(folder: Path, worksheet: Worksheet) -> None:
    who, why = editor(), st.session_state[TYPED]["why"]
    st.session_state[TRIED] = True
    if not who:
        say("error", "Write your name above first: it is kept with the change.")
        return
    try:
        with open_for_editing(folder) as edits:
            worksheet.name_new_rows(edits)
            faults, others = worksheet.faults(edits)
            if faults or others:
                say("error", "Nothing was saved: mend what is marked first.")
                return
            number = save(edits, worksheet.changes(), who, why)
    except ConflictError as error:
        st.session_state[CONFLICTS] = list(error.conflicts)
        rebuild()
        return
    except REFUSED as error:
        say("error", str(error))
        return
    event = worksheet.event
    chosen = None if event.removed else event.row_id
    forget()
    st.session_state[CHOSEN] = chosen
    st.session_state[TYPED] = {}
    st.session_state[RELOAD] = True
    say("done", f"Saved as {number}. The other pages show it.")


def _resolve(worksheet: Worksheet, choices: object) -> None:
    """Settle conflicts as chosen; the editor then saves again."""
    chosen = choices if isinstance(choices, Mapping) else {}
    for conflict in st.session_state.get(CONFLICTS, []):
        choice = chosen.get(f"{conflict.wanted.table}/{conflict.wanted.row_id}")
        if not isinstance(choice, Mapping):
            continue
        worksheet.resolve(
            conflict,
            "mine" if choice.get("row") == "mine" else "theirs",
            choice["fields"] if isinstance(choice.get("fields"), Mapping) else {},
        )
    st.session_state[CONFLICTS] = []
    if not worksheet.sheets or worksheet.sheets[0].table != EVENTS.name:
        forget()
        st.session_state[CHOSEN] = None
    elif worksheet.changes():
        say("note", "Both versions are settled. Look at the form, then save.")
    else:
        say("note", "Their version stands; there is nothing of yours left to save.")
    rebuild()


def take_back(folder: Path, number: int) -> None:
    """Undo a save, as asked for in the history."""
    who = editor()
    if not who:
        say("error", "Write your name above first: it is kept with the change.")
        return
    try:
        with open_for_editing(folder) as edits:
            done = undo(edits, number, who, "")
    except ConflictError as error:
        say("error", f"{error} Or take the later change back first.")
        return
    except REFUSED as error:
        say("error", str(error))
        return
    say("done", f"Save {number} is taken back by save {done}.")
    st.session_state[RELOAD] = True
    rebuild()
