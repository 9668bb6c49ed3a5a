"""The command that makes a dataset folder of another source's file, or adds it to one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from geo.api.folders import import_folder
from geo.api.formats import FORMATS, OWN, TABLE, Format, table_format
from geo.api.geocoding import Decisions, read_choices, write_choices
from geo.api.imported import Imported
from geo.api.imports import import_file
from geo.api.rejected import RejectedTable, writable
from geo.cli.options import FAULTY_DATA, UNREADABLE
from geo.errors import DataFaultsError, Fault, UsageError
from geo.gazetteer import Gazetteer
from geo.readers import Rejected, UnreadableError
from geo.readers.content import Progress
from geo.readers.mapping import read_mapping
from geo.store.folder import gazetteer_of

SHOWN_MAX: Final = 20


@click.command(name="import")
@click.argument("kind", type=click.Choice([*FORMATS, TABLE]))
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--into",
    required=True,
    type=click.Path(path_type=Path),
    help="Dataset folder to be made, which must not exist or be empty; with --add, to add to.",
)
@click.option("--add", is_flag=True, help="Add to the dataset that stands at --into.")
@click.option(
    "--rejected",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write rows that are not taken to this CSV file, with their reasons.",
)
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='For a table: JSON {"columns": {ours: theirs}}, see docs/how-to/import.md.',
)
@click.option(
    "--places",
    "choices_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="CSV of names of places and what they mean; written to be filled in if it is not there.",
)
@click.option(
    "--gazetteer",
    "gazetteer_folder",
    type=click.Path(exists=True, file_okay=False),
    help="Dataset whose places names are looked up in; else TRUCELINE_DATA, else the built-in.",
)
@click.option("--licence", help="Licence of the file, kept with the data.")
def import_data(
    kind: str,
    file: Path,
    into: Path,
    add: bool,
    rejected: Path | None,
    mapping_file: Path | None,
    choices_file: Path | None,
    gazetteer_folder: str | None,
    licence: str | None,
) -> None:
    """Make a dataset folder of a file of UCDP GED, ACLED, GeoJSON, Linked Places, or a table.

    KIND truceline reads events.csv, the app's own CSV, or a whole dataset folder with its claims.
    """
    try:
        form = _format(kind, mapping_file, licence)
        # A dataset that is added to is asked itself, and read for that anyway.
        gazetteer = None if add else gazetteer_of(gazetteer_folder)
        decisions = _decisions(choices_file, gazetteer, into)
        with ExitStack() as stack:
            progress = stack.enter_context(_progress(file))
            take = None if rejected is None else stack.enter_context(_rejected_rows(rejected))
            if file.is_dir():
                if kind != OWN:
                    raise click.UsageError(f"expected a file of {kind}, found a folder: {file}")
                imported = import_folder(file, into, add=add, take_rejected=take, licence=licence)
            else:
                imported = import_file(
                    form,
                    file,
                    into,
                    add=add,
                    gazetteer=gazetteer,
                    decisions=decisions,
                    progress=progress,
                    take_rejected=take,
                )
    except (UnreadableError, DataFaultsError) as error:
        click.echo(writable(str(error)), err=True)
        raise SystemExit(FAULTY_DATA) from None
    except UsageError as error:
        raise click.UsageError(writable(str(error))) from error
    except UNREADABLE as error:
        raise click.UsageError(f"cannot import {file}: {error}") from error
    _say(imported, into, rejected)
    _offer_choices(imported, choices_file)
    if imported.rejected:
        raise SystemExit(FAULTY_DATA)


def _format(kind: str, mapping_file: Path | None, licence: str | None) -> Format:
    if (kind == TABLE) != (mapping_file is not None):
        raise click.UsageError("--mapping is needed for a table, and for nothing else")
    if mapping_file is None:
        form = FORMATS[kind]
    else:
        form = table_format(read_mapping(mapping_file.read_bytes()))
    return replace(form, source=replace(form.source, licence=licence)) if licence else form


def _decisions(choices: Path | None, gazetteer: Gazetteer | None, into: Path) -> Decisions:
    if choices is None or not choices.exists():
        return {}
    try:
        asked = gazetteer_of(into) if gazetteer is None else gazetteer
        return read_choices(choices.read_text(encoding="utf-8-sig"), asked)
    except UnicodeDecodeError:
        raise UsageError(f"{choices}: expected UTF-8 text; save the file as UTF-8") from None


@contextmanager
def _progress(file: Path) -> Iterator[Progress | None]:
    """Show a bar where somebody looks on."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1_000, label=f"Reading {file.name}", file=sys.stderr) as bar:
        yield lambda share: bar.update(int(share * 1_000) - bar.pos)


@contextmanager
def _rejected_rows(path: Path) -> Iterator[Callable[[Rejected], None]]:
    """Write a line for each reason of each row."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        yield RejectedTable(stream).take


def _say(imported: Imported, into: Path, rejected: Path | None) -> None:
    click.echo(
        f"{into}: {imported.read} rows read, {imported.accepted} accepted, "
        f"{imported.rejected} rejected; {imported.events} events, {imported.places} places"
    )
    click.echo(f"licence: {imported.source.licence}", err=True)
    for said in imported.warnings:
        click.echo(f"warning: {said}", err=True)
    for said in imported.assumptions:
        click.echo(f"assumed: {said}", err=True)
    if imported.noted:
        click.echo(f"{imported.noted} rows taken with a note:", err=True)
        _list(imported.notes, imported.noted)
    if imported.present:
        click.echo(f"{imported.present} of the rejected rows are in the dataset already", err=True)
    if imported.rejected:
        where = "" if rejected is None else f", all of them in {rejected}"
        click.echo(f"{imported.rejected} rows rejected{where}:", err=True)
        _list(imported.faults, imported.rejected)


def _offer_choices(imported: Imported, choices: Path | None) -> None:
    """Write the names that nobody has decided on, or say how to have them written."""
    if not imported.undecided:
        return
    count = len(imported.undecided)
    if choices is None or choices.exists():
        click.echo(f"{count} names of places to decide on: --places FILE writes them", err=True)
        return
    choices.write_text(write_choices(imported.undecided), encoding="utf-8", newline="")
    click.echo(
        f"{count} names of places to decide on: put an x under choose in {choices}, and import "
        "again with --add",
        err=True,
    )


def _list(faults: list[Fault], count: int) -> None:
    for fault in faults[:SHOWN_MAX]:
        click.echo(writable(str(fault)), err=True)
    if count > SHOWN_MAX:
        click.echo(f"… and {count - SHOWN_MAX} more", err=True)
