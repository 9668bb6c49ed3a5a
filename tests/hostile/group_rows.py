"""Rows with one hostile cell, imported by every reader."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from geo.api.imports import FORMATS
from geo.api.rejected import RejectedTable
from geo.linkage import Dataset
from geo.readers import Rejected
from geo.readers.content import Content
from geo.store.folder import load
from tests.hostile.cases import GOOD_AT, Tested, case, look_at
from tests.hostile.formulas import formulas
from tests.hostile.kinds import KINDS, Kind
from tests.hostile.rows import RowCase, row_cases
from tests.hostile.tally import Tally
from tests.hostile.watch import Watch


def rows(watch: Watch, tested: Tested) -> Iterator[Tally]:
    """Every reader, a file each: good rows, and between them rows with one hostile cell."""
    for name, kind in KINDS.items():
        tally = Tally(f"cells, {name}")
        cases = row_cases(kind)
        with case(tally, f"{name} as a whole", watch) as home:
            _take_rows(tally, kind, cases, home, tested)
        tally.cases[:] = [f"{name} {one.name}" for one in cases]
        yield tally


def _take_rows(tally: Tally, kind: Kind, cases: list[RowCase], home: Path, tested: Tested) -> None:
    given: list[dict[str, str]] = []
    for number, one in enumerate(cases):
        given.append({**kind.good, kind.key: f"good{number}"})
        given.append({**kind.good, kind.key: f"case{number}", **one.cells})
    first = 1 if kind.form is FORMATS["geojson"] else 2
    rejected: list[Rejected] = []
    content = Content(f"rows-{kind.form.source.id}", kind.write(given))
    done = tested.take(kind.form, content, home / "d", take_rejected=rejected.append)
    refused = {one.row for one in rejected}
    taken = _provenance(home / "d")
    for number, one in enumerate(cases):
        row = first + 2 * number + 1
        if (row in refused) + (row in taken) != 1:
            tally.unaccounted.append(one.name)
        if one.said and row not in taken:
            tally.lost.append(one.name)
    if done.accepted + done.rejected != done.read or done.read != len(given):
        tally.unaccounted.append(f"{done.read} read of {len(given)}")
    for one in rejected:
        if not all(fault.expected and fault.remedy for fault in one.faults):
            tally.unclear.append(f"row {one.row}")
    _look_at_dataset(tally, load(home / "d"), range(len(cases)), taken, first)
    events = _events(home / "d")
    for number, one in enumerate(cases):
        event = events.get(taken.get(first + 2 * number + 1, ""))
        if one.said and event is not None and _plain(one.said) not in _plain(" ".join(event)):
            tally.altered.append(one.name)
    # The rejected rows go back as a table: no cell of it is a formula.
    table = io.StringIO()
    writer = RejectedTable(table)
    for row in rejected:
        writer.take(row)
    look_at(tally, "rejected rows", table.getvalue())
    tally.altered += formulas(table.getvalue())


def _look_at_dataset(
    tally: Tally, dataset: Dataset, numbers: range, taken: dict[int, str], first: int
) -> None:
    """Whether every good row is drawn, and drawn where it says."""
    events = dataset.events.set_index("event_id")
    for number in numbers:
        event_id = taken.get(first + 2 * number)
        if event_id is None or event_id not in events.index:
            tally.lost.append(f"good row {number}")
            continue
        event = events.loc[event_id]
        if event["drawn"] != "symbol" or (event["lon"], event["lat"]) != GOOD_AT:
            tally.lost.append(f"good row {number}, not at its place")


def _provenance(folder: Path) -> dict[int, str]:
    with (folder / "provenance.csv").open(encoding="utf-8", newline="") as stream:
        return {int(row["row"]): row["record_id"] for row in csv.DictReader(stream)}


def _events(folder: Path) -> dict[str, list[str]]:
    with (folder / "events.csv").open(encoding="utf-8", newline="") as stream:
        return {row[0]: row for row in csv.reader(stream)}


def _plain(text: str) -> str:
    return " ".join(text.split())
