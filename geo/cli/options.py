"""Options shared by the commands: the dataset folder and the filter, under the URL's names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from geo.errors import DataFaultsError, UsageError
from geo.filters import FIELDS, EventFilter, Field
from geo.linkage import Dataset
from geo.store.folder import load
from geo.toponym import CONVENTIONS, DEFAULT_CONVENTION

FAULTY_DATA: Final = 1
# A loop of links is a RuntimeError in Python 3.11 and 3.12.
UNREADABLE: Final = (OSError, RuntimeError)
Command = Callable[..., Any]
_DATES: Final = ("start", "end")

data_option = click.option(
    "--data",
    "folder",
    type=click.Path(file_okay=False),
    help="Dataset folder; else TRUCELINE_DATA, else the built-in data.",
)

names_option = click.option(
    "--names",
    type=click.Choice(list(CONVENTIONS)),
    default=DEFAULT_CONVENTION,
    help="Naming convention of titles.",
)


def format_option(*forms: str, default: str | None = None) -> Callable[[Command], Command]:
    """Give a command `--format`, the first of its forms unless another is named, as `form`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=default or forms[0],
        help="Form of the answer.",
    )


def load_or_exit(folder: str | None) -> Dataset:
    """Load a dataset and say its version on stderr; with faults, list them and exit with 1."""
    try:
        dataset = load(folder)
    except DataFaultsError as error:
        click.echo(str(error), err=True)
        raise SystemExit(FAULTY_DATA) from None
    except UsageError as error:
        raise click.UsageError(str(error)) from error
    except UNREADABLE as error:
        raise click.UsageError(f"cannot read the dataset folder: {error}") from error
    click.echo(f"data version {dataset.version}", err=True)
    return dataset


def filter_options(command: Command) -> Command:
    """Give a command every field of the filter as an option; it receives `event_filter`."""
    return _with_options(command, FIELDS)


def undated_filter_options(command: Command) -> Command:
    """Give a command every field of the filter but its dates; it receives `event_filter`."""
    return _with_options(command, [spec for spec in FIELDS if spec.attribute not in _DATES])


def _with_options(command: Command, specs: Sequence[Field]) -> Command:
    @wraps(command)
    def with_filter(**values: Any) -> Any:
        params = {spec.param: values.pop(f"_{spec.param}") or "" for spec in specs}
        event_filter, problems = EventFilter.from_params(params)
        if problems:
            raise click.UsageError("\n".join(problems))
        return command(event_filter=event_filter, **values)

    decorated: Command = with_filter
    for spec in reversed(specs):
        decorated = click.option(f"--{spec.param}", f"_{spec.param}", help=spec.help)(decorated)
    return decorated


def load_filtered(folder: str | None, event_filter: EventFilter) -> Dataset:
    """Load a dataset as of the day of a filter, all of whose ids it must have."""
    dataset = load_or_exit(folder)
    check_ids(dataset, event_filter)
    return dataset.as_of(event_filter.as_of)


def write_bytes(content: bytes, output: Path | None) -> None:
    """Write a file, or to stdout where none is named.

    Raises
    ------
    click.UsageError
        If the file cannot be written.
    """
    if output is None:
        click.echo(content, nl=False)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise click.UsageError(f"cannot write {output}: {error.strerror}") from error
    click.echo(f"wrote {output}", err=True)


def check_ids(dataset: Dataset, event_filter: EventFilter) -> None:
    """Refuse places and parties that the dataset does not have, rather than find nothing.

    Raises
    ------
    click.UsageError
        Naming the first unknown id.
    """
    for asked, known, kind in (
        (event_filter.place, set(dataset.gazetteer), "place"),
        (event_filter.party, set(dataset.parties["party_id"]), "party"),
    ):
        unknown = [one for one in asked if one not in known]
        if unknown:
            remedy = f"known: {sorted(known)}"
            if kind == "place":
                # Loaded here, since most commands ask for no place that is unknown.
                from geo.api.arguments import alike

                near = alike(dataset.gazetteer, unknown[0])
                remedy = f"{near or 'no place is named so'}; see `python -m geo places`"
            raise click.UsageError(
                f"{kind}: expected an id of the data, found {unknown[0]!r}; {remedy}"
            )
