"""Joins against geopandas done the plain way, dates of zones included."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.filters import EventFilter
from geo.linkage import Dataset, zones_of_events
from geo.spans import Window


def by_id(dataset: Dataset, event_id: str) -> pd.Series:
    return dataset.events.set_index("event_id").loc[event_id]


def test_zones_agree_with_a_plain_join(dataset: Dataset) -> None:
    placed = dataset.events[dataset.events["drawn"] == "symbol"]
    assert len(placed) > 5
    for event in placed.to_dict("records"):
        window = Window(event["date_start"].date(), event["date_end"].date())
        point = gpd.GeoSeries([shapely.Point(event["lon"], event["lat"])], crs=4326)
        expected = {
            place.id
            for place, part in dataset.gazetteer.zones_in_force(window)
            if part.is_area and part.timespans and bool(point.within(part.geometry).iloc[0])
        }
        assert set(event["zones"]) == expected, event["event_id"]


def test_the_same_point_is_in_the_zone_before_and_outside_after(dataset: Dataset) -> None:
    lachin = dataset.gazetteer["lachin"].point
    assert lachin is not None
    days = pd.to_datetime(["2022-08-25", "2022-08-26", "2024-06-13"])
    events = pd.DataFrame(
        {"lon": lachin.x, "lat": lachin.y, "drawn": "symbol", "date_start": days, "date_end": days}
    )
    zones = zones_of_events(events, dataset.gazetteer)
    assert ["rpk-zone" in found for found in zones] == [True, False, False]


def test_an_event_with_no_drawable_place_is_listed_not_lost(dataset: Dataset) -> None:
    drawn = dataset.events["drawn"].value_counts()
    assert drawn.sum() == len(dataset.events)
    assert set(drawn.index) == {"symbol", "area", "listed"}
    listed = dataset.events[dataset.events["drawn"] == "listed"]
    assert set(listed["event_id"]) <= set(dataset.select(EventFilter())["event_id"])


def test_longitude_is_east_and_latitude_north(dataset: Dataset) -> None:
    entry = by_id(dataset, "nk-20220324-parukh-entry")
    assert (entry["lon"], entry["lat"]) == pytest.approx((46.8011, 40.0164))


def test_events_are_sorted_and_unique(dataset: Dataset) -> None:
    keys = list(zip(dataset.events["date_start"], dataset.events["event_id"], strict=True))
    assert keys == sorted(set(keys))


def test_dates_are_said_with_their_precision(dataset: Dataset) -> None:
    assert by_id(dataset, "nk-20220324-parukh-entry")["when"] == "24 March 2022"
    pipeline = by_id(dataset, "nk-20220224-gas-pipeline")["when"]
    assert pipeline == "between 24 February 2022 and 28 March 2022"
