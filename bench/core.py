"""Time and memory of loading a dataset and of changing a filter, without a browser.

`python -m bench.core DIR`
"""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

import click

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.store.folder import load
from geo.summary import COLUMNS, summarise

REPEATS = 7
PAGE_ROWS = 200


def change_filter(dataset: Dataset, event_filter: EventFilter) -> int:
    """Do what a page does when its filter changes: mask, counts and one page of the table."""
    selection = dataset.selection(event_filter)
    counted = summarise(selection.frame(COLUMNS))
    selection.frame(stop=PAGE_ROWS)
    return counted.events


def filters_of(dataset: Dataset) -> dict[str, EventFilter]:
    """Filters of every kind, taken from what is in the dataset."""
    events = dataset.events
    place = next(str(one) for one in events["place_id"].value_counts().index if one)
    parents = dataset.gazetteer.ancestors(place)
    party = str(dataset.parties["party_id"].iloc[0])
    return {
        "everything": EventFilter(),
        "a month": EventFilter(date(2022, 3, 1), date(2022, 3, 31)),
        "three years": EventFilter(date(2020, 1, 1), date(2022, 12, 31)),
        "two categories": EventFilter(category=("clash", "strike")),
        "contested": EventFilter(status=("contested",)),
        "a district": EventFilter(place=parents[:1] or (place,)),
        "a party": EventFilter(party=(party,)),
        "text": EventFilter(q="shelling"),
        "all at once": EventFilter(
            date(2020, 1, 1), date(2022, 12, 31), ("clash",), ("reported",), q="near"
        ),
    }


def timed(work: Callable[[], int]) -> tuple[float, int]:
    """Median milliseconds over `REPEATS` runs, and what the work returned."""
    durations = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        result = work()
        durations.append((time.perf_counter() - started) * 1000)
    return median(durations), result


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Print a table of figures for one dataset folder."""
    started = time.perf_counter()
    dataset = load(folder)
    seconds = time.perf_counter() - started
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    gc.collect()
    gc.freeze()
    click.echo(f"load {len(dataset.events):,} events: {seconds:.1f} s, peak {peak_mb:,.0f} MB")
    for name, asked in filters_of(dataset).items():
        milliseconds, count = timed(lambda asked=asked: change_filter(dataset, asked))  # type: ignore[misc]
        click.echo(f"  {name:15} {milliseconds:7.1f} ms  {count:>9,} events")


if __name__ == "__main__":
    main()
