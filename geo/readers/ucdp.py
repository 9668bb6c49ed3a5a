"""UCDP Georeferenced Event Dataset (GED): the declared mapping and what it means.

Codes follow the UCDP GED Codebook 23.1. UCDP codes no means of violence, so state-based and
non-state conflict are both `clash`, by who fights whom; one-sided violence is `attack`. ACLED's
event types stay blank. UCDP names its sources but not what each of them says, so no claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from geo.errors import Fault
from geo.readers.cells import (
    code,
    day,
    month_of,
    names_in,
    needed,
    position,
    spread,
    text,
    whole,
    year_of,
)
from geo.readers.content import Content, Progress
from geo.readers.record import CellError, Named, Record, Rejected, Spot
from geo.readers.source import Source, read_rows
from geo.readers.ucdp_codes import (
    ASSUMPTIONS,
    COLUMNS,
    DATE_PRECS,
    LAYOUT,
    NEAR_KM,
    UNTYPED,
    VIOLENCE,
    VIOLENCE_WORDS,
    WHERE_PRECS,
    Violence,
)
from geo.readers.ucdp_words import summary_of, title_of
from geo.spreadsheet import is_marked

__all__ = ["ASSUMPTIONS", "COLUMNS", "SOURCE", "read", "record_of"]

SOURCE: Final = Source(
    "ucdp-ged",
    "Uppsala Conflict Data Program",
    "UCDP Georeferenced Event Dataset",
    "https://ucdp.uu.se/downloads/",
    "CC BY 4.0: credit UCDP and cite Sundberg and Melander (2013) and the version used",
    "https://creativecommons.org/licenses/by/4.0/",
)
PREFIX: Final = "ucdp-"
_POINT: Final = re.compile(r"POINT ?\(\s*(\S+)\s+(\S+)\s*\)", re.ASCII)
# Positions are written with up to six decimals.
_SAME_DEG: Final = 1e-4
_DEATHS: Final = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")


def read(content: Content, progress: Progress | None = None) -> Iterator[Record | Rejected]:
    """Read a GED file: CSV with or without a header, or Parquet.

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
        By the names of GED 23.1.

    Raises
    ------
    CellError
        If a cell cannot be read.
    """
    notes: list[Fault] = []
    event_id = needed(cells, "id").removesuffix(".0")
    # A file that we wrote may hold events that UCDP has no type for, under ids of ours.
    own = is_marked(list(cells))
    violence = _violence(file, row, cells, notes, own=own)
    start, end, date_prec = _span(file, row, cells, notes)
    spot = _spot(file, row, cells, notes)
    where_code = code(cells, "where_prec", WHERE_PRECS)
    where_prec = "near" if where_code is None else WHERE_PRECS[where_code]
    event = {
        "event_id": event_id if own and not event_id.isdecimal() else f"{PREFIX}{event_id}",
        "title": title_of(cells, violence),
        "summary": summary_of(cells, violence),
        "scope": "event",
        "date_start": start.isoformat(),
        "date_end": end.isoformat(),
        "date_prec": date_prec,
        "where_prec": "none" if spot is None else where_prec,
        "category": violence.category,
        "side_a": text(cells, "side_a"),
        "side_b": text(cells, "side_b"),
        **_toll(file, row, cells, notes),
    }
    where = text(cells, "where_coordinates")
    named = Named(where, names_in(cells, "adm_2", "adm_1", "country")) if where else None
    return Record(row, event, spot, cells, tuple(notes), None if spot else named)


def _violence(
    file: str, row: int, cells: dict[str, str], notes: list[Fault], *, own: bool
) -> Violence:
    if own and not cells["type_of_violence"].strip():
        remedy = "none needed: read as other"
        notes.append(Fault(file, row, "type_of_violence", None, "1, 2 or 3", remedy))
        return UNTYPED
    return VIOLENCE[_type_of_violence(cells)]


def _type_of_violence(cells: dict[str, str]) -> int:
    found = cells["type_of_violence"].strip()
    for word, number in VIOLENCE_WORDS.items():
        if found.casefold().startswith(word):
            return number
    number = code(cells, "type_of_violence", VIOLENCE) or 0
    if not number:
        raise CellError("type_of_violence", found, "1, 2 or 3", "fill it in")
    return number


def _span(file: str, row: int, cells: dict[str, str], notes: list[Fault]) -> tuple[date, date, str]:
    start = day(cells, "date_start")
    end = day(cells, "date_end") if cells.get("date_end", "").strip() else start
    if end < start:
        raise CellError("date_end", cells["date_end"], "a day on or after date_start", "swap them")
    number = code(cells, "date_prec", DATE_PRECS) or 1
    if number == 1 or start != end:
        return start, end, DATE_PRECS[number]
    # The code says that the day is not known, so the span must not look as if it were.
    wider = {
        2: spread(start, end, 5),
        3: spread(start, end, 6),
        4: month_of(start),
        5: year_of(start),
    }[number]
    expected = f"more than one day for date_prec {number}"
    remedy = f"none needed: read as {wider[0]} to {wider[1]}"
    notes.append(Fault(file, row, "date_end", cells.get("date_end"), expected, remedy))
    return *wider, DATE_PRECS[number]


def _spot(file: str, row: int, cells: dict[str, str], notes: list[Fault]) -> Spot | None:
    found = position(cells, "longitude", "latitude")
    if found is None:
        return None
    lon, lat = found
    notes += _other_point(file, row, cells, lon, lat)
    near = code(cells, "where_prec", WHERE_PRECS) == 2
    country = text(cells, "country")
    title = text(cells, "where_coordinates") or f"{country} {lat:.2f}, {lon:.2f}".strip()
    return Spot(title, lon, lat, NEAR_KM if near else None)


def _other_point(file: str, row: int, cells: dict[str, str], lon: float, lat: float) -> list[Fault]:
    """Compare the position with `geom_wkt`: another point is noted, a swapped one is refused."""
    written = _POINT.fullmatch(text(cells, "geom_wkt"))
    if written is None:
        return []
    try:
        x, y = float(written[1]), float(written[2])
    except ValueError:
        return []
    if max(abs(x - lon), abs(y - lat)) <= _SAME_DEG:
        return []
    expected = f"the point of geom_wkt, {written[0]}"
    said = f"longitude {lon}, latitude {lat}"
    if max(abs(y - lon), abs(x - lat)) <= _SAME_DEG:
        raise CellError("longitude", said, expected, "swap the two; longitude comes first")
    remedy = "correct whichever is wrong; until then longitude and latitude are taken"
    return [Fault(file, row, "longitude", said, expected, remedy)]


def _toll(file: str, row: int, cells: dict[str, str], notes: list[Fault]) -> dict[str, str]:
    """Deaths as UCDP has them; a bound that contradicts the rest is left blank and noted."""
    figures = {name: whole(cells, name) for name in (*_DEATHS, "low", "best", "high")}
    told = sum(figures[name] or 0 for name in _DEATHS)
    best, low, high = figures["best"], figures["low"], figures["high"]
    least = max(told, best or 0)
    if high is not None and high < least:
        notes.append(_contradiction(file, row, "high", cells, f"{least} or more"))
        figures["high"] = high = None
    most = best if best is not None else high
    if low is not None and most is not None and low > most:
        notes.append(_contradiction(file, row, "low", cells, f"{most} or less"))
        figures["low"] = None
    return {name: "" if figure is None else str(figure) for name, figure in figures.items()}


def _contradiction(file: str, row: int, column: str, cells: dict[str, str], expected: str) -> Fault:
    remedy = "correct the row; until then this figure is left blank"
    return Fault(
        file, row, column, cells[column], f"{expected}, as the row's other figures", remedy
    )
