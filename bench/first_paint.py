"""First paint of the Situation page beside Streamlit's hello page: `python -m bench.first_paint`.

Both are served by warm servers of their own and opened in turn, each time in a fresh browser
context. The clock is the page's own; painted means that the heading of the hello page, or the
events on the map, are there and two more animation frames have passed.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import click
import streamlit.hello
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from bench.browser import Traffic, Watched, watch_clock
from tests.chromium import launch, running_app

HELLO = "Streamlit's hello page"
EMPTY = "empty st_folium page"
OURS = "Situation page"
PAGES = {
    HELLO: (
        str(Path(streamlit.hello.__file__).parent / "streamlit_app.py"),
        "[...document.querySelectorAll('h1')].some((h) => h.textContent.includes('Welcome'))",
    ),
    EMPTY: ("bench/peers/empty.py", 'frame.document.querySelector(".leaflet-pane") !== null'),
    OURS: ("app.py", "frame.truceline && frame.truceline.state().serialApplied !== null"),
}
TARGET = 1.5
LIMIT_SECONDS = 60
SAMPLE_US = 500
LISTED = 12
_REQUESTED = """() => [window, ...[...document.querySelectorAll("iframe")].map((f) =>
  f.contentWindow)].flatMap((w) => w.performance.getEntriesByType("resource").map((e) =>
  [e.transferSize, e.decodedBodySize]))"""


@dataclass
class Times:
    """Milliseconds to the first paint of one page.

    Parameters
    ----------
    cold : list of float
        With nothing cached.
    warm : list of float
        Opened again in the same context.
    busy : list of float
        Of a cold opening: time that the main thread computed, which other work on the machine
        does not lengthen as it does the rest.
    requests, transferred : int
        Of a cold opening: files, and bytes of them that went over the wire.
    """

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    requests: int = 0
    transferred: int = 0


@contextmanager
def _context(browser: Browser) -> Iterator[BrowserContext]:
    # Requests are not routed through this process, which would take milliseconds for each.
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(watch_clock())
    try:
        yield context
    finally:
        context.close()


def _open(page: Page, address: str, painted: str) -> float:
    page.goto(f"{address}/")
    times = Watched(page, Traffic(), []).painted_ms(painted, LIMIT_SECONDS)
    if times is None:
        raise RuntimeError(f"{address} was not painted in {LIMIT_SECONDS} s")
    return times[0]


def _busy(session: CDPSession) -> float:
    """Milliseconds that the main thread has computed since the session began to measure."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")


def measure(browser: Browser, addresses: dict[str, str], rounds: int) -> dict[str, Times]:
    """Open all pages in turn, cold and then warm; the first round is not counted."""
    found = {name: Times() for name in addresses}
    for number in range(rounds + 1):
        for name, address in addresses.items():
            painted = PAGES[name][1]
            with _context(browser) as context:
                page = context.new_page()
                session = context.new_cdp_session(page)
                session.send("Performance.enable", {"timeDomain": "threadTicks"})
                before = _busy(session)
                cold = _open(page, address, painted)
                busy = _busy(session) - before
                sizes = page.evaluate(_REQUESTED)
                page.close()
                again = context.new_page()
                warm = _open(again, address, painted)
            if number:
                times = found[name]
                times.cold.append(cold)
                times.warm.append(warm)
                times.busy.append(busy)
                times.requests = len(sizes)
                times.transferred = sum(sent for sent, _ in sizes)
    return found


def profile(browser: Browser, address: str) -> tuple[dict[str, float], float]:
    """Milliseconds of the page's main thread by file until the events are painted, and of all."""
    with _context(browser) as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Profiler.enable")
        session.send("Profiler.setSamplingInterval", {"interval": SAMPLE_US})
        session.send("Profiler.start")
        _open(page, address, PAGES[OURS][1])
        taken: Any = session.send("Profiler.stop")["profile"]
    files = {}
    for node in taken["nodes"]:
        call = node["callFrame"]
        files[node["id"]] = call["url"].rsplit("/", 1)[-1] or call["functionName"] or "(page)"
    spent: Counter[str] = Counter()
    for sample, elapsed in zip(taken["samples"], taken["timeDeltas"], strict=True):
        spent[files[sample]] += elapsed
    return {name: us / 1000 for name, us in spent.most_common(LISTED)}, spent.total() / 1000


def write_report(found: dict[str, Times], spent: dict[str, float], total: float, how: str) -> str:
    """Write the tables."""
    base = {kind: median(getattr(found[HELLO], kind)) for kind in ("cold", "warm")}
    lines = [
        "## First paint",
        "",
        f"Made by `{how}` on {date.today()}; {os.cpu_count()} cores. Median of "
        f"{len(found[HELLO].cold)}, pages in turn,",
        "a warm server, fresh contexts; *again*: the same page once more in that context; *main",
        "thread*: what it computed until the paint, without what it waited.",
        f"The aim is {TARGET} × hello.",
        "",
        "| | cold, ms | × hello | again, ms | × hello | main thread, ms | requests | bytes |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, times in found.items():
        cold, warm = median(times.cold), median(times.warm)
        lines.append(
            f"| {name} | {cold:,.0f} | {cold / base['cold']:.2f} | {warm:,.0f} "
            f"| {warm / base['warm']:.2f} | {median(times.busy):,.0f} "
            f"| {times.requests} | {times.transferred:,} |"
        )
    lines += [
        "",
        f"Where the Situation page's main thread is meanwhile, of {total:,.0f} ms (sampled, which",
        "slows it down):",
        "",
        "| file | ms |",
        "|---|---:|",
        *(f"| {name} | {ms:,.0f} |" for name, ms in spent.items()),
    ]
    return "\n".join(lines) + "\n"


@click.command()
@click.option("--rounds", default=7, show_default=True, help="Openings of each page that count.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Markdown to write.")
def main(rounds: int, out: Path | None) -> None:
    """Measure and print tables; with --out, write them too."""
    with (
        running_app(script=PAGES[HELLO][0]) as hello,
        running_app(script=PAGES[EMPTY][0]) as empty,
        running_app(script=PAGES[OURS][0]) as ours,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        time.sleep(1)
        found = measure(browser, {HELLO: hello, EMPTY: empty, OURS: ours}, rounds)
        spent, total = profile(browser, ours)
        browser.close()
    how = f"python -m bench.first_paint {' '.join(sys.argv[1:])}".strip()
    text = write_report(found, spent, total, how)
    click.echo(text)
    if out:
        out.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
