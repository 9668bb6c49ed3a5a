"""The gazetteer as tables: places by number, and every folded name by which one is found."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from geo.engine.mercator import to_mercator
from geo.gazetteer import Gazetteer, Place
from geo.toponym import fold


def place_table(gazetteer: Gazetteer) -> pd.DataFrame:
    """One row for each place.

    Parameters
    ----------
    gazetteer : Gazetteer
        In its order.

    Returns
    -------
    DataFrame
        `place` (int32, its position), `place_id`, `title`, `kind`, `lon`, `lat` (degrees,
        EPSG:4326, missing where no position is known), `radius_km`, `mx`, `my` (int32, see
        `mercator`, missing likewise) and `names_text` (all its names, folded).
    """
    places = list(gazetteer.values())
    points = [place.point for place in places]
    lon = np.array([np.nan if at is None else at.x for at in points], np.float64)
    lat = np.array([np.nan if at is None else at.y for at in points], np.float64)
    mx, my = (pd.array(at, "Int32") for at in to_mercator(lon, lat))
    unknown = np.isnan(lon)
    mx[unknown] = my[unknown] = pd.NA
    return pd.DataFrame(
        {
            "place": np.arange(len(places), dtype=np.int32),
            "place_id": pd.Series([place.id for place in places], dtype=str),
            "title": pd.Series([place.title for place in places], dtype=str),
            "kind": pd.Series([place.kind for place in places], dtype=str),
            "lon": pd.array(lon, "Float64"),
            "lat": pd.array(lat, "Float64"),
            "radius_km": pd.array([place.radius_km for place in places], "Float64"),
            "mx": mx,
            "my": my,
            "names_text": pd.Series([_names_text(place) for place in places], dtype=str),
        }
    )


def _names_text(place: Place) -> str:
    return fold(" ".join([place.title, *(name.text for name in place.names)]))


def toponym_table(gazetteer: Gazetteer) -> pd.DataFrame:
    """One row for each distinct folded name of each place.

    Returns
    -------
    DataFrame
        `folded` and `place` (int32, as in `place_table`). A homonym has a row for each place.
    """
    rows = sorted(set(_folded_names(gazetteer)))
    return pd.DataFrame(
        {
            "folded": pd.Series([name for name, _ in rows], dtype=str),
            "place": np.array([place for _, place in rows], np.int32),
        }
    )


def _folded_names(gazetteer: Gazetteer) -> Iterator[tuple[str, int]]:
    for position, place in enumerate(gazetteer.values()):
        for text in (place.title, *(name.text for name in place.names)):
            yield fold(text), position


def places_within(gazetteer: Gazetteer) -> dict[str, tuple[int, ...]]:
    """Numbers of the places that are each place or part of it."""
    within: dict[str, list[int]] = {}
    for number, place_id in enumerate(gazetteer):
        for whole in (place_id, *gazetteer.ancestors(place_id)):
            within.setdefault(whole, []).append(number)
    return {place_id: tuple(numbers) for place_id, numbers in within.items()}
