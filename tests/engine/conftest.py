"""A synthetic dataset, loaded, and converted for the engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.synthetic import write_dataset
from geo.engine.engine import Engine
from geo.linkage import Dataset
from geo.store.convert import to_parquet
from geo.store.engines import open_engine
from geo.store.folder import load

EVENTS, PLACES = 20_000, 500


@pytest.fixture(scope="package")
def csv_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synthetic") / "csv"
    write_dataset(folder, EVENTS, PLACES, seed=4)
    return folder


@pytest.fixture(scope="package")
def synthetic(csv_folder: Path) -> Dataset:
    return load(csv_folder)


@pytest.fixture(scope="package")
def parquet_folder(csv_folder: Path) -> Path:
    out = csv_folder.with_name("parquet")
    to_parquet(csv_folder, out, memory="300MB")
    return out


@pytest.fixture(scope="package", params=["csv", "parquet"])
def engine(request: pytest.FixtureRequest, csv_folder: Path) -> Iterator[Engine]:
    folder = csv_folder if request.param == "csv" else request.getfixturevalue("parquet_folder")
    opened = open_engine(folder, "duckdb")
    yield opened
    opened.close()
