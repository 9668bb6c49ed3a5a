"""What is edited: rows of the built-in data that are changed, and the tables they stand in."""

from __future__ import annotations

from pathlib import Path

from geo.edits.change import Change
from geo.edits.folder import EditFolder

TABLES = ("events.csv", "claims.csv", "sources.csv", "parties.csv")
EVENT = "nk-20220327-parukh-withdrawal"
CLAIM = f"{EVENT}-c1"
SHARED = "nk-20220324-parukh-entry"


def accept_all(tables: object) -> None:
    """Refuse nothing: what is tried here is the log."""


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in TABLES}


def reword(edits: EditFolder, summary: str, **more: str) -> list[Change]:
    row = edits.rows("events")[EVENT]
    return [Change("events", EVENT, row, {**row, "summary": summary, **more})]
