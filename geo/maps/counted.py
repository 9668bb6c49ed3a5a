"""A filter of a large dataset as the browser gets it: every event, or counts of a view.

Which of the two is a matter of how many events pass, so that the reader can be told.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.engine.engine import Bounds, Engine
from geo.engine.layout import NO_PARTIES
from geo.engine.questions import Class
from geo.filters import EventFilter
from geo.maps.aggregates import cell_zoom, pack_cells, pack_days
from geo.maps.columns import NO_PLACE, SEVERAL_SIDES, Columns
from geo.schema import CATEGORIES, SIDES, STATUSES, UNATTRIBUTED_SIDE

# Of a view's width and height, on each side: a short move of the map finds its cells there.
MARGIN: Final = 0.25
_WORLD: Final = (-180.0, -85.0, 180.0, 85.0)
_BY: Final[dict[str, Class]] = {"category": "category", "status": "status", "party": "party_set"}
_CLASSES: Final = {
    "category": len(CATEGORIES),
    "status": len(STATUSES),
    "party": SEVERAL_SIDES + 1,
}

Ints = npt.NDArray[np.int64]


def count_cells(
    engine: Engine, asked: EventFilter, bounds: Bounds | None, zoom: float, colour: str
) -> bytes:
    """Count what passes a filter by squares of a view, for `aggregates.pack_cells`.

    Parameters
    ----------
    engine : Engine
        Of the dataset.
    asked : EventFilter
        Which events.
    bounds : tuple of float or None
        West, south, east and north of the view in degrees; None for the world.
    zoom : float
        Of the view.
    colour : str
        What colours tell apart: `category`, `party` or `status`.
    """
    around = None if bounds is None else _widened(bounds)
    cells = engine.viewport_cells(asked, around, zoom, by=_BY[colour])
    squares, counts = _by_class(engine, cells, ["y", "x"], colour)
    return pack_cells(cell_zoom(zoom), squares[:, 1], squares[:, 0], counts)


def count_days(engine: Engine, asked: EventFilter, colour: str) -> bytes:
    """Count what passes a filter by first day, for `aggregates.pack_days`.

    Its window is left out: days are what a window is chosen on.
    """
    every = asked.replace(start=None, end=None)
    days = engine.histogram(every, "day", by=_BY[colour])
    starts, counts = _by_class(engine, days, ["begins"], colour)
    return pack_days(starts[:, 0], counts)


def _widened(bounds: Bounds) -> Bounds:
    west, south, east, north = bounds
    across, along = (east - west) * MARGIN, (north - south) * MARGIN
    wide = (west - across, south - along, east + across, north + along)
    return (
        max(wide[0], _WORLD[0]),
        max(wide[1], _WORLD[1]),
        min(wide[2], _WORLD[2]),
        min(wide[3], _WORLD[3]),
    )


def _by_class(
    engine: Engine, rows: pd.DataFrame, keys: list[str], colour: str
) -> tuple[Ints, Ints]:
    """Turn rows of one class each into one row of counts for each key, in order of the keys."""
    where = rows[keys].to_numpy(np.int64)
    codes = rows[_BY[colour]].to_numpy(np.int64)
    if colour == "party":
        codes = side_codes(engine)[codes]
    distinct, at = np.unique(where, axis=0, return_inverse=True)
    counts = np.zeros((len(distinct), _CLASSES[colour]), np.int64)
    np.add.at(counts, (at.ravel(), codes), (rows["certain"] + rows["possible"]).to_numpy(np.int64))
    return distinct, counts


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
