"""Seeded dataset folders of any size, in our own format and skewed as real conflict data are.

`python -m bench.synthetic --events 1000000 --places 20000 --seed 1 --into DIR`
"""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

import click
import numpy as np
import pyarrow as pa
import pyarrow.csv

from bench.synthetic_claims import claim_columns, source_columns
from bench.synthetic_events import event_columns
from bench.synthetic_places import place_features
from geo.schema import CLAIMS, EVENTS, PARTIES, PLACES_FILE, SOURCES, Table
from geo.store.folder import BUILT_IN


def write_dataset(folder: Path, events: int, places: int, seed: int) -> None:
    """Write a whole dataset folder; the same arguments write the same bytes.

    Parameters
    ----------
    folder : Path
        Made where it is missing; files in it are overwritten.
    events, places : int
        How many rows.
    seed : int
        Seed of all randomness.
    """
    rng = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    features, villages = place_features(places, rng)
    document = {"type": "FeatureCollection", "features": features}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    (folder / PLACES_FILE).write_text(text, encoding="utf-8", newline="\n")
    titles = {f["@id"].rsplit(":", 1)[1]: f["properties"]["title"] for f in features}
    _write(folder, EVENTS, event_columns(events, villages, titles, rng))
    _write(folder, SOURCES, source_columns())
    _write(folder, CLAIMS, claim_columns(events, rng))
    shutil.copyfile(BUILT_IN / PARTIES.file, folder / PARTIES.file)


def _write(folder: Path, table: Table, columns: dict[str, Any]) -> None:
    names = [column.name for column in table.columns if not column.optional]
    rows = pa.table({name: columns[name] for name in names})
    pyarrow.csv.write_csv(
        rows, folder / table.file, pyarrow.csv.WriteOptions(quoting_style="needed")
    )


@click.command()
@click.option("--events", default=10_000, show_default=True)
@click.option("--places", default=20_000, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--into", required=True, type=click.Path(file_okay=False, path_type=Path))
def main(events: int, places: int, seed: int, into: Path) -> None:
    """Write a synthetic dataset folder."""
    started = time.perf_counter()
    write_dataset(into, events, places, seed)
    click.echo(f"wrote {into} in {time.perf_counter() - started:.1f} s", err=True)


if __name__ == "__main__":
    main()
