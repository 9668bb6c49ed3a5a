"""A file read in a process of its own: the same folder, and nothing left when it is stopped."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from geo.api import apart
from geo.api.apart import import_apart, is_small, look_apart
from geo.api.formats import FORMATS, table_format
from geo.api.geocoding import key_of
from geo.api.imports import import_content
from geo.api.rejected import RejectedTable
from geo.errors import DataFaultsError, UsageError
from geo.readers import Content, Named, UnreadableError
from geo.readers.mapping import parse_mapping
from geo.readers.preview import preview
from geo.store.folder import BUILT_IN, load

GEOJSON = FORMATS["geojson"]
DATASET = load(BUILT_IN)


def features(count: int) -> Content:
    """Every fifth lies nowhere on earth."""
    made = [
        {
            "type": "Feature",
            "properties": {"title": f"Shots {row}", "date": "2022-03-27", "category": "clash"},
            "geometry": {"type": "Point", "coordinates": [46.8 if row % 5 else 468, 40.0]},
        }
        for row in range(count)
    ]
    document = {"type": "FeatureCollection", "features": made}
    return Content("field.geojson", json.dumps(document).encode())


LARGE = features(1_000)


def take(content: Content, home: Path, **options: object) -> object:
    return import_apart(
        GEOJSON,
        content,
        home / "d",
        home / "rejected.csv",
        DATASET,
        **options,  # type: ignore[arg-type]
    )


def test_it_makes_what_is_made_in_this_process(tmp_path: Path) -> None:
    assert not is_small(LARGE)
    shares: list[float] = []
    done = take(LARGE, tmp_path, progress=shares.append)
    with (tmp_path / "here.csv").open("w", encoding="utf-8", newline="") as stream:
        here = import_content(
            GEOJSON,
            LARGE,
            tmp_path / "here",
            gazetteer=DATASET.gazetteer,
            take_rejected=RejectedTable(stream).take,
        )
    assert done == here
    assert (here.events, here.rejected) == (800, 200)
    assert shares[-1] == 1.0
    for file in sorted((tmp_path / "here").iterdir()):
        assert (tmp_path / "d" / file.name).read_bytes() == file.read_bytes()
    assert (tmp_path / "rejected.csv").read_bytes() == (tmp_path / "here.csv").read_bytes()


def test_a_table_goes_with_its_mapping_and_the_places_decided_on(tmp_path: Path) -> None:
    columns = {"title": "what", "date_start": "day", "place": "where"}
    rows = "".join(f"Shots heard {row:09},2022-03-27,Farukh\n" for row in range(4_000))
    content = Content("field.csv", f"what,day,where\n{rows}".encode())
    assert not is_small(content)
    decided = {key_of(Named("Farukh")): "parukh"}
    form = table_format(parse_mapping({"columns": columns}))
    done = import_apart(
        form, content, tmp_path / "d", tmp_path / "r.csv", DATASET, decisions=decided
    )
    assert (done.read, done.events) == (4_000, 4_000)
    assert "parukh" in load(tmp_path / "d").gazetteer


def test_a_small_file_needs_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    done = take(features(10), tmp_path)
    assert done.rejected == 2  # type: ignore[attr-defined]
    assert "468" in (tmp_path / "rejected.csv").read_text(encoding="utf-8")
    # Little of a compressed file can be much.
    assert not is_small(Content("x.parquet", b"PAR1"))


def test_faults_and_wrong_usage_come_back(tmp_path: Path) -> None:
    broken = Content("x.geojson", LARGE.data[:-5])
    with pytest.raises(DataFaultsError, match="the end of the file"):
        take(broken, tmp_path)
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "mine.txt").touch()
    with pytest.raises(UsageError, match="does not exist yet or is empty"):
        take(LARGE, tmp_path)


def test_who_leaves_stops_it_and_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Left(BaseException):
        pass

    def leave(share: float) -> None:
        if share > 0:
            raise Left

    started: list[subprocess.Popen[bytes]] = []
    begin = subprocess.Popen

    def watched(*given: Any, **named: Any) -> subprocess.Popen[bytes]:
        started.append(begin(*given, **named))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", watched)
    content = features(60_000)
    with pytest.raises(Left):
        take(content, tmp_path, progress=leave)
    assert [one.returncode for one in started] == [0]
    assert [one.name for one in tmp_path.iterdir()] == ["rejected.csv"]
    # Its turn is free again.
    assert take(LARGE, tmp_path).events == 800  # type: ignore[attr-defined]


def test_what_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MAX_IMPORT_SECONDS", 0)
    with pytest.raises(UnreadableError, match="at most 0 s"):
        take(features(60_000), tmp_path)
    assert not (tmp_path / "d").exists()


def test_a_process_that_ends_by_itself_costs_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart.sys, "executable", "/bin/false")
    with pytest.raises(UnreadableError, match="ending the process"):
        take(LARGE, tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds what a process may hold")
def test_its_memory_is_bounded() -> None:
    code = "from geo.api import errand; errand._stand_back(); bytearray(errand.MAX_IMPORT_BYTES)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


def test_columns_are_looked_at_there_too(monkeypatch: pytest.MonkeyPatch) -> None:
    small = Content("field.csv", b"what,day\nShots,03/04/2022\nFire,27/03/2022\n")
    large = Content("field.csv", small.data + b"Shots,03/04/2022\n" * 10_000)
    shares: list[float] = []
    assert look_apart(large, shares.append) == preview(large)
    assert shares
    with pytest.raises(UnreadableError, match="at most 500 columns, found '100001 columns'"):
        look_apart(Content("wide.csv", b"a," * 100_000 + b"a\n"))
    monkeypatch.setattr(subprocess, "Popen", None)
    assert look_apart(small)[1].orders == ("day_first",)
