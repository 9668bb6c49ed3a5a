"""A drafter with the built-in gazetteer, and the dateline that most sentences here have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from geo.linkage import Dataset
from geo.report import Draft, Drafter

MONDAY = date(2022, 3, 28)
DraftOf = Callable[..., Draft]


@pytest.fixture(scope="session")
def drafter(dataset: Dataset) -> Drafter:
    return Drafter(dataset.gazetteer)


@pytest.fixture(scope="session")
def draft_of(drafter: Drafter) -> DraftOf:
    return lambda text, day=MONDAY: drafter.draft(text, day)
