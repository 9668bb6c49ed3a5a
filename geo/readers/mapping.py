"""A declared mapping: which of a file's columns is which of ours, and what its words mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from geo.errors import Fault, UsageError
from geo.limits import MAX_MAPPING_BYTES
from geo.readers.cells import DATE_ORDERS, NOTHING, day, kilometres, names_in, position, text, whole
from geo.readers.record import CellError, Named, Record, Spot
from geo.schema import CATEGORIES, EVENTS, TOLL_COLUMNS
from geo.strict_json import parse

# Beside the columns of events: where it happened.
PLACE_COLUMNS: Final = ("longitude", "latitude", "place", "within", "radius_km")
COLUMNS: Final = (
    *(name for name in EVENTS.column_names if name != "place_id"),
    *PLACE_COLUMNS,
)
_MEMBERS: Final = ("columns", "defaults", "values")
_DATES: Final = "dates"
NEEDED: Final = ("title", "date_start")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Columns of a file by the names of ours.

    Parameters
    ----------
    columns : mapping of str to str
        Our column to the file's.
    defaults : mapping of str to str
        Our column to what stands where the file's is blank or missing.
    values : mapping of str to mapping of str to str
        Our column to what the file's words mean in our vocabulary.
    prefix : str
        Put before the ids of events, so that files do not clash.
    date_order : str
        A value of `cells.DATE_ORDERS`: how `03/04/2022` is to be read; an empty string where
        that has not been said.
    """

    columns: Mapping[str, str]
    defaults: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    prefix: str = ""
    date_order: str = ""

    def theirs(self, column: str) -> str:
        """Name of the file's column for one of ours."""
        return self.columns.get(column, column)

    def ours(self, cells: Mapping[str, str]) -> dict[str, str]:
        """Cells of a row under our names."""
        found: dict[str, str] = {}
        for column in (
            *self.columns,
            *(name for name in self.defaults if name not in self.columns),
        ):
            cell = text(cells, self.columns.get(column, ""))
            cell = self.values.get(column, {}).get(cell, cell)
            found[column] = cell or self.defaults.get(column, "")
        return found


def parse_mapping(document: object) -> ColumnMapping:
    """Read a mapping as it is written in JSON.

    Parameters
    ----------
    document : object
        `{"columns": {ours: theirs}, "defaults": {ours: cell}, "values": {ours: {theirs: ours}},
        "dates": "day_first" or "month_first"}`, all but the first optional. Ours are the columns
        of events, and `longitude`, `latitude`, `place` (its name), `within` (what that is part of)
        and `radius_km`.

    Raises
    ------
    UsageError
        Naming the first member that is not as it should be.

    Examples
    --------
    >>> parse_mapping({"columns": {"title": "Headline", "date_start": "Day"}}).theirs("title")
    'headline'
    """
    if not isinstance(document, dict) or not isinstance(document.get("columns"), dict):
        raise UsageError('mapping: expected {"columns": {ours: theirs}}')
    for member in document:
        if member not in (*_MEMBERS, _DATES):
            members = ", ".join((*_MEMBERS, _DATES))
            raise UsageError(f"mapping: expected {members}, found {member!r}")
    order = document.get(_DATES) or ""
    if order and order not in DATE_ORDERS:
        raise UsageError(f"mapping, dates: expected {' or '.join(DATE_ORDERS)}, found {order!r}")
    parts: dict[str, dict[str, Any]] = {name: document.get(name) or {} for name in _MEMBERS}
    for name, part in parts.items():
        if not isinstance(part, dict):
            raise UsageError(f"mapping: expected an object as {name}, found {part!r}")
        for column, value in part.items():
            if column not in COLUMNS:
                raise UsageError(
                    f"mapping, {name}: expected one of {', '.join(COLUMNS)}, found {column!r}"
                )
            if not isinstance(value, dict if name == "values" else str):
                wanted = "an object" if name == "values" else "text"
                raise UsageError(f"mapping, {name}: expected {wanted} as {column}, found {value!r}")
    for needed in NEEDED:
        if needed not in parts["columns"]:
            raise UsageError(f"mapping, columns: expected {needed}, which every event has")
    # Headers are compared in lower case.
    columns = {ours: theirs.strip().lower() for ours, theirs in parts["columns"].items()}
    words = {
        column: {str(theirs): str(ours) for theirs, ours in meant.items()}
        for column, meant in parts["values"].items()
    }
    return ColumnMapping(columns, parts["defaults"], words, date_order=str(order))


def read_mapping(data: bytes) -> ColumnMapping:
    """Read a mapping from the bytes of a JSON file.

    Raises
    ------
    UsageError
        If it is no such mapping.
    """
    if len(data) > MAX_MAPPING_BYTES:
        raise UsageError(f"mapping: expected at most {MAX_MAPPING_BYTES} bytes, found {len(data)}")
    try:
        return parse_mapping(parse(data))
    except ValueError as error:
        raise UsageError(f"mapping: expected JSON in UTF-8, {error}") from None


def record_of(mapping: ColumnMapping, file: str, row: int, cells: Mapping[str, str]) -> Record:
    """Make a record of one row.

    Parameters
    ----------
    mapping : ColumnMapping
        What its columns are.
    file : str
        Name of the file, for the notes.
    row : int
        Number of the row.
    cells : mapping of str to str
        By the file's names.

    Raises
    ------
    CellError
        If a cell cannot be read; it names the file's column.
    """
    ours = mapping.ours(cells)
    notes: list[Fault] = []
    try:
        start, end = _span(ours, mapping.date_order)
        found = position(ours, "longitude", "latitude")
        radius = kilometres(ours, "radius_km")
        tolls = {name: whole(ours, name) for name in TOLL_COLUMNS}
    except CellError as error:
        theirs = mapping.theirs(error.column)
        raise CellError(theirs, error.value, error.expected, error.remedy) from None
    category = ours.get("category") or "other"
    if category.casefold() not in CATEGORIES:
        column = mapping.theirs("category")
        remedy = "none needed: read as other; a mapping may say what it means"
        notes.append(Fault(file, row, column, category, f"one of {', '.join(CATEGORIES)}", remedy))
    given_id = ours.get("event_id") or f"row-{row}"
    event = {
        **{name: cell for name, cell in ours.items() if name in EVENTS.column_names},
        "event_id": f"{mapping.prefix}{given_id}",
        "title": ours.get("title", ""),
        "scope": ours.get("scope") or "event",
        "date_start": start.isoformat(),
        "date_end": end.isoformat(),
        "date_prec": ours.get("date_prec") or ("day" if start == end else "days"),
        "where_prec": "none" if found is None else ours.get("where_prec") or "near",
        "category": category.casefold() if category.casefold() in CATEGORIES else "other",
        **{name: "" if figure is None else str(figure) for name, figure in tolls.items()},
    }
    event.pop("place_id", None)
    spot = None if found is None else _spot(ours, found, radius)
    named = None
    if spot is None and ours.get("place"):
        named = Named(ours["place"], names_in(ours, "within"))
    return Record(row, event, spot, cells, tuple(notes), named)


def _span(ours: Mapping[str, str], order: str) -> tuple[date, date]:
    start = day(ours, "date_start", order)
    return start, start if ours.get("date_end", "") in NOTHING else day(ours, "date_end", order)


def _spot(ours: Mapping[str, str], found: tuple[float, float], radius: float | None) -> Spot:
    title = ours.get("place") or f"{found[1]:.3f}, {found[0]:.3f}"
    return Spot(title, *found, radius)
