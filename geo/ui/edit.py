"""The Edit page: an event and its claims as a form, checked as it is typed, saved with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import streamlit as st

from geo.api.editing import open_for_editing, save, undo
from geo.api.worksheet import Worksheet, new_event, open_event
from geo.edits.change import Conflict, ConflictError, NotSavedError, UnwrittenError
from geo.edits.folder import EditFolder
from geo.errors import DataFaultsError, UsageError
from geo.gazetteer.export import place_records
from geo.linkage import Dataset
from geo.schema import CLAIMS, EVENTS, PARTIES, SOURCES
from geo.toponym import fold
from geo.ui import edithistory, session
from geo.ui.component import draw
from geo.ui.editfields import LABELS, ROW_NAMES, fields_of
from geo.ui.startup import EDITOR, SESSION_FOLDER, editor

_PANEL: Final = "edit_form"
_WHO: Final = "edit_who"
_EVENT: Final = "edit_event"
_FIND: Final = "edit_find"
# Worksheets by the event's id, so that what is typed is kept while another event is looked at.
_SHEETS: Final = "truceline_edit_sheets"
_CHOSEN: Final = "truceline_edit_chosen"
_TOKEN: Final = "truceline_edit_token"
_TYPED: Final = "truceline_edit_typed"
_CONFLICTS: Final = "truceline_edit_conflicts"
_SAID: Final = "truceline_edit_said"
_TRIED: Final = "truceline_edit_tried"
_FOCUS: Final = "truceline_edit_focus"
_RELOAD: Final = "truceline_edit_reload"
NEW: Final = ""
LISTED_MAX: Final = 200
PLACES_MAX: Final = 8
_ADDED: Final = (CLAIMS.name, SOURCES.name, PARTIES.name)
_REFUSED: Final = (DataFaultsError, NotSavedError, UnwrittenError, UsageError)


def show(dataset: Dataset, folder: Path) -> None:
    """Draw the page.

    Parameters
    ----------
    dataset : Dataset
        What is open, for its gazetteer.
    folder : Path
        The folder that is edited.
    """
    st.subheader("Edit")
    st.text(
        f"Changes are written to {folder}, each with its author, time and reason; "
        "none is lost, and each can be taken back."
    )
    if SESSION_FOLDER in st.session_state:
        st.text("The other pages of this session show data of its own, imported or drafted.")
    _choose_first()
    _show(dataset, folder)
    chosen = st.session_state.get(_CHOSEN)
    session.write_url({"event": chosen} if chosen else None)


def _choose_first() -> None:
    """Open on the event that the address names, else on the one chosen on another page."""
    if _CHOSEN not in st.session_state:
        asked = st.query_params.get("event") or session.selected()
        st.session_state[_CHOSEN] = asked or None


@st.fragment
def _show(dataset: Dataset, folder: Path) -> None:
    if st.session_state.pop(_RELOAD, False):
        # What was saved is other data: everything is drawn anew.
        st.rerun()
    try:
        with open_for_editing(folder) as edits:
            _show_open(dataset, edits)
    except _REFUSED as error:
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
    worksheet = _worksheet(edits)
    form, history = st.columns([5, 3], gap="medium")
    with form:
        if worksheet is None:
            st.text("Choose an event, or begin a new one.")
            _tell()
        else:
            worksheet.name_new_rows(edits)
            draw(
                "edit",
                _form(dataset, edits, worksheet),
                _PANEL,
                on_typed_change=lambda: _take_typed(edits.path, "typed"),
                on_act_change=lambda: _take_typed(edits.path, "act"),
            )
    with history:
        edithistory.show(edits, st.session_state.get(_CHOSEN), _take_back)


def _take_name() -> None:
    st.session_state[EDITOR] = st.session_state[_WHO]


def _show_picker(top: Any, edits: EditFolder) -> None:
    rows = edits.rows(EVENTS.name)
    query = fold(top.text_input("Find an event", key=_FIND, placeholder="title, place or id"))
    chosen = st.session_state.get(_CHOSEN)
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
    top.button("New event", icon=":material/add:", on_click=_choose, args=(NEW,))


def _take_event() -> None:
    _choose(st.session_state[_EVENT])


def _choose(event_id: str | None) -> None:
    st.session_state[_CHOSEN] = event_id
    st.session_state[_CONFLICTS] = []
    st.session_state[_TRIED] = False
    st.session_state.pop(_SAID, None)
    _rebuild()


def _rebuild() -> None:
    """Have the form built anew from the worksheet."""
    st.session_state[_TOKEN] = st.session_state.get(_TOKEN, 0) + 1


def _worksheet(edits: EditFolder) -> Worksheet | None:
    """The worksheet of the event chosen; opened anew where nothing on it is changed."""
    chosen = st.session_state.get(_CHOSEN)
    if chosen is None:
        return None
    sheets: dict[str, Worksheet] = st.session_state.setdefault(_SHEETS, {})
    kept = sheets.get(chosen)
    if kept is not None and (chosen == NEW or kept.changes() or len(kept.sheets) == 0):
        return kept
    try:
        opened = new_event() if chosen == NEW else open_event(edits, chosen)
    except UsageError as error:
        st.session_state[_CHOSEN] = None
        _say("error", str(error))
        return None
    if kept is not None and kept.sheets != opened.sheets:
        _rebuild()
    sheets[chosen] = opened
    return opened


def _form(dataset: Dataset, edits: EditFolder, worksheet: Worksheet) -> dict[str, Any]:
    faults, others = worksheet.faults(edits)
    typed = st.session_state.get(_TYPED, {})
    tables = dict.fromkeys(sheet.table for sheet in worksheet.sheets)
    return {
        "token": st.session_state.get(_TOKEN, 0),
        "forms": {table: fields_of(table, edits, worksheet) for table in tables},
        "names": ROW_NAMES,
        "sheets": [
            {
                "key": sheet.key,
                "table": sheet.table,
                "isNew": sheet.before is None,
                "cells": sheet.cells,
                "removed": sheet.removed,
            }
            for sheet in worksheet.sheets
        ],
        "faults": {
            key: {
                column: [f"Expected {one.expected}. {_sentence(one.remedy)}" for one in found]
                for column, found in by_column.items()
            }
            for key, by_column in faults.items()
        },
        "others": [str(one) for one in others],
        "changed": len(worksheet.changes()),
        "tried": bool(st.session_state.get(_TRIED)),
        "places": _places(dataset, typed.get("query")),
        "titles": {
            place_id: place.title
            for sheet in worksheet.sheets
            if (place_id := sheet.cells.get("place_id", ""))
            and (place := dataset.gazetteer.get(place_id)) is not None
        },
        "why": typed.get("why", ""),
        "focus": st.session_state.pop(_FOCUS, ""),
        "conflicts": [_conflict(one) for one in st.session_state.get(_CONFLICTS, [])],
        "said": st.session_state.get(_SAID),
    }


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _places(dataset: Dataset, query: object) -> dict[str, Any] | None:
    """Places that a query finds, as said by the gazetteer's search; suggestions where none."""
    if not isinstance(query, str) or not fold(query):
        return None
    found = dataset.gazetteer.find(query)
    matches = found or dataset.gazetteer.suggest(query)
    return {
        "query": query,
        "suggested": not found,
        "matches": [
            {
                "id": one["place_id"],
                "title": one["title"],
                "note": ", ".join(part["title"] for part in one["part_of"]),
                "name": one["matched"]["name"],
            }
            for one in place_records(
                dataset.gazetteer, matches[:PLACES_MAX], session.current().names
            )
        ],
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    """Both versions of a row, for the reader to choose."""
    wanted, now, by = conflict.wanted, conflict.now, conflict.by
    before, mine, theirs = wanted.before or {}, wanted.after or {}, now or {}
    return {
        "table": wanted.table,
        "id": wanted.row_id,
        "by": "" if by is None else by.who,
        "outside": by is not None and by.origin == "outside",
        "at": "" if by is None else by.at,
        "why": "" if by is None else by.why,
        "gone": now is None,
        "deleting": wanted.after is None,
        "fields": [
            {
                "name": name,
                "label": LABELS[name],
                "mine": mine.get(name, ""),
                "theirs": theirs.get(name, ""),
                "was": before.get(name, ""),
            }
            for name in LABELS
            if name in {*mine, *theirs} and mine.get(name, "") != theirs.get(name, "")
        ],
    }


def _take_typed(folder: Path, trigger: str) -> None:
    """Take what the form holds, and do what was asked for along with it."""
    sent = st.session_state[_PANEL][trigger]
    worksheet = st.session_state.get(_SHEETS, {}).get(st.session_state.get(_CHOSEN))
    if not isinstance(sent, Mapping) or worksheet is None:
        return
    if sent.get("token") != st.session_state.get(_TOKEN, 0):
        return
    worksheet.take(sent.get("cells", {}), sent.get("removed"))
    st.session_state[_TYPED] = {"query": sent.get("query"), "why": str(sent.get("why", ""))}
    st.session_state.pop(_SAID, None)
    act = sent.get("act") if trigger == "act" else None
    if act == "save":
        _save(folder, worksheet)
    elif act == "discard":
        _forget()
    elif act in _ADDED:
        sheet = worksheet.add(act)
        st.session_state[_FOCUS] = sheet.key
        _rebuild()
    elif act == "resolve":
        _resolve(worksheet, sent.get("choices"))


def _save(folder: Path, worksheet: Worksheet) -> None:
    who, why = editor(), st.session_state[_TYPED]["why"]
    st.session_state[_TRIED] = True
    if not who:
        _say("error", "Write your name above first: it is kept with the change.")
        return
    try:
        with open_for_editing(folder) as edits:
            worksheet.name_new_rows(edits)
            faults, others = worksheet.faults(edits)
            if faults or others:
                _say("error", "Nothing was saved: mend what is marked first.")
                return
            number = save(edits, worksheet.changes(), who, why)
    except ConflictError as error:
        st.session_state[_CONFLICTS] = list(error.conflicts)
        _rebuild()
        return
    except _REFUSED as error:
        _say("error", str(error))
        return
    event = worksheet.event
    chosen = None if event.removed else event.row_id
    _forget()
    st.session_state[_CHOSEN] = chosen
    st.session_state[_TYPED] = {}
    st.session_state[_RELOAD] = True
    _say("done", f"Saved as {number}. The other pages show it.")


def _resolve(worksheet: Worksheet, choices: object) -> None:
    """Settle conflicts as chosen; the editor then saves again."""
    chosen = choices if isinstance(choices, Mapping) else {}
    for conflict in st.session_state.get(_CONFLICTS, []):
        choice = chosen.get(f"{conflict.wanted.table}/{conflict.wanted.row_id}")
        if not isinstance(choice, Mapping):
            continue
        worksheet.resolve(
            conflict,
            "mine" if choice.get("row") == "mine" else "theirs",
            choice["fields"] if isinstance(choice.get("fields"), Mapping) else {},
        )
    st.session_state[_CONFLICTS] = []
    if not worksheet.sheets or worksheet.sheets[0].table != EVENTS.name:
        _forget()
        st.session_state[_CHOSEN] = None
    elif worksheet.changes():
        _say("note", "Both versions are settled. Look at the form, then save.")
    else:
        _say("note", "Their version stands; there is nothing of yours left to save.")
    _rebuild()


def _forget() -> None:
    """Leave out what was typed on the event chosen."""
    st.session_state.get(_SHEETS, {}).pop(st.session_state.get(_CHOSEN), None)
    if st.session_state.get(_CHOSEN) == NEW:
        st.session_state[_CHOSEN] = None
    st.session_state[_CONFLICTS] = []
    st.session_state[_TRIED] = False
    _rebuild()


def _take_back(folder: Path, number: int) -> None:
    """Undo a save, as asked for in the history."""
    who = editor()
    if not who:
        _say("error", "Write your name above first: it is kept with the change.")
        return
    try:
        with open_for_editing(folder) as edits:
            done = undo(edits, number, who, "")
    except ConflictError as error:
        _say("error", f"{error} Or take the later change back first.")
        return
    except _REFUSED as error:
        _say("error", str(error))
        return
    _say("done", f"Save {number} is taken back by save {done}.")
    st.session_state[_RELOAD] = True
    _rebuild()


def _say(level: str, text: str) -> None:
    st.session_state[_SAID] = {"level": level, "text": text}


def _tell() -> None:
    """Say what there is to say where there is no form to say it."""
    said = st.session_state.get(_SAID)
    if said:
        st.text(said["text"])
