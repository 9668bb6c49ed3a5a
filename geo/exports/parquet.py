"""Events as GeoParquet 1.0: points in OGC:CRS84, spans as dates, claims as JSON."""

from __future__ import annotations

import io
import json
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geo.exports.extract import Extract
from geo.records import DERIVED, event_records
from geo.schema import EVENTS

CRS: Final = "OGC:CRS84"
# Prefix of what the file's metadata say of it: filter, licence, data_version.
METADATA_PREFIX: Final = "truceline:"
_DECIMALS: Final = ("lon", "lat", "radius_km")
_TEXT: Final = pd.ArrowDtype(pa.string())
_DAY: Final = pd.ArrowDtype(pa.date32())


def as_geoparquet(extract: Extract) -> bytes:
    """Write events as GeoParquet.

    Parameters
    ----------
    extract : Extract
        What is written.

    Returns
    -------
    bytes
        The columns of `schema.EVENTS` (dates as date32, counts as int64, blank as null) and
        `records.DERIVED`, `claims` as JSON, and `geometry`, null where no position is known.
    """
    buffer = io.BytesIO()
    _frame(extract).to_parquet(buffer, index=False, compression="zstd")
    table = pq.read_table(io.BytesIO(buffer.getvalue()))
    said = {f"{METADATA_PREFIX}{name}": text for name, text in extract.about.items()}
    # What geopandas wrote names the geometry and its CRS, and stays.
    metadata = {
        **(table.schema.metadata or {}),
        **{k.encode(): v.encode() for k, v in said.items()},
    }
    written = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(metadata), written, compression="zstd")
    return written.getvalue()


def _frame(extract: Extract) -> gpd.GeoDataFrame:
    events = extract.events.assign(place_name=extract.place_names)
    columns: dict[str, pd.Series[Any]] = {}
    for column in EVENTS.columns:
        cells = events[column.name]
        if column.kind == "date":
            columns[column.name] = cells.dt.date.astype(_DAY)
        elif column.kind in ("count", "bearing"):
            columns[column.name] = cells.astype("Int64")
        else:
            columns[column.name] = _texts(cells)
    for name in DERIVED:
        if name == "zones":
            columns[name] = _texts(events[name].astype(object).map(";".join))
        elif name in _DECIMALS:
            columns[name] = events[name].astype("Float64")
        else:
            columns[name] = _texts(events[name])
    claims = [
        json.dumps(record["claims"], ensure_ascii=False)
        for record in event_records(extract.dataset, extract.events, extract.names)
    ]
    columns["claims"] = pd.Series(claims, events.index, dtype=_TEXT)
    lon, lat = (events[name].to_numpy(np.float64) for name in ("lon", "lat"))
    placed = np.isfinite(lon)
    points = np.full(len(events), None, dtype=object)
    points[placed] = shapely.points(lon[placed], lat[placed])
    return gpd.GeoDataFrame(columns, geometry=points, crs=CRS)


def _texts(cells: pd.Series[str]) -> pd.Series[str]:
    """Text, null where it is blank."""
    plain = cells.astype(object)
    return plain.where(plain.notna() & (plain != ""), None).astype(_TEXT)
