"""The commands that check a dataset and list what is in it."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import click

from geo.cli.options import (
    FAULTY_DATA,
    UNREADABLE,
    data_option,
    filter_options,
    format_option,
    load_filtered,
    load_or_exit,
    names_option,
    write_bytes,
)
from geo.cli.terminal import event_lines
from geo.errors import Fault
from geo.exports import FORMATS as EXPORTS
from geo.exports import Extract
from geo.filters import EventFilter
from geo.gazetteer.export import all_places, linked_places, place_line, place_records
from geo.linkage import ORDERS, Order, claim_matrix
from geo.records import (
    VERSION,
    claim_records,
    claims_csv,
    event_records,
    matrix_csv,
    sentence,
    zone_records,
    zones_geojson,
)
from geo.spans import Window, parse_day
from geo.store import folder as dataset_folder
from geo.summary import summarise
from geo.toponym import fold


@click.command()
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


@click.command()
@data_option
@filter_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", *EXPORTS]),
    help="Form of the answer; else text for a person at a terminal, csv for a file or a pipe.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write."
)
def events(
    folder: str | None, event_filter: EventFilter, form: str | None, output: Path | None
) -> None:
    """List events with status, certainty and claims, or export them; see docs/how-to/export.md."""
    dataset = load_filtered(folder, event_filter)
    extract = Extract.of(dataset, event_filter)
    form = form or ("text" if output is None and at_terminal() else "csv")
    if form == "text":
        lines = event_lines(extract, shutil.get_terminal_size().columns)
        content = "".join(f"{line}\n" for line in lines).encode()
    elif form == "json":
        records = event_records(dataset, extract.events, event_filter.names)
        content = (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode()
    else:
        content = EXPORTS[form].write(extract)
    write_bytes(content, output)
    click.echo(f"{summarise(extract.events).events_text()}: {extract.said}", err=True)


@click.command()
@data_option
@filter_options
@click.option(
    "--sort",
    type=click.Choice(ORDERS),
    default=ORDERS[0],
    help="Order of the matrix: by date, or first what most sides deny or dispute.",
)
@format_option("csv", "json", "matrix")
def claims(folder: str | None, event_filter: EventFilter, sort: Order, form: str) -> None:
    """List what each party says of these events, or set parties against events (matrix)."""
    dataset = load_filtered(folder, event_filter)
    selection = dataset.selection(event_filter)
    said = sentence(dataset, event_filter)
    if form == "json":
        _print_json(claim_records(dataset, selection))
    elif form == "matrix":
        matrix = claim_matrix(dataset, selection, sort)
        click.echo(matrix_csv(dataset, matrix, said), nl=False)
    else:
        click.echo(claims_csv(dataset, selection, said), nl=False)
    click.echo(f"{len(dataset.claims_of(selection))} claims on {said}", err=True)


@click.command()
@data_option
@click.option("--on", "day", required=True, help="Day on which they are in force, YYYY-MM-DD.")
@names_option
@format_option("geojson", "json")
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


@click.command()
@data_option
@click.argument("query", default="")
@names_option
@format_option("text", "json", "geojson")
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


def at_terminal() -> bool:
    """Whether a person reads what is written, rather than a file or another program."""
    return sys.stdout.isatty()


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))
