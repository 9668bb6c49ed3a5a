"""Whole files that are not what they are called, and documents that are hostile as such."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from geo.limits import MAX_COLUMNS, MAX_ROWS, MAX_VERTICES
from geo.readers import acled
from tests.hostile.rows import KINDS
from tests.hostile.watch import Watch

RING: Final = [[46, 40], [47, 40], [47, 41], [46, 41], [46, 40]]
FILE_NAMES: Final = (
    "{{191919*7337}}.geojson",
    "{% raw %}.geojson",
    "${191919*7337}.geojson",
    "`x`.geojson",
    "<img src=x onerror=window.hacked=1>.geojson",
    "![i](http:⁄⁄elsewhere.invalid⁄i.png).geojson",
    "report\u202enosjoeg.geojson",
    "line\nbreak.geojson",
    "=1+1.geojson",
    "'; DROP TABLE events; --.geojson",
    " .geojson",
    "%2e%2e%2fsecret.geojson",
    "-rf.geojson",
    "x" * 240 + ".geojson",
)


def point(**members: Any) -> dict[str, Any]:
    """A feature that is taken."""
    return {
        "type": "Feature",
        "properties": {"title": "good", "date": "2022-03-27"},
        "geometry": {"type": "Point", "coordinates": [46.81, 40.02]},
    } | members


def collection(*features: object, **members: object) -> bytes:
    """A FeatureCollection."""
    document = {"type": "FeatureCollection", **members, "features": list(features)}
    return json.dumps(document).encode()


def geometries() -> dict[str, object]:
    """Geometries that no map can draw, or that would mislead one that does."""
    area = {"type": "Polygon"}
    deep: Any = [46, 40]
    for _ in range(20):
        deep = [deep]
    return {
        "open ring": area | {"coordinates": [RING[:-1]]},
        "bow-tie": area | {"coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]},
        "short ring": area | {"coordinates": [RING[:2]]},
        "hole outside": area | {"coordinates": [RING, [[0, 0], [1, 0], [1, 1], [0, 0]]]},
        "empty ring": area | {"coordinates": [[]]},
        "no rings": area | {"coordinates": []},
        "point in a ring": area | {"coordinates": RING[0]},
        "deeper than a polygon": area | {"coordinates": deep},
        "metres": area | {"coordinates": [[[n * 1e5 for n in p] for p in RING]]},
        "over the antimeridian": area
        | {"coordinates": [[[179, 40], [181, 40], [181, 41], [179, 40]]]},
        "words": area | {"coordinates": [[["a", "b"]] * 4]},
        "truths": area | {"coordinates": [[[True, False]] * 4]},
        "nothing within": area | {"coordinates": [[None] * 4]},
        "too many positions": area
        | {"coordinates": [[[i % 7 / 10, i % 5 / 10] for i in range(MAX_VERTICES)] + [[0, 0]]]},
        "line of one": {"type": "LineString", "coordinates": [RING[0]]},
        "line of words": {"type": "LineString", "coordinates": "46,40 47,40"},
        "point without coordinates": {"type": "Point"},
        "point of an object": {"type": "Point", "coordinates": {"x": 1}},
        "point of one number": {"type": "Point", "coordinates": [46]},
        "point of many numbers": {"type": "Point", "coordinates": [46, 40, 0, "x"]},
        "point of a long number": {"type": "Point", "coordinates": [int("9" * 400), 40]},
        "point of words": {"type": "Point", "coordinates": ["46", "40"]},
        "collection in collections": _nested(12),
        "empty collection": {"type": "GeometryCollection", "geometries": []},
        "collection of nothing": {"type": "GeometryCollection", "geometries": [None]},
        "unknown type": {"type": "Circle", "coordinates": [46, 40]},
        "type in lower case": {"type": "point", "coordinates": [46, 40]},
        "type that is a list": {"type": ["Point"], "coordinates": [46, 40]},
        "type that is a template": {"type": "{{191919*7337}}", "coordinates": [46, 40]},
        "no type": {"coordinates": [46, 40]},
        "a word": "POINT (46 40)",
        "a list": [46, 40],
        "a number": 7,
    }


def _nested(depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "Point", "coordinates": [46, 40]}
    for _ in range(depth):
        made = {"type": "GeometryCollection", "geometries": [made]}
    return made


def odd_features() -> dict[str, object]:
    """Features that are wrong otherwise than in their geometry."""
    deep: Any = "x"
    for _ in range(40):
        deep = {"a": deep}
    return {
        "null geometry, no date": point(geometry=None, properties={"title": "x"}),
        "no geometry, no date": {"type": "Feature", "properties": {}},
        "properties are a list": point(properties=[1]),
        "properties are a word": point(properties="{{191919*7337}}", geometry=None),
        "a number": 7,
        "nothing": None,
        "a list": [],
        "a word": "Feature",
        "another type": point(type="Thing"),
        "a thousand properties": point(properties={f"p{i}": i for i in range(1_000)}),
        "deep property": point(properties={"title": deep, "date": "2022-03-27"}),
        "date that is a list": point(properties={"date": ["2022-03-27"]}),
        "date that is an object": point(properties={"date": {"in": "2022"}}),
        "toll that is an object": point(properties={"date": "2022-03-27", "best": {"a": 1}}),
        "lone surrogate": point(properties={"title": "\ud800", "date": "2022-03-27"}),
        "ends before it starts": point(properties={"date": "2022-03-27", "end": "2022-03-01"}),
        "kind that is no code": point(
            properties={"date": "2022-03-27", "category": "{{191919*7337}}"}
        ),
    }


def documents() -> dict[str, bytes]:
    """GeoJSON documents that as a whole are not what is asked for."""
    good = collection(point())
    text = good.decode()
    return {
        "other coordinate system": collection(
            point(), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
        ),
        "coordinate system that is a template": collection(point(), crs="{{191919*7337}}"),
        "deep": b'{"type":"FeatureCollection","features":' + b"[" * 60_000 + b"]" * 60_000 + b"}",
        "deep objects": b'{"a":' * 60_000 + b"1" + b"}" * 60_000,
        "deep and never closed": b"[" * 200_000,
        "a string that is never closed": b'["' + b'\\"' * 1_000_000,
        "cut off": good[:-20],
        "two documents": good + good,
        "trailing comma": good[:-1] + b",}",
        "comment": b"/* x */" + good,
        "script": b"callback(" + good + b")",
        "in single quotes": good.replace(b'"', b"'"),
        "UTF-16": text.encode("utf-16"),
        "Latin-1": good.replace(b"good", b"g\xf6\xf6d"),
        "overlong UTF-8": good.replace(b"good", b"\xc0\xbcscript"),
        "a list": b"[1, 2]",
        "a number": b"1",
        "a long number": b"1" * 6_000,
        "empty": b"",
        "blank": b" \n",
        "only a byte order mark": b"\xef\xbb\xbf",
        "NUL": good.replace(b"good", b"g\0d"),
        "control character in a string": good.replace(b"good", b"g\nd"),
        "features are an object": b'{"type":"FeatureCollection","features":{"0":{}}}',
        "features are null": b'{"type":"FeatureCollection","features":null}',
        "no features": b'{"type":"FeatureCollection","features":[]}',
        "topology": b'{"type":"Topology","objects":{},"arcs":[]}',
        "features twice": good[:-1] + b', "features": []}',
        "cut off among features": good[:-1] + b",",
        "a feature with features": good.replace(b"FeatureCollection", b"Feature", 1),
        "type twice": b'{"type":"Thing","type":"FeatureCollection","features":[]}',
    }


def repeated() -> bytes:
    """A good feature, one with two geometries, one with two titles, a good one."""
    good = json.dumps(point())
    twice = good.replace('"geometry"', '"geometry": null, "geometry"')
    titled = good.replace('"title"', '"title": "first", "title"')
    return f'{{"type":"FeatureCollection","features":[{good},{twice},{titled},{good}]}}'.encode()


def foreign(watch: Watch) -> Iterator[tuple[str, bytes]]:
    """Files that ask a reader to open another file or an address, or that unpack without end."""
    vrt = (
        "<OGRVRTDataSource><OGRVRTLayer name='secret'><SrcDataSource>{}</SrcDataSource>"
        "</OGRVRTLayer></OGRVRTDataSource>"
    )
    called = f"/vsicurl/http://127.0.0.1:{watch.port}/x.geojson"
    secret = str(watch.outside / "secret.geojson")
    yield "VRT of a file", vrt.format(secret).encode()
    yield "VRT of an address", vrt.format(called).encode()
    yield "name of an address", called.encode()
    yield "name of a file", secret.encode()
    yield "name in an archive", f"/vsizip/{secret}".encode()
    yield (
        "JSON that names a file",
        json.dumps({"type": "FeatureCollection", "$ref": secret}).encode(),
    )
    entity = f'<!DOCTYPE k [<!ENTITY e SYSTEM "file://{secret}">]><kml>&e;</kml>'
    yield "KML with an entity", entity.encode()
    yield "archive with a VRT", _zip({"x.geojson": vrt.format(secret).encode()})
    yield "archive that goes up", _zip({"../../../outside/x.geojson": collection(point())})
    yield "archive bomb", _zip({"x.geojson": b"[" * (64 << 20)})
    yield (
        "archives in an archive",
        _zip({f"{i}.zip": _zip({"x": b"0" * (1 << 20)}) for i in range(8)}),
    )
    yield "gzip bomb", gzip.compress(b"\0" * (64 << 20), compresslevel=9, mtime=0)
    yield "workbook bomb", _zip({"xl/worksheets/sheet1.xml": b"<c/>" * (8 << 20)})
    yield "GeoPackage", b"SQLite format 3\0" + b"\0" * 4_000
    yield "picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 400
    yield "document", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    yield "program", b"\x7fELF\x02\x01\x01" + b"\0" * 400
    yield "pickle", b"\x80\x04N."
    yield "zeros", b"\0" * 100_000
    yield "all bytes", bytes(range(256)) * 64


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


def tables() -> Iterator[tuple[str, bytes]]:
    """ACLED tables that as a whole cannot be read, or claim to be more than they are."""
    good = KINDS["acled"].write([dict(KINDS["acled"].good)])
    head = good.splitlines()[0]
    yield "quote never closed", good + b'"AZE2,x\n' * 1_000
    yield "quote within", good + b'AZE2,"x"y,2\n'
    yield "too many columns", head + b"," + b",".join(b"c%d" % i for i in range(100_000)) + b"\n"
    yield "a billion columns, it says", b'{"columns": 1000000000}\n' + good
    yield "only commas", b"," * 1_000_000
    yield "only quotes", b'"' * 1_000_000
    yield "only line ends", b"\n" * 1_000_000
    yield "column twice", head + b",latitude\n" + good.splitlines()[1] + b",1\n"
    yield "no header", good.splitlines()[1]
    yield "headers that are templates", b"{{191919*7337}},{%x%}\n1,2\n"
    yield "huge cell", good + b'"' + b"x" * (3 << 20) + b'",x\n'
    yield "UTF-16", good.decode().encode("utf-16")
    yield "Latin-1", good.replace(b"Parukh", b"Par\xfckh")
    yield "semicolons", good.replace(b",", b";")
    yield "tabulators", good.replace(b",", b"\t")
    yield "line ends of old", good.replace(b"\r\n", b"\r")
    yield "empty", b""


def parquet_tables() -> Iterator[tuple[str, bytes]]:
    """Parquet files that are small and open out to much, or are none."""
    shared = pa.DictionaryArray.from_arrays(
        pa.array([0] * 200_000, pa.int32()), pa.array(["x" * 100_000])
    )
    yield "a long text shared by all rows", _parquet(_export(200_000) | {"notes": shared})
    yield (
        "a cell of two million letters",
        _parquet(_export(1) | {"notes": pa.array(["x" * (2 << 20)])}),
    )
    many = pa.nulls(MAX_ROWS + 1, pa.int8())
    yield "too many rows", _parquet({"fatalities": many})
    yield "too many columns", _parquet({f"c{i}": pa.array([1]) for i in range(MAX_COLUMNS + 1)})
    yield "rows within rows", _parquet(_export(1) | {"notes": pa.array([[["x"]]])})
    sound = _parquet(_export(1))
    yield "cut off", sound[: len(sound) // 2]
    yield "cut out", sound[:200] + sound[300:]
    yield "foot of lies", sound[:-8] + b"\xff\xff\xff\x7fPAR1"
    yield "only marks", b"PAR1PAR1"
    yield "zeros between marks", b"PAR1" + b"\0" * 4_000 + b"PAR1"


def _export(rows: int) -> dict[str, Any]:
    """Columns of a sound export, each cell as in the good row."""
    good = KINDS["acled"].good
    return {name: pa.array([good.get(name, "")] * rows) for name in acled.COLUMNS}


def _parquet(columns: dict[str, Any]) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer, compression="zstd")
    return buffer.getvalue()
