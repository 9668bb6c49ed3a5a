"""A dataset that an engine answers for: counts of the view, every event when few pass, pages."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Frame, Page, expect
from streamlit.testing.v1 import AppTest

from bench.synthetic import write_dataset
from geo.engine import details
from geo.engine.loaded import engine_of
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.records import events_csv, sentence
from geo.store.convert import to_parquet
from geo.store.engines import LOADED_VARIABLE
from geo.store.folder import load
from geo.ui.large_download import write_csv
from geo.ui.table import PAGE_ROWS
from tests.chromium import WAIT_MS, offline_page, running_app, wait_until
from tests.ui.page import MAP, open_page, state, type_date

pytestmark = pytest.mark.browser
EVENTS, AT_MOST = 6000, 2000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Dataset]]:
    folder = tmp_path_factory.mktemp("large")
    write_dataset(folder / "csv", EVENTS, places=400, seed=6)
    to_parquet(folder / "csv", folder / "parquet")
    with running_app(folder / "parquet", **{LOADED_VARIABLE: str(AT_MOST)}) as address:
        yield address, load(folder / "csv")


def shown(frame: Frame, count: int) -> None:
    wait_until(frame, f"truceline.state().counts.shown === {count}")


def live(page: Page, count: int) -> Frame:
    """The map's frame, which another way of showing events mounts anew."""
    until = time.monotonic() + WAIT_MS / 1000
    while time.monotonic() < until:
        for frame in page.frames:
            ready = "window.truceline?.state?.()?.counts?.shown"
            if "streamlit_folium" in frame.url and frame.evaluate(ready) == count:
                return frame
        page.wait_for_timeout(100)
    raise AssertionError(f"the map never showed {count} events")


def counted_in_view(frame: Frame) -> int:
    width, height = frame.evaluate("[innerWidth, innerHeight]")
    squares = state(frame)["crowd"]
    return sum(s["count"] for s in squares if 0 <= s["x"] <= width and 0 <= s["y"] <= height)


def test_many_events_are_counted_in_squares_where_they_are(
    browser: Browser, large: tuple[str, Dataset]
) -> None:
    address, dataset = large
    with offline_page(browser, height=1300) as offline:
        page = offline.page
        frame = open_page(page, address, "?view=39.9000,46.8000,8")
        shown(frame, EVENTS)
        expect(page.get_by_text("the map counts them in squares")).to_be_visible()
        mapped = dataset.events["drawn"] == "symbol"
        found = state(frame)
        assert found["mode"] == "density"
        assert found["counts"]["mapped"] == int(mapped.sum())
        # All that is drawn within the map's edges is there, and no event of elsewhere.
        view = found["view"]
        wait_until(frame, "truceline.state().crowd.length > 0")
        west, south, east, north = view["bounds"]
        lon, lat = (dataset.events[name][mapped].to_numpy() for name in ("lon", "lat"))
        inside = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        assert 0 < inside.sum() < len(inside)
        drawn = counted_in_view(frame)
        # Squares on the edges hold events of either side of them.
        margin_lon, margin_lat = (east - west) / 40, (north - south) / 40
        around = (lon >= west - margin_lon) & (lon <= east + margin_lon)
        around &= (lat >= south - margin_lat) & (lat <= north + margin_lat)
        assert inside.sum() * 0.97 <= drawn <= around.sum()
        histogram = frame.evaluate("Array.from(truceline.histogram().counts)")
        assert sum(histogram) == EVENTS


