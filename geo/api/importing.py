"""One import under way: each row checked by the schema's own rules, taken or given back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd

from geo.api.chosen import ChosenPlaces
from geo.api.formats import Format
from geo.api.imported import (
    PROVENANCE_FILE,
    Imported,
    keep,
    nothing_taken,
    package,
    source_row,
    worthless,
)
from geo.api.known import HASH_CHARS, PROVENANCE_COLUMNS, Circumstances, row_hash
from geo.api.shapes import ShapeBook
from geo.api.swapped import SwapWatch
from geo.errors import DataFaultsError, Fault
from geo.gazetteer import place_key
from geo.limits import MAX_WORTHLESS_ROWS
from geo.readers import PlaceBook, Read, Record, Rejected, Shape
from geo.readers.content import Content
from geo.readers.places import slug
from geo.schema import CLAIMS, EVENTS, SOURCES
from geo.store.cells import is_text
from geo.store.folder import check
from geo.store.package import PACKAGE_FILE
from geo.store.validation import check_table
from geo.store.writing import FolderWriter

TakeRejected = Callable[[Rejected], None]


class Import:
    """One import under way.

    Parameters
    ----------
    form : Format
        What the file is.
    content : Content
        The file.
    folder : FolderWriter
        Takes what is new.
    take_rejected : callable
        Given each row that is not taken.
    around : Circumstances
        What is known besides.
    """

    def __init__(
        self,
        form: Format,
        content: Content,
        folder: FolderWriter,
        take_rejected: TakeRejected,
        around: Circumstances,
    ) -> None:
        self.result = Imported(form.source, content.name, content.sha256)
        self.features: list[dict[str, Any]] = []
        self._form = form
        self._folder = folder
        self._take_rejected = take_rejected
        self._around = around
        self._book = PlaceBook(around.known.spots)
        self._watch = SwapWatch(around.gazetteer)
        self._used: dict[str, None] = {}
        self._chosen = ChosenPlaces(around.gazetteer, around.decisions)
        self.result.undecided = self._chosen.undecided
        self._shapes = ShapeBook(content.name, around.known, self._book)
        self._event_ids: dict[str, int] = {}
        self._events = folder.rows(EVENTS.file, EVENTS.column_names)
        self._provenance = folder.rows(PROVENANCE_FILE, PROVENANCE_COLUMNS)

    def take(self, chunk: list[Read]) -> None:
        """Take what is sound of some rows and reject the rest.

        Raises
        ------
        DataFaultsError
            If the file begins with `MAX_WORTHLESS_ROWS` rows of which none can be taken, nor could
            be once a place is chosen, nor is in the dataset already.
        """
        result = self.result
        if not result.read:
            result.assumptions = self._form.assumed_of(chunk)
            result.source = self._form.source_of(chunk)
        result.read += len(chunk)
        records = [one for one in chunk if isinstance(one, Record)]
        shapes = [one for one in chunk if isinstance(one, Shape)]
        rejected = [one for one in chunk if isinstance(one, Rejected)]
        self._watch.take(records)
        self._reject([*rejected, *self._take_records(records), *self._shapes.take(shapes)])
        of_use = result.events or result.present or result.undecided
        if result.read >= MAX_WORTHLESS_ROWS and not (
            of_use or self._shapes.taken or self._shapes.present
        ):
            raise DataFaultsError([worthless(result), *result.faults])

    def _reject(self, rejected: list[Rejected]) -> None:
        result = self.result
        result.rejected += len(rejected)
        for one in sorted(rejected, key=lambda one: one.row):
            keep(result.faults, one.faults)
            self._take_rejected(one)

    def _take_records(self, records: list[Record]) -> list[Rejected]:
        rejected = []
        unique: list[tuple[Record, str]] = []
        for read in records:
            record = self._with_free_id(read)
            faults = self._faults_before(record)
            if faults:
                rejected.append(Rejected(record.row, tuple(faults), record.cells))
            else:
                self._event_ids[record.event["event_id"]] = record.row
                unique.append((record, self._chosen.place_of(record)))
        rows = [self._cells(record, chosen) for record, chosen in unique]
        index = pd.Index([record.row for record, _ in unique], dtype="int64", name="row")
        table = pd.DataFrame(rows, columns=list(EVENTS.column_names), index=index).astype(str)
        found: dict[int, list[Fault]] = {}
        for fault in check_table(table, EVENTS):
            found.setdefault(fault.row or 0, []).append(self._ours(fault, fault.row))
        for (record, chosen), cells in zip(unique, rows, strict=True):
            if record.row in found:
                del self._event_ids[record.event["event_id"]]
                rejected.append(Rejected(record.row, tuple(found[record.row]), record.cells))
            else:
                self._accept(record, chosen, cells)
        return rejected

    def _ours(self, fault: Fault, row: int | None) -> Fault:
        """Say of our file what a check said of a table."""
        return replace(fault, file=self.result.file, row=row)

    def _with_free_id(self, record: Record) -> Record:
        """Give a row that has no id of its own one that the target does not have."""
        event_id = record.event.get("event_id", "")
        if event_id not in self._around.known.event_ids or not event_id.endswith(
            f"row-{record.row}"
        ):
            return record
        own = f"{slug(self.result.file)}-{self.result.sha256[:6]}-row-{record.row}"
        return replace(record, event={**record.event, "event_id": own})

    def _faults_before(self, record: Record) -> list[Fault]:
        """Faults that a table by itself does not show."""
        file, row, known = self.result.file, record.row, self._around.known
        event_id = record.event.get("event_id", "")
        there = known.rows.get(row_hash(record.cells)) if known.rows else None
        if there is not None:
            self.result.present += 1
            remedy = f"none needed: the dataset has this row as {there}"
            return [Fault(file, row, None, None, "each row once", remedy)]
        faults = []
        first = self._event_ids.get(event_id)
        if first is not None or event_id in known.event_ids:
            holder = "the dataset" if first is None else f"row {first}"
            remedy = f"give it an id of its own; {holder} has this one"
            faults.append(Fault(file, row, EVENTS.key, event_id, "each event once", remedy))
        for column, cell in record.event.items():
            # The rules of the table see what was decoded from UTF-8; JSON can spell out more.
            if any("\ud800" <= character <= "\udfff" for character in cell):
                expected = "text without lone surrogates"
                faults.append(Fault(file, row, column, repr(cell), expected, "remove them"))
        said = record.spot.title if record.spot else record.named.name if record.named else ""
        if not is_text(said):
            expected = "the name of a place without control characters"
            faults.append(Fault(file, row, "place", said, expected, "remove them"))
        elif record.named is not None:
            faults += self._chosen.faults(file, row, record.named)
        return faults

    def _cells(self, record: Record, chosen: str) -> list[str]:
        event = dict(record.event)
        if record.spot is not None:
            event["place_id"] = self._book.place_of(record.spot)
        elif chosen:
            event["place_id"] = chosen
            if event.get("where_prec", "none") == "none":
                event["where_prec"] = self._chosen.precision(chosen)
        return [event.get(name, "") for name in EVENTS.column_names]

    def _accept(self, record: Record, chosen: str, cells: list[str]) -> None:
        result = self.result
        self._events.writerow(cells)
        self._note_origin(record.event["event_id"], record)
        if record.spot is not None:
            self._used[self._book.place_of(record.spot)] = None
        elif chosen:
            self._chosen.use(chosen)
        result.events += 1
        result.noted += bool(record.notes)
        keep(result.notes, record.notes)

    def _note_origin(self, record_id: str, read: Record | Shape) -> None:
        result = self.result
        origin = (record_id, result.source.id, result.file, read.row)
        hashes = (result.sha256[:HASH_CHARS], row_hash(read.cells))
        self._provenance.writerow((*origin, *hashes))

    def finish(self) -> Imported:
        """Write the rest of the folder and check all of it."""
        result, known = self.result, self._around.known
        self._reject(self._shapes.settle())
        for key, shape in self._shapes.taken.items():
            self._note_origin(key, shape)
        result.shapes = len(self._shapes.taken)
        result.present += self._shapes.present
        self.features = [dict(shape.feature) for shape in self._shapes.taken.values()]
        self.features += self._book.features(self._used)
        there = {place_key(one["@id"]) for one in self.features}
        self.features += self._chosen.features(there | set(known.gazetteer or ()))
        result.places = len(self.features)
        said = self._watch.warning()
        result.warnings += [said] if said else []
        if result.sha256 in known.files:
            result.warnings.append(
                f"this file was imported before, as {known.files[result.sha256]}"
            )
        if not result.accepted or not (self.features or known.features):
            raise DataFaultsError(result.faults or [nothing_taken(result)])
        source = result.source
        head = {"license": source.licence, "citation": {"title": f"Positions: {source.title}"}}
        self._folder.places([*known.features, *self.features], head)
        self._folder.table(CLAIMS, [])
        self._folder.table(SOURCES, [source_row(source)])
        self._folder.document(PACKAGE_FILE, package(result))
        folder = self._folder.close()
        # What is added to a dataset is checked with all of it.
        faults = () if known.folder is not None else check(folder).faults
        if faults:
            raise DataFaultsError(faults)
        return result
