"""The command `map`: one HTML file that opens offline."""

from __future__ import annotations

from pathlib import Path

import click

from geo.cli.options import data_option, filter_options, load_filtered
from geo.filters import EventFilter
from geo.maps.export import map_page
from geo.store.folder import basemap_folder


@click.command(name="map")
@data_option
@filter_options
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The HTML file.",
)
def draw_map(folder: str | None, event_filter: EventFilter, output: Path) -> None:
    """Write a map as one HTML file that opens offline with its data inside."""
    dataset = load_filtered(folder, event_filter)
    page = map_page(dataset, event_filter, basemap_folder(dataset.path))
    try:
        output.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.UsageError(f"cannot write {output}: {error.strerror}") from error
    click.echo(f"wrote {output}", err=True)
