"""Fixtures shared by all tests: the built-in dataset, a copy that may be broken."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from geo.linkage import Dataset
from geo.store.folder import BUILT_IN, load
from tests.chromium import launch, running_app

# How long an example takes depends on what else the machine does; timings belong in bench/.
settings.register_profile("truceline", deadline=None)
settings.load_profile("truceline")

# Seconds that a test takes, about, which say only what is begun first.
BROWSER_SECONDS, LONG_SECONDS, OTHER_SECONDS = 3.0, 15.0, 0.3


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest: one at the end would keep one worker only."""
    seconds: defaultdict[Path, float] = defaultdict(float)
    for item in items:
        marks = {mark.name for mark in item.iter_markers()}
        of_browser = BROWSER_SECONDS if "browser" in marks else OTHER_SECONDS
        seconds[item.path] += LONG_SECONDS if "long" in marks else of_browser
    items.sort(key=lambda item: -seconds[item.path])


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return load(BUILT_IN)


@pytest.fixture
def copied_data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(BUILT_IN, folder, ignore=shutil.ignore_patterns("basemap"))
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def app() -> Iterator[str]:
    with running_app() as address:
        yield address
