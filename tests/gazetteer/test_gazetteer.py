"""Zones by date, round trip without loss, and the control points of design §3."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import Gazetteer, read, write
from geo.linkage import Dataset
from geo.spans import Window
from geo.store.folder import BUILT_IN
from tests.shared import shared

BEFORE, AFTER = date(2022, 3, 24), date(2022, 9, 1)


def zone_on(dataset: Dataset, place_id: str, day: date, role: str) -> shapely.Geometry:
    parts = dataset.gazetteer[place_id].parts_in_force(Window(day, day))
    shapes = [part.geometry for part in parts if part.role == role]
    assert len(shapes) == 1, f"{place_id} has {len(shapes)} {role}s on {day}"
    return shapes[0]


@pytest.mark.parametrize("day", [BEFORE, AFTER])
@pytest.mark.parametrize(
    ("place_id", "inside"),
    [
        *(
            (p, True)
            for p in ("stepanakert", "martuni", "martakert", "askeran", "parukh", "khojaly")
        ),
        *((p, False) for p in ("shusha", "hadrut", "aghdam", "fuzuli", "kalbajar")),
    ],
)
def test_control_points_of_the_peacekeeper_zone(
    dataset: Dataset, place_id: str, inside: bool, day: date
) -> None:
    zone = zone_on(dataset, "rpk-zone", day, "area")
    assert zone.contains(dataset.gazetteer[place_id].point) is inside


@pytest.mark.parametrize("place_id", ["lachin", "zabukh", "sus"])
def test_the_lachin_strip_leaves_the_zone_on_26_august_2022(
    dataset: Dataset, place_id: str
) -> None:
    point = dataset.gazetteer[place_id].point
    for day, inside in (
        (BEFORE, True),
        (date(2022, 8, 25), True),
        (date(2022, 8, 26), False),
        (AFTER, False),
    ):
        assert zone_on(dataset, "rpk-zone", day, "area").contains(point) is inside


def test_the_corridor_has_two_routes_one_at_a_time(dataset: Dataset) -> None:
    first = zone_on(dataset, "lachin-corridor", date(2022, 8, 29), "route")
    second = zone_on(dataset, "lachin-corridor", date(2022, 8, 30), "route")
    lachin = dataset.gazetteer["lachin"].point
    assert first.distance(lachin) < 0.01 < second.distance(lachin)


def test_the_zone_is_not_drawn_outside_its_years(dataset: Dataset) -> None:
    zone = dataset.gazetteer["rpk-zone"]
    for day in (date(2020, 11, 9), date(2024, 6, 13)):
        assert not zone.parts_in_force(Window(day, day))


def test_reading_and_writing_lose_nothing(tmp_path: Path) -> None:
    built_in = BUILT_IN / "places.geojson"
    copy = tmp_path / "places.geojson"
    write(read(built_in), copy)
    assert json.loads(copy.read_bytes()) == json.loads(built_in.read_bytes())
    again = tmp_path / "again.geojson"
    write(read(copy), again)
    assert again.read_bytes() == copy.read_bytes()


def test_the_published_sample_loads_and_survives(tmp_path: Path) -> None:
    sample = shared("data", "lpf_sample_v1.2.2.geojson")
    gazetteer = read(sample)
    place = gazetteer["p_12345"]
    assert place.title == "Abingdon (UK)"
    assert [part.timespans[0].start for part in place.parts] == [date(1600, 1, 1), date(1700, 1, 1)]
    write(gazetteer, tmp_path / "copy.geojson")
    assert json.loads((tmp_path / "copy.geojson").read_bytes()) == json.loads(sample.read_bytes())


def test_a_place_with_a_plain_geometry_and_an_instant_loads() -> None:
    feature = {
        "@id": "http://example.invalid/places/p_1",
        "type": "Feature",
        "properties": {"title": "Somewhere"},
        "geometry": {
            "type": "Point",
            "coordinates": [46.8, 40.0],
            "geowkt": "POINT (46.8 40)",
            "when": {"timespans": [{"start": {"in": "1700"}}]},
        },
    }
    place = Gazetteer({"type": "FeatureCollection", "features": [feature]})["p_1"]
    assert place.point == shapely.Point(46.8, 40.0)
    assert place.parts[0].timespans[0].end == date(1700, 12, 31)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(extra=JSON)
def test_members_that_nobody_knows_survive(
    extra: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    document = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "@id": "urn:x:place:a",
                "properties": {"title": "A"},
                "geometry": {"type": "Point", "coordinates": [46.8, 40.0]},
                "unknown": extra,
            }
        ],
    }
    file = tmp_path_factory.mktemp("places") / "places.geojson"
    write(Gazetteer(document), file)
    assert read(file).document == document


def test_part_of_is_followed_upwards_once(dataset: Dataset) -> None:
    ancestors = dataset.gazetteer.ancestors("parukh")
    assert ancestors[:2] == ("askeran-district", "khojaly-district")
    assert "nagorno-karabakh" in ancestors
    assert "azerbaijan" in ancestors
    assert len(ancestors) == len(set(ancestors))


@pytest.mark.parametrize(
    "query", ["Parukh", "farrukh", "Fərrux", "farrux", "Փառուխ", "Фаррух", "PARUKH"]
)
def test_parukh_is_found_by_all_its_names(dataset: Dataset, query: str) -> None:
    assert dataset.gazetteer.find(query)[0].place.id == "parukh"


def test_every_place_of_the_facts_is_here_where_they_put_it(dataset: Dataset) -> None:
    facts = json.loads(shared("facts", "places_facts.json").read_bytes())["places"]
    assert len(facts) == 70
    for fact in facts:
        place = dataset.gazetteer[fact["id"]]
        assert place.point is not None
        assert (place.point.x, place.point.y) == pytest.approx((fact["lon"], fact["lat"]), abs=1e-4)
        names = {name.text for name in place.names}
        assert {n for forms in fact["names"].values() for n in forms} <= names, fact["id"]


def test_contested_pairs_have_a_form_of_each_side(dataset: Dataset) -> None:
    pairs = json.loads(shared("facts", "places_facts.json").read_bytes())["contested_pairs"]
    both = {place.name("both") for place in dataset.gazetteer.values()}
    for armenian, azerbaijani in pairs:
        if armenian != "Artsakh":
            assert f"{armenian} / {azerbaijani}" in both


def test_every_name_is_cited(dataset: Dataset) -> None:
    for place in dataset.gazetteer.values():
        for name in place.names:
            assert name.lang in {"en", "hy", "az", "ru"}, (place.id, name)
            assert name.citations, (place.id, name)


def test_every_timespan_has_both_its_ends(dataset: Dataset) -> None:
    document = json.dumps(dataset.gazetteer.document)
    spans: list[dict[str, object]] = []
    json.loads(document, object_hook=lambda o: spans.extend(o.get("timespans", [])) or o)
    assert spans
    assert all("start" in span and "end" in span for span in spans)


def test_parukh_lies_where_the_sources_put_it(dataset: Dataset) -> None:
    point = dataset.gazetteer["parukh"].point
    assert point is not None
    assert (round(point.x, 4), round(point.y, 4)) == (46.8011, 40.0164)
