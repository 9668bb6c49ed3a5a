"""What the form of the Edit page is sent: rows, fields, faults, places found, conflicts."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from geo.api.worksheet import Worksheet
from geo.edits.change import Conflict
from geo.edits.folder import EditFolder
from geo.gazetteer.export import place_records
from geo.linkage import Dataset
from geo.toponym import fold
from geo.ui import session
from geo.ui.editfields import ROW_NAMES, fields_of
from geo.ui.editstate import CONFLICTS, FOCUS, SAID, TOKEN, TRIED, TYPED
from geo.ui.labels import LABELS

PLACES_MAX: Final = 8


def form_of(dataset: Dataset, edits: EditFolder, worksheet: Worksheet) -> dict[str, Any]:
    """All that the form is drawn from, JSON-ready."""
    faults, others = worksheet.faults(edits)
    typed = st.session_state.get(TYPED, {})
    tables = dict.fromkeys(sheet.table for sheet in worksheet.sheets)
    return {
        "token": st.session_state.get(TOKEN, 0),
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
        "tried": bool(st.session_state.get(TRIED)),
        "places": _places(dataset, typed.get("query")),
        "titles": {
            place_id: place.title
            for sheet in worksheet.sheets
            if (place_id := sheet.cells.get("place_id", ""))
            and (place := dataset.gazetteer.get(place_id)) is not None
        },
        "why": typed.get("why", ""),
        "focus": st.session_state.pop(FOCUS, ""),
        "conflicts": [_conflict(one) for one in st.session_state.get(CONFLICTS, [])],
        "said": st.session_state.get(SAID),
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
