"""The map of a brief: every event once, short leaders that do not cross, the right way up."""

from __future__ import annotations

import math
from collections import Counter

import pytest
import shapely

from geo.brief import BriefOptions, compose
from geo.brief.canvas import Canvas
from geo.brief.extent import Projection
from geo.brief.legend import entries
from geo.brief.mapview import draw_map
from geo.brief.model import Brief
from geo.brief.picture import drawing
from geo.brief.placement import GAPS_PX
from geo.brief.placing import Placed
from geo.errors import UsageError
from geo.filters import EventFilter
from geo.linkage import Dataset
from tests.brief.samples import PARUKH, PARUKH_DAYS, WORDS


def placed(brief: Brief) -> list[Placed]:
    page = brief.page
    with drawing():
        return draw_map(Canvas(page.width, page.height, "light"), brief, page.map_box)


@pytest.fixture(scope="module")
def whole(dataset: Dataset) -> Brief:
    return compose(dataset, EventFilter())


@pytest.mark.parametrize("crowd", [False, True])
def test_every_mapped_event_is_drawn_once(dataset: Dataset, crowded: Dataset, crowd: bool) -> None:
    brief = compose(crowded if crowd else dataset, EventFilter())
    numbers = Counter(event.number for one in placed(brief) for event in one.site.events)
    assert numbers == Counter(event.number for event in brief.on_map)


@pytest.mark.parametrize("crowd", [False, True])
def test_leaders_are_short_and_do_not_cross(
    dataset: Dataset, crowded: Dataset, crowd: bool
) -> None:
    brief = compose(crowded if crowd else dataset, EventFilter())
    shown = placed(brief)
    leaders = []
    for one in shown:
        if one.spot is not None and one.spot.leader_to is not None:
            assert math.dist(one.site.at, one.spot.leader_to) <= max(GAPS_PX) * 1.5
            leaders.append(shapely.LineString([one.site.at, one.spot.leader_to]))
            inside = shapely.box(
                one.box.x + 1, one.box.y + 1, one.box.right - 1, one.box.bottom - 1
            )
            others = [o for o in shown if o is not one]
            assert not any(
                leaders[-1].intersects(shapely.box(o.box.x, o.box.y, o.box.right, o.box.bottom))
                for o in others
            )
            assert not leaders[-1].crosses(inside)
    assert leaders
    for i, line in enumerate(leaders):
        assert not any(line.crosses(other) for other in leaders[i + 1 :])


def test_north_is_up_east_is_right_and_a_kilometre_is_a_kilometre(whole: Brief) -> None:
    projection = Projection(whole.extent, whole.page.map_box)
    west, north = projection.point_px(whole.extent.lon - 0.1, whole.extent.lat + 0.1)
    east, south = projection.point_px(whole.extent.lon + 0.1, whole.extent.lat - 0.1)
    assert west < east
    assert north < south
    # 0.2 degrees of latitude are 22.2 km.
    assert (south - north) / projection.px_per_km == pytest.approx(22.2, rel=0.005)


def test_symbols_stand_near_their_place(dataset: Dataset) -> None:
    brief = compose(dataset, PARUKH)
    projection = Projection(brief.extent, brief.page.map_box)
    point = dataset.gazetteer["parukh"].point
    assert point is not None
    at_parukh = next(
        one for one in placed(brief) if any(e.place_id == "parukh" for e in one.site.events)
    )
    assert math.dist(at_parukh.site.at, projection.point_px(point.x, point.y)) < 0.5
    assert {e.event_id for e in at_parukh.site.events} == {
        e.event_id for e in brief.events if e.place_id == "parukh"
    }


def test_extents(dataset: Dataset) -> None:
    narrow = compose(dataset, PARUKH).extent
    zones = compose(dataset, PARUKH, BriefOptions(extent="zones")).extent
    assert zones.width_km > 1.5 * narrow.width_km
    place = compose(dataset, PARUKH, BriefOptions(extent="lachin-corridor")).extent
    assert abs(place.lon - 46.6) < 0.4
    looked = PARUKH.replace(view=(39.6, 46.5, 9.0))
    view = compose(dataset, looked, BriefOptions(extent="view")).extent
    assert (view.lat, view.lon) == (39.6, 46.5)
    for extent in ("view", "no-such-place"):
        with pytest.raises(UsageError, match="extent"):
            compose(dataset, PARUKH, BriefOptions(extent=extent))


def test_events_beyond_the_edge_are_counted_and_not_drawn(dataset: Dataset) -> None:
    brief = compose(dataset, PARUKH_DAYS, BriefOptions(extent="lachin"))
    assert brief.counts.mapped == 0
    assert brief.counts.outside == compose(dataset, PARUKH_DAYS).counts.mapped > 0
    assert any("beyond" in note for note in brief.notes)


def test_the_zone_of_the_day_is_drawn(dataset: Dataset) -> None:
    before = compose(dataset, PARUKH)
    routes = {(zone.place_id, zone.role, zone.when) for zone in before.zones}
    assert ("lachin-corridor", "route", "10 November 2020 – 29 August 2022") in routes
    after = EventFilter.from_params({"from": "2023-03-01", "to": "2023-03-31"})[0]
    later = {(z.place_id, z.role, z.when) for z in compose(dataset, after).zones}
    assert ("lachin-corridor", "route", "10 November 2020 – 29 August 2022") not in later
    assert any(place == "lachin-corridor" for place, _, _ in later)


def test_the_legend_names_what_is_used_only(dataset: Dataset) -> None:
    brief = compose(dataset, PARUKH, WORDS)
    labels = {entry.label for entry in entries(brief, placed(brief))}
    assert "Ceasefire-violation claim" in labels
    assert "Blockade or checkpoint" not in labels
    assert {"Denied or disputed", "Location approximate", "Reported killed"} <= labels
