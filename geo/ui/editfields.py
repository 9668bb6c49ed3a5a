"""The fields of the Edit page: labels, order, choices; what they mean is `geo.schema`'s."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from geo.api.worksheet import Worksheet
from geo.edits.applying import BY_NAME
from geo.edits.folder import EditFolder
from geo.edits.tabletext import Cells
from geo.schema import (
    ACLED_EVENT_TYPES,
    ASPECTS,
    CATEGORIES,
    CLAIMS,
    CREDIBILITIES,
    DATE_PRECS,
    EVENTS,
    PARTIES,
    PUBLISHED_BASES,
    RELIABILITIES,
    SCOPES,
    SIDES,
    SOURCE_KINDS,
    SOURCES,
    STANCES,
    TOLL_COLUMNS,
    WHERE_PRECS,
    Column,
)
from geo.ui.labels import LABELS

# Fields of each table under headings, in the order of the form.
SECTIONS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    EVENTS.name: {
        "What": (
            "title",
            "summary",
            "category",
            "scope",
            "event_type",
            "sub_event_type",
            "side_a",
            "side_b",
            "bearing_deg",
            "event_id",
        ),
        "When": ("date_start", "date_end", "date_prec"),
        "Where": ("place_id", "where_prec"),
        "Killed and wounded; blank is not reported, 0 is reported as none": TOLL_COLUMNS,
    },
    CLAIMS.name: {
        "": (
            "party",
            "stance",
            "aspect",
            "statement",
            "source_id",
            "paragraph",
            "said_on",
            "credibility",
            "claim_id",
        )
    },
    SOURCES.name: {"": SOURCES.column_names},
    PARTIES.name: {"": PARTIES.column_names},
}
# Names of rows of a table, for headings and messages.
ROW_NAMES: Final = {
    EVENTS.name: "Event",
    CLAIMS.name: "Claim",
    SOURCES.name: "Source",
    PARTIES.name: "Party",
}
_LONG: Final = ("summary", "statement")
_WIDE: Final = ("title", *_LONG, "place_id", "url")
_MEANINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "scope": SCOPES,
    "date_prec": DATE_PRECS,
    "where_prec": WHERE_PRECS,
    "category": CATEGORIES,
    "stance": STANCES,
    "aspect": ASPECTS,
    "credibility": CREDIBILITIES,
    "reliability": RELIABILITIES,
    "published_basis": PUBLISHED_BASES,
    "kind": SOURCE_KINDS,
    "side": SIDES,
}
Choices = list[tuple[str, list[tuple[str, str]]]]


def fields_of(table: str, folder: EditFolder, worksheet: Worksheet) -> list[dict[str, Any]]:
    """Sections of the form of a row, JSON-ready; a choice is a code and its label, in groups."""
    columns = {column.name: column for column in BY_NAME[table].columns}
    return [
        {
            "title": title,
            "fields": [_field(columns[name], table, folder, worksheet) for name in names],
        }
        for title, names in SECTIONS[table].items()
    ]


def _field(column: Column, table: str, folder: EditFolder, worksheet: Worksheet) -> dict[str, Any]:
    key = column.name == BY_NAME[table].key
    return {
        "name": column.name,
        "label": LABELS[column.name],
        "help": column.description,
        "kind": "place" if column.name == "place_id" else "key" if key else column.kind,
        "required": column.required,
        "long": column.name in _LONG,
        "wide": column.name in _WIDE,
        "choices": _choices(column, table, folder, worksheet),
    }


def _choices(column: Column, table: str, folder: EditFolder, worksheet: Worksheet) -> Choices:
    if column.name == "sub_event_type":
        return [(main, [(sub, sub) for sub in subs]) for main, subs in ACLED_EVENT_TYPES.items()]
    if column.kind == "code":
        meanings = _MEANINGS.get(column.name, {})
        return [("", [(code, _meant(code, meanings)) for code in column.vocabulary])]
    target = column.references.partition(".")[0]
    if table == CLAIMS.name and target in (PARTIES.name, SOURCES.name):
        rows = dict(folder.rows(target))
        rows |= {one.row_id: one.cells for one in worksheet.sheets if one.table == target}
        return [("", [(row_id, _named(row_id, cells)) for row_id, cells in rows.items() if row_id])]
    return []


def _meant(code: str, meanings: Mapping[str, str]) -> str:
    return f"{code} – {meanings[code]}" if code in meanings else code


def _named(row_id: str, cells: Cells) -> str:
    told = (cells.get("publisher", ""), cells.get("title", ""), cells.get("published_on", ""))
    said = ", ".join(part for part in told if part)
    return f"{said} ({row_id})" if said else row_id