def test_a_window_and_a_move_of_the_map_are_counted_anew(
    browser: Browser, large: tuple[str, Dataset]
) -> None:
    address, dataset = large
    middle = dataset.events["date_start"].iloc[EVENTS // 3].date()
    expected = len(dataset.select(EventFilter(start=middle)))
    assert AT_MOST < expected < EVENTS
    with offline_page(browser, height=1300) as offline:
        page = offline.page
        frame = open_page(page, address)
        shown(frame, EVENTS)
        started = time.perf_counter()
        type_date(page, "From", middle.isoformat())
        shown(frame, expected)
        print(f"dates to counts: {time.perf_counter() - started:.2f} s")
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        frame.evaluate("truceline.ready")
        box = page.locator(MAP).bounding_box()
        assert box is not None
        before = state(frame)["view"]["bounds"]
        # What was counted reaches beyond the view: a short move finds its squares there.
        page.mouse.move(box["x"] + 500, box["y"] + 300)
        page.mouse.down()
        page.mouse.move(box["x"] + 300, box["y"] + 200, steps=4)
        page.mouse.up()
        wait_until(frame, f"truceline.state().view.bounds[0] > {before[0]}")
        assert state(frame)["covered"]
        assert not [url for url in fetched if "/cells-" in url]
        zoom = state(frame)["view"]["zoom"]
        # A click while the map is still on its way goes no further than the one before.
        arrived = "!document.querySelector('.leaflet-zoom-anim')"
        for _ in range(2):
            nearer = state(frame)["view"]["zoom"]
            page.frame_locator(MAP).get_by_role("button", name="Zoom in", exact=True).click()
            wait_until(frame, f"truceline.state().view.zoom > {nearer} && {arrived}")
        started = time.perf_counter()
        assert state(frame)["view"]["zoom"] > zoom
        wait_until(frame, "truceline.state().covered")
        print(f"zoom to counts: {time.perf_counter() - started:.2f} s")
        assert [url for url in fetched if "/cells-" in url]
        # What a window is chosen on has not changed, and is not asked for again.
        assert not [url for url in fetched if "/days-" in url]
        shown(frame, expected)


def test_few_events_are_sent_one_by_one_and_open_their_claims(
    browser: Browser, large: tuple[str, Dataset]
) -> None:
    address, dataset = large
    middle = dataset.events["date_start"].iloc[EVENTS // 2].date()
    asked = EventFilter(middle, middle + timedelta(days=20), category=("clash",))
    rows = dataset.select(asked)
    assert 0 < len(rows) <= AT_MOST
    with offline_page(browser, height=1300) as offline:
        page = offline.page
        open_page(page, address, f"?{asked.to_query()}")
        frame = live(page, len(rows))
        expect(page.get_by_text(f"each of the {len(rows):,} that pass")).to_be_visible()
        symbols = rows[rows["drawn"] == "symbol"]
        assert state(frame)["counts"]["mapped"] >= len(symbols) > 0
        line = page.locator("table.events tbody tr").first
        assert line.get_attribute("data-id") == rows["event_id"].iloc[0]
        line.click()
        expect(page.get_by_text(rows["summary"].iloc[0])).to_be_visible()


def test_pages_of_the_table_are_turned_by_key(browser: Browser, large: tuple[str, Dataset]) -> None:
    address, dataset = large
    ids = dataset.events["event_id"].tolist()
    with offline_page(browser, height=1300) as offline:
        page = offline.page
        open_page(page, address)
        turns = (
            ("Later", PAGE_ROWS),
            ("Later", 2 * PAGE_ROWS),
            ("Earlier", PAGE_ROWS),
            ("Last", EVENTS - PAGE_ROWS),
            ("First", 0),
        )
        for button, start in turns:
            page.get_by_role("button", name=button, exact=True).last.click()
            text = f"Rows {start + 1:,}–{start + PAGE_ROWS:,} of {EVENTS:,}"
            expect(page.get_by_text(text)).to_be_visible(timeout=WAIT_MS)
            listed = page.locator("table.events tbody tr").evaluate_all(
                "rows => rows.map((row) => row.dataset.id)"
            )
            assert listed == ids[start : start + PAGE_ROWS], button


def test_the_download_is_that_of_the_loaded_data(
    browser: Browser, large: tuple[str, Dataset], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, dataset = large
    start = dataset.events["date_start"].iloc[EVENTS // 2].date()
    asked = EventFilter(start, start + timedelta(days=40))
    with offline_page(browser, height=1600) as offline:
        page = offline.page
        open_page(page, address, f"?{asked.to_query()}")
        # The map's first word about its view reruns the page; a click before that is lost.
        page.wait_for_url("**view=**")
        page.wait_for_timeout(1000)
        with page.expect_download() as waiting:
            page.get_by_test_id("stDownloadButton").get_by_role("button").click()
        waiting.value.save_as(tmp_path / "rows.csv")
    loaded = dataset.selection(asked)
    expected = events_csv(dataset, loaded.frame(), sentence(dataset, asked), asked.names)
    assert (tmp_path / "rows.csv").read_bytes().decode() == expected
    # A file of many pages has the same rows, and its head once.
    monkeypatch.setattr(details, "PAGE_ROWS", 37)
    engine = engine_of(dataset)
    with write_csv(dataset, engine, asked, None) as file:
        assert file.read().decode() == expected
    engine.close()


def test_more_rows_than_are_downloaded_are_not_cut_short() -> None:
    def page() -> None:
        from datetime import date

        from geo.filters import EventFilter
        from geo.ui import large_download

        large_download.show(None, None, EventFilter(date(2020, 1, 1)), None, 200_001)  # type: ignore[arg-type]

    shown = AppTest.from_function(page).run()
    assert "at most 200,000 rows" in shown.caption[0].value
    assert "200,001" in shown.caption[0].value
    assert not shown.get("download_button")


def test_pages_that_need_every_event_say_so(browser: Browser, large: tuple[str, Dataset]) -> None:
    with offline_page(browser) as offline:
        offline.page.goto(f"{large[0]}/methods")
        expect(offline.page.get_by_text("too many to load")).to_be_visible(timeout=WAIT_MS)
        expect(offline.page.get_by_text(LOADED_VARIABLE)).to_be_visible()


def test_the_sides_of_events_are_those_of_their_claims(large: tuple[str, Dataset]) -> None:
    from geo.maps.columns import event_columns
    from geo.maps.counted import sent_columns

    dataset = large[1]
    engine = engine_of(dataset)
    asked = EventFilter(category=("clash", "strike"))
    columns, rows = sent_columns(engine, asked)
    engine.close()
    expected = event_columns(dataset)
    assert rows.tolist() == np.flatnonzero(asked.mask(dataset.events)).tolist()
    for name, values in columns.items():
        wanted = np.asarray(expected[name], np.float64)[rows]
        assert np.array_equal(np.asarray(values, np.float64), wanted, equal_nan=True), name
    assert json.dumps(sorted(columns)) == json.dumps(sorted(expected))
