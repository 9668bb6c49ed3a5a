"""The commands. Data goes to stdout, messages to stderr.

Exit codes: 0 done, 1 the data has faults, 2 wrong usage.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from geo.cli import scale
from geo.cli.brief import brief
from geo.cli.changes import compare, diff
from geo.cli.draft import draft
from geo.cli.edits import edit, history
from geo.cli.imports import import_data
from geo.cli.options import (
    FAULTY_DATA,
    UNREADABLE,
    data_option,
    filter_options,
    load_filtered,
    load_or_exit,
)
from geo.errors import Fault
from geo.filters import EventFilter
from geo.gazetteer.export import all_places, linked_places, place_line, place_records
from geo.linkage import ORDERS, Order, claim_matrix
from geo.maps.export import map_page
from geo.records import (
    VERSION,
    claim_records,
    claims_csv,
    event_records,
    events_csv,
    events_geojson,
    matrix_csv,
    zone_records,
    zones_geojson,
)
from geo.spans import Window, parse_day
from geo.store import folder as dataset_folder
from geo.summary import summarise
from geo.toponym import CONVENTIONS, DEFAULT_CONVENTION, fold


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Truceline: places, events and conflicting claims on one clock."""


main.add_command(compare)
main.add_command(diff)
main.add_command(brief)
main.add_command(draft)
main.add_command(edit)
main.add_command(history)
main.add_command(import_data)


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
        # A folder with faults may lack the files that a version is made of.
        version = None if faults else dataset_folder.version(result.path)
        said = {"data": str(result.path), "version": version, **result.counts, "faults": faults}
        _print_json(said)
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
    dataset = load_filtered(folder, event_filter)
    selected = dataset.select(event_filter)
    if form == "json":
        _print_json(event_records(dataset, selected, event_filter.names))
    elif form == "geojson":
        _print_json(events_geojson(dataset, selected, event_filter))
    else:
        click.echo(events_csv(dataset, selected, event_filter.names), nl=False)
    said = event_filter.sentence(dataset.titles(event_filter.names))
    click.echo(f"{summarise(selected).count_text()} events: {said}", err=True)


@main.command()
@data_option
@filter_options
@click.option(
    "--sort",
    type=click.Choice(ORDERS),
    default=ORDERS[0],
    help="Order of the matrix: by date, or first what most sides deny or dispute.",
)
@click.option("--format", "form", type=click.Choice(["csv", "json", "matrix"]), default="csv")
def claims(folder: str | None, event_filter: EventFilter, sort: Order, form: str) -> None:
    """List what each party says of these events, or set parties against events (matrix)."""
    dataset = load_filtered(folder, event_filter)
    selection = dataset.selection(event_filter)
    if form == "json":
        _print_json(claim_records(dataset, selection))
    elif form == "matrix":
        click.echo(matrix_csv(claim_matrix(dataset, selection, sort)), nl=False)
    else:
        click.echo(claims_csv(dataset, selection), nl=False)
    said = event_filter.sentence(dataset.titles(event_filter.names))
    click.echo(f"{len(dataset.claims_of(selection))} claims on {said}", err=True)


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
    dataset = load_or_exit(folder)
    found = dataset.gazetteer.zones_in_force(Window(on, on))
    if form == "json":
        _print_json([one | {VERSION: dataset.version} for one in zone_records(found, names)])
    else:
        _print_json(zones_geojson(found, names, dataset.version))


@main.command()
@data_option
@click.argument("query", default="")
@click.option("--names", type=click.Choice(list(CONVENTIONS)), default=DEFAULT_CONVENTION)
@click.option("--format", "form", type=click.Choice(["text", "json", "geojson"]), default="text")
def places(folder: str | None, query: str, names: str, form: str) -> None:
    """Find places by any of their names, in any script; all of them without a QUERY.

    What is only like QUERY is a suggestion: marked so, and on stderr unless JSON is asked for.
    """
    gazetteer = load_or_exit(folder).gazetteer
    if query and not fold(query):
        raise click.BadParameter(
            f"expected letters or digits to look for, found {query!r}", param_hint="QUERY"
        )
    matches = gazetteer.find(query) if query else all_places(gazetteer)
    suggestions = gazetteer.suggest(query) if query and not matches else []
    if form == "geojson":
        _print_json(linked_places(gazetteer, [match.place.id for match in matches]))
    elif form == "json":
        _print_json(
            {
                "query": query,
                "matches": place_records(gazetteer, matches, names),
                "suggestions": place_records(gazetteer, suggestions, names),
            }
        )
    else:
        for record in place_records(gazetteer, matches, names):
            click.echo(place_line(record))
    if not matches:
        near = "; did you mean:" if suggestions else ""
        click.echo(f"no place is named {query!r}{near}", err=True)
    for record in place_records(gazetteer, suggestions, names):
        click.echo(place_line(record), err=True)


@main.command(name="map")
@data_option
@filter_options
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
def draw_map(folder: str | None, event_filter: EventFilter, output: Path) -> None:
    """Write a map as one HTML file that opens offline with its data inside."""
    dataset = load_filtered(folder, event_filter)
    page = map_page(dataset, event_filter, dataset_folder.basemap_folder(dataset.path))
    try:
        output.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.UsageError(f"cannot write {output}: {error.strerror}") from error
    click.echo(f"wrote {output}", err=True)


main.add_command(scale.convert)
main.add_command(scale.engine)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))
