"""Time of maps in a real browser: ours and the usual ways, on the same events in one run.

`python -m bench.map --sizes 10k,100k,1m`
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Final

import click
import numpy as np
from playwright.sync_api import Browser, sync_playwright

from bench.browser import Drag, Watched, drag_brush, watched_page
from bench.contenders import EMPTY, OURS, OURS_BY_PAGE, PEERS, STARTS, Contender
from bench.report import Result, write_report
from bench.synthetic import write_dataset
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.schema import EVENTS
from geo.store.folder import load
from tests.chromium import ROOT, launch, running_app

SIZES: Final = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
PLACES: Final = 20_000
SEED: Final = 1
OPENINGS: Final = 3
FIRST_SECONDS: Final = 240
LIMIT_SECONDS: Final = 120
# A way that took longer than this is not tried with ten times as many events.
HOPELESS_MS: Final = 2_000
# Shares of all events in the window that is dragged.
DRAGGED: Final = (1 / 8, 1 / 2)


def data_of(size: str, root: Path) -> Path:
    """Folder of the synthetic dataset of a size, written where it is missing."""
    folder = root / f"{size}-{PLACES}-{SEED}"
    if not (folder / EVENTS.file).exists():
        click.echo(f"writing {folder}", err=True)
        write_dataset(folder, SIZES[size], PLACES, SEED)
    return folder


def symbols_from(dataset: Dataset, start: date) -> int:
    """Events from a day on that are drawn as a symbol."""
    drawn = dataset.selection(EventFilter(start)).frame(["drawn"])["drawn"]
    return int((drawn == "symbol").sum())


def measure(browser: Browser, contender: Contender, folder: Path, counts: Sequence[int]) -> Result:
    """Open a contender's page afresh some times and change its dates some times."""
    starts = ",".join(map(str, STARTS))
    variables = {"PYTHONPATH": str(ROOT), "TRUCELINE_BENCH_STARTS": starts}
    firsts: list[float] = []
    changes: list[tuple[float, int]] = []
    elsewhere = 0
    with running_app(folder, contender.script, **variables) as address:
        for opening in range(OPENINGS + 1):
            with watched_page(browser) as watched:
                watched.page.goto(f"{address}/{contender.query}", timeout=FIRST_SECONDS * 1000)
                limit = FIRST_SECONDS if opening == 0 else LIMIT_SECONDS
                times = watched.painted_ms(contender.painted(0, counts[0]), limit)
                if times is None:
                    return Result(contender.name, None, None, None)
                # The first visit also reads the data; it is not counted.
                firsts += [times[0]] if opening else []
                elsewhere = len(watched.elsewhere)
                if opening == OPENINGS and contender.change:
                    changes = list(_changes(watched, contender, counts))
    return Result(
        contender.name,
        median(firsts),
        median(ms for ms, _ in changes) if changes else None,
        round(median(size for _, size in changes)) if changes else None,
        elsewhere,
    )


def _changes(
    watched: Watched, contender: Contender, counts: Sequence[int]
) -> Iterator[tuple[float, int]]:
    for window in range(1, len(STARTS)):
        painted = contender.painted(window, counts[window])
        found = watched.change(
            lambda window=window: contender.change(watched.page, window),  # type: ignore[misc]
            painted,
            LIMIT_SECONDS,
        )
        if found is None:
            return
        yield found
        if found[0] > HOPELESS_MS:
            return


def drags(browser: Browser, folder: Path, dataset: Dataset) -> list[Drag]:
    """Drag the brush with some shares of the events in its window."""
    found = []
    starts = dataset.events["day_start"].to_numpy()
    with running_app(folder) as address:
        for share in DRAGGED:
            # From a quarter on, so that the window can be dragged both ways.
            first, last = (int(np.quantile(starts, q)) for q in (0.25, 0.25 + share))
            days = [date(1970, 1, 1) + timedelta(days=number) for number in (first, last)]
            with watched_page(browser) as watched:
                watched.page.goto(f"{address}/?from={days[0]}&to={days[1]}")
                ready = "frame.truceline && frame.truceline.state().serialApplied !== null"
                watched.painted_ms(ready, FIRST_SECONDS)
                watched.settle()
                count = len(dataset.selection(EventFilter(days[0], days[1])))
                drag = drag_brush(watched.page, count)
                found += [] if drag is None else [drag]
    return found


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@click.command()
@click.option("--sizes", default="10k,100k", show_default=True, help="Any of 10k, 100k, 1m.")
@click.option("--peers/--no-peers", default=True, help="Measure the usual ways too.")
@click.option("--brush/--no-brush", default=True, help="Drag the time brush.")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(tempfile.gettempdir()) / "truceline-bench",
    help="Where synthetic datasets are kept.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Markdown to write.")
def main(sizes: str, peers: bool, brush: bool, data: Path, out: Path | None) -> None:
    """Measure and print a table; with --out, write it too."""
    asked = [size for size in sizes.lower().split(",") if size]
    if unknown := [size for size in asked if size not in SIZES]:
        raise click.UsageError(f"sizes: expected any of {', '.join(SIZES)}, found {unknown[0]!r}")
    results: dict[str, list[Result]] = {}
    dragged: dict[str, list[Drag]] = {}
    counts: dict[str, tuple[int, ...]] = {}
    hopeless: set[str] = set()
    with _browser() as browser:
        for size in asked:
            folder = data_of(size, data)
            dataset = load(folder)
            counts[size] = tuple(symbols_from(dataset, start) for start in STARTS)
            results[size] = []
            for contender in (EMPTY, OURS, OURS_BY_PAGE, *(PEERS if peers else ())):
                if contender.name in hopeless:
                    continue
                click.echo(f"{size}: {contender.name}", err=True)
                result = measure(browser, contender, folder, counts[size])
                click.echo(f"  {result}", err=True)
                results[size].append(result)
                if contender in PEERS and (result.change_ms or HOPELESS_MS + 1) > HOPELESS_MS:
                    hopeless.add(contender.name)
            dragged[size] = drags(browser, folder, dataset) if brush else []
            del dataset
    command = f"python -m bench.map {' '.join(sys.argv[1:])}".strip()
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python "
    machine += platform.python_version()
    text = write_report(results, dragged, counts, command, machine)
    click.echo(text)
    if out:
        out.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
