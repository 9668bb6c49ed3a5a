"""Time of a brief, beside a headless-Chromium screenshot of the same map in the same run.

`python -m bench.brief`
"""

from __future__ import annotations

import platform
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Final

import click
from playwright.sync_api import Browser, sync_playwright

from geo.brief import Brief, compose, render
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.maps.export import map_page
from geo.store.folder import basemap_folder, load
from tests.chromium import launch

REPEATS: Final = 7
DAYS: Final = EventFilter(date(2022, 3, 24), date(2022, 3, 28), view=(40.0, 46.8, 10.0))
FORMS: Final = ("png", "svg", "pdf", "pptx", "html")
MAX_PNG_CPU_S: Final = 2.0
MAX_PDF_S: Final = 4.0
SIZE: Final = {"width": 1920, "height": 1080}


def cpu_seconds() -> float:
    """CPU time of this process and of children that have ended."""
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Median wall and CPU seconds over `REPEATS` runs, after one that is not counted."""
    work()
    walls, cpus = [], []
    for _ in range(REPEATS):
        wall, cpu = time.perf_counter(), cpu_seconds()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(cpu_seconds() - cpu)
    return median(walls), median(cpus)


def screenshot(browser: Browser, address: str, target: Path) -> None:
    """Open the map in a new page of a running browser, wait until it is drawn, and save it."""
    page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
    try:
        page.goto(address)
        page.wait_for_selector('[data-truceline="ready"]', timeout=60_000)
        page.screenshot(path=target)
    finally:
        page.close()


def screenshots(dataset: Dataset, folder: Path) -> tuple[float, float]:
    """Median wall seconds of a screenshot by a browser that runs, and by one started for it."""
    file = folder / "map.html"
    file.write_text(map_page(dataset, DAYS, basemap_folder(dataset.path)), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = launch(playwright)
        running, _ = timed(lambda: screenshot(browser, file.as_uri(), folder / "map.png"))
        browser.close()

        def started() -> None:
            fresh = launch(playwright)
            screenshot(fresh, file.as_uri(), folder / "map.png")
            fresh.close()

        fresh, _ = timed(started)
    return running, fresh


def verdict(met: bool) -> str:
    """Whether a limit is met, in a word."""
    return "met" if met else "MISSED"


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(data: Path | None) -> None:
    """Print a table of medians, and whether the limits are met."""
    dataset = load(data)
    click.echo(f"{platform.machine()}, Python {platform.python_version()}, {REPEATS} runs each")
    wall, cpu = timed(lambda: compose(dataset, DAYS))
    click.echo(f"  {'document model':28} {wall:6.2f} s wall {cpu:6.2f} s CPU")
    times: dict[str, tuple[float, float]] = {}
    for form in FORMS:
        times[form] = timed(lambda form=form: _whole(dataset, form))  # type: ignore[misc]
        wall, cpu = times[form]
        click.echo(f"  {form:28} {wall:6.2f} s wall {cpu:6.2f} s CPU")
    with tempfile.TemporaryDirectory() as folder:
        running, fresh = screenshots(dataset, Path(folder))
    click.echo(f"  {'screenshot, running browser':28} {running:6.2f} s wall")
    click.echo(f"  {'screenshot, browser started':28} {fresh:6.2f} s wall")
    png_wall, png_cpu = times["png"]
    click.echo(f"PNG / screenshot by a running browser: {png_wall / running:.2f}")
    click.echo(f"PNG / screenshot by a browser started for it: {png_wall / fresh:.2f}")
    click.echo(f"PNG within {MAX_PNG_CPU_S:g} s of CPU: {verdict(png_cpu <= MAX_PNG_CPU_S)}")
    click.echo(f"PNG no slower than a screenshot: {verdict(png_wall <= fresh)}")
    click.echo(f"PDF within {MAX_PDF_S:g} s: {verdict(times['pdf'][0] <= MAX_PDF_S)}")


def _whole(dataset: Dataset, form: str) -> bytes:
    """Everything that a press of the button costs: the model and the file."""
    made: Brief = compose(dataset, DAYS)
    return render(made, form)


if __name__ == "__main__":
    main()
