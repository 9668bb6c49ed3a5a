"""What the map of a brief is to show: its events, the zones, a view or a place."""

from __future__ import annotations

from typing import Final

import pandas as pd
import shapely

from geo.brief.extent import Extent, around, fit, of_geometry, of_view
from geo.brief.options import EXTENTS
from geo.brief.sizes import Box
from geo.errors import UsageError
from geo.filters import EventFilter
from geo.linkage import Dataset

# A town of this rank is taken in where it lies within this share of the map's width of its middle.
TOWN_RANK: Final = 2
TOWN_WITHIN: Final = 0.55
_WHOLE_WORLD: Final = (20.0, 20.0, 9_000.0)


def extent_of(
    dataset: Dataset, event_filter: EventFilter, preset: str, selected: pd.DataFrame, frame: Box
) -> Extent:
    """What the map is to show.

    Parameters
    ----------
    dataset : Dataset
        Where places and zones are.
    event_filter : EventFilter
        Its view is the map's where the preset is ``view``.
    preset : str
        A key of `options.EXTENTS`, or the id of a place.
    selected : DataFrame
        Events of the filter.
    frame : Box
        The map's frame on the page.
    """
    if preset not in EXTENTS:
        return _extent_of_place(dataset, preset, frame)
    if preset == "view":
        if event_filter.view is None:
            raise UsageError("extent: expected a filter with a view, found none; add view=…")
        return of_view(event_filter.view, frame)
    if preset == "events":
        symbols = selected[selected["drawn"] == "symbol"]
        radii = symbols["radius_km"].where(symbols["where_prec"] == "near").fillna(0.0)
        at = list(zip(symbols["lon"], symbols["lat"], radii.astype(float), strict=True))
        if found := fit(at, frame):
            town = _nearest_town(dataset, found)
            return fit([*at, town], frame) or found if town else found
        if event_filter.place:
            return _extent_of_place(dataset, event_filter.place[0], frame)
    zones = dataset.gazetteer.zones_in_force(event_filter.window)
    zones = zones or dataset.gazetteer.zones_in_force(EventFilter().window)
    boxes = [part.geometry.bounds for place, part in zones if place.kind != "border"]
    if not boxes:
        return around(*_WHOLE_WORLD, frame)
    corners = [(box[i], box[j], 0.0) for box in boxes for i in (0, 2) for j in (1, 3)]
    found = fit(corners, frame)
    assert found is not None
    return found


def _nearest_town(dataset: Dataset, extent: Extent) -> tuple[float, float, float] | None:
    """Position of a large town just beyond the extent, by which readers find their way."""
    middle = extent.to_km(shapely.Point(extent.lon, extent.lat))
    towns = []
    for place in dataset.gazetteer.values():
        if place.kind in ("settlement", "capital") and place.rank <= TOWN_RANK and place.point:
            away = extent.to_km(place.point).distance(middle)
            towns.append((away, (place.point.x, place.point.y, 0.0)))
    away, town = min(towns, default=(float("inf"), None))
    return town if away <= TOWN_WITHIN * extent.width_km else None


def _extent_of_place(dataset: Dataset, place_id: str, frame: Box) -> Extent:
    place = dataset.gazetteer.get(place_id)
    if place is None:
        raise UsageError(
            f"extent: expected {', '.join(EXTENTS)} or the id of a place, found {place_id!r}"
        )
    for part in place.parts:
        if not part.is_point and (found := of_geometry(part.geometry, frame)):
            return found
    if place.point is None:
        raise UsageError(f"extent: expected a place with a position, found {place_id!r}")
    return around(place.point.x, place.point.y, 6 * (place.radius_km or 6.0), frame)
