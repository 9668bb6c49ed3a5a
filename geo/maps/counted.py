"""A filter of a large dataset as the browser gets it: every event, or counts of a view.

Which of the two is a matter of how many events pass, so that the reader can be told.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.engine.engine import Bounds, Engine
from geo.engine.layout import NO_PARTIES
from geo.engine.mercator import LEVEL, box_of
from geo.engine.questions import Class
from geo.engine.tables import Box
from geo.filters import EventFilter
from geo.maps.aggregates import CELLS_PER_TILE, CellBox, cell_zoom, pack_cells, pack_days
from geo.maps.columns import NO_PLACE, SEVERAL_SIDES, Columns
from geo.schema import CATEGORIES, SIDES, STATUSES, UNATTRIBUTED_SIDE

# Of a view's width and height, counted beyond each side: a move of the map finds its squares there.
MARGIN: Final = 0.6
# Counted anew once less than this is left on a side, while the map still has what it shows.
LEAST_MARGIN: Final = 0.25
# Boxes begin and end at multiples of so many squares, so that a view seen before is counted once.
BLOCK: Final = CELLS_PER_TILE // 2
_BY: Final[dict[str, Class]] = {"category": "category", "status": "status", "party": "party_set"}
_KEY_BITS: Final = 32
_CLASSES: Final = {
    "category": len(CATEGORIES),
    "status": len(STATUSES),
    "party": SEVERAL_SIDES + 1,
}

Ints = npt.NDArray[np.int64]


def box_around(bounds: Bounds, zoom: float) -> CellBox:
    """Squares to count for a view: its own, and some way beyond.

    Parameters
    ----------
    bounds : tuple of float
        West, south, east and north of the view in degrees.
    zoom : float
        Of the view.
    """
    left, top, right, bottom = _columns_and_rows(bounds, zoom)
    across, along = (right - left) * MARGIN, (bottom - top) * MARGIN
    world = 1 << cell_zoom(zoom)

    def down(edge: float) -> int:
        return max(math.floor(edge / BLOCK) * BLOCK, 0)

    def up(edge: float) -> int:
        return min(math.ceil(edge / BLOCK) * BLOCK, world)

    return CellBox(
        cell_zoom(zoom),
        down(left - across),
        down(top - along),
        up(right + across),
        up(bottom + along),
    )


def reaches_around(box: CellBox, bounds: Bounds, zoom: float) -> bool:
    """Whether a box of squares still serves a view and what is near it.

    Parameters
    ----------
    box : CellBox
        Made by `box_around` for an earlier view.
    bounds, zoom
        The view.
    """
    left, top, right, bottom = _columns_and_rows(bounds, zoom)
    across, along = (right - left) * LEAST_MARGIN, (bottom - top) * LEAST_MARGIN
    world = 1 << box.zoom
    return (
        box.zoom == cell_zoom(zoom)
        and box.left <= max(left - across, 0)
        and box.top <= max(top - along, 0)
        and box.right >= min(right + across, world)
        and box.bottom >= min(bottom + along, world)
    )


def count_cells(engine: Engine, asked: EventFilter, box: CellBox, colour: str) -> bytes:
    """Count what passes a filter by squares of a view, for `aggregates.pack_cells`.

    Parameters
    ----------
    engine : Engine
        Of the dataset.
    asked : EventFilter
        Which events.
    box : CellBox
        Which squares.
    colour : str
        What colours tell apart: `category`, `party` or `status`.
    """
    shift = LEVEL - box.zoom
    positions = Box(
        box.left << shift,
        (box.right << shift) - 1,
        box.top << shift,
        (box.bottom << shift) - 1,
    )
    cells = engine.cell_counts(asked, positions, shift, by=_BY[colour])
    squares, counts = _by_class(engine, cells, ["y", "x"], cells["events"], colour)
    return pack_cells(box, squares[:, 1], squares[:, 0], counts)


def count_days(engine: Engine, asked: EventFilter, colour: str) -> bytes:
    """Count what passes a filter by first day, for `aggregates.pack_days`.

    Its window is left out: days are what a window is chosen on.
    """
    every = asked.replace(start=None, end=None)
    days = engine.histogram(every, "day", by=_BY[colour])
    every_one = days["certain"] + days["possible"]
    starts, counts = _by_class(engine, days, ["begins"], every_one, colour)
    return pack_days(starts[:, 0], counts)


def _columns_and_rows(bounds: Bounds, zoom: float) -> tuple[float, float, float, float]:
    left, right, top, bottom = box_of(bounds)
    per_square = float(1 << (LEVEL - cell_zoom(zoom)))
    return left / per_square, top / per_square, right / per_square, bottom / per_square


def _by_class(
    engine: Engine, rows: pd.DataFrame, keys: list[str], events: pd.Series[int], colour: str
) -> tuple[Ints, Ints]:
    """Turn rows of one class each into one row of counts for each key, in order of the keys."""
    # One number for a key of two, since whole rows are slow to tell apart.
    first, last = rows[keys[0]].to_numpy(np.int64), rows[keys[-1]].to_numpy(np.int64)
    where = first << _KEY_BITS | last if len(keys) > 1 else first
    codes = rows[_BY[colour]].to_numpy(np.int64)
    if colour == "party":
        codes = side_codes(engine)[codes]
    distinct, at = np.unique(where, return_inverse=True)
    counts = np.zeros((len(distinct), _CLASSES[colour]), np.int64)
    np.add.at(counts, (at.ravel(), codes), events.to_numpy(np.int64))
    if len(keys) > 1:
        low = (1 << _KEY_BITS) - 1
        return np.column_stack([distinct >> _KEY_BITS, distinct & low]), counts
    return distinct[:, None], counts


def side_codes(engine: Engine) -> Ints:
    """For each number of a set of parties, whose claims these are: see `columns.DTYPES`."""
    sides = engine.parties.set_index("party_id")["side"].astype(str)
    none = list(SIDES).index(UNATTRIBUTED_SIDE)
    codes = np.full(max(engine.party_sets, default=NO_PARTIES) + 1, none, np.int64)
    for number, parties in engine.party_sets.items():
        named = {sides[party] for party in parties} - {UNATTRIBUTED_SIDE}
        if named:
            codes[number] = SEVERAL_SIDES if len(named) > 1 else list(SIDES).index(named.pop())
    return codes


def sent_columns(engine: Engine, asked: EventFilter) -> tuple[Columns, Ints]:
    """Every event that passes a filter, as columns for `columns.pack`.

    Returns
    -------
    columns : dict of str to array
        One array for each of `columns.DTYPES`.
    rows : ndarray of int64
        `row` of each event in the whole dataset.
    """
    events = engine.marks(asked)

    def known(name: str, missing: float) -> npt.NDArray[np.float64]:
        numbers = events[name].to_numpy(np.float64)
        return np.where(np.isnan(numbers), missing, numbers)

    columns: Columns = {
        "start": events["day_start"].to_numpy(),
        "end": events["day_end"].to_numpy(),
        "continuous": events["continuous"].to_numpy(),
        "category": events["category"].to_numpy(),
        "status": events["status"].to_numpy(),
        "where_prec": events["where_prec"].to_numpy(),
        "scope": events["scope"].to_numpy(),
        "side": side_codes(engine)[events["party_set"].to_numpy()],
        "place": known("place", NO_PLACE),
        "killed": events["killed"].to_numpy(np.float64),
        "killed_low": known("low", -1),
        "killed_high": known("high", -1),
        "bearing": known("bearing_deg", -1),
    }
    return columns, events["row"].to_numpy()
