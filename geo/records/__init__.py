"""Rows as they leave the program: JSON records, CSV and GeoJSON of exactly the rows selected.

Blank stays blank (`null` in JSON, empty in CSV) and never becomes 0. Each row carries the version
of the data that it was taken from. CSV also carries what was asked and the licence, in the last
columns, and no cell of it is a formula to a spreadsheet (`geo.spreadsheet`).
"""

from geo.records.claims import (
    claim_records,
    claim_table,
    claims_csv,
    graded_claims_csv,
    matrix_csv,
    sources_csv,
)
from geo.records.events import (
    DERIVED,
    event_records,
    events_csv,
    events_geojson,
    features_geojson,
    place_names,
    sentence,
)
from geo.records.table import VERSION, about, licence, plain, table_csv
from geo.records.zones import zone_records, zones_geojson

__all__ = [
    "DERIVED",
    "VERSION",
    "about",
    "claim_records",
    "claim_table",
    "claims_csv",
    "event_records",
    "events_csv",
    "events_geojson",
    "features_geojson",
    "graded_claims_csv",
    "licence",
    "matrix_csv",
    "place_names",
    "plain",
    "sentence",
    "sources_csv",
    "table_csv",
    "zone_records",
    "zones_geojson",
]
