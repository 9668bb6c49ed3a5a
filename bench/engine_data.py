"""Synthetic datasets in the engine's layout, of sizes that no CSV file is read at.

Each million of rows is one run of `bench.synthetic` with a seed of its own, over the same places.
`python -m bench.engine_data --events 10000000 --into FOLDER` makes FOLDER/events-10000000.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import click
import numpy as np
import pandas as pd
import pyarrow as pa

from bench.synthetic_claims import claim_columns, source_columns
from bench.synthetic_events import event_columns
from bench.synthetic_places import place_features
from geo.engine.layout import is_converted
from geo.engine.parquet import write_tables
from geo.engine.staging import Staging
from geo.gazetteer import Gazetteer
from geo.schema import CLAIMS, EVENTS, PARTIES, PLACES_FILE, SOURCES, Table
from geo.store.folder import BUILT_IN
from geo.store.typed import typed

CHUNK: Final = 1_000_000
PLACES: Final = 20_000


def engine_dataset(folder: Path, events: int, memory: str = "2GB") -> Path:
    """Make a dataset of so many events, unless it is there from an earlier run.

    Parameters
    ----------
    folder : Path
        Folder of all benchmark datasets.
    events : int
        Rows; above a million, a multiple of it.
    memory : str
        Bound of DuckDB's memory meanwhile.
    """
    out = folder / f"events-{events}"
    if is_converted(out):
        return out
    started = time.perf_counter()
    shutil.rmtree(out, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    features, villages = place_features(PLACES, np.random.default_rng(1))
    document = {"type": "FeatureCollection", "features": features}
    titles = {f["@id"].rsplit(":", 1)[1]: f["properties"]["title"] for f in features}
    parties = pd.read_csv(BUILT_IN / PARTIES.file, dtype=str, keep_default_na=False)
    sources = _typed(source_columns(), SOURCES)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=folder) as name:
        workspace = Path(name)
        staging = Staging(Gazetteer(document), parties, sources, workspace, memory)
        for first, rows, claims in _chunks(events, villages, titles):
            staging.add_events(rows, np.arange(first, first + len(rows)))
            staging.add_claims(claims, np.arange(first, first + len(claims)))
            click.echo(f"{first + len(rows):,} made, {_since(started)}", err=True)
        staging.join(lambda doing, share: _tell(f"joining {doing}", share, started))
        made = workspace / "out"
        write_tables(
            staging.connection,
            made,
            f"synthetic-{events}",
            "bench.synthetic",
            lambda done, total: _tell("writing", done / total, started),
        )
        staging.connection.close()
        text = json.dumps(document, ensure_ascii=False)
        (made / PLACES_FILE).write_text(text, encoding="utf-8")
        shutil.copyfile(BUILT_IN / PARTIES.file, made / PARTIES.file)
        pd.DataFrame(source_columns()).to_csv(made / SOURCES.file, index=False)
        made.replace(out)
    return out


def _chunks(
    events: int, villages: list[str], titles: dict[str, str]
) -> Iterator[tuple[int, pd.DataFrame, pd.DataFrame]]:
    """First row, events and claims of each chunk; the next is made while one is used."""

    def made(first: int) -> tuple[int, pd.DataFrame, pd.DataFrame]:
        chunk, count = first // CHUNK, min(CHUNK, events - first)
        rng = np.random.default_rng([2, chunk])
        prefix = f"syn{chunk:03d}"
        rows = _typed(event_columns(count, villages, titles, rng, prefix), EVENTS)
        return first, rows, _typed(claim_columns(count, rng, prefix), CLAIMS)

    firsts = range(0, events, CHUNK)
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(made, 0)
        for first in firsts:
            chunk = coming.result()
            if first != firsts[-1]:
                coming = pool.submit(made, first + CHUNK)
            yield chunk


def _tell(doing: str, share: float, started: float) -> None:
    click.echo(f"{doing} {share:.0%}, {_since(started)}", err=True)


def _since(started: float) -> str:
    return f"{time.perf_counter() - started:.0f} s, {time.process_time():.0f} s of CPU"


def _typed(columns: dict[str, object], table: Table) -> pd.DataFrame:
    required = [column.name for column in table.columns if not column.optional]
    rows = pa.table({name: columns[name] for name in required}).to_pandas().astype(str)
    # What need not be in a file is blank where it is not.
    return typed(rows.reindex(columns=list(table.column_names), fill_value=""), table)


@click.command()
@click.option("--events", default=10 * CHUNK, show_default=True)
@click.option("--into", required=True, type=click.Path(file_okay=False, path_type=Path))
def main(events: int, into: Path) -> None:
    """Make a dataset, unless it is there."""
    click.echo(engine_dataset(into, events))


if __name__ == "__main__":
    main()
