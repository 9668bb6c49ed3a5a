"""Whole files that are not what they are called, and documents that are hostile as such."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Final

from tests.hostile.features import collection, point
from tests.hostile.watch import Watch

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
