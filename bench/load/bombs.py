"""Files for the Import page: those that look small or harmless and are neither, and a sound one."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from geo.readers import ucdp

CHUNK = b"0" * (16 << 20)
Bomb = tuple[str, bytes]


def zip_of_zeros() -> Bomb:
    """3.4 GB of zeros as 3 MB."""
    return "events.csv.zip", _zipped("events.csv", (CHUNK for _ in range(200)))


def workbook_of_cells() -> Bomb:
    """A workbook of 0.2 MB whose only sheet has a hundred million cells."""
    row = b"<row>" + b"<c><v>1</v></c>" * 100_000 + b"</row>"

    def sheet() -> Iterator[bytes]:
        yield b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        yield b"<sheetData>"
        for _ in range(100):
            yield row
        yield b"</sheetData></worksheet>"

    return "events.xlsx", _zipped("xl/worksheets/sheet1.xml", sheet())


def parquet_of_one_value() -> Bomb:
    """A Parquet file of 0.1 MB with fifty million rows of one long text."""
    group = pa.table(
        {
            "id": pa.DictionaryArray.from_arrays(
                pa.array([0] * 500_000, pa.int32()), pa.array(["x" * 1000])
            )
        }
    )
    out = io.BytesIO()
    with pq.ParquetWriter(out, group.schema, compression="zstd") as writer:
        for _ in range(100):
            writer.write_table(group)
    return "ged.parquet", out.getvalue()


def deep_json() -> Bomb:
    """GeoJSON nested twenty million deep."""
    depth = 20_000_000
    head = b'{"type":"FeatureCollection","features":'
    return "deep.geojson", head + b"[" * depth + b"]" * depth + b"}"


def ring_of_millions() -> Bomb:
    """GeoJSON of one polygon with six million corners."""
    corners = b",".join([b"[46.75,39.9]"] * 6_000_000)
    head = b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},'
    geometry = b'"geometry":{"type":"Polygon","coordinates":[[' + corners + b"]]}}]}"
    return "ring.geojson", head + geometry


def million_points() -> Bomb:
    """GeoJSON of a million points that lack all that an event needs."""
    feature = json.dumps(
        {"type": "Feature", "properties": {"a": None}, "geometry": None}, separators=(",", ":")
    ).encode()
    points = b",".join([feature] * 1_000_000)
    return "points.geojson", b'{"type":"FeatureCollection","features":[' + points + b"]}"


def million_rows() -> Bomb:
    """A million rows of UCDP of which only the last code that is read is none."""
    said = {"id": "1", "type_of_violence": "1", "latitude": "1", "longitude": "1", "best": "1"}
    said |= {"date_start": "2022-01-01", "where_prec": "x"}
    row = ",".join(said.get(name, "") for name in ucdp.COLUMNS)
    return "rows.csv", ",".join(ucdp.COLUMNS).encode() + b"\n" + f"{row}\n".encode() * 1_000_000


def blank_lines() -> Bomb:
    """A header and 250 million blank lines."""
    return "blank.csv", ",".join(ucdp.COLUMNS).encode() + b"\n" * (250 << 20)


def wide_feature() -> Bomb:
    """GeoJSON of a million features, the first of which has 300,000 properties."""
    wide = json.dumps({f"p{number}": None for number in range(300_000)}).encode()
    first = b'{"type":"Feature","geometry":null,"properties":%b}' % wide
    features = first + b",null" * 1_000_000
    return "wide.geojson", b'{"type":"FeatureCollection","features":[%b]}' % features


def columns_of_a_table() -> Bomb:
    """A table with ten million columns."""
    return "wide.csv", b"a," * 10_000_000 + b"a\n" + b"1," * 10_000_000 + b"1\n"


def too_large() -> Bomb:
    """A file above what the server takes at all."""
    return "large.csv", b"id,date\n" * (40 << 20)


def sound_events() -> Bomb:
    """GeoJSON of 200,000 events, each at a place of its own, all of which are taken."""
    features = (
        {
            "type": "Feature",
            "properties": {
                "id": f"e{number}",
                "title": f"Shelling reported, {number}",
                "date": f"2022-{number % 12 + 1:02}-{number % 28 + 1:02}",
                "category": "strike",
                "place": f"Village {number}",
            },
            "geometry": {
                "type": "Point",
                "coordinates": [
                    round(46 + number % 997 / 1e3, 6),
                    round(39 + number % 991 / 1e3, 6),
                ],
            },
        }
        for number in range(200_000)
    )
    written = ",".join(json.dumps(one, separators=(",", ":")) for one in features)
    return "events.geojson", f'{{"type":"FeatureCollection","features":[{written}]}}'.encode()


BOMBS: tuple[Callable[[], Bomb], ...] = (
    zip_of_zeros,
    workbook_of_cells,
    parquet_of_one_value,
    deep_json,
    ring_of_millions,
    million_points,
    million_rows,
    blank_lines,
    wide_feature,
    columns_of_a_table,
    too_large,
    sound_events,
)


def _zipped(name: str, chunks: Iterator[bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as file,
    ):
        for chunk in chunks:
            file.write(chunk)
    return out.getvalue()
