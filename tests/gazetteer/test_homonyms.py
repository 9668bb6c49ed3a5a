"""Places that share a name are told apart, and no name finds another place than them."""

from __future__ import annotations

from typing import Any

import pytest

from geo.gazetteer import Gazetteer
from geo.linkage import Dataset
from tests.gazetteer.spelling import every_name, written_otherwise

# Places that share a name, letter for letter or to the ear. The Armenian names of some districts
# are those of their towns.
HOMONYMS = (
    {"karabakh", "nagorno-karabakh"},
    {"aghdam", "aghdam-district"},
    {"martuni", "khojavend-district"},
    {"khojaly", "khojaly-district"},
    {"shusha", "shusha-district"},
    {"lachin", "lachin-district"},
    {"fuzuli", "fuzuli-district"},
    {"kalbajar", "kalbajar-district"},
)


def test_no_name_finds_another_place_but_its_homonyms(dataset: Dataset) -> None:
    for place_id, text, lang in every_name(dataset):
        alike = set().union({place_id}, *(group for group in HOMONYMS if place_id in group))
        for query in written_otherwise(text, lang):
            found = {match.place.id for match in dataset.gazetteer.find(query) if match.whole}
            assert found <= alike, (text, query)


def test_the_listed_homonyms_are_homonyms(dataset: Dataset) -> None:
    """The list above excuses nothing that it need not."""
    for group in HOMONYMS:
        shared = {
            text
            for place_id, text, _ in every_name(dataset)
            if place_id in group
            and group <= {m.place.id for m in dataset.gazetteer.find(text) if m.whole}
        }
        assert shared, group


# The facts name these three: the same names elsewhere.
def elsewhere(place_id: str, title: str, lon: float, lat: float, parent: str) -> dict[str, Any]:
    urn = "urn:truceline:place:"
    return {
        "@id": f"{urn}{place_id}",
        "type": "Feature",
        "properties": {"title": title},
        "names": [{"toponym": title, "lang": "en"}],
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "relations": [{"relationType": "gvp:broaderPartitive", "relationTo": f"{urn}{parent}"}],
    }


@pytest.fixture(scope="module")
def with_homonyms(dataset: Dataset) -> Gazetteer:
    features = [
        *dataset.gazetteer.document["features"],
        elsewhere("mets-shen-martakert", "Mets Shen", 46.7069, 40.2156, "tartar-district"),
        elsewhere("agdam-tovuz", "Agdam", 45.556, 40.905, "tovuz-district"),
        elsewhere("tovuz-district", "Tovuz District", 45.6, 40.9, "azerbaijan"),
        elsewhere("martuni-gegharkunik", "Martuni", 45.3, 40.14, "gegharkunik"),
        elsewhere("gegharkunik", "Gegharkunik", 45.2, 40.4, "armenia"),
    ]
    return Gazetteer({"type": "FeatureCollection", "features": features})


@pytest.mark.parametrize(
    ("query", "whereabouts"),
    [
        ("Mets Shen", {"Shusha District", "Tartar District"}),
        ("Մեծ Շեն", {"Shusha District", "Tartar District"}),
        ("Agdam", {"Aghdam District", "Tovuz District", "Azerbaijan"}),
        ("Martuni", {"Khojavend District", "Gegharkunik", "Azerbaijan"}),
    ],
)
def test_homonyms_are_told_apart_by_what_they_are_part_of(
    with_homonyms: Gazetteer, query: str, whereabouts: set[str]
) -> None:
    found = [match.place.id for match in with_homonyms.find(query) if match.whole]
    assert len(found) == len(whereabouts)
    assert {with_homonyms.whereabouts(one, "en") for one in found} == whereabouts
