"""The gazetteer put together: facts, edits and shapes as Linked Places features."""

from __future__ import annotations

from collections.abc import Mapping

from shapely.geometry import Point

from scripts.linked_parts import Json, Member, timespan
from scripts.outlines import Basemap
from scripts.place_names import Citations, build_names, title_of
from scripts.zone_shapes import Zones

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places-format/"
    "main/linkedplaces-context-v1.1.jsonld"
)
"""The context document of Linked Places Format 1.1 to 1.3."""

URN = "urn:truceline:place:"

CERTAINTY = {"high": "certain", "medium": "less-certain", "low": "uncertain"}

OPEN_ENDS = {"hakari-bridge": "2023-04-23"}
"""Last day on which an open-ended place is cited as existing."""


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
