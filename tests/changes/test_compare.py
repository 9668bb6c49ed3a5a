"""Two windows compared: the case of August 2022."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest
import shapely
from pyproj import Geod

from geo.changes import Comparison, WindowPair, as_record, compare
from geo.changes.presets import suggested
from geo.changes.sentences import Speaker
from geo.changes.turns import turns
from geo.changes.zones import ZoneChange
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.spans import Window
from geo.store.folder import BUILT_IN, load

DATA: Final = load(BUILT_IN)
AUGUST: Final = Window(date(2022, 8, 1), date(2022, 8, 25))
SEPTEMBER: Final = Window(date(2022, 9, 1), date(2022, 9, 25))
SQUARE_KM: Final = 1e6


def between(first: Window, second: Window, **rest: object) -> Comparison:
    asked = EventFilter(first.start, first.end).replace(**rest)
    return compare(DATA, WindowPair(asked, second))


def change_of(compared: Comparison, place_id: str, role: str) -> ZoneChange:
    (found,) = [c for c in compared.zones if (c.place.id, c.role) == (place_id, role)]
    return found


def geodesic_km2(geometry: shapely.Geometry) -> float:
    dense = shapely.segmentize(shapely.normalize(geometry), 0.01)
    return abs(Geod(ellps="WGS84").geometry_area_perimeter(dense)[0]) / SQUARE_KM


@pytest.fixture(scope="module")
def summer() -> Comparison:
    return between(AUGUST, SEPTEMBER)


def test_the_route_of_the_corridor_moved(summer: Comparison) -> None:
    route = change_of(summer, "lachin-corridor", "route")
    assert route.fate == "moved"
    assert route.before is not None
    assert route.after is not None
    geod = Geod(ellps="WGS84")
    for outline in (route.before, route.after):
        metres = geod.geometry_length(outline.geometry)
        assert outline.length_km == pytest.approx(metres / 1000, rel=1e-4)
        assert outline.area_km2 is None
    # The new road passes south of Lachin, some kilometres from the old one.
    assert route.apart_km is not None
    assert 3 < route.apart_km < 8
    assert (route.gained_km2, route.lost_km2) == (None, None)
    said = Speaker(summer).zone(route)
    assert said.startswith("Lachin corridor (route) moved: up to 5.4 km apart")
    assert "30 August 2022" in said


def test_lachin_left_the_peacekeeping_zone(summer: Comparison) -> None:
    zone = change_of(summer, "rpk-zone", "area")
    assert zone.fate == "moved"
    assert {one.place.id for one in zone.left} == {"lachin", "zabukh", "sus"}
    stayed = {"stepanakert", "martuni", "martakert", "askeran", "parukh", "khojaly"}
    assert not stayed & {one.place.id for one in (*zone.left, *zone.entered)}
    (lachin,) = [one for one in zone.left if one.place.id == "lachin"]
    # Decision 004 gives the margin after; both are distances from the edge, not signed.
    assert lachin.edge_km[1] == pytest.approx(1.41, abs=0.01)
    (said,) = [line for line in Speaker(summer).crossings(zone) if "left" in line]
    assert "Lachin (3.8 km inside, then 1.4 km outside)" in said


def test_areas_are_those_of_an_independent_reckoning(summer: Comparison) -> None:
    for place_id, role in (("rpk-zone", "area"), ("lachin-corridor", "strip")):
        change = change_of(summer, place_id, role)
        assert change.before is not None
        assert change.after is not None
        old, new = change.before.geometry, change.after.geometry
        wanted = {
            "before": (change.before.area_km2, old),
            "after": (change.after.area_km2, new),
            "gained": (change.gained_km2, new.difference(old)),
            "lost": (change.lost_km2, old.difference(new)),
        }
        for name, (found, geometry) in wanted.items():
            parts = getattr(geometry, "geoms", [geometry])
            assert found == pytest.approx(sum(map(geodesic_km2, parts)), rel=1e-3), name
    zone = change_of(summer, "rpk-zone", "area")
    # As decision 004 has them, from the script that drew them.
    assert zone.before is not None
    assert zone.after is not None
    assert round(zone.before.area_km2 or 0) == pytest.approx(2993, abs=1)
    assert round(zone.after.area_km2 or 0) == pytest.approx(2944, abs=1)


def test_what_did_not_change_is_said_to_be_unchanged(summer: Comparison) -> None:
    line = change_of(summer, "loc-2020", "line")
    assert (line.fate, line.apart_km) == ("unchanged", 0)
    assert line not in summer.zones_changed


def test_a_zone_that_ends_and_one_that_begins() -> None:
    compared = between(
        Window(date(2020, 10, 1), date(2020, 10, 31)), Window(date(2020, 12, 1), date(2020, 12, 31))
    )
    begun = change_of(compared, "rpk-zone", "area")
    assert (begun.fate, begun.before, begun.lost_km2) == ("begun", None, 0)
    assert begun.after is not None
    assert begun.gained_km2 == pytest.approx(begun.after.area_km2)
    assert "stepanakert" in {one.place.id for one in begun.entered}
    ended = change_of(
        between(
            Window(date(2024, 6, 1), date(2024, 6, 12)), Window(date(2024, 6, 13), date(2024, 7, 1))
        ),
        "rpk-zone",
        "area",
    )
    assert (ended.fate, ended.after, ended.gained_km2) == ("ended", None, 0)


def test_a_window_with_two_outlines_is_taken_at_its_end_and_says_so() -> None:
    compared = between(Window(date(2022, 8, 1), date(2022, 9, 25)), SEPTEMBER)
    zone = change_of(compared, "rpk-zone", "area")
    assert zone.fate == "unchanged"
    assert zone.before is not None
    assert zone.before.earlier_in_force == "10 November 2020 – 25 August 2022"
    other = between(Window(date(2022, 8, 1), date(2022, 9, 25)), Window(date(2023, 10, 1), None))
    said = Speaker(other).zone(change_of(other, "lachin-corridor", "route"))
    assert "Within the first window it also had an earlier outline" in said


def test_events_are_in_one_window_or_in_both() -> None:
    first, second = (
        Window(date(2022, 3, 20), date(2022, 3, 26)),
        Window(date(2022, 3, 27), date(2022, 3, 28)),
    )
    compared = between(first, second)
    ids = DATA.events["event_id"]
    assert "nk-20220324-parukh-entry" in set(ids.iloc[compared.ended])
    assert "nk-20220327-parukh-withdrawal" in set(ids.iloc[compared.added])
    # An event of some day in March is possible in both.
    rows = compared.events().set_index("event_id")
    pipeline = rows.loc["nk-20220224-gas-pipeline"]
    assert pipeline["window"] == "both"
    assert pipeline["certainty_first"] == pipeline["certainty_second"] == "possible"


def test_an_accusation_is_contested_once_it_is_denied() -> None:
    compared = between(
        Window(date(2022, 3, 20), date(2022, 3, 26)), Window(date(2022, 3, 27), date(2022, 3, 28))
    )
    changes = {DATA.events["event_id"].iloc[c.row]: c for c in compared.status_changed}
    accusation = changes["nk-20220326-russia-accuses-breach"]
    assert (accusation.before, accusation.after) == ("one_side", "contested")
    assert "nk-20220327-parukh-withdrawal" not in changes, "it is merely new"


def test_an_unknown_toll_is_blank_and_makes_no_difference_known() -> None:
    compared = between(
        Window(date(2022, 3, 20), date(2022, 3, 26)), Window(date(2022, 3, 27), date(2022, 3, 28))
    )
    assert compared.killed.first.low == 3
    assert compared.killed.limits is None
    record = as_record(compared)["tolls"]["killed"]
    assert record["second"] == {"low": None, "high": None, "events_with_a_figure": 0}
    assert record["difference"] is None
    assert "not known" in record["sentence"]


def test_tolls_differ_by_what_is_in_one_window_only() -> None:
    # 3 killed and 14 wounded in March 2022 by one party, 5 killed on 5 March 2023.
    compared = between(
        Window(date(2022, 3, 24), date(2022, 3, 28)), Window(date(2023, 3, 5), date(2023, 3, 5))
    )
    assert (compared.killed.first.low, compared.killed.second.low) == (3, 5)
    assert compared.killed.limits == (2, 2)


def test_the_days_on_which_zones_changed_are_computed(dataset: Dataset) -> None:
    found = {(turn.place.id, turn.day, turn.fate) for turn in turns(dataset.gazetteer)}
    assert ("rpk-zone", date(2022, 8, 26), "moved") in found
    assert ("lachin-corridor", date(2022, 8, 30), "moved") in found
    assert ("rpk-zone", date(2020, 11, 10), "begun") in found
    assert ("rpk-zone", date(2024, 6, 13), "ended") in found


def test_what_is_not_asked_for_is_suggested(dataset: Dataset) -> None:
    nothing = suggested(dataset, EventFilter(), None)
    assert (nothing.first.end, nothing.second.start) == (date(2022, 8, 25), date(2022, 8, 26))
    one = suggested(dataset, EventFilter(date(2022, 3, 24), date(2022, 3, 28)), None)
    assert one.second == Window(date(2022, 3, 29), date(2022, 4, 2))
    open_end = suggested(dataset, EventFilter(date(2022, 3, 24)), None)
    assert open_end.second == Window(None, date(2022, 3, 23))
