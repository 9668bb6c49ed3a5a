"""Build ``data/places.geojson``, the gazetteer in Linked Places Format.

Three inputs are put together: the facts file (names, positions, sources,
dates of each place), the hand-written ``place_edits.json`` (titles,
descriptions, where single names come from) and ``zone_geometry.json``
(control vertices of the zones). Outlines of districts and borders come from
``data/basemap``, so run ``build_basemap.py`` first.

The drawing of the peacekeeper zone is tested against control points, towns
known to lie inside or outside it, before anything is written.

Usage::

    python scripts/build_places.py --facts /work/shared/facts/places_facts.json
    python scripts/build_places.py --check

Needs ``shapely >= 2.1``, ``pyproj`` and ``numpy``.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry
from zone_shapes import (
    ROUTE_SPANS,
    ZONE_SPANS,
    Basemap,
    Json,
    Member,
    Zones,
    in_metres,
    read_json,
    timespan,
)

ROOT = Path(__file__).resolve().parents[1]

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places-format/"
    "main/linkedplaces-context-v1.1.jsonld"
)
"""The context document of Linked Places Format 1.1 to 1.3."""

URN = "urn:truceline:place:"
LANGUAGES = ("en", "hy", "az", "ru")
SIDE_OF_LANGUAGE = {"hy": "armenian", "az": "azerbaijan", "ru": "russia"}
CERTAINTY = {"high": "certain", "medium": "less-certain", "low": "uncertain"}
POSITION_ONLY = {"own", "cc", "gncc"}
"""Sources that give positions or identifiers but no names."""

BORDER_MARGIN_M = 300
PARUKH_MARGIN_M = 500
SHUSHA_MARGIN_M = 1000

OPEN_ENDS = {"hakari-bridge": "2023-04-23"}
"""Last day on which an open-ended place is cited as existing."""


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


class Citations:
    """Turns the short source keys of the facts file into citations.

    Parameters
    ----------
    sources : mapping
        Label, often with a URL in it, by key.
    """

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources

    def of(self, keys: Iterable[str]) -> list[Json]:
        """Return the citations of some keys.

        Parameters
        ----------
        keys : iterable of str
            Keys of the facts file or of ``place_edits.json``, or
            ``report NNN``.

        Returns
        -------
        list of dict
            Objects with ``label`` and, where the source is a page, ``@id``.
        """
        return [self._one(key) for key in keys]

    def _one(self, key: str) -> Json:
        text = self._sources.get(key, key)
        found = re.search(r"https?://\S+[^\s:,;.]", text)
        # An address that the facts cut short would lead nowhere: it stays part of the label.
        if found is None or "..." in found.group() or text.startswith("...", found.end()):
            return {"label": text}
        label = (text[: found.start()] + text[found.end() :]).strip(" :;,")
        if label.startswith("(") and label.count("(") == 1:
            label = label[1:].replace(")", "", 1)
        return {"label": label or found.group().split("/")[2], "@id": found.group()}


def build_names(
    facts: Json, edits: Json, pairs: Sequence[Json], citations: Citations
) -> list[Json]:
    """Return the names of one place, the preferred one of a language first.

    Parameters
    ----------
    facts : dict
        The place in the facts file.
    edits : dict
        The place in ``place_edits.json``.
    pairs : sequence
        Armenian-side and Azerbaijani-side form of contested names.
    citations : Citations
        Resolver of source keys.

    Returns
    -------
    list of dict
        Linked Places names.
    """
    added: dict[str, dict[str, list[str]]] = {
        language: {toponym: [key] for toponym, key in rows}
        for language, rows in edits.get("names", {}).items()
    }
    explicit = edits.get("citations", {})
    usual = [key for key in facts["coord_source"] if key not in POSITION_ONLY] or ["descriptive"]
    users = {**side_of_forms(title_of(facts, edits), facts, pairs), **edits.get("used_by", {})}
    names: list[Json] = []
    for language in LANGUAGES:
        listed = list(facts["names"].get(language, []))
        if language == "en":
            listed.insert(0, title_of(facts, edits))
        for toponym in dict.fromkeys([*listed, *added.get(language, {})]):
            doubtful = is_doubtful(toponym, language, edits)
            keys = explicit.get(toponym) or added.get(language, {}).get(toponym)
            keys = keys or (["mem"] if doubtful else usual)
            name: Json = {"toponym": toponym, "lang": language, "citations": citations.of(keys)}
            if doubtful or "mem" in keys:
                name["certainty"] = "uncertain"
            side = users.get(toponym) if language == "en" else SIDE_OF_LANGUAGE[language]
            if side:
                name["used_by"] = [side]
            names.append(name)
    return names


def side_of_forms(title: str, facts: Json, pairs: Sequence[Json]) -> dict[str, str]:
    """Map the English forms of a contested pair to the side that uses them.

    Parameters
    ----------
    title : str
        Title of the place.
    facts : dict
        The place in the facts file; only settlements carry pairs, districts
        and regions of the same name do not.
    pairs : sequence
        Armenian-side and Azerbaijani-side forms.

    Returns
    -------
    dict
        ``armenian`` or ``azerbaijan`` by toponym.
    """
    if facts["fclass"] != "P":
        return {}
    for armenian, azerbaijani in pairs:
        if title in (armenian, azerbaijani):
            return {armenian: "armenian", azerbaijani: "azerbaijan"}
    return {}


def is_doubtful(toponym: str, language: str, edits: Json) -> bool:
    """Tell whether a name is marked as unverified.

    Parameters
    ----------
    toponym : str
        The name.
    language : str
        Its language.
    edits : dict
        The place in ``place_edits.json``; ``uncertain`` is a list of names,
        or names by language where two languages spell alike.

    Returns
    -------
    bool
        True if so.
    """
    marked = edits.get("uncertain", [])
    return toponym in (marked.get(language, []) if isinstance(marked, dict) else marked)


def title_of(facts: Json, edits: Json) -> str:
    """Return the clean English title of a place.

    Parameters
    ----------
    facts : dict
        The place in the facts file.
    edits : dict
        The place in ``place_edits.json``.

    Returns
    -------
    str
        Title without slash or bracket.
    """
    return str(edits.get("title") or re.split(r" / | \(", facts["name"])[0])


def country_codes(place_id: str, places: Mapping[str, Json], edits: Json) -> list[str]:
    """Return the countries of a place: its own, or those of what it is part of.

    Parameters
    ----------
    place_id : str
        Place id.
    places : mapping
        Facts by place id.
    edits : dict
        All places of ``place_edits.json``.

    Returns
    -------
    list of str
        ISO 3166-1 alpha-2 codes, possibly none.
    """
    own = edits[place_id].get("ccodes")
    if own is not None:
        return list(own)
    parents = places[place_id]["part_of"] or []
    return sorted({code for parent in parents for code in country_codes(parent, places, edits)})


def build_when(facts: Json) -> Json | None:
    """Return when a place was in force.

    Parameters
    ----------
    facts : dict
        The place in the facts file.

    Returns
    -------
    dict or None
        A ``when`` with an end in every timespan, or None if undated.
    """
    if not facts["when"]:
        return None
    start, end = facts["when"]["start"], facts["when"]["end"]
    if end:
        return timespan(start, end)
    still = OPEN_ENDS[facts["id"]]
    return {"timespans": [{"start": {"in": start}, "end": {"earliest": still}}]}


class Gazetteer:
    """Everything needed to write the places file.

    Parameters
    ----------
    facts : dict
        Content of the facts file.
    edits : dict
        Content of ``place_edits.json``.
    drawing : dict
        Content of ``zone_geometry.json``.
    basemap : Basemap
        Districts and countries.
    """

    def __init__(self, facts: Json, edits: Json, drawing: Json, basemap: Basemap) -> None:
        self._facts = {place["id"]: place for place in facts["places"]}
        self._pairs = facts["contested_pairs"]
        self._edits = edits["places"]
        self._citations = Citations({**facts["sources"], **edits["citations"]})
        self.positions = {
            place_id: Point(place["lon"], place["lat"]) for place_id, place in self._facts.items()
        }
        spans = {
            place_id: (place["when"]["start"], place["when"]["end"])
            for place_id, place in self._facts.items()
            if place["when"]
        }
        self.zones = Zones(drawing, self.positions, spans, basemap)
        unknown = set(self._edits) ^ set(self._facts)
        if unknown:
            raise ValueError(f"in only one of facts and place_edits.json: {sorted(unknown)}")

    def collection(self) -> Json:
        """Return the whole gazetteer.

        Returns
        -------
        dict
            A Linked Places FeatureCollection.
        """
        return {
            "type": "FeatureCollection",
            "@context": CONTEXT,
            "citation": "Truceline gazetteer of Nagorno-Karabakh, 2022–2023",
            "license": "Zones, routes and descriptions: ours, see the repository's licence. "
            "Borders: ODbL, © OpenStreetMap contributors. Districts: Natural Earth, public "
            "domain. Settlement positions and names: GeoNames (CC BY 4.0) and Wikipedia "
            "mirrors (CC BY-SA), as cited.",
            "generated_by": "scripts/build_places.py",
            "features": [self._feature(place_id) for place_id in self._facts],
        }

    def _feature(self, place_id: str) -> Json:
        facts, edits = self._facts[place_id], self._edits[place_id]
        when = build_when(facts)
        feature: Json = {
            "@id": URN + place_id,
            "type": "Feature",
            "properties": {
                "title": title_of(facts, edits),
                "ccodes": country_codes(place_id, self._facts, self._edits),
                "fclasses": [facts["fclass"]],
                "position_radius_km": facts["coord_radius_m"] / 1000,
                "confidence": facts["confidence"],
                **({"label_rank": edits["label_rank"]} if "label_rank" in edits else {}),
            },
            "names": build_names(facts, edits, self._pairs, self._citations),
            "types": [
                {"identifier": f"gn:{facts['geonames_code']}", "label": facts["feature_type"]}
            ],
        }
        if when:
            feature["when"] = when
        point = Member(
            "point",
            self.positions[place_id],
            CERTAINTY[facts["confidence"]],
            self._citations.of(facts["coord_source"]),
        )
        members = [point, *self.zones.members(place_id)]
        feature["geometry"] = {
            "type": "GeometryCollection",
            "geometries": [member.to_json() for member in members],
        }
        feature["links"] = [
            {"type": "closeMatch", "identifier": f"{prefix}:{facts[key]}"}
            for prefix, key in (("wd", "wikidata"), ("gn", "geonames"))
            if facts[key]
        ]
        feature["relations"] = [
            {
                "relationType": "gvp:broaderPartitive",
                "relationTo": URN + parent,
                "label": title_of(self._facts[parent], self._edits[parent]),
            }
            for parent in facts["part_of"] or []
        ]
        feature["descriptions"] = [{"value": edits["description"], "lang": "en"}]
        return feature


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


def to_text(collection: Json) -> str:
    """Serialise with one coordinate array to a line.

    Parameters
    ----------
    collection : dict
        What to write.

    Returns
    -------
    str
        JSON with a final newline.
    """
    arrays: list[str] = []

    def stash(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: keep(item) if key == "coordinates" else stash(item)
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [stash(item) for item in value]
        return value

    def keep(coordinates: Any) -> str:
        arrays.append(json.dumps(coordinates, separators=(",", ":")))
        return f"@{len(arrays) - 1}@"

    text = json.dumps(stash(collection), ensure_ascii=False, indent=1)
    return re.sub(r'"@(\d+)@"', lambda match: arrays[int(match[1])], text) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Build and check the places file, or only check it.

    Parameters
    ----------
    arguments : sequence of str, optional
        Command line without the program name.

    Returns
    -------
    int
        0 if done, 1 if a check failed.
    """
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--facts", type=Path, help="places_facts.json")
    parser.add_argument("--basemap", type=Path, default=ROOT / "data" / "basemap")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "places.geojson")
    parser.add_argument("--check", action="store_true", help="test the file as it is")
    options = parser.parse_args(arguments)
    if options.check:
        text = options.out.read_text(encoding="utf-8")
    elif options.facts:
        scripts = Path(__file__).parent
        gazetteer = Gazetteer(
            read_json(options.facts),
            read_json(scripts / "place_edits.json"),
            read_json(scripts / "zone_geometry.json"),
            Basemap(options.basemap),
        )
        text = to_text(gazetteer.collection())
    else:
        parser.error("--facts is needed to build")
    faults = check(json.loads(text))
    for fault in faults:
        print(f"fault: {fault}", file=sys.stderr)
    if faults:
        return 1
    if not options.check:
        options.out.write_text(text, encoding="utf-8", newline="\n")
        print(f"{options.out}: {len(text.encode()) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
