"""Rows for each reader: good ones, and between them ones with a single hostile cell."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from geo.api.imports import FORMATS, Format
from geo.readers import acled, table, ucdp
from geo.readers.mapping import parse_mapping
from tests.hostile.texts import TEXTS

NUMBERS: Final = {
    "not a number": "NaN",
    "infinity": "Infinity",
    "minus infinity": "-inf",
    "beyond floats": "1e999",
    "near the end of floats": "1e308",
    "not on earth": "9999",
    "metres": "5210000.5",
    "comma": "46,8",
    "other digits": "٤٦.٨",
    "full width": "４６.８",
    "hexadecimal": "0x2E",
    "underscore": "4_6.8",
    "expression": "{{191919*7337}}",
    "formula": "=46.8",
    "words": "east",
    "degrees": "46°48'04\"E",
    "two numbers": "46.8 40.0",
    "many digits": "4" * 5_000,
    "blanks": "   ",
    "no-break space": "\u00a046.8",
}
DAYS: Final = {
    "year 0": "0000-01-01",
    "year 99999": "99999-01-01",
    "minus": "-2022-03-27",
    "day 30 of February": "2022-02-30",
    "month 13": "2022-13-01",
    "now": "now",
    "today": "today",
    "seconds": "1648339200",
    "other digits": "٢٠٢٢-٠٣-٢٧",
    "with a clock": "2022-03-27T23:59:60Z",
    "week": "2022-W12-7",
    "two digits": "27/03/22",
    "expression": "{{191919*7337}}",
    "blank": "",
    "long": "2" * 5_000,
}
COUNTS: Final = {
    "a billion": "1000000000",
    "minus one": "-1",
    "half": "0.5",
    "exponent": "1e3",
    "not a number": "NaN and more",
    "other digits": "٣",
    "formula": "=1",
    "many digits": "9" * 5_000,
}
BROKEN_TEXTS: Final = {
    "NUL": "a\0b",
    "escape": "a\x1b[31mb",
    "bell": "\x07",
    "delete": "a\x7fb",
    "second controls": "a\x85b\x9fc",
    "only invisible": "\u200b\u2060",
    "long": "x" * 10_001,
    "huge": "x" * 600_000,
}


@dataclass(frozen=True)
class Kind:
    """A reader: how it is asked, a row that it takes, and which columns hold what.

    Parameters
    ----------
    form : Format
        As `import_content` takes it.
    good : dict
        Cells of a row by column.
    lon, lat, day, count, title, key : str
        Columns.
    write : callable
        Rows to bytes.
    """

    form: Format
    good: Mapping[str, str]
    lon: str
    lat: str
    day: str
    count: str
    title: str
    key: str
    write: Callable[[list[dict[str, str]]], bytes]


@dataclass(frozen=True)
class RowCase:
    """One row with one hostile cell; a text must be taken, anything else may be refused."""

    name: str
    cells: dict[str, Any] = field(repr=False)
    said: str = ""


def written(columns: tuple[str, ...], rows: list[dict[str, str]]) -> bytes:
    """Rows as CSV."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def features(rows: list[dict[str, str]]) -> bytes:
    """Rows as GeoJSON points; a coordinate is written as it stands, number or not."""
    made = []
    for row in rows:
        cells = dict(row)
        where = [_coordinate(cells.pop(name)) for name in ("lon", "lat")]
        properties = json.dumps(cells)
        made.append(
            f'{{"type": "Feature", "properties": {properties}, "geometry": '
            f'{{"type": "Point", "coordinates": [{", ".join(where)}]}}}}'
        )
    return f'{{"type": "FeatureCollection", "features": [{", ".join(made)}]}}'.encode()


def _coordinate(text: str) -> str:
    """A number as JSON has it, also those that JSON does not allow; else a string."""
    if text in ("NaN", "Infinity", "1e999", "1e308", "9999", "5210000.5"):
        return text
    try:
        return json.dumps(float(text)) if text.isascii() and len(text) < 20 else json.dumps(text)
    except ValueError:
        return json.dumps(text)


_GED: Final = {
    "id": "1",
    "type_of_violence": "1",
    "conflict_name": "Government",
    "side_a": "A",
    "side_b": "B",
    "where_prec": "1",
    "where_coordinates": "Rami",
    "latitude": "40.02",
    "longitude": "46.81",
    "country": "Azerbaijan",
    "date_prec": "1",
    "date_start": "2022-03-27",
    "date_end": "2022-03-27",
    **dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), "0"),
    **dict.fromkeys(("best", "high", "low"), "2"),
}
_ACLED: Final = {
    "event_id_cnty": "AZE1",
    "event_date": "27 March 2022",
    "year": "2022",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "A",
    "actor2": "B",
    "inter1": "1",
    "inter2": "2",
    "country": "Azerbaijan",
    "location": "Parukh",
    "latitude": "40.02",
    "longitude": "46.81",
    "geo_precision": "1",
    "notes": "n",
    "fatalities": "3",
}
_TABLE: Final = {"id": "1", "what": "t", "when": "2022-03-27", "e": "46.81", "n": "40.02", "k": "2"}
_MAPPING: Final = parse_mapping(
    {
        "columns": {
            "event_id": "id",
            "title": "what",
            "date_start": "when",
            "longitude": "e",
            "latitude": "n",
            "best": "k",
        }
    }
)
_FEATURE: Final = {
    "id": "1",
    "title": "t",
    "date": "2022-03-27",
    "best": "2",
    "lon": "46.81",
    "lat": "40.02",
}
KINDS: Final = {
    "ucdp": Kind(
        FORMATS["ucdp"],
        _GED,
        "longitude",
        "latitude",
        "date_start",
        "best",
        "side_a",
        "id",
        partial(written, ucdp.COLUMNS),
    ),
    "acled": Kind(
        FORMATS["acled"],
        _ACLED,
        "longitude",
        "latitude",
        "event_date",
        "fatalities",
        "notes",
        "event_id_cnty",
        partial(written, acled.COLUMNS),
    ),
    "table": Kind(
        Format(table.SOURCE, partial(table.read, _MAPPING)),
        _TABLE,
        "e",
        "n",
        "when",
        "k",
        "what",
        "id",
        partial(written, tuple(_TABLE)),
    ),
    "geojson": Kind(
        FORMATS["geojson"],
        _FEATURE,
        "lon",
        "lat",
        "date",
        "best",
        "title",
        "id",
        features,
    ),
}


def row_cases(kind: Kind) -> list[RowCase]:
    """One row for each hostile cell."""
    planted: list[tuple[str, str, str, str]] = []
    for column, values in (
        (kind.lon, NUMBERS),
        (kind.lat, NUMBERS),
        (kind.day, DAYS),
        (kind.count, COUNTS),
        (kind.title, BROKEN_TEXTS),
    ):
        planted += [(f"{column}: {name}", column, cell, "") for name, cell in values.items()]
    planted += [(f"{kind.title}: {name}", kind.title, text, text) for name, text in TEXTS.items()]
    planted += [(f"{kind.key}: {name}", kind.key, text, "") for name, text in TEXTS.items()]
    return [RowCase(name, {column: cell}, said) for name, column, cell, said in planted]
