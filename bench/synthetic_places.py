"""Places of a synthetic dataset: the built-in ones, a grid of districts, villages around towns."""

from __future__ import annotations

import json
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import shape

from geo.schema import PLACES_FILE
from geo.store.basemap import BASEMAP
from geo.store.folder import BUILT_IN

WEST, SOUTH, EAST, NORTH = 44.0, 38.6, 49.0, 41.4
COLUMNS: Final = 12
ROWS: Final = 8
TOWNS: Final = 160
SPREAD_DEG: Final = 0.09
_HEADS: Final = (
    "Ash",
    "Bal",
    "Chan",
    "Dov",
    "Gar",
    "Hin",
    "Kar",
    "Lus",
    "Mar",
    "Nor",
    "Sar",
    "Tal",
)
_TAILS: Final = ("abad", "aghbyur", "dagh", "kend", "li", "ashen", "chay", "tala", "ut", "var")
_URN: Final = "urn:truceline:place:"


def place_features(count: int, rng: np.random.Generator) -> tuple[list[dict[str, Any]], list[str]]:
    """Make the features of a gazetteer.

    Parameters
    ----------
    count : int
        How many places in all, the built-in ones included.
    rng : numpy Generator
        Source of all randomness.

    Returns
    -------
    list of dict
        Linked Places features.
    list of str
        Ids of the villages, neighbours beside each other.
    """
    built_in = json.loads((BUILT_IN / PLACES_FILE).read_bytes())["features"]
    districts = [_district(cell) for cell in range(COLUMNS * ROWS)]
    villages = count - len(built_in) - len(districts)
    if villages < 1:
        raise ValueError(f"places: expected more than {len(built_in) + len(districts)}")
    positions = _positions(villages, rng)
    countries = _countries(positions)
    titles = _titles(villages, rng)
    ids = [f"v{number:05d}" for number in range(villages)]
    made = [
        _village(place_id, title, position, country)
        for place_id, title, position, country in zip(
            ids, titles, positions.tolist(), countries, strict=True
        )
    ]
    return [*built_in, *districts, *made], ids


def _positions(count: int, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    towns = rng.uniform((WEST + 0.3, SOUTH + 0.3), (EAST - 0.3, NORTH - 0.3), (TOWNS, 2))
    weights = rng.pareto(1.5, TOWNS) + 0.2
    town = np.sort(rng.choice(TOWNS, count, p=weights / weights.sum()))
    scattered = towns[town] + rng.normal(0, SPREAD_DEG, (count, 2))
    inside = np.clip(scattered, (WEST + 0.01, SOUTH + 0.01), (EAST - 0.01, NORTH - 0.01))
    return inside.round(5)


def _countries(positions: npt.NDArray[np.float64]) -> list[list[str]]:
    world = json.loads((BUILT_IN / BASEMAP / "world.geojson").read_bytes())["features"]
    codes: list[list[str]] = [[] for _ in positions]
    for feature in world:
        code = feature["properties"].get("ccode")
        if code in ("AM", "AZ"):
            outline = shape(feature["geometry"])
            for row in np.flatnonzero(shapely.contains_xy(outline, *positions.T)):
                codes[row] = [code]
    return codes


def _titles(count: int, rng: np.random.Generator) -> list[str]:
    heads, tails = rng.choice(_HEADS, count), rng.choice(_TAILS, count)
    return [f"{a}{b} {number}" for number, (a, b) in enumerate(zip(heads, tails, strict=True))]


def _cell(lon: float, lat: float) -> int:
    column = int((lon - WEST) / (EAST - WEST) * COLUMNS)
    row = int((lat - SOUTH) / (NORTH - SOUTH) * ROWS)
    return row * COLUMNS + column


def _district(cell: int) -> dict[str, Any]:
    row, column = divmod(cell, COLUMNS)
    width, height = (EAST - WEST) / COLUMNS, (NORTH - SOUTH) / ROWS
    west, south = WEST + column * width, SOUTH + row * height
    outline = shapely.box(west, south, west + width, south + height)
    return {
        "@id": f"{_URN}{district_id(cell)}",
        "type": "Feature",
        "properties": {"title": f"District {cell + 1}", "ccodes": [], "fclasses": ["A"]},
        "names": [],
        "types": [{"identifier": "gn:A.ADM2", "label": "district"}],
        "geometry": {
            "type": "GeometryCollection",
            "geometries": [{**json.loads(shapely.to_geojson(outline)), "role": "area"}],
        },
        "relations": [],
    }


def district_id(cell: int) -> str:
    """Id of the district in a cell of the grid."""
    return f"d{cell:03d}"


def _village(
    place_id: str, title: str, position: list[float], country: list[str]
) -> dict[str, Any]:
    return {
        "@id": f"{_URN}{place_id}",
        "type": "Feature",
        "properties": {
            "title": title,
            "ccodes": country,
            "fclasses": ["P"],
            "position_radius_km": 1.0,
        },
        "names": [{"toponym": title, "lang": "en"}],
        "types": [{"identifier": "gn:P.PPL", "label": "village"}],
        "geometry": {
            "type": "GeometryCollection",
            "geometries": [{"type": "Point", "coordinates": position, "role": "point"}],
        },
        "relations": [
            {
                "relationType": "gvp:broaderPartitive",
                "relationTo": f"{_URN}{district_id(_cell(*position))}",
            }
        ],
    }
