"""The base map of a dataset folder: other people's outlines, checked before anything draws them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from shapely import GEOSException
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.errors import Fault
from geo.limits import MAX_VERTICES
from geo.store.own_files import leads_outside, read_json

BASEMAP: Final = "basemap"
_WORLD: Final = "world.geojson"
_REMEDY: Final = "correct it, or remove it"
# A ring of the whole earth may touch its limits, and rounding go a little beyond.
_LIMITS: Final = np.array([180.001, 90.001])


def check_basemap(folder: Path) -> tuple[dict[str, BaseGeometry], list[Fault]]:
    """Read the layers of a base map.

    Parameters
    ----------
    folder : Path
        `basemap` of a dataset.

    Returns
    -------
    dict of str to geometry
        Outlines of countries by ISO 3166-1 alpha-2 code, EPSG:4326; those of its `world`.
    list of Fault
        Of all its layers.
    """
    outlines: dict[str, BaseGeometry] = {}
    faults = leads_outside(folder, BASEMAP)
    for file in [] if faults else sorted(folder.glob("*.geojson")):
        name = f"{BASEMAP}/{file.name}"
        document, found = read_json(file, name)
        if not found:
            shapes, found = _features(name, document)
            if file.name == _WORLD:
                outlines = {code: outline for code, outline in shapes if code}
        faults += found
    return outlines, faults


def _features(name: str, document: object) -> tuple[list[tuple[str, BaseGeometry]], list[Fault]]:
    """Country code and geometry of each feature."""
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        return [], [Fault(name, None, None, None, "a FeatureCollection", _REMEDY)]
    if not isinstance(document.get("credit", ""), str):
        return [], [Fault(name, None, "credit", str(document["credit"]), "text", _REMEDY)]
    shapes, faults = [], []
    for row, feature in enumerate(document["features"], start=1):
        try:
            code = _code(feature)
            outline = shape(feature["geometry"])
            points = shapely.get_coordinates(outline)
            if len(points) > MAX_VERTICES:
                raise ValueError(f"{len(points)} positions, at most {MAX_VERTICES} are taken")
            if not (np.abs(points) <= _LIMITS).all():
                raise ValueError("positions that are not on earth")
        except (ValueError, KeyError, TypeError, AttributeError, GEOSException) as error:
            expected = "a Feature with properties and a geometry in degrees"
            faults.append(Fault(name, row, None, repr(error), expected, _REMEDY))
        else:
            shapes.append((code, outline))
    return shapes, faults


def _code(feature: Any) -> str:
    words = [feature["properties"].get(name) or "" for name in ("ccode", "name_en")]
    if not all(isinstance(word, str) for word in words):
        raise TypeError(f"ccode and name_en that are no text: {words}")
    return str(words[0])
