"""A folder to be edited, whose tables nobody is writing to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture
def folder(copied_data: Path) -> Path:
    # As files are that were there before: nobody is writing to them just now.
    for file in copied_data.iterdir():
        os.utime(file, (1_600_000_000, 1_600_000_000))
    return copied_data
