"""Whole files, imported: documents, tables, files of other formats, and files by hostile names."""

from __future__ import annotations

import json
from collections.abc import Iterator

from click.testing import CliRunner

from geo.api.imports import FORMATS
from geo.cli.commands import main
from geo.errors import TrucelineError
from geo.readers.content import Content, printable_name
from tests.hostile.cases import Tested, case, look_at
from tests.hostile.features import collection, point
from tests.hostile.tables import parquet_tables, tables
from tests.hostile.tally import Tally
from tests.hostile.watch import Watch
from tests.hostile.whole import FILE_NAMES, documents, foreign


def files(watch: Watch, tested: Tested) -> Iterator[Tally]:
    """Whole files, each to the readers that might take it."""
    tally = Tally("documents")
    for name, data in documents().items():
        _refuse(tally, name, "geojson", data, watch, tested)
    yield tally
    tally = Tally("tables")
    for name, data in tables():
        _refuse(tally, name, "acled", data, watch, tested)
    for name, data in parquet_tables():
        _refuse(tally, f"Parquet: {name}", "acled", data, watch, tested)
    yield tally


def strangers(watch: Watch, tested: Tested) -> Iterator[Tally]:
    """Files of other formats, files that name others, and bombs."""
    tally = Tally("foreign files and bombs")
    for name, data in foreign(watch):
        for kind in ("geojson", "ucdp", "acled"):
            _refuse(tally, f"{name} as {kind}", kind, data, watch, tested)
    yield tally


def names(watch: Watch) -> Iterator[Tally]:
    """Files with hostile names, imported by the command."""
    tally = Tally("file names")
    for name in FILE_NAMES:
        _name_a_file(tally, name, watch)
    yield tally


def _refuse(tally: Tally, name: str, kind: str, data: bytes, watch: Watch, tested: Tested) -> None:
    with case(tally, name, watch, TrucelineError) as home:
        done = tested.take(FORMATS[kind], Content(f"x.{kind}", data), home / "d")
        if done.accepted + done.rejected != done.read:
            tally.unaccounted.append(name)
        for file in (home / "d").iterdir():
            look_at(tally, name, file.read_text(encoding="utf-8"))


def _name_a_file(tally: Tally, name: str, watch: Watch) -> None:
    with case(tally, name, watch) as home:
        path = home / name.replace("/", "∕")
        path.write_bytes(collection(point(), point(type="Thing")))
        result = CliRunner().invoke(
            main, ["import", "geojson", "--into", str(home / "d"), "--", str(path)]
        )
        if result.exit_code != 1 or "2 rows read, 1 accepted, 1 rejected" not in result.stdout:
            tally.exceptions.append(f"{name}: {result.exception!r}")
        look_at(tally, name, result.stdout + result.stderr)
        package = json.loads((home / "d" / "datapackage.json").read_bytes())
        if package["sources"][0]["file"] != printable_name(path.name):
            tally.altered.append(name)
