"""Joins: events with their place, claims, sources and the dated zones that they lie in.

`Dataset` is the joined whole that every layer above works on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.claims import status_by_event
from geo.crs import WGS84
from geo.filters import EventFilter
from geo.gazetteer import Gazetteer, Place
from geo.spans import Window, day_number, describe_days, describe_span
from geo.toponym import fold

SYMBOL_PRECS: Final = ("exact", "near")
AREA_PRECS: Final = ("district", "region")


@dataclass(frozen=True)
class Dataset:
    """One dataset, joined.

    Parameters
    ----------
    path : Path
        The folder it was read from.
    version : str
        Hash of the content of its files; equal content has an equal version.
    gazetteer : Gazetteer
        All places.
    events : DataFrame
        The columns of `schema.EVENTS` and those that `join_events` adds; one row per event,
        sorted by date and id.
    claims : DataFrame
        The columns of `schema.CLAIMS`, with the party's `party_title` and `side` and the source's
        `source` label.
    sources, parties : DataFrame
        The columns of their tables.
    """

    path: Path
    version: str
    gazetteer: Gazetteer
    events: pd.DataFrame
    claims: pd.DataFrame
    sources: pd.DataFrame
    parties: pd.DataFrame

    def select(self, event_filter: EventFilter) -> pd.DataFrame:
        """Events that a filter lets pass, with their `certainty` in its window."""
        return event_filter.select(self.events)

    def claims_on(self, event_id: str) -> pd.DataFrame:
        """All claims on one event, in the order of the file."""
        return self.claims[self.claims["event_id"] == event_id]

    def titles(self, convention: str) -> dict[str, str]:
        """Titles of places and parties by id, for a filter's sentence."""
        places = {place.id: place.name(convention) for place in self.gazetteer.values()}
        parties = dict(zip(self.parties["party_id"], self.parties["title"], strict=True))
        return {**parties, **places}


def join_claims(claims: pd.DataFrame, parties: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Add to each claim its party's title and side and a label of its source.

    Parameters
    ----------
    claims, parties, sources : DataFrame
        The columns of `schema.CLAIMS`, `schema.PARTIES` and `schema.SOURCES`.

    Returns
    -------
    DataFrame
        The claims in their order, with `party_title`, `side` and `source`.
    """
    by_party = parties.set_index("party_id")
    labels = pd.Series(source_labels(sources), index=sources["source_id"], dtype=str)
    return claims.assign(
        party_title=claims["party"].map(by_party["title"]),
        side=claims["party"].map(by_party["side"]),
        source=claims["source_id"].map(labels),
    )


def source_labels(sources: pd.DataFrame) -> list[str]:
    """Short label of each source: publisher or title, and day of publication where known."""
    labels = []
    for source in sources.to_dict("records"):
        name = str(source["publisher"] or source["title"] or source["source_id"])
        day = source["published_on"]
        about = "about " if source["published_basis"] == "inferred" else ""
        labels.append(name if pd.isna(day) else f"{name}, {about}{describe_days(day, day)}")
    return labels


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
        1970-01-01), `when` (English), `status`, `parties` (frozenset of ids), `place_path`
        (frozenset: the place and all that it is part of), `lon`, `lat` (degrees, EPSG:4326),
        `radius_km`, `drawn` (`symbol`, `area` or `listed`), `zones` (tuple of the ids of dated
        zones that the event lies in) and `search_text` (folded).
    """
    ordered = events.sort_values(["date_start", "event_id"], ignore_index=True)
    places = [gazetteer.get(place_id) for place_id in ordered["place_id"]]
    status = status_by_event(claims)
    parties = claims.groupby("event_id")["party"].agg(frozenset)
    days = [
        (start.date(), end.date())
        for start, end in zip(ordered["date_start"], ordered["date_end"], strict=True)
    ]
    positions = [None if place is None else place.point for place in places]
    joined = ordered.assign(
        day_start=np.array([day_number(start) for start, _ in days], dtype=np.int64),
        day_end=np.array([day_number(end) for _, end in days], dtype=np.int64),
        when=[
            describe_span(start, end, prec)
            for (start, end), prec in zip(days, ordered["date_prec"], strict=True)
        ],
        status=ordered["event_id"].map(status).fillna("reported"),
        parties=pd.Series(
            [parties.get(event_id, frozenset()) for event_id in ordered["event_id"]], dtype=object
        ),
        place_path=pd.Series([_place_path(place, gazetteer) for place in places], dtype=object),
        lon=[np.nan if point is None else point.x for point in positions],
        lat=[np.nan if point is None else point.y for point in positions],
        radius_km=pd.array(
            [None if place is None else place.radius_km for place in places], dtype="Float64"
        ),
    )
    joined["drawn"] = _how_drawn(joined)
    joined["zones"] = zones_of_events(joined, gazetteer)
    joined["search_text"] = _search_text(joined, places, claims)
    return joined


def _place_path(place: Place | None, gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset() if place is None else frozenset((place.id, *gazetteer.ancestors(place.id)))


def _how_drawn(events: pd.DataFrame) -> list[str]:
    return [
        "listed"
        if np.isnan(lon)
        else ("symbol" if prec in SYMBOL_PRECS else "area" if prec in AREA_PRECS else "listed")
        for lon, prec in zip(events["lon"], events["where_prec"], strict=True)
    ]


def _search_text(
    events: pd.DataFrame, places: list[Place | None], claims: pd.DataFrame
) -> list[str]:
    statements = claims.groupby("event_id")["statement"].agg(" ".join)
    texts = []
    for event_id, title, summary, place in zip(
        events["event_id"], events["title"], events["summary"], places, strict=True
    ):
        names = [] if place is None else [place.title, *(name.text for name in place.names)]
        texts.append(fold(" ".join([title, summary, *names, statements.get(event_id, "")])))
    return texts


def zones_of_events(events: pd.DataFrame, gazetteer: Gazetteer) -> list[tuple[str, ...]]:
    """Dated zones that each event's position lies in while they were in force.

    Parameters
    ----------
    events : DataFrame
        With `lon`, `lat` (degrees), `drawn`, `date_start`, `date_end`.
    gazetteer : Gazetteer
        Its zones with dates of their own are tested.

    Returns
    -------
    list of tuple of str
        Ids of places, sorted, one tuple per event. Events not drawn as a symbol have none: where
        they happened is not known well enough.
    """
    zones = gpd.GeoDataFrame(
        [
            {"zone": place.id, "timespans": part.timespans, "geometry": part.geometry}
            for place, part in gazetteer.zones_in_force(Window())
            if part.is_area and part.timespans
        ],
        columns=["zone", "timespans", "geometry"],
        geometry="geometry",
        crs=WGS84,
    )
    placed = events[events["drawn"] == "symbol"]
    points = gpd.GeoDataFrame(
        placed[["date_start", "date_end"]],
        geometry=gpd.points_from_xy(placed["lon"], placed["lat"]),
        crs=WGS84,
    )
    pairs = points.sjoin(zones, predicate="within")
    found: dict[object, set[str]] = {}
    for index, zone, timespans, start, end in zip(
        pairs.index,
        pairs["zone"],
        pairs["timespans"],
        pairs["date_start"],
        pairs["date_end"],
        strict=True,
    ):
        span = Window(start.date(), end.date())
        if any(timespan.meets(span) for timespan in timespans):
            found.setdefault(index, set()).add(zone)
    return [tuple(sorted(found.get(index, ()))) for index in events.index]
