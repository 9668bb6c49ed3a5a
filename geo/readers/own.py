"""Our own events: `events.csv` of a dataset folder, or the CSV that the app exports.

Both have the columns of `schema.EVENTS`. An export also says where each event is; the table of a
folder only names the place, which then must be in the gazetteer at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geo.readers.cells import kilometres, position, text
from geo.readers.content import Content, Progress
from geo.readers.layout import Layout
from geo.readers.record import Named, Record, Rejected, Spot
from geo.readers.source import NOT_STATED, Source, read_rows
from geo.schema import EVENTS

SOURCE: Final = Source("truceline", "", "Truceline events", "", NOT_STATED)
LAYOUT: Final = Layout(
    needed=tuple(column.name for column in EVENTS.columns if column.required),
    known=(*EVENTS.column_names, "place_name", "lon", "lat", "radius_km"),
)


def read(content: Content, progress: Progress | None = None) -> Iterator[Record | Rejected]:
    """Read events by the names of our own columns.

    Parameters
    ----------
    content : Content
        The file.
    progress : callable, optional
        Told the share done.

    Yields
    ------
    Record or Rejected
        One for each row.

    Raises
    ------
    UnreadableError
        If the file as a whole cannot be read.
    """
    yield from read_rows(content, LAYOUT, record_of, progress)


def record_of(file: str, row: int, cells: dict[str, str]) -> Record:
    """Make a record of one row: its cells as they stand, and where it is.

    Parameters
    ----------
    file : str
        Name of the file.
    row : int
        Number of the row.
    cells : dict of str to str
        By our names.

    Raises
    ------
    CellError
        If a position cannot be read.
    """
    del file
    event = {name: cells.get(name, "") for name in EVENTS.column_names if name != "place_id"}
    place_id = text(cells, "place_id")
    found = position(cells, "lon", "lat")
    if found is None:
        name = text(cells, "place_name") or place_id
        return Record(row, event, None, cells, named=Named(name, (), place_id) if name else None)
    title = text(cells, "place_name") or place_id or f"{found[1]:.3f}, {found[0]:.3f}"
    spot = Spot(title, *found, kilometres(cells, "radius_km"), place_id)
    return Record(row, event, spot, cells)
