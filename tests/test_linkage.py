"""Joins against geopandas done the plain way, dates of zones included."""

from __future__ import annotations

from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from pandas.testing import assert_frame_equal

from geo.filters import EventFilter
from geo.linkage import Dataset, zones_of_events
from geo.spans import CERTAINTIES, Window


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


def test_rows_and_cells_of_a_selection_are_those_of_its_events(dataset: Dataset) -> None:
    selection = dataset.selection(EventFilter(date(2022, 3, 1), date(2022, 3, 31)))
    columns = ["title", "day_start", "low", "status", "date_start"]
    for names, start, stop in ((None, 0, None), (columns, 3, 9), (columns, 9, 9)):
        events = dataset.events if names is None else dataset.events[names]
        expected = events.iloc[selection.rows[start:stop]]
        taken = selection.frame(names, start, stop)
        certainty = [str(CERTAINTIES[code]) for code in selection.certainty[start:stop]]
        assert taken.pop("certainty").tolist() == certainty
        # pandas' comparison knows no sets.
        sets = [name for name in events if isinstance(events[name].iloc[0], frozenset)]
        without_sets = [name for name in events if name not in sets]
        assert_frame_equal(taken[without_sets], expected[without_sets])
        assert list(taken) == list(events)
        records = selection.records(names, start, stop)
        assert [record.pop("certainty") for record in records] == certainty
        cells = pd.DataFrame(records, columns=list(events), index=taken.index)
        assert_frame_equal(
            cells[without_sets].astype(taken[without_sets].dtypes), taken[without_sets]
        )
        for name in sets:
            assert [record[name] for record in records] == taken[name].tolist()
            assert taken[name].tolist() == expected[name].tolist()
