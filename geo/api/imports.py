"""Importing a file: read, checked against the schema, and published as a dataset folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geo.api.imported import PROVENANCE_FILE, Imported, nothing_taken, package, source_row
from geo.errors import DataFaultsError, Fault
from geo.readers import (
    PlaceBook,
    Read,
    Record,
    Rejected,
    Shape,
    Source,
    acled,
    geojson,
    read_content,
    ucdp,
)
from geo.readers.content import Content, Progress
from geo.schema import CLAIMS, EVENTS, SOURCES
from geo.store.cells import is_text
from geo.store.folder import check
from geo.store.places import check_places
from geo.store.validation import check_table
from geo.store.writing import FolderWriter

CHUNK_ROWS: Final = 20_000
KEPT_MAX: Final = 1_000
PROVENANCE_COLUMNS: Final = ("record_id", "source_id", "file", "row")
TakeRejected = Callable[[Rejected], None]
Reader = Callable[[Content, Progress | None], Iterator[Read]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be imported.

    Parameters
    ----------
    source : Source
        Where such files come from.
    read : callable
        Its reader.
    assumptions : mapping of str to str
        By column: what is assumed of every row where the file lacks it.
    """

    source: Source
    read: Reader
    assumptions: dict[str, str] = field(default_factory=dict)


FORMATS: Final = {
    "ucdp": Format(ucdp.SOURCE, ucdp.read, ucdp.ASSUMPTIONS),
    "acled": Format(acled.SOURCE, acled.read, acled.ASSUMPTIONS),
    "geojson": Format(geojson.SOURCE, geojson.read),
}


def import_file(
    form: Format,
    path: Path,
    into: Path,
    *,
    progress: Progress | None = None,
    take_rejected: TakeRejected | None = None,
) -> Imported:
    """Make a dataset folder of a file.

    Parameters
    ----------
    form : Format
        What the file is.
    path : Path
        The file.
    into : Path
        Folder to be made; must not exist, or be empty.
    progress : callable, optional
        Told the share of the file read.
    take_rejected : callable, optional
        Given each row that is not taken.

    Returns
    -------
    Imported
        What was done. The folder is valid: `geo.store.folder.check` finds no fault in it.

    Raises
    ------
    UnreadableError
        If the file as a whole cannot be read; nothing is written.
    DataFaultsError
        If no row can be taken; nothing is written.
    UsageError
        If something stands at `into`.
    OSError
        If the file cannot be read or the folder not be written.
    """
    content = read_content(path)
    return import_content(form, content, into, progress=progress, take_rejected=take_rejected)


def import_content(
    form: Format,
    content: Content,
    into: Path,
    *,
    progress: Progress | None = None,
    take_rejected: TakeRejected | None = None,
) -> Imported:
    """Make a dataset folder of a file's bytes; everything else as in `import_file`."""
    with FolderWriter(into) as folder:
        done = _Import(form, content, folder, take_rejected or (lambda rejected: None))
        reading = form.read(content, progress)
        while chunk := list(islice(reading, CHUNK_ROWS)):
            done.take(chunk)
        imported = done.finish()
        folder.publish()
    return imported


