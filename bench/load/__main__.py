"""Time, CPU and memory of one server with many people: `python -m bench.load`."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from bench.load.recording import Script, record
from bench.load.report import Results, write_report
from bench.load.scenarios import bombed, idle, many, soak
from bench.load.server import Server, machine, running_server
from tests.chromium import launch

SCENARIOS = ("many", "idle", "soak", "bombs")
# Streamlit's own way, a full collection after each run, as a row to compare with.
COLLECTING = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"}


@click.command()
@click.option("--only", default=",".join(SCENARIOS), show_default=True, help="Which to measure.")
@click.option("--people", default=200, show_default=True, help="People who change windows.")
@click.option("--every", default=30.0, show_default=True, help="Seconds between their changes.")
@click.option("--seconds", default=90.0, show_default=True, help="How long they are watched.")
@click.option("--idle-people", default=500, show_default=True, help="People who only look on.")
@click.option("--minutes", default=5.0, show_default=True, help="Length of the soak.")
@click.option("--compare/--no-compare", default=False, help="Measure Streamlit's default too.")
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Else the built-in data."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Markdown to write.")
def main(
    only: str,
    people: int,
    every: float,
    seconds: float,
    idle_people: int,
    minutes: float,
    compare: bool,
    data: Path | None,
    out: Path | None,
) -> None:
    """Measure and print tables; with --out, write them too."""
    asked = [one for one in only.split(",") if one]
    if unknown := [one for one in asked if one not in SCENARIOS]:
        raise click.UsageError(
            f"--only: expected any of {', '.join(SCENARIOS)}, found {unknown[0]}"
        )
    results = Results({})
    title = f"{people} people, each every {every:g} s"
    if "many" in asked:
        with running_server(data) as server:
            script = _recorded(server)
            results.many[title] = asyncio.run(many(server, script, people, every, seconds))
        if compare:
            os.environ |= COLLECTING
            with running_server(data) as server:
                found = asyncio.run(many(server, script, people, every, seconds))
                results.many[f"{title}, Streamlit's collection after each run"] = found
            for name in COLLECTING:
                del os.environ[name]
    if "idle" in asked:
        with running_server(data) as server:
            results.idle = asyncio.run(idle(server, _recorded(server), idle_people))
    if "bombs" in asked:
        with running_server(data) as server:
            results.bombed = asyncio.run(bombed(server, _recorded(server)))
    if "soak" in asked:
        with running_server(data) as server:
            results.soak = asyncio.run(soak(server, _recorded(server), people, every, minutes))
    command = f"python -m bench.load {' '.join(sys.argv[1:])}".strip()
    text = write_report(results, command, machine())
    click.echo(text)
    if out:
        out.write_text(text, encoding="utf-8", newline="\n")


def _recorded(server: Server) -> Script:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        script = record(browser, server.address)
        browser.close()
    return script


if __name__ == "__main__":
    main()
