"""Commands for data that are too large for one table in memory."""

from __future__ import annotations

import time
from pathlib import Path

import click

from geo.cli.options import FAULTY_DATA, UNREADABLE, data_option, filter_options
from geo.cli.progress import progress_bars
from geo.errors import DataFaultsError, UsageError
from geo.filters import EventFilter

_memory = click.option(
    "--memory",
    default="",
    metavar="SIZE",
    help="Most memory that the engine may use before it spills to disk, such as 800MB.",
)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--to", "form", type=click.Choice(["parquet"]), default="parquet", help="What is written."
)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="Folder to be made."
)
@_memory
def convert(folder: Path, form: str, output: Path, memory: str) -> None:
    """Convert a dataset FOLDER for the engine: checked row by row, of any size."""
    # Loaded by the commands that need them, since ibis takes half a second.
    from geo.store.convert import to_parquet

    started = time.perf_counter()
    try:
        with progress_bars() as progress:
            manifest = to_parquet(folder, output, memory, progress)
    except DataFaultsError as error:
        click.echo(str(error), err=True)
        raise SystemExit(FAULTY_DATA) from None
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    except UNREADABLE as error:
        raise click.UsageError(f"cannot convert {folder}: {error}") from error
    took = time.perf_counter() - started
    click.echo(
        f"wrote {output} as {form}: {manifest.events:,} events, {manifest.claims:,} claims, "
        f"{manifest.places:,} places in {took:.1f} s",
        err=True,
    )


@click.command()
@data_option
@click.option("--url", help="duckdb or spark://host:port; else TRUCELINE_ENGINE, else duckdb.")
@_memory
@filter_options
def engine(folder: str | None, url: str | None, memory: str, event_filter: EventFilter) -> None:
    """Say which engine answers for a dataset, how many rows it has, and how fast it counts."""
    from geo.store.engines import open_engine

    started = time.perf_counter()
    try:
        opened = open_engine(folder, url, memory)
        ready = time.perf_counter()
        counted = opened.counts(event_filter)
        answered = time.perf_counter()
        opened.close()
    except DataFaultsError as error:
        click.echo(str(error), err=True)
        raise SystemExit(FAULTY_DATA) from None
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    manifest = opened.manifest
    click.echo(f"engine: {opened.backend.version()}")
    click.echo(f"data: {manifest.made_from}, version {manifest.version}")
    click.echo(
        f"rows: {manifest.events:,} events, {manifest.claims:,} claims, {manifest.places:,} places"
    )
    click.echo(f"question: {event_filter.sentence()}")
    click.echo(f"answer: {counted['certain']:,} certain, {counted['possible']:,} possible")
    click.echo(f"time: {ready - started:.3f} s to open, {answered - ready:.3f} s to answer")
