"""What a dataset holds already, so that an import adds nothing twice."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from geo.api.geocoding import Decisions
from geo.api.imported import PROVENANCE_FILE
from geo.errors import UsageError
from geo.gazetteer import Gazetteer
from geo.readers import Spot
from geo.schema import EVENTS, SOURCES
from geo.spreadsheet import MARK
from geo.store.folder import check, checked_places
from geo.store.package import read_package
from geo.store.tables import read_table

PROVENANCE_COLUMNS: Final = (
    "record_id",
    "source_id",
    "file",
    "row",
    "file_sha256",
    "row_sha256",
)
# As many as keep chance away; the whole hash of each file stands in the package.
HASH_CHARS: Final = 16


@dataclass(frozen=True)
class Known:
    """What a dataset folder holds.

    Parameters
    ----------
    folder : Path, optional
        The folder; None for a dataset that is to be made.
    gazetteer : Gazetteer, optional
        Its places.
    event_ids : frozenset of str
        Of its events.
    source_ids : frozenset of str
        Of its sources.
    rows : mapping of str to str
        By hash of a row that was imported: which record it became.
    files : mapping of str to str
        By hash of a file that was imported: its name.
    """

    folder: Path | None = None
    gazetteer: Gazetteer | None = None
    event_ids: frozenset[str] = frozenset()
    source_ids: frozenset[str] = frozenset()
    rows: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Known:
        """Read what a dataset folder holds.

        Raises
        ------
        UsageError
            If it has faults; nothing is added to what is not sound.
        """
        checked = check(folder)
        if checked.faults:
            raise UsageError(
                f"expected a dataset without faults, found {len(checked.faults)} in {folder}; "
                f"see `python -m geo check --data {folder}`"
            )
        document, _ = checked_places(folder)
        assert document is not None
        events, _ = read_table(folder / EVENTS.file, EVENTS)
        sources, _ = read_table(folder / SOURCES.file, SOURCES)
        imported = [one for one in read_package(folder).get("sources", ()) if isinstance(one, dict)]
        return cls(
            folder,
            Gazetteer(document),
            frozenset(events["event_id"]),
            frozenset(sources["source_id"]),
            _imported_rows(folder / PROVENANCE_FILE),
            {str(one.get("sha256")): str(one.get("file")) for one in imported},
        )

    @property
    def spots(self) -> dict[str, Spot]:
        """Positions of its places."""
        places = () if self.gazetteer is None else self.gazetteer.values()
        return {
            place.id: Spot(place.title, place.point.x, place.point.y)
            for place in places
            if place.point is not None
        }

    @property
    def features(self) -> list[dict[str, Any]]:
        """Its Linked Places features."""
        return [] if self.gazetteer is None else list(self.gazetteer.document["features"])


@dataclass(frozen=True)
class Circumstances:
    """What an import needs to know besides the file.

    Parameters
    ----------
    known : Known
        What stands in the target already.
    gazetteer : Gazetteer, optional
        Where names of places are looked up.
    decisions : mapping
        Which place a name means, as somebody decided.
    """

    known: Known = field(default_factory=Known)
    gazetteer: Gazetteer | None = None
    decisions: Decisions = field(default_factory=dict)


def row_hash(cells: Mapping[str, str]) -> str:
    """Hash of a row as read, whatever the order of its columns; what exports add is left out."""
    told = {name: cell for name, cell in cells.items() if name not in MARK}
    text = json.dumps(told, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_CHARS]


def _imported_rows(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        return {row["row_sha256"]: row["record_id"] for row in rows if row.get("row_sha256")}