class _Import:
    """One import under way."""

    def __init__(
        self, form: Format, content: Content, folder: FolderWriter, take_rejected: TakeRejected
    ) -> None:
        self.result = Imported(form.source, content.name, content.sha256)
        self._form = form
        self._folder = folder
        self._take_rejected = take_rejected
        self._book = PlaceBook()
        self._used: dict[str, None] = {}
        self._features: list[dict[str, Any]] = []
        self._event_ids: dict[str, int] = {}
        self._events = folder.rows(EVENTS.file, EVENTS.column_names)
        self._provenance = folder.rows(PROVENANCE_FILE, PROVENANCE_COLUMNS)

    def take(self, chunk: list[Read]) -> None:
        """Take what is sound of some rows and reject the rest."""
        result = self.result
        if not result.read:
            result.assumptions = _assumed(self._form, chunk)
        result.read += len(chunk)
        records = [one for one in chunk if isinstance(one, Record)]
        shapes = [one for one in chunk if isinstance(one, Shape)]
        rejected = [one for one in chunk if isinstance(one, Rejected)]
        rejected += self._take_records(records) + self._take_shapes(shapes)
        result.rejected += len(rejected)
        for one in sorted(rejected, key=lambda one: one.row):
            result.faults += one.faults[: max(KEPT_MAX - len(result.faults), 0)]
            self._take_rejected(one)

    def _take_records(self, records: list[Record]) -> list[Rejected]:
        rejected = []
        unique = []
        for record in records:
            faults = self._faults_before(record)
            if faults:
                rejected.append(Rejected(record.row, tuple(faults), record.cells))
            else:
                self._event_ids[record.event["event_id"]] = record.row
                unique.append(record)
        rows = [self._cells(record) for record in unique]
        index = pd.Index([record.row for record in unique], dtype="int64", name="row")
        table = pd.DataFrame(rows, columns=list(EVENTS.column_names), index=index).astype(str)
        found: dict[int, list[Fault]] = {}
        for fault in check_table(table, EVENTS):
            ours = Fault(
                self.result.file, fault.row, fault.column, fault.value, fault.expected, fault.remedy
            )
            found.setdefault(fault.row or 0, []).append(ours)
        for record, cells in zip(unique, rows, strict=True):
            if record.row in found:
                del self._event_ids[record.event["event_id"]]
                rejected.append(Rejected(record.row, tuple(found[record.row]), record.cells))
            else:
                self._accept(record, cells)
        return rejected

    def _faults_before(self, record: Record) -> list[Fault]:
        """Faults that a table by itself does not show."""
        file, row = self.result.file, record.row
        faults = []
        event_id = record.event.get("event_id", "")
        first = self._event_ids.get(event_id)
        if first is not None:
            remedy = f"give it an id of its own; row {first} has this one"
            faults.append(Fault(file, row, EVENTS.key, event_id, "each event once", remedy))
        for column, cell in record.event.items():
            # The rules of the table see what was decoded from UTF-8; JSON can spell out more.
            if any("\ud800" <= character <= "\udfff" for character in cell):
                expected = "text without lone surrogates"
                faults.append(Fault(file, row, column, repr(cell), expected, "remove them"))
        if record.spot is not None and not is_text(record.spot.title):
            expected = "the name of a place without control characters"
            faults.append(Fault(file, row, "place", record.spot.title, expected, "remove them"))
        return faults

    def _cells(self, record: Record) -> list[str]:
        event = dict(record.event)
        if record.spot is not None:
            event["place_id"] = self._book.place_of(record.spot)
        return [event.get(name, "") for name in EVENTS.column_names]

    def _accept(self, record: Record, cells: list[str]) -> None:
        result = self.result
        self._events.writerow(cells)
        self._note_origin(record.event["event_id"], record.row)
        if record.spot is not None:
            self._used[self._book.place_of(record.spot)] = None
        result.events += 1
        result.noted += bool(record.notes)
        result.notes += record.notes[: max(KEPT_MAX - len(result.notes), 0)]

    def _take_shapes(self, shapes: list[Shape]) -> list[Rejected]:
        """Take places and zones; each is checked as the gazetteer's are."""
        rejected = []
        for shape in shapes:
            faults = check_places({"features": [shape.feature]}, {})
            if faults:
                ours = tuple(
                    Fault(
                        self.result.file, shape.row, one.column, one.value, one.expected, one.remedy
                    )
                    for one in faults
                )
                rejected.append(Rejected(shape.row, ours, shape.cells))
                continue
            urn, _, wanted = shape.feature["@id"].rpartition(":")
            place_id = self._book.free_id(wanted)
            self._features.append({**shape.feature, "@id": f"{urn}:{place_id}"})
            self._note_origin(place_id, shape.row)
            self.result.shapes += 1
        return rejected

    def _note_origin(self, record_id: str, row: int) -> None:
        origin = (record_id, self._form.source.id, self.result.file, row)
        self._provenance.writerow(origin)

    def finish(self) -> Imported:
        """Write the rest of the folder and check all of it."""
        result, source = self.result, self.result.source
        features = [*self._features, *self._book.features(self._used)]
        result.places = len(features)
        if not features:
            raise DataFaultsError(result.faults or [nothing_taken(result)])
        head = {"license": source.licence, "citation": {"title": f"Positions: {source.title}"}}
        self._folder.places(features, head)
        self._folder.table(CLAIMS, [])
        self._folder.table(SOURCES, [source_row(source)])
        self._folder.document("datapackage.json", package(result))
        faults = check(self._folder.close()).faults
        if faults:
            raise DataFaultsError(faults)
        return result


def _assumed(form: Format, chunk: Iterable[Read]) -> list[str]:
    """What is assumed of every row, since the file has no such column."""
    first = next((one.cells for one in chunk if isinstance(one, Record)), None)
    if first is None:
        return []
    return [said for column, said in form.assumptions.items() if column not in first]
