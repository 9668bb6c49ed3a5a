"""The commands. Data goes to stdout, messages to stderr.

Exit codes: 0 done, 1 the data has faults, 2 wrong usage.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from geo.cli.brief import brief
from geo.cli.options import (
    FAULTY_DATA,
    UNREADABLE,
    check_ids,
    data_option,
    filter_options,
    load_or_exit,
)
from geo.errors import Fault
from geo.filters import EventFilter
from geo.maps.export import map_page
from geo.records import event_records, events_csv, events_geojson, zone_records, zones_geojson
from geo.spans import Window, parse_day
from geo.store import folder as dataset_folder
from geo.summary import summarise
from geo.toponym import CONVENTIONS, DEFAULT_CONVENTION


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Truceline: places, events and conflicting claims on one clock."""


main.add_command(brief)


@main.command()
@data_option
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
def check(folder: str | None, as_json: bool) -> None:
    """Check a dataset folder; every fault is named with file, row, column and remedy."""
    try:
        result = dataset_folder.check(folder)
    except UNREADABLE as error:
        raise click.UsageError(f"cannot read the dataset folder: {error}") from error
    if as_json:
        faults = [fault.as_dict() for fault in result.faults]
        _print_json({"data": str(result.path), **result.counts, "faults": faults})
    else:
        counted = ", ".join(f"{count} {name}" for name, count in result.counts.items())
        click.echo(f"{result.path}: {counted}; {_say_faults(result.faults)}")
        for fault in result.faults:
            click.echo(str(fault))
    if result.faults:
        raise SystemExit(FAULTY_DATA)


def _say_faults(faults: tuple[Fault, ...]) -> str:
    return "no faults" if not faults else f"{len(faults)} fault{'s' if len(faults) > 1 else ''}"


@main.command()
@data_option
@filter_options
@click.option("--format", "form", type=click.Choice(["csv", "json", "geojson"]), default="csv")
def events(folder: str | None, event_filter: EventFilter, form: str) -> None:
    """List events with status, certainty and claims."""
    dataset = load_or_exit(folder)
    check_ids(dataset, event_filter)
    selected = dataset.select(event_filter)
    if form == "json":
        _print_json(event_records(dataset, selected))
    elif form == "geojson":
        _print_json(events_geojson(dataset, selected, event_filter))
    else:
        click.echo(events_csv(selected), nl=False)
    said = event_filter.sentence(dataset.titles(event_filter.names))
    click.echo(f"{summarise(selected).count_text()} events: {said}", err=True)


@main.command()
@data_option
@click.option("--on", "day", required=True, help="Day on which they are in force, YYYY-MM-DD.")
@click.option("--names", type=click.Choice(list(CONVENTIONS)), default=DEFAULT_CONVENTION)
@click.option("--format", "form", type=click.Choice(["geojson", "json"]), default="geojson")
def zones(folder: str | None, day: str, names: str, form: str) -> None:
    """List the zones, routes and lines in force on a day."""
    try:
        on = parse_day(day)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--on") from error
    found = load_or_exit(folder).gazetteer.zones_in_force(Window(on, on))
    _print_json(zone_records(found, names) if form == "json" else zones_geojson(found, names))


@main.command()
@data_option
@click.argument("query", default="")
@click.option("--names", type=click.Choice(list(CONVENTIONS)), default=DEFAULT_CONVENTION)
def places(folder: str | None, query: str, names: str) -> None:
    """Find places by any of their names, in any of their scripts; all without a QUERY."""
    gazetteer = load_or_exit(folder).gazetteer
    found = gazetteer.search(query) if query else list(gazetteer.values())
    for place in found:
        parents = ", ".join(gazetteer[one].name(names) for one in place.part_of if one in gazetteer)
        click.echo(f"{place.id}\t{place.name(names)}\t{f'part of {parents}' if parents else ''}")
    if not found:
        click.echo(f"no place is named {query!r}; names are searched by their parts", err=True)


@main.command(name="map")
@data_option
@filter_options
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
def draw_map(folder: str | None, event_filter: EventFilter, output: Path) -> None:
    """Write a map as one HTML file that opens offline with its data inside."""
    dataset = load_or_exit(folder)
    check_ids(dataset, event_filter)
    page = map_page(dataset, event_filter, dataset_folder.basemap_folder(dataset.path))
    try:
        output.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.UsageError(f"cannot write {output}: {error.strerror}") from error
    click.echo(f"wrote {output}", err=True)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))
