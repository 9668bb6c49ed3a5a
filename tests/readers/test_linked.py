"""Linked Places as the gazetteer: nothing of a feature is lost, and what cannot be read is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from geo.api.formats import FORMATS
from geo.api.imports import import_file
from geo.readers import Rejected
from geo.store.folder import load
from tests.shared import shared

PLACE: dict[str, Any] = {
    "@id": "http://mygaz.org/places/p_1",
    "type": "Feature",
    "properties": {"title": "Hadrut", "ccodes": ["AZ"]},
    "names": [
        {
            "toponym": "Հադրութ",
            "lang": "hy",
            "citations": [{"label": "a map", "@id": "http://x/1"}],
        },
        {"toponym": "Hadrut", "lang": "az", "when": {"timespans": [{"start": {"in": "1900"}}]}},
    ],
    "types": [{"identifier": "aat:300008347", "label": "inhabited place"}],
    "when": {"timespans": [{"start": {"in": "1600"}, "end": {"in": "2022"}}]},
    "links": [{"type": "closeMatch", "identifier": "gn:585915"}],
    "relations": [
        {"relationType": "gvp:broaderPartitive", "relationTo": "http://elsewhere.org/karabakh"}
    ],
    "geometry": {"type": "Point", "coordinates": [47.03, 39.52]},
    "custom": {"kept": True},
}


def take(tmp_path: Path, *features: object) -> tuple[Any, list[Rejected]]:
    file = tmp_path / "places.json"
    document = {"type": "FeatureCollection", "features": list(features)}
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    rejected: list[Rejected] = []
    form = FORMATS["linked-places"]
    done = import_file(form, file, tmp_path / "out", take_rejected=rejected.append)
    assert done.accepted + done.rejected == done.read == len(features)
    assert done.rejected == len(rejected)
    return load(tmp_path / "out").gazetteer, rejected


def test_a_place_is_kept_whole(tmp_path: Path) -> None:
    gazetteer, rejected = take(tmp_path, PLACE)
    assert rejected == []
    place = gazetteer["p_1"]
    kept = json.loads(json.dumps(place.document))
    # An instant is spelled out; nothing else is changed.
    assert kept["names"][1]["when"]["timespans"][0].pop("end") == {"in": "1900"}
    assert kept == PLACE
    assert place.name("hy") == "Հադրութ"
    assert place.names[0].citations == ("a map",)
    assert (place.point.x, place.point.y) == (47.03, 39.52)
    assert [match.place.id for match in gazetteer.find("Հադրութ")] == ["p_1"]


def test_the_sample_of_the_format_comes_in(tmp_path: Path) -> None:
    file = shared("data", "lpf_sample_v1.2.2.geojson")
    done = import_file(FORMATS["linked-places"], file, tmp_path / "out")
    assert (done.read, done.shapes, done.rejected) == (1, 1, 0)
    place = load(tmp_path / "out").gazetteer["p_12345"]
    assert place.title == "Abingdon (UK)"
    spans = [span for part in place.parts for span in part.timespans]
    assert [(span.start.year, span.end.year) for span in spans] == [(1600, 1699), (1700, 1700)]
    assert "geowkt" in json.dumps(place.document)


def test_a_title_is_made_of_the_first_name(tmp_path: Path) -> None:
    gazetteer, _ = take(tmp_path, {**PLACE, "properties": {"ccodes": ["AZ"]}})
    assert gazetteer["p_1"].title == "Հադրութ"


def test_what_cannot_be_read_comes_back_with_its_reason(tmp_path: Path) -> None:
    swapped = {
        **PLACE,
        "@id": "urn:a:swapped",
        "geometry": {"type": "Point", "coordinates": [39.52, 147.03]},
    }
    bad = [
        ({**PLACE, "@id": None}, "@id"),
        ({**PLACE, "@id": "urn:a:b", "properties": {}, "names": []}, "properties.title"),
        (swapped, "geometry.coordinates"),
        ({**PLACE, "@id": "urn:a:d", "geometry": None}, "geometry"),
        (
            {**PLACE, "@id": "urn:a:e", "when": {"timespans": [{"start": {"in": "long ago"}}]}},
            "when",
        ),
        ({**PLACE, "@id": "urn:a:f", "relations": [{"relationType": "x"}]}, "relations"),
        ({**PLACE, "@id": "http://other.org/p_1"}, "@id"),
        ("no feature", "type"),
        (
            {
                **PLACE,
                "@id": "urn:a:g",
                "relations": [
                    {
                        "relationType": "gvp:broaderPartitive",
                        "relationTo": "urn:truceline:place:not-there",
                    }
                ],
            },
            "relations",
        ),
    ]
    gazetteer, rejected = take(tmp_path, PLACE, *(feature for feature, _ in bad))
    assert list(gazetteer) == ["p_1"]
    by_row = {one.row: one for one in rejected}
    for row, (_, column) in enumerate(bad, start=2):
        (fault, *_) = by_row[row].faults
        assert str(fault.column).startswith(column), fault
        assert fault.file == "places.json"
        assert fault.row == row
        assert fault.remedy
