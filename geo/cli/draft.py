"""The command `draft`: from a report to drafted events and claims as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import click

from geo.cli.options import data_option, format_option, load_or_exit
from geo.limits import MAX_REPORT_CHARS
from geo.report import Drafter
from geo.report.duplicates import duplicate_hints
from geo.report.rows import draft_records
from geo.spans import parse_day


@click.command()
@data_option
@click.argument("report", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dateline", required=True, help="Day of the report, YYYY-MM-DD: it decides dates.")
@format_option("json")
def draft(folder: str | None, report: Path, dateline: str, form: str) -> None:
    """Draft events and claims from a REPORT in plain text, each field with its reason."""
    del form
    try:
        day = parse_day(dateline)
    except ValueError as error:
        raise click.BadParameter(f"{dateline!r}: {error}", param_hint="--dateline") from error
    text = read_report(report)
    dataset = load_or_exit(folder)
    try:
        drafted = Drafter(dataset.gazetteer).draft(text, day)
    except ValueError as error:
        raise click.UsageError(f"{report}: {error}") from error
    hints = duplicate_hints(drafted.events, dataset)
    records = draft_records(drafted, dataset.gazetteer, hints)
    click.echo(json.dumps(records, ensure_ascii=False, indent=1))
    said = f"{len(drafted.events)} events, {len(drafted.claims)} claims drafted; none is confirmed"
    click.echo(said, err=True)


def read_report(path: Path) -> str:
    """Read a text file; what is no UTF-8 text or too long is wrong usage.

    Raises
    ------
    click.UsageError
        Saying what was expected and what came.
    """
    # A character takes four bytes at most.
    if path.stat().st_size > 4 * MAX_REPORT_CHARS:
        raise click.UsageError(
            f"{path}: expected a report of {MAX_REPORT_CHARS} characters at most"
        )
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(
            f"{path}: expected UTF-8 text, found {error.object[error.start : error.end]!r} "
            f"at byte {error.start}; save it as UTF-8"
        ) from error
