"""The command that makes a dataset folder of another source's file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import click

from geo.api.imported import Imported
from geo.api.imports import FORMATS, Format, import_file
from geo.api.rejected import RejectedTable, writable
from geo.cli.options import FAULTY_DATA, UNREADABLE
from geo.errors import DataFaultsError, Fault, UsageError
from geo.readers import Rejected, UnreadableError, table
from geo.readers.content import Progress
from geo.readers.mapping import read_mapping

SHOWN_MAX: Final = 20


@click.command(name="import")
@click.argument("kind", type=click.Choice([*FORMATS, "table"]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into",
    required=True,
    type=click.Path(path_type=Path),
    help="Dataset folder to be made; must not exist, or be empty.",
)
@click.option(
    "--rejected",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write rows that are not taken to this CSV file, with their reasons.",
)
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='For a table: JSON {"columns": {ours: theirs}}, see docs/decisions/013-readers.md.',
)
@click.option("--licence", help="Licence of the file, kept with the data.")
def import_data(
    kind: str,
    file: Path,
    into: Path,
    rejected: Path | None,
    mapping_file: Path | None,
    licence: str | None,
) -> None:
    """Make a dataset folder of a file of UCDP GED, ACLED, GeoJSON or a table of your own."""
    try:
        form = _format(kind, mapping_file, licence)
        with ExitStack() as stack:
            progress = stack.enter_context(_progress(file))
            take = None if rejected is None else stack.enter_context(_rejected_rows(rejected))
            imported = import_file(form, file, into, progress=progress, take_rejected=take)
    except (UnreadableError, DataFaultsError) as error:
        click.echo(str(error), err=True)
        raise SystemExit(FAULTY_DATA) from None
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    except UNREADABLE as error:
        raise click.UsageError(f"cannot import {file}: {error}") from error
    _say(imported, into, rejected)
    if imported.rejected:
        raise SystemExit(FAULTY_DATA)


def _format(kind: str, mapping_file: Path | None, licence: str | None) -> Format:
    if (kind == "table") != (mapping_file is not None):
        raise click.UsageError("--mapping is needed for a table, and for nothing else")
    if mapping_file is None:
        form = FORMATS[kind]
    else:
        mapping = read_mapping(mapping_file.read_bytes())
        form = Format(table.SOURCE, partial(table.read, mapping))
    return replace(form, source=replace(form.source, licence=licence)) if licence else form


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
    for said in imported.assumptions:
        click.echo(f"assumed: {said}", err=True)
    if imported.noted:
        click.echo(f"{imported.noted} rows taken with a note:", err=True)
        _list(imported.notes, imported.noted)
    if imported.rejected:
        where = "" if rejected is None else f", all of them in {rejected}"
        click.echo(f"{imported.rejected} rows rejected{where}:", err=True)
        _list(imported.faults, imported.rejected)


def _list(faults: list[Fault], count: int) -> None:
    for fault in faults[:SHOWN_MAX]:
        click.echo(writable(str(fault)), err=True)
    if count > SHOWN_MAX:
        click.echo(f"… and {count - SHOWN_MAX} more", err=True)
