"""Converted data are what they were made of; faults are named, and then nothing is written."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from bench.synthetic import write_dataset
from geo.cli.commands import main
from geo.engine import layout
from geo.errors import DataFaultsError, UsageError
from geo.linkage import Dataset
from geo.store import tables
from geo.store.convert import to_parquet
from geo.store.engines import LOADED_VARIABLE, open_engine
from geo.store.folder import BUILT_IN, check, load


def same(one: Dataset, other: Dataset) -> None:
    """Every cell and every type, what was joined among them."""
    for name in ("events", "claims", "sources", "parties"):
        found, expected = getattr(one, name), getattr(other, name)
        assert found.columns.tolist() == expected.columns.tolist()
        for column in expected:
            assert str(found[column].dtype) == str(expected[column].dtype), column
            cells, wanted = (frame[column].astype(object) for frame in (found, expected))
            missing = wanted.isna()
            assert cells.isna().tolist() == missing.tolist(), column
            assert cells[~missing].tolist() == wanted[~missing].tolist(), column


def append(file: Path, line: str) -> None:
    with file.open("a", encoding="utf-8", newline="") as rows:
        rows.write(line + "\n")


def test_the_built_in_data_survive_the_round_trip(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    to_parquet(
        BUILT_IN, tmp_path / "out", "300MB", lambda doing, share: told.append((doing, share))
    )
    before, after = load(BUILT_IN), load(tmp_path / "out")
    same(after, before)
    assert after.version == before.version
    assert dict(after.gazetteer) == dict(before.gazetteer)
    assert {"reading events.csv", "reading claims.csv", "writing"} <= {doing for doing, _ in told}
    assert all(0 <= share <= 1 for _, share in told)
    assert told[-1] == ("writing", 1.0)


def test_chunks_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_dataset(tmp_path / "csv", 900, 300, seed=2)
    to_parquet(tmp_path / "csv", tmp_path / "whole")
    monkeypatch.setattr(tables, "CHUNK_ROWS", 100)
    monkeypatch.setattr("geo.engine.joining.CLAIM_ROWS", 7)
    to_parquet(tmp_path / "csv", tmp_path / "parts")
    one, other = (load(tmp_path / name) for name in ("whole", "parts"))
    same(one, other)
    same(one, load(tmp_path / "csv"))


def test_faults_are_those_of_the_check_and_nothing_is_written(
    copied_data: Path, tmp_path: Path
) -> None:
    events = (copied_data / "events.csv").read_text(encoding="utf-8").splitlines()
    append(copied_data / "events.csv", events[1])
    append(copied_data / "events.csv", "short,row")
    append(copied_data / "events.csv", events[2].replace(",event,", ",evnt,", 1))
    claims = (copied_data / "claims.csv").read_text(encoding="utf-8").splitlines()
    cells = claims[1].split(",")
    append(copied_data / "claims.csv", ",".join(["c-new", "no-such-event", *cells[2:]]))
    expected = {str(fault) for fault in check(copied_data).faults}
    with pytest.raises(DataFaultsError) as raised:
        to_parquet(copied_data, tmp_path / "out")
    found = {str(fault) for fault in raised.value.faults}
    assert any("short" in one or "fields" in one for one in found)
    # A claim on no event is known only when all rows are sound.
    assert found >= {one for one in expected if "no-such-event" not in one}
    assert sorted(tmp_path.glob("*out*")) == []
    assert not (tmp_path / "out").exists()


def test_ids_that_repeat_across_chunks_and_strays_are_named(
    copied_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "CHUNK_ROWS", 10)
    events = (copied_data / "events.csv").read_text(encoding="utf-8").splitlines()
    append(copied_data / "events.csv", events[1])
    claims = (copied_data / "claims.csv").read_text(encoding="utf-8").splitlines()
    cells = claims[1].split(",")
    append(copied_data / "claims.csv", ",".join(["c-new", "no-such-event", *cells[2:]]))
    expected = [str(fault) for fault in check(copied_data).faults]
    with pytest.raises(DataFaultsError) as raised:
        to_parquet(copied_data, tmp_path / "out")
    assert sorted(str(fault) for fault in raised.value.faults) == sorted(expected)


def test_a_folder_that_exists_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist yet"):
        to_parquet(BUILT_IN, tmp_path)


def test_files_are_by_year_in_row_groups_of_neighbours(parquet: Path) -> None:
    for file in layout.event_files(parquet):
        days = pd.to_datetime(pq.read_table(file, columns=["day_start"])["day_start"], unit="D")
        assert {day.year for day in days} == {int(file.stem[:4])}
        schema = pq.read_schema(file)
        for name in ("mx", "my", "day_start", "day_end", "place"):
            assert str(schema.field(name).type) == "int32", name


def test_a_cluster_can_read_every_encoding(parquet: Path) -> None:
    # Spark 4.0 knows no BYTE_STREAM_SPLIT, which DuckDB takes for positions that hardly repeat.
    readable = {"PLAIN", "RLE", "RLE_DICTIONARY", "PLAIN_DICTIONARY", "BIT_PACKED"}
    for file in [*layout.event_files(parquet), *parquet.glob("*.parquet")]:
        groups = pq.ParquetFile(file).metadata
        for group in range(groups.num_row_groups):
            for column in range(groups.num_columns):
                found = groups.row_group(group).column(column)
                assert set(found.encodings) <= readable, (file.name, found.path_in_schema)


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    write_dataset(tmp_path / "csv", 400, 300, seed=3)
    to_parquet(tmp_path / "csv", tmp_path / "parquet")
    return tmp_path / "parquet"


def test_a_converted_folder_that_lost_a_file_is_at_fault(parquet: Path) -> None:
    assert check(parquet).faults == ()
    layout.event_files(parquet)[0].unlink()
    (fault,) = check(parquet).faults
    assert "rows" in str(fault)
    assert "convert" in fault.remedy


def test_a_manifest_of_another_format_is_refused(parquet: Path) -> None:
    manifest = parquet / layout.MANIFEST
    manifest.write_text(manifest.read_text().replace('"format": 2', '"format": 99'))
    with pytest.raises(DataFaultsError, match="99"):
        open_engine(parquet)
    text = manifest.read_text().replace('"format": 99', '"format": 2')
    manifest.write_text(text.replace(layout.columns_digest(), "0123456789ab"))
    with pytest.raises(DataFaultsError, match=r"0123456789ab.*convert the dataset again"):
        open_engine(parquet)
    manifest.write_text("{}")
    with pytest.raises(DataFaultsError, match="manifest"):
        open_engine(parquet)


def test_too_many_events_to_load_are_refused(
    parquet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOADED_VARIABLE, "399")
    with pytest.raises(UsageError, match=r"at most 399 events.*found 400"):
        load(parquet)
    result = CliRunner().invoke(main, ["events", "--data", str(parquet)])
    assert result.exit_code == 2
    monkeypatch.setenv(LOADED_VARIABLE, "many")
    with pytest.raises(UsageError, match="number of events"):
        load(parquet)


def test_commands_convert_and_say_which_engine_answers(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = CliRunner().invoke(main, ["convert", str(BUILT_IN), "-o", str(out)])
    assert run.exit_code == 0, run.output
    assert "58 events" in run.stderr
    days = ["--from", "2022-03-24", "--to", "2022-03-28"]
    asked = CliRunner().invoke(main, ["engine", "--data", str(out), "--memory", "200MB", *days])
    assert asked.exit_code == 0, asked.output
    assert "DuckDB" in asked.stdout
    assert "58 events" in asked.stdout
    assert "24–28 March 2022" in asked.stdout
    assert len(load(BUILT_IN).events) == 58
    refused = CliRunner().invoke(main, ["engine", "--url", "mysql://x"])
    assert refused.exit_code == 2
    again = CliRunner().invoke(main, ["convert", str(BUILT_IN), "-o", str(out)])
    assert again.exit_code == 2
