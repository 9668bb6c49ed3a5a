"""Selected events as records with their claims, as CSV and as GeoJSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.records.table import VERSION, about, licence, plain, table_csv
from geo.schema import CLAIMS, EVENTS
from geo.toponym import DEFAULT_CONVENTION

DERIVED: Final = ("status", "certainty", "place_name", "zones", "lon", "lat", "radius_km")


def sentence(dataset: Dataset, event_filter: EventFilter) -> str:
    """Write a filter in English with the names that its own convention gives."""
    return event_filter.sentence(dataset.titles(event_filter.names))


def event_records(
    dataset: Dataset, selected: pd.DataFrame, names: str = DEFAULT_CONVENTION
) -> list[dict[str, Any]]:
    """Selected events as records with their claims.

    Parameters
    ----------
    dataset : Dataset
        Where the claims are.
    selected : DataFrame
        Made by `Dataset.select`.
    names : str
        Naming convention of `place_name`.

    Returns
    -------
    list of dict
        The columns of `schema.EVENTS`, then `status`, `certainty`, `place_name`, `zones`, `lon`,
        `lat`, `claims` and `data_version`.
    """
    claims: dict[str, list[dict[str, Any]]] = {}
    for claim in dataset.claims.to_dict("records"):
        record = {name: plain(claim[name]) for name in CLAIMS.column_names}
        claims.setdefault(claim["event_id"], []).append(record | {"side": claim["side"]})
    columns = (*EVENTS.column_names, *DERIVED)
    return [
        {name: plain(row[name]) for name in columns}
        | {"claims": claims.get(row["event_id"], []), VERSION: dataset.version}
        for row in _named(dataset, selected, names).to_dict("records")
    ]


def events_csv(
    dataset: Dataset,
    selected: pd.DataFrame,
    said: str,
    names: str = DEFAULT_CONVENTION,
    *,
    derived: Sequence[str] = DERIVED,
) -> str:
    """Selected events as CSV: the columns of `schema.EVENTS`, derived ones, and what `about` says.

    Parameters
    ----------
    dataset : Dataset
        Where they are from.
    selected : DataFrame
        Made by `Dataset.select`.
    said : str
        What was asked, as `sentence` writes it.
    names : str
        Naming convention of `place_name`.
    derived : sequence of str
        Which columns follow those of `schema.EVENTS`.
    """
    named = _named(dataset, selected, names)
    table = named[[*EVENTS.column_names, *derived]].assign(**about(dataset, said))
    if "zones" in derived:
        table["zones"] = table["zones"].map(";".join)
    return table_csv(table)


def events_geojson(
    dataset: Dataset, selected: pd.DataFrame, event_filter: EventFilter
) -> dict[str, Any]:
    """Selected events as GeoJSON; an event without a position has a null geometry."""
    said = sentence(dataset, event_filter)
    return features_geojson(dataset, selected, said, event_filter.names)


def features_geojson(
    dataset: Dataset, selected: pd.DataFrame, said: str, names: str = DEFAULT_CONVENTION
) -> dict[str, Any]:
    """Do as `events_geojson` with what was asked said in English."""
    features = []
    for record in event_records(dataset, selected, names):
        lon, lat = record.pop("lon"), record.pop("lat")
        point = None if lon is None else {"type": "Point", "coordinates": [lon, lat]}
        features.append(
            {
                "type": "Feature",
                "id": record["event_id"],
                "geometry": point,
                "properties": record,
            }
        )
    return {
        "type": "FeatureCollection",
        "filter": said,
        "licence": licence(dataset),
        "version": dataset.version,
        "features": features,
    }


def place_names(dataset: Dataset, selected: pd.DataFrame, names: str) -> pd.Series[str]:
    """Name of each event's place in a convention, blank where there is no place."""
    titles = {place.id: place.name(names) for place in dataset.gazetteer.values()}
    return selected["place_id"].astype(object).map(titles).fillna("")


def _named(dataset: Dataset, selected: pd.DataFrame, names: str) -> pd.DataFrame:
    return selected.assign(place_name=place_names(dataset, selected, names))
