"""The commands that compare: two windows of a dataset, and two versions of one."""

from __future__ import annotations

import json
from typing import Any

import click

from geo.changes import WindowPair, as_markdown, as_record
from geo.changes import compare as compare_windows
from geo.changes.difference import diff as diff_datasets
from geo.changes.difference import difference_lines, difference_record
from geo.changes.sentences import Speaker
from geo.cli.options import (
    FAULTY_DATA,
    UNREADABLE,
    data_option,
    format_option,
    load_filtered,
    undated_filter_options,
)
from geo.errors import DataFaultsError
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.spans import Window, parse_day
from geo.store.folder import load


def _read_window(context: click.Context, option: click.Parameter, days: tuple[str, str]) -> Window:
    try:
        first, last = (parse_day(day) for day in days)
        return Window(first, last)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command()
@data_option
@click.option(
    "--from",
    "first",
    nargs=2,
    required=True,
    callback=_read_window,
    metavar="FIRST LAST",
    help="First and last day of the window compared from, YYYY-MM-DD.",
)
@click.option(
    "--to",
    "second",
    nargs=2,
    required=True,
    callback=_read_window,
    metavar="FIRST LAST",
    help="First and last day of the window compared to, YYYY-MM-DD.",
)
@undated_filter_options
@format_option("json", "md", default="md")
def compare(
    folder: str | None, first: Window, second: Window, event_filter: EventFilter, form: str
) -> None:
    """Say what differs between two windows: events, status, tolls, zones, areas."""
    dataset = load_filtered(folder, event_filter)
    asked = event_filter.replace(start=first.start, end=first.end)
    compared = compare_windows(dataset, WindowPair(asked, second))
    if form == "json":
        _print_json(as_record(compared))
    else:
        click.echo(as_markdown(compared), nl=False)
    click.echo(Speaker(compared).counts(), err=True)


@click.command()
@click.argument("old", metavar="OLD_DIR", type=click.Path(exists=True, file_okay=False))
@click.argument("new", metavar="NEW_DIR", type=click.Path(exists=True, file_okay=False))
@format_option("text", "json")
def diff(old: str, new: str, form: str) -> None:
    """List what changed between two dataset folders: rows added, removed, changed by field."""
    versions = [_load(folder) for folder in (old, new)]
    faulty = [one for one in versions if isinstance(one, DataFaultsError)]
    for folder, one in zip((old, new), versions, strict=True):
        if isinstance(one, DataFaultsError):
            click.echo(f"{folder}: {one}", err=True)
    if faulty:
        raise SystemExit(FAULTY_DATA)
    before, after = (one for one in versions if isinstance(one, Dataset))
    difference = diff_datasets(before, after)
    if form == "json":
        _print_json(difference_record(difference))
    else:
        click.echo("\n".join(difference_lines(difference)))


def _load(folder: str) -> Dataset | DataFaultsError:
    try:
        return load(folder)
    except DataFaultsError as error:
        return error
    except UNREADABLE as error:
        raise click.UsageError(f"cannot read {folder}: {error}") from error


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))
