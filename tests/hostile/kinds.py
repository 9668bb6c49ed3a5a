"""Each reader: how it is asked, a row that it takes, and which columns hold what."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from geo.api.imports import FORMATS, Format
from geo.readers import acled, table, ucdp
from geo.readers.mapping import parse_mapping


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
