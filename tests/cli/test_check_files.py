"""One broken file at a time: exit 1, and the file is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.checking import run_check


def whole_file(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        path = folder / name
        path.write_bytes(change(path.read_bytes()))

    return apply


FILES = {
    "wrong encoding": whole_file(
        "events.csv", lambda b: b.decode().replace("Baku", "Bakı").encode("cp1254")
    ),
    "ragged row": whole_file("events.csv", lambda b: b + b"nk-extra,only two\n"),
    "empty file": whole_file("claims.csv", lambda b: b""),
    "missing column": whole_file("sources.csv", lambda b: b.replace(b"dateline", b"date_line", 1)),
    "column twice": whole_file(
        "parties.csv", lambda b: b.replace(b"party_id,title", b"title,title", 1)
    ),
    "open quote": whole_file("claims.csv", lambda b: b + b'"never closed'),
    "NUL": whole_file("events.csv", lambda b: b.replace(b"Parukh", b"Par\x00kh", 1)),
    "no such file": lambda folder: (folder / "claims.csv").unlink(),
    "places not JSON": whole_file("places.geojson", lambda b: b[:-20]),
    "places empty": whole_file("places.geojson", lambda b: b""),
    "places in UTF-16": whole_file("places.geojson", lambda b: b.decode().encode("utf-16")),
    "NaN": whole_file("places.geojson", lambda b: b.replace(b"46.8011", b"NaN", 1)),
}


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_named(copied_data: Path, name: str) -> None:
    FILES[name](copied_data)
    result = run_check(copied_data)
    assert result.exit_code == 1, result.output
    faults = json.loads(result.stdout)["faults"]
    assert faults
    assert faults[0]["remedy"]


def test_a_folder_that_is_not_there_is_reported(tmp_path: Path) -> None:
    result = run_check(tmp_path / "nowhere")
    assert result.exit_code == 1
    files = {fault["file"] for fault in json.loads(result.stdout)["faults"]}
    assert {"events.csv", "claims.csv", "sources.csv", "places.geojson"} <= files
