"""What an import did, and how the dataset folder says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from geo.api.geocoding import Key, Undecided
from geo.errors import Fault, shorten
from geo.readers import Source
from geo.schema import CLAIMS, EVENTS, PLACES_FILE, SOURCES

PROVENANCE_FILE: Final = "provenance.csv"
KEPT_MAX: Final = 1_000


@dataclass
class Imported:
    """What an import did; accepted + rejected = read.

    Parameters
    ----------
    source : Source
        Where the file is from.
    file, sha256 : str
        Its name and hash.
    read, events, shapes, rejected : int
        Rows read; rows taken as events, and as places or zones; rows that are not taken.
    noted : int
        Rows that were taken with something left blank or read more widely.
    places : int
        Places of the dataset.
    assumptions : list of str
        What was assumed of all rows.
    faults, notes : list of Fault
        The first `KEPT_MAX` of each.
    others : int
        Rows taken of other tables of ours: claims, sources, parties.
    present : int
        Of the rejected rows, those that the dataset has already.
    warnings : list of str
        What seems wrong with the file as a whole; nothing is mended.
    undecided : dict
        Names of places that nobody has decided on, with their candidates.
    """

    source: Source
    file: str
    sha256: str
    read: int = 0
    events: int = 0
    shapes: int = 0
    rejected: int = 0
    noted: int = 0
    places: int = 0
    assumptions: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    others: int = 0
    present: int = 0
    warnings: list[str] = field(default_factory=list)
    undecided: dict[Key, Undecided] = field(default_factory=dict)

    @property
    def accepted(self) -> int:
        """Rows taken."""
        return self.events + self.shapes + self.others

    def as_dict(self) -> dict[str, Any]:
        """Return what is kept with the data."""
        return {
            "title": self.source.title,
            "publisher": self.source.publisher,
            "path": self.source.url,
            "file": self.file,
            "sha256": self.sha256,
            "licence": self.source.licence,
            "licence_url": self.source.licence_url,
            "read": self.read,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "noted": self.noted,
            "assumptions": self.assumptions,
            "warnings": self.warnings,
        }


def keep(kept: list[Fault], more: Sequence[Fault]) -> None:
    """Keep the first faults, and of each what is shown: a cell can have a million letters."""
    if len(kept) == KEPT_MAX:
        return
    for one in more[: KEPT_MAX - len(kept)]:
        kept.append(one if one.value is None else replace(one, value=shorten(one.value)))


def nothing_taken(result: Imported) -> Fault:
    """Say that no row of a file makes a dataset."""
    expected = "at least one row with a position"
    return Fault(result.file, None, None, f"{result.read} rows", expected, "see the rejected rows")


def worthless(result: Imported) -> Fault:
    """Say that a file begins with so many rows that cannot be taken that it was read no further."""
    expected = f"a row that can be taken among the first {result.read}"
    remedy = (
        "see why in the rejected rows; choose the kind of file that this is and what its columns "
        "mean, or put the rows first that can be taken"
    )
    found = f"{result.read} rows read, {result.rejected} rejected"
    return Fault(result.file, None, None, found, expected, remedy)


def source_row(source: Source) -> dict[str, str]:
    """Row of `sources.csv`."""
    return {
        "source_id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "kind": "reference",
        "url": source.url,
    }


def package(result: Imported) -> dict[str, Any]:
    """Frictionless descriptor: what the folder holds, from where, under which licence."""
    files = (EVENTS.file, CLAIMS.file, SOURCES.file, PLACES_FILE, PROVENANCE_FILE)
    licence = {"title": result.source.licence, "path": result.source.licence_url}
    return {
        "profile": "data-package",
        "name": f"imported-{result.source.id}",
        "title": f"{result.source.title}: {result.file}",
        "licenses": [{key: value for key, value in licence.items() if value}],
        "sources": [result.as_dict()],
        "resources": [{"name": Path(file).stem, "path": file} for file in files],
    }
