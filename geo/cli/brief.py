"""`python -m geo brief`: a picture, a document, slides or rows of a filter."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from geo.brief import (
    EXTENTS,
    FORMATS,
    SIZES,
    THEMES,
    Brief,
    BriefOptions,
    compose,
    form_of,
    weekly,
    write,
)
from geo.cli.options import data_option, filter_options, load_filtered
from geo.errors import UsageError
from geo.filters import EventFilter
from geo.spans import parse_day


def _read_as_of(_context: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    try:
        return None if text is None else parse_day(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command()
@data_option
@filter_options
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help=f"File, its suffix one of {', '.join(FORMATS)}; or a folder, for NKR_<place>_<yyyymmdd>.",
)
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="png", help="In a folder."
)
@click.option("--headline", default="", help="One sentence that says who reports what.")
@click.option("--judgement", "judgements", multiple=True, help="Key judgement; may be repeated.")
@click.option("--gap", "gaps", multiple=True, help="Information gap; may be repeated.")
@click.option("--as-of", callback=_read_as_of, help="Day of the information, YYYY-MM-DD.")
@click.option("--time-zone", default="UTC+4", help="Zone of the data's days, as printed.")
@click.option("--handling", default="", help="Handling mark.")
@click.option("--size", type=click.Choice(list(SIZES)), default="16:9", help="Shape of the page.")
@click.option(
    "--theme", type=click.Choice(list(THEMES)), default="light", help="Colours of the page."
)
@click.option(
    "--extent", default="events", help=f"{', '.join(EXTENTS)}, or the id of a place to show."
)
@click.option(
    "--batch", type=click.Choice(["weekly"]), help="One brief for each week, in a folder."
)
def brief(
    folder: str | None,
    event_filter: EventFilter,
    output: Path,
    form: str,
    batch: str | None,
    **choices: object,
) -> None:
    """Write a brief: the same bytes for the same filter, texts and data."""
    in_folder = batch is not None or output.is_dir()
    if not in_folder and form_of(output) not in FORMATS:
        raise click.UsageError(
            f"-o: expected a folder or a suffix among {', '.join(FORMATS)}, found {output.name!r}"
        )
    dataset = load_filtered(folder, event_filter)
    try:
        options = BriefOptions(**choices)  # type: ignore[arg-type]
        if batch is not None:
            _write_all(list(weekly(dataset, event_filter, options)), output, form)
            return
        made = compose(dataset, event_filter, options)
        _write(made, output / f"{made.file_stem}.{form}" if in_folder else output)
    except UsageError as error:
        raise click.UsageError(str(error)) from error


def _write_all(briefs: list[Brief], folder: Path, form: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"cannot make {folder}: {error.strerror}") from error
    hidden = not sys.stderr.isatty()
    with click.progressbar(briefs, label="briefs", file=sys.stderr, hidden=hidden) as running:
        for one in running:
            _write(one, folder / f"{one.file_stem}.{form}")


def _write(made: Brief, path: Path) -> None:
    try:
        write(made, path)
    except OSError as error:
        raise click.UsageError(f"cannot write {path}: {error.strerror}") from error
    click.echo(f"wrote {path}: {made.counts.sentence()}, map {made.map_id}", err=True)
