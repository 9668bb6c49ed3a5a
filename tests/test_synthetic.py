"""Synthetic datasets are sound, seeded and skewed."""

from __future__ import annotations

from pathlib import Path

from bench.synthetic import write_dataset
from geo.schema import TABLES
from geo.store.folder import check, load


def test_a_synthetic_dataset_is_sound_and_counted(tmp_path: Path) -> None:
    write_dataset(tmp_path, events=2000, places=500, seed=1)
    result = check(tmp_path)
    assert result.faults == ()
    assert (result.counts["events"], result.counts["places"]) == (2000, 500)


def test_the_same_seed_writes_the_same_bytes_and_another_does_not(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_dataset(tmp_path / name, events=300, places=300, seed=seed)
    files = ["places.geojson", *(table.file for table in TABLES)]
    a, b, c = ([(tmp_path / name / file).read_bytes() for file in files] for name in "abc")
    assert a == b
    assert a != c


def test_events_crowd_in_few_places_and_on_few_days(tmp_path: Path) -> None:
    write_dataset(tmp_path, events=5000, places=1000, seed=1)
    events = load(tmp_path).events
    for column in ("place_id", "date_start"):
        counts = events[column].value_counts()
        assert counts.head(len(counts) // 5).sum() > 0.4 * len(events)


def test_a_synthetic_dataset_may_be_without_claims(tmp_path: Path) -> None:
    write_dataset(tmp_path, events=10, places=300, seed=1)
    dataset = load(tmp_path)
    assert dataset.claims.empty
    assert set(dataset.events["status"]) == {"reported"}
