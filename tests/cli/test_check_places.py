"""One broken place at a time: exit 1, and the place is named; no value crashes the check."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.gazetteer import Gazetteer
from geo.store.folder import BUILT_IN
from geo.store.places import check_places
from tests.cli.checking import place, run_check


def members(document: dict[str, Any], place_id: str, role: str) -> list[dict[str, Any]]:
    geometries = place(document, place_id)["geometry"]["geometries"]
    return [member for member in geometries if member["role"] == role]


def swap(member: dict[str, Any]) -> None:
    member["coordinates"] = member["coordinates"][::-1]


PLACES: dict[str, tuple[str, Callable[[dict[str, Any]], object]]] = {
    "swapped village": ("parukh", lambda d: swap(members(d, "parukh", "point")[0])),
    "swapped capital": ("baku", lambda d: swap(members(d, "baku", "point")[0])),
    "swapped town": ("goris", lambda d: swap(members(d, "goris", "point")[0])),
    "swapped far capital": ("moscow", lambda d: swap(members(d, "moscow", "point")[0])),
    "latitude of 99": (
        "shusha",
        lambda d: members(d, "shusha", "point")[0].update(coordinates=[46.7, 99.0]),
    ),
    "metres": (
        "shusha",
        lambda d: members(d, "shusha", "point")[0].update(coordinates=[5204000, 4834000]),
    ),
    "text for a number": (
        "shusha",
        lambda d: members(d, "shusha", "point")[0].update(coordinates=["46.7", 39.7]),
    ),
    "open ring": ("rpk-zone", lambda d: members(d, "rpk-zone", "area")[0]["coordinates"][0].pop()),
    "crossed area": (
        "rpk-zone",
        lambda d: members(d, "rpk-zone", "area")[0].update(
            coordinates=[[[46, 39], [47, 40], [47, 39], [46, 40], [46, 39]]]
        ),
    ),
    "missing end": (
        "lachin-corridor",
        lambda d: members(d, "lachin-corridor", "route")[0]["when"]["timespans"][0].pop("end"),
    ),
    "end before start": (
        "lachin-corridor",
        lambda d: members(d, "lachin-corridor", "route")[0]["when"]["timespans"][0].update(
            end={"in": "2019-01-01"}
        ),
    ),
    "date in words": (
        "rpk-zone",
        lambda d: place(d, "rpk-zone")["when"]["timespans"][0].update(start={"in": "late 2020"}),
    ),
    "unknown geometry": (
        "parukh",
        lambda d: members(d, "parukh", "point")[0].update(type="Circle"),
    ),
    "no geometry": ("parukh", lambda d: place(d, "parukh").update(geometry=None)),
    "unknown certainty": (
        "parukh",
        lambda d: members(d, "parukh", "point")[0].update(certainty="sure"),
    ),
    "no title": ("parukh", lambda d: place(d, "parukh")["properties"].update(title=" ")),
    "blank name": ("parukh", lambda d: place(d, "parukh")["names"][0].update(toponym="")),
    "language in words": (
        "parukh",
        lambda d: place(d, "parukh")["names"][0].update(lang="Russian"),
    ),
    "negative radius": (
        "parukh",
        lambda d: place(d, "parukh")["properties"].update(position_radius_km=-1),
    ),
    "country in words": (
        "parukh",
        lambda d: place(d, "parukh")["properties"].update(ccodes=["Azerbaijan"]),
    ),
    "part of nowhere": (
        "parukh",
        lambda d: place(d, "parukh")["relations"][0].update(relationTo="urn:x:place:nowhere"),
    ),
    "same id twice": (
        "parukh",
        lambda d: place(d, "parukh").update({"@id": place(d, "askeran")["@id"]}),
    ),
    "types as text": ("parukh", lambda d: place(d, "parukh").update(types="village")),
    "relations of null": ("parukh", lambda d: place(d, "parukh").update(relations=None)),
    "citations as text": (
        "parukh",
        lambda d: place(d, "parukh")["names"][0].update(citations="Wikipedia"),
    ),
    "side that nobody is": (
        "parukh",
        lambda d: place(d, "parukh")["names"][0].update(used_by=[{}]),
    ),
    "surrogate": ("parukh", lambda d: place(d, "parukh")["properties"].update(title="\ud800")),
    "escape sequence": (
        "parukh",
        lambda d: place(d, "parukh")["names"][0].update(toponym="\x1b[2J"),
    ),
    "true for a radius": (
        "parukh",
        lambda d: place(d, "parukh")["properties"].update(position_radius_km=True),
    ),
    "a number too long": (
        "shusha",
        lambda d: members(d, "shusha", "point")[0].update(coordinates=[10**400, 39.7]),
    ),
    "timespan without limits": (
        "rpk-zone",
        lambda d: place(d, "rpk-zone")["when"].update(timespans=[{"foo": 1}]),
    ),
    "class in words": (
        "parukh",
        lambda d: place(d, "parukh")["properties"].update(fclasses=["village"]),
    ),
    "no id": ("parukh", lambda d: place(d, "parukh").pop("@id")),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_broken_place_is_named(copied_data: Path, name: str) -> None:
    path = copied_data / "places.geojson"
    document = json.loads(path.read_bytes())
    place_id, change = PLACES[name]
    row, twin = (1 + document["features"].index(place(document, i)) for i in (place_id, "askeran"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    result = run_check(copied_data)
    assert result.exit_code == 1
    faults = [f for f in json.loads(result.stdout)["faults"] if f["file"] == "places.geojson"]
    named = {(fault["row"], bool(fault["column"])) for fault in faults}
    assert (row, True) in named or (name == "same id twice" and (twin, True) in named), faults


JSON = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
    st.just([None]),
    st.just([{}]),
)


def nodes(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Paths to all values inside one, coordinates only in part."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    inner = [
        deeper
        for key, member in list(pairs)[:8]
        if isinstance(member, (dict, list))
        for deeper in nodes(member, (*path, key))
    ]
    keys = list(value) if isinstance(value, dict) else list(range(min(len(value), 8)))
    return [(*path, key) for key in keys] + inner


FEATURES = json.loads((BUILT_IN / "places.geojson").read_bytes())["features"]


@settings(max_examples=300, deadline=None)
@given(data=st.data(), wrong=JSON)
def test_no_value_anywhere_in_a_place_crashes_the_check(data: st.DataObject, wrong: Any) -> None:
    feature = copy.deepcopy(data.draw(st.sampled_from(FEATURES)))
    *path, last = data.draw(st.sampled_from(nodes(feature)))
    holder = feature
    for key in path:
        holder = holder[key]
    holder[last] = wrong
    document = {"type": "FeatureCollection", "features": [feature]}
    if not check_places(document, {}):
        Gazetteer(document)
