"""What is read in chunks and by distinct cell loses nothing: every fault keeps its row."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bench.synthetic import write_dataset
from geo.schema import EVENTS
from geo.store import tables
from geo.store.folder import check, load
from geo.store.tables import read_table

EVENT_COUNT = 997


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("large")
    write_dataset(folder, events=EVENT_COUNT, places=300, seed=3)
    return (folder / EVENTS.file).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("chunk", [1, 2, 96, 997, 998, 50_000])
def test_chunks_of_any_size_give_the_same_rows(
    lines: list[str], tmp_path: Path, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = lines.copy()
    broken[500] = "only,two"
    broken[700:700] = ["", ""]
    path = tmp_path / EVENTS.file
    path.write_text("\n".join(broken), encoding="utf-8")
    monkeypatch.setattr(tables, "CHUNK_ROWS", chunk)
    rows, faults = read_table(path, EVENTS)
    assert [fault.row for fault in faults] == [501]
    assert len(rows) + len(faults) == EVENT_COUNT
    assert 501 not in rows.index
    assert rows.index.tolist() == [n for n in range(2, 1001) if n not in (501, 701, 702)]
    assert rows.at[1000, "event_id"] == f"syn-{EVENT_COUNT - 1:08d}"


def test_every_one_of_many_faults_is_named(tmp_path: Path) -> None:
    write_dataset(tmp_path, events=EVENT_COUNT, places=300, seed=3)
    path = tmp_path / EVENTS.file
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    changed = [row.replace('"event"', '"nonsense"').replace('"v0', '"w0') for row in rows]
    path.write_text("\n".join([header, *changed]), encoding="utf-8")
    faults = check(tmp_path).faults
    scopes = {fault.row for fault in faults if fault.column == "scope"}
    places = {fault.row for fault in faults if fault.column == "place_id"}
    assert scopes == set(range(2, EVENT_COUNT + 2))
    assert places == {number for number, row in enumerate(rows, start=2) if '"v0' in row}


def test_the_order_of_the_file_does_not_matter(tmp_path: Path) -> None:
    write_dataset(tmp_path, events=EVENT_COUNT, places=300, seed=3)
    sorted_events = load(tmp_path).events
    path = tmp_path / EVENTS.file
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    shuffled = np.random.default_rng(1).permutation(len(rows))
    path.write_text("\n".join([header, *(rows[at] for at in shuffled)]), encoding="utf-8")
    again = load(tmp_path).events
    for name in sorted_events.columns:
        left, right = again[name].tolist(), sorted_events[name].tolist()
        assert list(map(str, left)) == list(map(str, right)), name
