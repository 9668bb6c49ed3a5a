"""The formats that events can be exported in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from geo.exports.acled import as_acled
from geo.exports.extract import Extract
from geo.exports.linked import as_linked_places
from geo.exports.ucdp import as_ucdp
from geo.records import events_csv, features_geojson


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A kind of file.

    Parameters
    ----------
    label : str
        Its name for readers.
    suffix : str
        Of the file's name, with the dot.
    mime : str
        Its media type.
    write : callable
        Makes the bytes of the file of an `Extract`.
    """

    label: str
    suffix: str
    mime: str
    write: Callable[[Extract], bytes]

    def file_name(self, version: str) -> str:
        """Name of the file, with the version of its data."""
        return f"truceline_{version}{self.suffix}"


def _csv(extract: Extract) -> bytes:
    return events_csv(extract.dataset, extract.events, extract.said, extract.names).encode()


def _geojson(extract: Extract) -> bytes:
    features = features_geojson(extract.dataset, extract.events, extract.said, extract.names)
    return (json.dumps(features, ensure_ascii=False, indent=1) + "\n").encode()


def _geoparquet(extract: Extract) -> bytes:
    # Loaded when it is asked for: geopandas and Parquet take most of a second.
    from geo.exports.parquet import as_geoparquet

    return as_geoparquet(extract)


FORMATS: Final = {
    "csv": ExportFormat("CSV", ".csv", "text/csv", _csv),
    "geojson": ExportFormat("GeoJSON", ".geojson", "application/geo+json", _geojson),
    "geoparquet": ExportFormat(
        "GeoParquet", ".parquet", "application/vnd.apache.parquet", _geoparquet
    ),
    "linked-places": ExportFormat(
        "Linked Places", ".lpf.json", "application/geo+json", as_linked_places
    ),
    "ucdp": ExportFormat("UCDP GED columns", ".ucdp.csv", "text/csv", as_ucdp),
    "acled": ExportFormat("ACLED columns", ".acled.csv", "text/csv", as_acled),
}
