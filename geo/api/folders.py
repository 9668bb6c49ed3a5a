"""Importing a whole dataset folder of ours: events with their claims, sources, parties, places."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pandas as pd

from geo.api.adding import with_origins, with_places, with_source
from geo.api.imported import PROVENANCE_FILE, Imported, keep, nothing_taken, package
from geo.api.importing import TakeRejected
from geo.api.known import HASH_CHARS, PROVENANCE_COLUMNS, Known, row_hash
from geo.errors import DataFaultsError, Fault, UsageError
from geo.readers import Rejected
from geo.readers.own import SOURCE
from geo.schema import CLAIMS, EVENTS, PARTIES, PLACES_FILE, SOURCES, Table
from geo.store.append import append_rows
from geo.store.folder import BUILT_IN, check, gazetteer_of, table_file, version
from geo.store.package import PACKAGE_FILE, licences_of
from geo.store.tables import read_table
from geo.store.writing import FolderWriter

# A table after those that it refers to, and the column by which it does.
_ORDER: Final = (SOURCES, PARTIES, EVENTS, CLAIMS)
_REFERENCES: Final = {
    "event_id": EVENTS.name,
    "party": PARTIES.name,
    "source_id": SOURCES.name,
    "place_id": "places",
}
_SAME_DEG: Final = 1e-4
Row = dict[str, str]


def import_folder(
    folder: Path,
    into: Path,
    *,
    add: bool = False,
    licence: str | None = None,
    take_rejected: TakeRejected | None = None,
) -> Imported:
    """Make a dataset folder of another one, or add it to one.

    Parameters
    ----------
    folder : Path
        The dataset that is read; it must be sound.
    into : Path
        As of `imports.import_file`.
    add : bool
        Whether `into` is a dataset that the rows are added to.
    licence : str, optional
        Of the data; else what the folder's package says.
    take_rejected : callable, optional
        Given each row that is not taken: one whose id stands for something else in the dataset,
        what refers to it, and an event or claim that the dataset has already.

    Returns
    -------
    Imported
        What was done; rows of all tables and all places are counted.

    Raises
    ------
    DataFaultsError
        If the folder that is read has faults, or nothing of it is new.
    UsageError
        As of `imports.import_file`.
    """
    faults = check(folder).faults
    if faults:
        raise DataFaultsError(faults)
    if add and into.resolve() == BUILT_IN:
        raise UsageError("the built-in data is not written to; copy it to a folder and add to that")
    known = Known.of(into) if add else Known()
    merge = _Merge(folder, known, licence, take_rejected or (lambda rejected: None))
    merge.take()
    if not merge.result.accepted or not merge.new[EVENTS.name] + merge.new[CLAIMS.name]:
        raise DataFaultsError(merge.result.faults or [nothing_taken(merge.result)])
    with ExitStack() as stack:
        if not add:
            writer = stack.enter_context(FolderWriter(into))
            merge.write(writer)
            found = check(writer.close()).faults
            if found:
                raise DataFaultsError(found)
            writer.publish()
            return merge.result
        home = Path(stack.enter_context(TemporaryDirectory(prefix="truceline-")))
        origins = home / PROVENANCE_FILE
        origins.write_text(merge.origins(), encoding="utf-8", newline="")
        files = {
            PLACES_FILE: with_places(into, merge.features),
            PROVENANCE_FILE: with_origins(into, origins),
            PACKAGE_FILE: with_source(into, merge.result),
        }
        append_rows(into, merge.new, files)
    return merge.result


class _Merge:
    """What of a dataset is new to another."""

    def __init__(
        self, folder: Path, known: Known, licence: str | None, take_rejected: TakeRejected
    ) -> None:
        said = licence or "; ".join(licences_of(folder)) or SOURCE.licence
        source = replace(SOURCE, title=f"Truceline dataset {version(folder)}", licence=said)
        self.result = Imported(source, folder.name, _hash_of(folder))
        self.new: dict[str, list[Row]] = {table.name: [] for table in _ORDER}
        self.features: list[dict[str, Any]] = []
        self._folder = folder
        self._known = known
        self._take_rejected = take_rejected
        # By table, ids that stand for something else in the dataset that is added to.
        self._other: dict[str, set[str]] = {"places": set()}
        self._origins: list[tuple[str, ...]] = []

    def take(self) -> None:
        """Go through all tables."""
        self._take_places()
        for table in _ORDER:
            self._take_table(table)

    def _take_places(self) -> None:
        here: Mapping[str, Any] = self._known.gazetteer or {}
        for row, (place_id, place) in enumerate(gazetteer_of(self._folder).items(), start=1):
            self.result.read += 1
            self.result.shapes += 1
            there = here.get(place_id)
            if there is None:
                self.features.append(dict(place.document))
            elif not _is_there(place.point, there.point):
                self._other["places"].add(place_id)
                self.result.shapes -= 1
                expected = f"the position that {place_id} has in the dataset"
                fault = Fault(PLACES_FILE, row, "@id", place_id, expected, "give it another @id")
                self._reject(row, [fault], {"@id": place_id, "title": place.title})
        self.result.places = len(self.features)

    def _take_table(self, table: Table) -> None:
        other = self._other.setdefault(table.name, set())
        there = {row[table.key]: row for _, row in self._rows_there(table)}
        for number, row in _rows(table_file(self._folder, table), table):
            self.result.read += 1
            key = row[table.key]
            faults = self._faults(table, number, row, there.get(key))
            if faults:
                if there.get(key) != row:
                    other.add(key)
                self._reject(number, faults, row)
                continue
            if key not in there:
                self.new[table.name].append(row)
                self._note_origin(table, number, row)
            self.result.events += table is EVENTS
            self.result.others += table is not EVENTS

    def _rows_there(self, table: Table) -> Iterator[tuple[int, Row]]:
        if self._known.folder is not None:
            yield from _rows(table_file(self._known.folder, table), table)

    def _faults(self, table: Table, number: int, row: Row, there: Row | None) -> list[Fault]:
        key = row[table.key]
        if there is not None and there != row:
            remedy = f"give it another {table.key}; the dataset says something else under this one"
            return [Fault(table.file, number, table.key, key, "an id of its own", remedy)]
        if there is not None and table in (EVENTS, CLAIMS):
            self.result.present += 1
            remedy = "none needed: the dataset has this row"
            return [Fault(table.file, number, table.key, key, "each row once", remedy)]
        return [
            Fault(
                table.file,
                number,
                column,
                row[column],
                "what the folder that is read means by it",
                "mend what it refers to, which was not taken",
            )
            for column, referred in _REFERENCES.items()
            if column in row and column != table.key and row[column] in self._other[referred]
        ]

    def _reject(self, number: int, faults: list[Fault], cells: Mapping[str, str]) -> None:
        self.result.rejected += 1
        keep(self.result.faults, faults)
        self._take_rejected(Rejected(number, tuple(faults), cells))

    def _note_origin(self, table: Table, number: int, row: Row) -> None:
        if table in (EVENTS, CLAIMS):
            file = f"{self._folder.name}/{table.file}"
            hashes = (self.result.sha256[:HASH_CHARS], row_hash(row))
            origin = (row[table.key], self.result.source.id, file, str(number), *hashes)
            self._origins.append(origin)

    def origins(self) -> str:
        """Text of a provenance file of what is taken."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerows([PROVENANCE_COLUMNS, *self._origins])
        return buffer.getvalue()

    def write(self, folder: FolderWriter) -> None:
        """Write what is taken as a folder of its own."""
        head = {
            key: value
            for key, value in gazetteer_of(self._folder).document.items()
            if key not in ("type", "features")
        }
        folder.places(self.features, head)
        for table in _ORDER:
            folder.table(table, self.new[table.name])
        folder.rows(PROVENANCE_FILE, PROVENANCE_COLUMNS).writerows(self._origins)
        folder.document(PACKAGE_FILE, package(self.result))


def _rows(path: Path, table: Table) -> Iterator[tuple[int, Row]]:
    cells, _ = read_table(path, table)
    numbers: pd.Index[int] = cells.index
    for number, row in zip(numbers.tolist(), cells.to_dict("records"), strict=True):
        yield int(number), {str(name): str(cell) for name, cell in row.items()}


def _is_there(point: Any, there: Any) -> bool:
    if point is None or there is None:
        return point is there
    return bool(max(abs(point.x - there.x), abs(point.y - there.y)) <= _SAME_DEG)


def _hash_of(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in (*(table_file(folder, table) for table in _ORDER), folder / PLACES_FILE):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
