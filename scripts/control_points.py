"""Control points: towns known to lie inside or outside what is drawn, on a day."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from scripts.linked_parts import Json
from scripts.linked_places import URN
from scripts.metres import in_metres
from scripts.zone_shapes import ROUTE_SPANS, ZONE_SPANS

BORDER_MARGIN_M = 300

PARUKH_MARGIN_M = 500

SHUSHA_MARGIN_M = 1000


@dataclass(frozen=True)
class ControlPoint:
    """A place whose side of the zone's edge is known.

    Attributes
    ----------
    place : str
        Place id.
    inside_first : bool
        Whether it lies inside until 25 August 2022.
    inside_second : bool
        Whether it lies inside from 26 August 2022.
    margin_m : int
        Least distance from the edge, in metres.
    """

    place: str
    inside_first: bool
    inside_second: bool
    margin_m: int = BORDER_MARGIN_M


ZONE_CONTROL = (
    ControlPoint("stepanakert", True, True),
    ControlPoint("martuni", True, True),
    ControlPoint("martakert", True, True),
    ControlPoint("askeran", True, True),
    ControlPoint("parukh", True, True, PARUKH_MARGIN_M),
    ControlPoint("parukh-heights", True, True),
    ControlPoint("khojaly", True, True),
    ControlPoint("dyukyanlar", True, True),
    ControlPoint("mets-shen", True, True),
    ControlPoint("lisagor", True, True),
    ControlPoint("lachin", True, False),
    ControlPoint("zabukh", True, False),
    ControlPoint("sus", True, False),
    ControlPoint("shusha", False, False, SHUSHA_MARGIN_M),
    ControlPoint("hadrut", False, False),
    ControlPoint("aghdam", False, False),
    ControlPoint("fuzuli", False, False),
    ControlPoint("kalbajar", False, False),
    ControlPoint("jabrayil-district", False, False),
)

CONTROL_DAYS = ("2022-03-24", "2022-09-01")

OBLAST_INSIDE = (
    "stepanakert",
    "shusha",
    "martuni",
    "martakert",
    "askeran",
    "hadrut",
    "khojaly",
    "parukh",
)

OBLAST_OUTSIDE = ("lachin", "aghdam", "kalbajar", "fuzuli")


def check(collection: Json) -> list[str]:
    """Test the geometry of a places file and print the control distances.

    Parameters
    ----------
    collection : dict
        Content of ``places.geojson``.

    Returns
    -------
    list of str
        Faults found; none if all is well.
    """
    features = {row["@id"].removeprefix(URN): row for row in collection["features"]}
    faults = [
        f"{place_id}: invalid {part['type']}"
        for place_id, feature in features.items()
        for part in feature["geometry"]["geometries"]
        if not shape(part).is_valid or shape(part).is_empty
    ]
    for day in CONTROL_DAYS:
        zone = area_on(features["rpk-zone"], "area", day)
        print(f"peacekeeper zone on {day}: {zone.area / 1e6:,.0f} km²")
        for control in ZONE_CONTROL:
            expected = control.inside_second if day > ZONE_SPANS[0][1] else control.inside_first
            faults += side_faults(zone, features, control.place, expected, control.margin_m)
        strip = area_on(features["lachin-corridor"], "strip", day)
        print(f"corridor strip on {day}: {strip.area / 1e6:,.0f} km²")
        for place in ("mets-shen", "lisagor", "shusha-junction"):
            faults += side_faults(strip, features, place, True, 0)
        faults += side_faults(strip, features, "shusha", False, BORDER_MARGIN_M)
        for place in ("lachin", "zabukh"):
            faults += side_faults(strip, features, place, day < ROUTE_SPANS[1][0], BORDER_MARGIN_M)
    oblast = area_on(features["nkao"], "area", "1988-02-20")
    print(f"former oblast: {oblast.area / 1e6:,.0f} km²")
    for place in OBLAST_INSIDE:
        faults += side_faults(oblast, features, place, True, BORDER_MARGIN_M)
    for place in OBLAST_OUTSIDE:
        faults += side_faults(oblast, features, place, False, BORDER_MARGIN_M)
    return faults


def area_on(feature: Json, role: str, day: str) -> BaseGeometry:
    """Return the polygon of a place in force on a day, in metres.

    Parameters
    ----------
    feature : dict
        A place.
    role : str
        ``area`` or ``strip``.
    day : str
        ISO 8601 date.

    Returns
    -------
    BaseGeometry
        The one polygon of that role whose ``when`` holds the day.
    """
    wanted = date.fromisoformat(day)
    found = []
    for part in feature["geometry"]["geometries"]:
        if part["role"] != role:
            continue
        span = part["when"]["timespans"][0]
        first, last = (date.fromisoformat(span[key]["in"]) for key in ("start", "end"))
        if first <= wanted <= last:
            found.append(shape(part))
    if len(found) != 1:
        raise ValueError(f"{len(found)} geometries of {feature['@id']} on {day}, expected 1")
    return in_metres(found[0])


def side_faults(
    area: BaseGeometry, features: Mapping[str, Json], place: str, inside: bool, margin_m: float
) -> list[str]:
    """Report whether a place lies on the right side of an edge, and far enough.

    Parameters
    ----------
    area : BaseGeometry
        Polygon in metres.
    features : mapping
        Places by id.
    place : str
        Place to test.
    inside : bool
        Whether it should lie inside.
    margin_m : float
        Least distance from the edge.

    Returns
    -------
    list of str
        One fault or none.
    """
    point = in_metres(shape(features[place]["geometry"]["geometries"][0]))
    distance = math.copysign(area.boundary.distance(point), 1 if area.contains(point) else -1)
    right = distance > margin_m if inside else -distance > margin_m
    side = "inside" if distance > 0 else "outside"
    print(f"  {'ok ' if right else 'BAD'} {place:18} {abs(distance) / 1000:6.2f} km {side}")
    return [] if right else [f"{place}: {abs(distance):.0f} m {side}"]
