"""Exports as a test reads them: their bytes, their rows, and which cells are numbers."""

from __future__ import annotations

import csv
import io

from geo.exports import FORMATS, Extract
from geo.filters import EventFilter
from geo.linkage import Dataset

TABLES = [name for name, form in FORMATS.items() if form.suffix.endswith(".csv")]


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def written(dataset: Dataset, form: str, event_filter: EventFilter | None = None) -> bytes:
    return FORMATS[form].write(Extract.of(dataset, event_filter or EventFilter()))


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
