"""Rows as they leave the program: JSON records, CSV and GeoJSON of exactly the rows selected.

Blank stays blank (`null` in JSON, empty in CSV) and never becomes 0. Each row carries the version
of the data that it was taken from. CSV also carries what was asked and the licence, in the last
columns, and no cell of it is a formula to a spreadsheet (`geo.spreadsheet`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

import pandas as pd
import shapely

from geo.filters import EventFilter
from geo.gazetteer import Part, Place
from geo.linkage import ClaimMatrix, Dataset, Selection
from geo.schema import CLAIMS, EVENTS, SOURCES
from geo.spreadsheet import MARK, guarded_table
from geo.toponym import DEFAULT_CONVENTION

DERIVED: Final = ("status", "certainty", "place_name", "zones", "lon", "lat", "radius_km")
VERSION: Final = MARK[-1]
NO_LICENCE: Final = "not stated"


def licence(dataset: Dataset) -> str:
    """Licences of a dataset in one line."""
    return "; ".join(dataset.licences) or NO_LICENCE


def about(dataset: Dataset, said: str) -> dict[str, str]:
    """Last columns of a CSV file: what was asked, under which licence, of which data.

    Parameters
    ----------
    dataset : Dataset
        Where the rows are from.
    said : str
        The filter in English.
    """
    return dict(zip(MARK, (said, licence(dataset), dataset.version), strict=True))


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


def _named(dataset: Dataset, selected: pd.DataFrame, names: str) -> pd.DataFrame:
    """Add the name of each event's place in a convention, blank where there is no place."""
    titles = {place.id: place.name(names) for place in dataset.gazetteer.values()}
    return selected.assign(place_name=selected["place_id"].astype(object).map(titles).fillna(""))


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


def claim_table(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """All claims on the events of a selection, each with what it is on, who speaks and where.

    Returns
    -------
    DataFrame
        The columns of `schema.CLAIMS`, then `party_title`, `side`, `source`, `public_on`,
        `reliability` of the source, `title`, `when` and `status` of the event, and the data's
        version.
    """
    claims = dataset.claims_of(selection)
    of_event = dataset.events.iloc[claims["event_row"]]
    added = ["party_title", "side", "source", "public_on", "reliability"]
    return claims[[*CLAIMS.column_names, *added]].assign(
        title=of_event["title"].to_numpy(),
        when=of_event["when"].astype(str).to_numpy(),
        status=of_event["status"].astype(str).to_numpy(),
        **{VERSION: dataset.version},
    )


def claim_records(dataset: Dataset, selection: Selection) -> list[dict[str, Any]]:
    """Rows of `claim_table` as records; blank is None."""
    return [
        {str(name): plain(value) for name, value in row.items()}
        for row in claim_table(dataset, selection).to_dict("records")
    ]


def claims_csv(dataset: Dataset, selection: Selection, said: str) -> str:
    """Rows of `claim_table` as CSV."""
    table = claim_table(dataset, selection).drop(columns=VERSION)
    return table_csv(table.assign(**about(dataset, said)))


def matrix_csv(dataset: Dataset, matrix: ClaimMatrix, said: str) -> str:
    """All rows of a matrix of events and parties as CSV; silence is blank."""
    return table_csv(matrix.frame().assign(**about(dataset, said)))


def sources_csv(dataset: Dataset, sources: pd.DataFrame) -> str:
    """Sources as a dataset folder reads them, grades included."""
    table = sources[list(SOURCES.column_names)]
    return table_csv(table.assign(**about(dataset, "all sources")))


def graded_claims_csv(dataset: Dataset, claims: pd.DataFrame) -> str:
    """Claims as a dataset folder reads them, grades included."""
    table = claims[list(CLAIMS.column_names)]
    return table_csv(table.assign(**about(dataset, "all claims")))


def table_csv(table: pd.DataFrame) -> str:
    """Write a table as CSV with days as `YYYY-MM-DD`, its texts guarded against spreadsheets."""
    safe = guarded_table(table)
    text: str = safe.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")
    return text


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


def zone_records(zones: Iterable[tuple[Place, Part]], names: str) -> list[dict[str, Any]]:
    """Lines and areas of zones as records, without their geometry."""
    return [
        {
            "place_id": place.id,
            "title": place.name(names),
            "kind": place.kind,
            "role": part.role,
            "types": [{"identifier": code, "label": label} for code, label in place.types],
            "certainty": part.certainty,
            "when": {"timespans": [span.to_linked_places() for span in part.timespans]},
            "in_force": "; ".join(str(span) for span in part.timespans),
        }
        for place, part in zones
    ]


def zones_geojson(zones: Iterable[tuple[Place, Part]], names: str, version: str) -> dict[str, Any]:
    """Lines and areas of zones as GeoJSON features, with the version of their data."""
    pairs = list(zones)
    return {
        "type": "FeatureCollection",
        "version": version,
        "features": [
            {
                "type": "Feature",
                "geometry": json.loads(shapely.to_geojson(part.geometry)),
                "properties": record,
            }
            for (_, part), record in zip(pairs, zone_records(pairs, names), strict=True)
        ],
    }


def plain(value: Any) -> Any:
    """Turn a cell into a JSON value; missing and empty become None.

    Examples
    --------
    >>> plain(pd.NA), plain(""), plain(pd.Timestamp("2022-03-24")), plain(("a", "b"))
    (None, None, '2022-03-24', ['a', 'b'])
    """
    if isinstance(value, tuple):
        return list(value)
    if pd.isna(value) or value == "":
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value
