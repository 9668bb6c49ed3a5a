"""ACLED exports: the declared mapping and what it means.

Columns and codes follow the ACLED Codebook (2023) and the guide to the column changes of March
2023; exports before that have other columns and an `iso3`. ACLED writes 0 fatalities both where
none are reported and where the figure is not known, so 0 becomes blank. It names its sources but
not what each of them says, so no claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from geo.errors import Fault
from geo.readers.acled_codes import (
    ACTOR_KINDS,
    ASSUMPTIONS,
    CATEGORIES,
    COLUMNS,
    COLUMNS_BEFORE_2023,
    GEO_PRECISIONS,
    HALF_WEEK_DAYS,
    LAYOUT,
    OLD_WORDS,
    TIME_PRECISIONS,
)
from geo.readers.cells import (
    code,
    day,
    month_of,
    names_in,
    needed,
    position,
    shortened,
    spread,
    text,
    whole,
)
from geo.readers.content import Content, Progress
from geo.readers.record import CellError, Named, Record, Rejected, Spot
from geo.readers.source import Source, read_rows
from geo.schema import ACLED_EVENT_TYPES, ACLED_SUB_EVENT_TYPES
from geo.spreadsheet import is_marked

__all__ = [
    "ASSUMPTIONS",
    "CATEGORIES",
    "COLUMNS",
    "COLUMNS_BEFORE_2023",
    "SOURCE",
    "read",
    "record_of",
]

SOURCE: Final = Source(
    "acled",
    "Armed Conflict Location & Event Data",
    "ACLED export",
    "https://acleddata.com/",
    "ACLED's terms of use: credit ACLED, and do not pass on its data without its leave",
    "https://acleddata.com/terms-and-conditions",
)
PREFIX: Final = "acled-"
_ID: Final = re.compile(r"[A-Z]{3}\d+", re.ASCII)
_TEXT_CHARS: Final = 500
_PART_CHARS: Final = 4_000
_SUMMARY_CHARS: Final = 9_000


def read(content: Content, progress: Progress | None = None) -> Iterator[Record | Rejected]:
    """Read an ACLED export, of 31 columns or in the shape before 2023.

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
    """Make a record of one row.

    Parameters
    ----------
    file : str
        Name of the file, for the notes.
    row : int
        Number of the row.
    cells : dict of str to str
        By ACLED's names.

    Raises
    ------
    CellError
        If a cell cannot be read.
    """
    # A file that we wrote may hold events that ACLED has no type for, under ids of ours.
    own = is_marked(list(cells))
    notes = []
    if own and not text(cells, "event_type"):
        event_type, remedy = "", "none needed: read as other"
        expected = f"one of {', '.join(ACLED_EVENT_TYPES)}"
        notes.append(Fault(file, row, "event_type", None, expected, remedy))
    else:
        event_type = _word(cells, "event_type", tuple(ACLED_EVENT_TYPES))
    sub_type = _word(cells, "sub_event_type", ACLED_SUB_EVENT_TYPES)
    start, end, date_prec = _span(cells)
    found = position(cells, "longitude", "latitude")
    where_code = code(cells, "geo_precision", GEO_PRECISIONS)
    spot = None
    if found is not None:
        spot = Spot(text(cells, "location") or text(cells, "country"), *found)
    fatalities = whole(cells, "fatalities")
    given_id = needed(cells, "event_id_cnty")
    event = {
        "event_id": given_id if own and not _ID.fullmatch(given_id) else f"{PREFIX}{given_id}",
        "title": shortened(_title(cells, sub_type or event_type or "Event"), _TEXT_CHARS),
        "summary": _summary(cells),
        "scope": "event",
        "date_start": start.isoformat(),
        "date_end": end.isoformat(),
        "date_prec": date_prec,
        "where_prec": "none" if spot is None else GEO_PRECISIONS.get(where_code or 2, "near"),
        "category": CATEGORIES.get(sub_type) or CATEGORIES.get(event_type, "other"),
        "event_type": event_type,
        "sub_event_type": sub_type,
        "side_a": _side(cells, "1"),
        "side_b": _side(cells, "2"),
        "best": str(fatalities) if fatalities else "",
    }
    where = text(cells, "location")
    named = Named(where, names_in(cells, "admin3", "admin2", "admin1", "country"))
    return Record(row, event, spot, cells, tuple(notes), None if spot or not where else named)


def _word(cells: dict[str, str], column: str, known: tuple[str, ...]) -> str:
    """Word of a vocabulary, whatever its case."""
    found = text(cells, column)
    if not found and column == "sub_event_type":
        return ""
    folded = found.casefold()
    words = {word.casefold(): word for word in known}
    word = words.get(OLD_WORDS.get(folded, found).casefold())
    if word is None:
        remedy = "correct it, see the ACLED codebook"
        raise CellError(column, found, f"one of {', '.join(known)}", remedy)
    return word


def _span(cells: dict[str, str]) -> tuple[date, date, str]:
    on = day(cells, "event_date")
    precision = code(cells, "time_precision", TIME_PRECISIONS) or 1
    if precision == 1:
        return on, on, "day"
    if precision == 2:
        return *spread(on, on, HALF_WEEK_DAYS), "week"
    return *month_of(on), "month"


def _side(cells: dict[str, str], which: str) -> str:
    """Actor with those at its side; ACLED separates several by semicolons."""
    actors = [text(cells, f"actor{which}"), *text(cells, f"assoc_actor_{which}").split(";")]
    named = list(dict.fromkeys(actor.strip() for actor in actors if actor.strip()))
    return shortened("; ".join(named), _TEXT_CHARS)


def _kind(cells: dict[str, str], which: str) -> str:
    """Kind of actor: a number up to 2023, the words after."""
    column = f"inter{which}"
    found = text(cells, column)
    if not found or not found[0].isdigit():
        return found
    return ACTOR_KINDS[code(cells, column, ACTOR_KINDS) or 0]


def _title(cells: dict[str, str], kind: str) -> str:
    actors = " – ".join(name for name in (text(cells, "actor1"), text(cells, "actor2")) if name)
    place, country = text(cells, "location"), text(cells, "country")
    where = f"{place} ({country})" if place and country else place or country
    said = f"{kind}: {actors}" if actors else kind
    return f"{said}, {where}" if where else said


def _summary(cells: dict[str, str]) -> str:
    kinds = " – ".join(kind for kind in (_kind(cells, "1"), _kind(cells, "2")) if kind)
    divisions = [text(cells, name) for name in ("admin3", "admin2", "admin1", "country")]
    told = (
        ("", text(cells, "notes")),
        ("Kinds of actors", kinds),
        ("Divisions", ", ".join(name for name in divisions if name)),
        ("Civilian targeting", text(cells, "civilian_targeting")),
        ("Tags", text(cells, "tags")),
        ("Sources", "; ".join(one.strip() for one in text(cells, "source").split(";"))),
    )
    parts = (
        shortened(f"{label}: {said}" if label else said, _PART_CHARS)
        for label, said in told
        if said
    )
    return shortened(" · ".join(parts), _SUMMARY_CHARS)
