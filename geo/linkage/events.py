"""Events with what follows from their dates, claims and place."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from geo.claims import status_by_event
from geo.gazetteer import Gazetteer, Place
from geo.linkage.claims import by_event_or, values_of_events
from geo.linkage.repeated import Ints, combined, repeated
from geo.linkage.search import place_names, search_text
from geo.linkage.zones import day_numbers, zones_of_events
from geo.schema import STATUSES
from geo.spans import describe_span

SYMBOL_PRECS: Final = ("exact", "near")
AREA_PRECS: Final = ("district", "region")
DRAWN: Final = pd.CategoricalDtype(["symbol", "area", "listed"])


def join_events(events: pd.DataFrame, claims: pd.DataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    """Add to each event what follows from its dates, claims and place.

    Parameters
    ----------
    events : DataFrame
        The columns of `schema.EVENTS`.
    claims : DataFrame
        As joined by `join_claims`.
    gazetteer : Gazetteer
        All places that events refer to.

    Returns
    -------
    DataFrame
        The same rows sorted by date and id, with `day_start`, `day_end` (int64, days since
        1970-01-01), `when` (English), `status`, `parties` (frozenset of ids), `aspects`
        (frozenset of codes that claims speak of), `place_path` (frozenset: the place and all
        that it is part of), `lon`, `lat` (degrees, EPSG:4326), `radius_km`, `drawn` (`symbol`,
        `area` or `listed`), `zones` (tuple of the ids of dated zones that the event lies in),
        `place_names` (as they sound) and `search_text` (folded). Columns of values that repeat
        are categorical.
    """
    joined = _in_order(events)
    joined["place_id"] = joined["place_id"].astype("category")
    places = list(gazetteer.values())
    where = _place_codes(joined["place_id"], gazetteer)
    joined["day_start"] = day_numbers(joined["date_start"])
    joined["day_end"] = day_numbers(joined["date_end"])
    joined["when"] = _when(joined)
    joined["status"] = _status(claims, joined["event_id"])
    joined["parties"] = values_of_events(claims, "party", joined["event_id"])
    joined["aspects"] = values_of_events(claims, "aspect", joined["event_id"])
    joined["place_path"] = _place_paths(places, where, gazetteer)
    # The place that there is not stands last, where position -1 finds it.
    points = [*(place.point for place in places), None]
    joined["lon"] = np.array([np.nan if at is None else at.x for at in points])[where]
    joined["lat"] = np.array([np.nan if at is None else at.y for at in points])[where]
    radii = pd.array([*(place.radius_km for place in places), None], dtype="Float64")
    joined["radius_km"] = radii.take(where % len(radii))
    joined["drawn"] = _how_drawn(joined)
    joined["zones"] = zones_of_events(joined, gazetteer)
    joined["place_names"] = place_names(places, where)
    joined["search_text"] = search_text(joined, claims, places, where)
    return joined


def _in_order(events: pd.DataFrame) -> pd.DataFrame:
    """Sort by date and id; most files come in that order, and to see that is cheap."""
    days, ids = day_numbers(events["date_start"]), events["event_id"]
    steps = np.diff(days)
    tied = np.flatnonzero(steps == 0)
    rising = (ids.iloc[tied + 1].array >= ids.iloc[tied].array).all()
    if (steps >= 0).all() and rising:
        return events.reset_index(drop=True)
    return events.sort_values(["date_start", "event_id"], ignore_index=True)


def _place_codes(place_ids: pd.Series[str], gazetteer: Gazetteer) -> Ints:
    """Position of each event's place in the gazetteer, -1 for none."""
    known = pd.Index(list(gazetteer), dtype=object)
    of_categories = known.get_indexer(place_ids.cat.categories.astype(object))
    return np.append(of_categories, -1)[place_ids.cat.codes].astype(np.int64)


def _place_paths(places: list[Place], where: Ints, gazetteer: Gazetteer) -> pd.Categorical:
    used, codes = np.unique(where, return_inverse=True)
    paths = [
        frozenset()
        if code < 0
        else frozenset((places[code].id, *gazetteer.ancestors(places[code].id)))
        for code in used
    ]
    return repeated(paths, codes)


def _when(events: pd.DataFrame) -> pd.Categorical:
    precs = events["date_prec"].astype("category").cat.codes.to_numpy()
    codes, rows = combined(
        events["day_start"].to_numpy(), events["day_end"].to_numpy(), precs.astype(np.int64)
    )
    spans = events[["date_start", "date_end", "date_prec"]].iloc[rows]
    said = [
        describe_span(start.date(), end.date(), prec)
        for start, end, prec in spans.itertuples(index=False)
    ]
    return repeated(said, codes)


def _status(claims: pd.DataFrame, event_ids: pd.Series[str]) -> pd.Categorical:
    known = status_by_event(claims)
    found = by_event_or("reported", known.index, known, event_ids)
    return found.set_categories(list(STATUSES))


def _how_drawn(events: pd.DataFrame) -> pd.Categorical:
    prec, nowhere = events["where_prec"], events["lon"].isna()
    symbol = prec.isin(SYMBOL_PRECS) & ~nowhere
    area = prec.isin(AREA_PRECS) & ~nowhere
    return pd.Categorical.from_codes(np.where(symbol, 0, np.where(area, 1, 2)), dtype=DRAWN)
