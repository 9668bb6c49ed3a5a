"""Tables made in many runs, parts and ranges are those made at once, row by row."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.synthetic import write_dataset
from geo.engine import joining, layout, parquet, staging
from geo.engine.engine import Engine
from geo.engine.joined import HASHES
from geo.engine.loaded import engine_of
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.store import tables
from geo.store.convert import to_parquet
from geo.store.folder import BUILT_IN, load

EVENTS: Final = 900


def in_small_pieces(patch: pytest.MonkeyPatch) -> None:
    """Runs, parts and ranges of so few rows that there are many of each."""
    patch.setattr(tables, "CHUNK_ROWS", 100)
    patch.setattr(staging, "RUN_ROWS", 150)
    patch.setattr(staging, "KEY_ROWS", 90)
    patch.setattr(joining, "CLAIM_ROWS", 7)
    patch.setattr(joining, "EVENT_ROWS", 60)
    patch.setattr(parquet, "SORTED_ROWS", 25)


def tables_of(folder: Path) -> dict[str, pa.Table]:
    """Rows in their order, by the path of each file in the folder."""
    # Each by its own file: pyarrow would else read the names of folders into columns.
    return {
        str(file.relative_to(folder)): pq.ParquetFile(file).read()
        for file in sorted(folder.rglob("*.parquet"))
    }


def on_one_day(folder: Path, rows: slice) -> None:
    """Move some of the events to one day."""
    events = pd.read_csv(folder / "events.csv", dtype=str, keep_default_na=False)
    events.loc[rows, ["date_start", "date_end", "date_prec"]] = ["2021-05-05", "2021-05-05", "day"]
    events.to_csv(folder / "events.csv", index=False)


@pytest.mark.parametrize(
    ("one_day", "ranges"), [(None, 10), (slice(200, 699), 3), (slice(0, EVENTS - 2), 1)]
)
def test_pieces_make_no_difference(
    one_day: slice | None, ranges: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dataset(tmp_path / "csv", EVENTS, 300, seed=6)
    if one_day is not None:
        on_one_day(tmp_path / "csv", one_day)
    whole = to_parquet(tmp_path / "csv", tmp_path / "whole")
    in_small_pieces(monkeypatch)
    told: list[tuple[str, float]] = []
    pieces = to_parquet(
        tmp_path / "csv", tmp_path / "pieces", "", lambda doing, share: told.append((doing, share))
    )
    assert pieces == whole
    assert tables_of(tmp_path / "pieces") == tables_of(tmp_path / "whole")
    shares = [share for doing, share in told if doing == "joining events"]
    assert shares == sorted(set(shares))
    # A day is one range, however many events it has.
    assert len(shares) >= ranges
    assert len([share for doing, share in told if doing == "joining claims"]) == 7


def test_few_megabytes_of_memory_are_enough(
    csv_folder: Path, parquet_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "RUN_ROWS", 2_000)
    monkeypatch.setattr(joining, "EVENT_ROWS", 2_000)
    monkeypatch.setattr(parquet, "SORTED_ROWS", 2_000)
    monkeypatch.setattr(tables, "CHUNK_ROWS", 1_000)
    to_parquet(csv_folder, tmp_path / "out", memory="60MB")
    assert tables_of(tmp_path / "out") == tables_of(parquet_folder)


def test_a_claim_finds_its_event_wherever_that_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of the built-in data nearly every event has claims, and one day is a range of its own.
    in_small_pieces(monkeypatch)
    monkeypatch.setattr(joining, "EVENT_ROWS", 1)
    monkeypatch.setattr(joining, "CLAIM_ROWS", 1)
    to_parquet(BUILT_IN, tmp_path / "out")
    told = load(BUILT_IN)
    events, details, claims = (
        pq.ParquetFile(tmp_path / "out" / f"{name}.parquet").read().to_pandas()
        if name != "events"
        else pq.read_table(tmp_path / "out" / name).to_pandas().sort_values("row")
        for name in ("events", "details", "claims")
    )
    assert details["event_id"].tolist() == told.events["event_id"].tolist()
    codes = [layout.code_of("status", status) for status in told.events["status"]]
    assert events["status"].tolist() == codes
    ids = details.set_index("row")["event_id"]
    assert claims["event_id"].tolist() == ids[claims["row"]].tolist()
    assert sorted(claims["claim_id"]) == sorted(told.claims["claim_id"])


def test_a_loaded_dataset_is_joined_in_pieces_too(
    synthetic: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def months_of(engine: Engine) -> pd.DataFrame:
        found = engine.histogram(EventFilter(), "month")
        return found.sort_values(["begins", "category"], ignore_index=True)

    whole, asked = engine_of(synthetic), EventFilter()
    in_small_pieces(monkeypatch)
    monkeypatch.setattr(joining, "EVENT_ROWS", 3_000)
    monkeypatch.setattr(joining, "CLAIM_ROWS", 300)
    pieces = engine_of(synthetic)
    for one, other in (
        (pieces.page(asked, 500), whole.page(asked, 500)),
        (pieces.claims_of(list(range(400))), whole.claims_of(list(range(400)))),
        (months_of(pieces), months_of(whole)),
    ):
        pd.testing.assert_frame_equal(one, other)
    for engine in (pieces, whole):
        engine.close()


def test_nothing_is_joined_to_tables_without_rows(tmp_path: Path) -> None:
    write_dataset(tmp_path / "csv", 0, 200, seed=1)
    manifest = to_parquet(tmp_path / "csv", tmp_path / "out")
    assert (manifest.events, manifest.claims, manifest.first_day) == (0, 0, None)
    assert all(
        rows.num_rows == 0
        for name, rows in tables_of(tmp_path / "out").items()
        if name not in ("places.parquet", "toponyms.parquet")
    )


@given(st.integers(0, 10_000), st.integers(1, 2_000))
def test_parts_are_all_hashes_once(rows: int, most: int) -> None:
    edges = [part.split() for part in joining.parts(rows, most)]
    assert edges[0][2] == "0"
    assert edges[-1][4] == str(HASHES - 1)
    assert all(int(one[4]) + 1 == int(other[2]) for one, other in pairwise(edges))
    assert len(edges) == max(1, -(-rows // most))
