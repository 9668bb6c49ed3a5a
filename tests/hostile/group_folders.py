"""Dataset folders of somebody else, checked and opened."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from click.testing import CliRunner

from geo.cli.commands import main
from geo.errors import TrucelineError
from geo.schema import PLACES_FILE, TABLES
from geo.store.folder import BUILT_IN, load
from tests.hostile.cases import case, look_at
from tests.hostile.features import collection, point
from tests.hostile.tally import Tally
from tests.hostile.watch import Watch
from tests.hostile.whole import documents


def folders(watch: Watch) -> Iterator[Tally]:
    """Dataset folders of somebody else, opened by `check`, by `load` and by the commands."""
    tally = Tally("dataset folders")
    for name, spoil in _spoilt(watch):
        with case(tally, name, watch, TrucelineError) as home:
            folder = home / "data"
            shutil.copytree(BUILT_IN, folder)
            spoil(folder)
            load(folder)
            tally.unaccounted.append(name)
    for name in ("events.csv leads outside", f"{PLACES_FILE}: deep", "base map: cut off"):
        with case(tally, f"check: {name}", watch) as home:
            folder = home / "data"
            shutil.copytree(BUILT_IN, folder)
            dict(_spoilt(watch))[name](folder)
            result = CliRunner().invoke(main, ["check", "--json", "--data", str(folder)])
            look_at(tally, name, result.output)
            if result.exit_code != 1 or not json.loads(result.stdout)["faults"]:
                tally.unclear.append(f"{name}: {result.output[:200]} {result.exception!r}")
    yield tally


def _spoilt(watch: Watch) -> Iterator[tuple[str, Callable[[Path], object]]]:
    def written(file: str, data: bytes) -> Callable[[Path], object]:
        return lambda folder: (folder / file).write_bytes(data)

    def linked(file: str) -> Callable[[Path], object]:
        def spoil(folder: Path) -> None:
            (folder / file).unlink()
            (folder / file).symlink_to(watch.secret)

        return spoil

    def linked_basemap(folder: Path) -> None:
        shutil.rmtree(folder / "basemap")
        (folder / "basemap").symlink_to(watch.outside)

    for table in TABLES:
        yield f"{table.file} leads outside", linked(table.file)
        yield f"{table.file} is an archive", written(table.file, b"PK\x03\x04" + b"\0" * 999)
        yield f"{table.file} has a huge cell", written(table.file, b'"' + b"x" * (2 << 20) + b'"\n')
        yield f"{table.file} is another table", written(table.file, b"a,b\n1,2\n")
    yield f"{PLACES_FILE} leads outside", linked(PLACES_FILE)
    yield "the base map leads outside", linked_basemap
    for name, data in documents().items():
        if name != "other coordinate system" and name != "coordinate system that is a template":
            yield f"{PLACES_FILE}: {name}", written(PLACES_FILE, data)
    for name in ("deep", "cut off", "a list", "deep objects", "a long number"):
        yield f"base map: {name}", written("basemap/water.geojson", documents()[name])
    wrong = collection({"type": "Feature", "properties": None, "geometry": None})
    yield "base map without outlines", written("basemap/districts.geojson", wrong)
    metres = collection(point(geometry={"type": "Point", "coordinates": [5e6, 4e6]}))
    yield "base map in metres", written("basemap/countries.geojson", metres)
    named = collection(point(properties={"name_en": {"a": 1}}))
    yield "base map whose names are objects", written("basemap/countries.geojson", named)
    yield "manifest that is a list", written("truceline.json", b"[]")
    yield "manifest that is deep", written("truceline.json", b"[" * 9_999 + b"]" * 9_999)
    manifest = {"version": "x", "events": 10**9, "claims": 0, "places": 0, "format": 1}
    yield "manifest of a billion events", written("truceline.json", json.dumps(manifest).encode())
