"""Which dated zones an event lies in while they were in force."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo.gazetteer import Gazetteer, Part
from geo.linkage.repeated import Ints, combined, repeated
from geo.spans import Window, day_number
from geo.timespans import Timespan

Mask = npt.NDArray[np.bool_]


def zones_of_events(events: pd.DataFrame, gazetteer: Gazetteer) -> pd.Categorical:
    """Dated zones that each event's position lies in while they were in force.

    Parameters
    ----------
    events : DataFrame
        With `lon`, `lat` (degrees), `drawn`, `date_start`, `date_end`.
    gazetteer : Gazetteer
        Its zones with dates of their own are tested.

    Returns
    -------
    Categorical of tuple of str
        Ids of places, sorted, one tuple per event. Events not drawn as a symbol have none: where
        they happened is not known well enough.
    """
    placed = (events["drawn"] == "symbol").to_numpy(dtype=bool)
    lon, lat = (events[name].to_numpy(np.float64) for name in ("lon", "lat"))
    position, sample = combined(pd.factorize(lon)[0], pd.factorize(lat)[0])
    start, end = (day_numbers(events[name]) for name in ("date_start", "date_end"))
    within: dict[str, Mask] = {}
    for zone, part in _dated_areas(gazetteer):
        shapely.prepare(part.geometry)
        inside = shapely.contains_xy(part.geometry, lon[sample], lat[sample])
        if inside.any():
            there = inside[position] & placed & _in_force(part.timespans, start, end)
            within[zone] = within.get(zone, np.zeros(len(events), bool)) | there
    if not within:
        return repeated([()], np.zeros(len(events), np.int64))
    codes, rows = combined(*(inside.astype(np.int8) for inside in within.values()))
    lists = [tuple(sorted(zone for zone, inside in within.items() if inside[row])) for row in rows]
    return repeated(lists, codes)


def day_numbers(dates: pd.Series[pd.Timestamp]) -> Ints:
    """Days since 1970-01-01."""
    return dates.to_numpy("datetime64[D]").astype(np.int64)


def _dated_areas(gazetteer: Gazetteer) -> Iterator[tuple[str, Part]]:
    for place, part in gazetteer.zones_in_force(Window()):
        if part.is_area and part.timespans:
            yield place.id, part


def _in_force(timespans: tuple[Timespan, ...], start: Ints, end: Ints) -> Mask:
    """Whether any of the timespans meets the days of each event, as `Timespan.meets`."""
    met = np.zeros(len(start), bool)
    for span in timespans:
        first = -np.inf if span.start is None else day_number(span.start)
        last = np.inf if span.end is None or span.open_end else day_number(span.end)
        met |= (start <= last) & (end >= first)
    return met
