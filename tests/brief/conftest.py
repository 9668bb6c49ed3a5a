"""A dataset with many events for the brief's tests."""

from __future__ import annotations

import pytest

from bench.synthetic import write_dataset
from geo.linkage import Dataset
from geo.store.folder import load


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """150 events at 200 places."""
    folder = tmp_path_factory.mktemp("crowded")
    write_dataset(folder, 150, 200, seed=1)
    return load(folder)
