"""Counts that a server makes in place of events."""

from __future__ import annotations

import gzip
import json
import struct

import numpy as np
import pytest

from geo.maps.aggregates import CellBox, cell_zoom, pack_cells, pack_days
from geo.maps.command import check_command

LINK = {"url": "../t.data/cells-1.bin.gz"}
WORLD = CellBox(3, 0, 0, 8, 8)
AGGREGATES = {"cells": LINK, "days": LINK, "shown": 3, "mapped": 2}


def header(blob: bytes) -> dict[str, object]:
    content = gzip.decompress(blob)
    (length,) = struct.unpack("<I", content[:4])
    return json.loads(content[4 : 4 + length])


def test_cells_keep_their_place_and_counts() -> None:
    blob = pack_cells(WORLD, np.array([7, 0]), np.array([0, 5]), np.array([[1, 2, 0], [0, 0, 9]]))
    said = header(blob)
    assert (said["count"], said["zoom"]) == (2, 3)
    assert [said[edge] for edge in ("left", "top", "right", "bottom")] == [0, 0, 8, 8]
    content = gzip.decompress(blob)
    assert content.endswith(np.array([1, 2, 0, 0, 0, 9], "<i4").tobytes())


@pytest.mark.parametrize(
    ("columns", "rows", "counts"),
    [([8], [0], [[1]]), ([0], [-1], [[1]]), ([0, 1], [0], [[1]]), ([0], [0], [[1], [2]])],
)
def test_cells_outside_the_world_or_of_other_lengths_are_refused(
    columns: list[int], rows: list[int], counts: list[list[int]]
) -> None:
    with pytest.raises(ValueError, match="expected"):
        pack_cells(WORLD, np.array(columns), np.array(rows), np.array(counts))


def test_days_must_ascend() -> None:
    with pytest.raises(ValueError, match="by day"):
        pack_days(np.array([2, 1]), np.array([[1], [1]]))


def test_a_cell_is_eight_pixels_at_a_whole_zoom_and_never_smaller() -> None:
    for zoom in np.arange(4, 15, 0.5):
        side_px = 256 * 2**zoom / 2 ** cell_zoom(zoom)
        assert 8 <= side_px < 16


@pytest.mark.parametrize(
    "wrong",
    [
        {**AGGREGATES, "cells": {"url": "https://x.example/c"}},
        {**AGGREGATES, "days": "{{7*7}}"},
        {**AGGREGATES, "shown": "3"},
        {**AGGREGATES, "more": 1},
        {"cells": LINK},
    ],
)
def test_a_command_takes_links_and_numbers_only(wrong: object) -> None:
    assert check_command({"aggregates": AGGREGATES}) == {"aggregates": AGGREGATES}
    with pytest.raises(ValueError, match="aggregates: expected"):
        check_command({"aggregates": wrong})
