"""The commands of a folder that is edited: a copy to edit, and the history of its changes."""

from __future__ import annotations

import json
from pathlib import Path

import click

from geo.api.editing import copy_for_editing, open_for_editing, undo
from geo.api.history import history_csv, history_records, history_text
from geo.cli.options import FAULTY_DATA, UNREADABLE, data_option
from geo.edits.change import ConflictError, NotSavedError, UnwrittenError
from geo.errors import DataFaultsError, UsageError
from geo.schema import TABLES

_REFUSED = (DataFaultsError, ConflictError, NotSavedError, UnwrittenError)
_folder = click.argument("path", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))


@click.command()
@_folder
@data_option
def edit(path: Path, folder: str | None) -> None:
    """Make DIR an editable copy of a dataset where there is none, and say how to edit it."""
    try:
        made = copy_for_editing(path, folder)
        with open_for_editing(path) as edits:
            changes = len(edits.history())
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    except NotSavedError as error:
        raise click.ClickException(str(error)) from error
    except UNREADABLE as error:
        raise click.UsageError(f"cannot make {path}: {error}") from error
    click.echo(f"{path}: {'a new copy' if made else 'there already'}, {changes} changes")
    click.echo(f"to edit it: streamlit run app.py -- --edit {path}", err=True)


@click.command()
@_folder
@click.option(
    "--table",
    type=click.Choice([table.name for table in TABLES]),
    help="Only changes of this table.",
)
@click.option("--row", "row_id", help="Only changes of the row with this id.")
@click.option("--limit", type=click.IntRange(1), default=None, help="Only so many, the newest.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    help="csv: a line for each field.",
)
@click.option("--undo", "taken_back", type=int, help="Take this save back, as a new change.")
@click.option("--who", default="", help="With --undo: who takes it back.")
@click.option("--why", default="", help="With --undo: for what reason.")
def history(
    path: Path,
    table: str | None,
    row_id: str | None,
    limit: int | None,
    form: str,
    taken_back: int | None,
    who: str,
    why: str,
) -> None:
    """List the changes of an edited folder DIR, the newest first; or take a save back."""
    try:
        with open_for_editing(path) as edits:
            if taken_back is not None:
                save = undo(edits, taken_back, who, why)
                click.echo(f"save {taken_back} is taken back by save {save}", err=True)
            entries = edits.history(table, row_id, limit=limit or -1)
    except _REFUSED as error:
        click.echo(str(error), err=True)
        raise SystemExit(FAULTY_DATA) from None
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    except UNREADABLE as error:
        raise click.UsageError(f"cannot read {path}: {error}") from error
    if form == "json":
        click.echo(json.dumps(history_records(entries), ensure_ascii=False, indent=1))
    else:
        click.echo((history_csv if form == "csv" else history_text)(entries), nl=False)
