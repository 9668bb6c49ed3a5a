"""The history of the edited folder beside the form: who changed what, when, why; the way back."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

import streamlit as st

from geo.api.history import history_csv, history_records
from geo.edits.change import Entry
from geo.edits.folder import EditFolder
from geo.schema import CLAIMS, EVENTS
from geo.ui.component import draw
from geo.ui.editfields import ROW_NAMES
from geo.ui.labels import LABELS

_PANEL: Final = "edit_history"
_SCOPE: Final = "edit_scope"
_OF_EVENT, _OF_FOLDER = "This event", "The whole folder"
SAVES_MAX: Final = 50
# What is looked through for the changes of one event; the downloads have all.
ENTRIES_MAX: Final = 2_000
TakeBack = Callable[[Path, int], None]


def show(edits: EditFolder, event_id: str | None, take_back: TakeBack) -> None:
    """Draw the saves of an event or of the folder, with a button to take each back.

    Parameters
    ----------
    edits : EditFolder
        Open.
    event_id : str or None
        The event on the form.
    take_back : callable
        Given the folder and the number of a save.
    """
    entries = edits.history(limit=ENTRIES_MAX)
    scope = _OF_FOLDER
    if event_id:
        scope = st.radio("History of", [_OF_EVENT, _OF_FOLDER], horizontal=True, key=_SCOPE)
    else:
        st.text("History of the whole folder")
    shown = _of_event(entries, event_id) if event_id and scope == _OF_EVENT else entries
    undone = edits.undone()
    saves: dict[int, list[Entry]] = {}
    for entry in shown:
        saves.setdefault(entry.save, []).append(entry)
    first = list(saves.items())[:SAVES_MAX]
    data = {
        "saves": [_save(number, changes, number in undone) for number, changes in first],
        "more": max(len(saves) - SAVES_MAX, 0),
    }
    draw("history", data, _PANEL, on_undo_change=lambda: _undo(edits.path, take_back))
    if entries:
        _show_downloads(edits.path)


def _of_event(entries: list[Entry], event_id: str) -> list[Entry]:
    """Changes of an event and of claims on it."""
    return [entry for entry in entries if _is_of(entry, event_id)]


def _is_of(entry: Entry, event_id: str) -> bool:
    if entry.table == EVENTS.name:
        return entry.row_id == event_id
    cells = entry.after or entry.before or {}
    return entry.table == CLAIMS.name and cells.get("event_id") == event_id


def _save(number: int, changes: list[Entry], undone: bool) -> dict[str, Any]:
    first = changes[0]
    return {
        "save": number,
        "at": first.at,
        "who": first.who,
        "why": first.why,
        "origin": first.origin,
        "undoes": first.undoes,
        "undone": undone,
        "mayUndo": not undone and any(one.row_id for one in changes),
        "changes": [_change(one) for one in reversed(changes)],
    }


def _change(entry: Entry) -> dict[str, Any]:
    before, after = entry.before or {}, entry.after or {}
    kind = "added" if not before else "deleted" if not after else "changed"
    return {
        "row": ROW_NAMES[entry.table],
        "id": entry.row_id,
        "kind": kind if entry.row_id else "written otherwise",
        "fields": [
            {
                "label": LABELS[name],
                "before": before.get(name, ""),
                "after": after.get(name, ""),
            }
            for name in entry.fields
        ],
    }


def _undo(folder: Path, take_back: TakeBack) -> None:
    number = st.session_state[_PANEL]["undo"]
    if isinstance(number, int):
        take_back(folder, number)


def _show_downloads(folder: Path) -> None:
    """Offer every change; the files are made when they are asked for."""
    row = st.container(horizontal=True)
    for form, kind, write in (
        ("csv", "text/csv", history_csv),
        ("json", "application/json", _json),
    ):
        row.download_button(
            f"history.{form}",
            partial(_whole, folder, write),
            file_name=f"history.{form}",
            mime=kind,
            icon=":material/download:",
            on_click="ignore",
            help="Every change of the folder",
        )


def _whole(folder: Path, write: Callable[[list[Entry]], str]) -> str:
    with EditFolder(folder) as edits:
        return write(edits.history())


def _json(entries: list[Entry]) -> str:
    return json.dumps(history_records(entries), ensure_ascii=False, indent=1)
