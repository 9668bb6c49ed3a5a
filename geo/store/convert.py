"""From a folder of CSV files to the engine's layout, of any size, checked as `check` checks.

Rows are read, checked and staged some thousands at a time. Nothing is written where there is a
fault: the folder appears whole, or not at all.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from geo.engine.layout import Manifest
from geo.engine.parquet import write_tables
from geo.engine.staging import Staging
from geo.errors import DataFaultsError, Fault, UsageError
from geo.gazetteer import Gazetteer
from geo.schema import CLAIMS, EVENTS, PARTIES, PLACES_FILE, SOURCES, TABLES, Table
from geo.store.basemap import BASEMAP
from geo.store.folder import checked_places, resolve, table_file, version
from geo.store.places import known_ids
from geo.store.tables import read_table, table_chunks
from geo.store.typed import typed
from geo.store.validation import check_references, check_said_on, check_table

Progress = Callable[[str, float], None]
Frames = dict[str, pd.DataFrame]


def to_parquet(
    path: Path | str | None,
    out: Path,
    memory: str = "",
    progress: Progress = lambda doing, share: None,
) -> Manifest:
    """Convert a dataset folder.

    Parameters
    ----------
    path : path-like or None
        As for `folder.resolve`.
    out : Path
        Is made; must not exist.
    memory : str
        Most that DuckDB may hold in memory before it spills to disk beside `out`, such as `1GB`;
        its own default where empty.
    progress : callable
        Told what is being done, and which share of it is done, from 0 to 1.

    Returns
    -------
    Manifest
        What was written.

    Raises
    ------
    DataFaultsError
        With every fault; nothing is written then.
    UsageError
        If `out` exists.
    """
    folder = resolve(path)
    if out.exists():
        raise UsageError(f"output: expected a folder that does not exist yet, found {out}")
    out.parent.mkdir(parents=True, exist_ok=True)
    # Beside the output, so that it can take its name in one step, and where there is most room.
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as name:
        workspace = Path(name)
        staging = _staged(folder, workspace, memory, progress)
        try:
            staging.join(lambda doing, share: progress(f"joining {doing}", share))
            manifest = write_tables(
                staging.connection,
                workspace / "out",
                version(folder),
                folder.name,
                lambda done, total: progress("writing", done / total),
            )
        finally:
            staging.connection.close()
        _copy_small_files(folder, workspace / "out")
        (workspace / "out").replace(out)
    return manifest


def _staged(folder: Path, workspace: Path, memory: str, progress: Progress) -> Staging:
    """Read, check and stage everything; raise all faults there are."""
    document, faults = checked_places(folder)
    small: Frames = {}
    for table in (SOURCES, PARTIES):
        small[table.name], unread = read_table(table_file(folder, table), table)
        faults += unread + check_table(small[table.name], table)
    if faults or document is None:
        # Without these nothing can be staged, but what else is wrong is still to be told.
        for table in (EVENTS, CLAIMS):
            for _, found in _checked(folder, table, small, None, progress):
                faults += found
        raise DataFaultsError(faults)
    parties, sources = (typed(small[table.name], table) for table in (PARTIES, SOURCES))
    staging = Staging(Gazetteer(document), parties, sources, workspace, memory)
    try:
        places = known_ids(document)
        for table, take in ((EVENTS, staging.add_events), (CLAIMS, staging.add_claims)):
            for rows, found in _checked(folder, table, small, places, progress):
                faults += found
                if not faults:
                    take(typed(rows, table), rows.index.to_numpy())
        if not faults:
            faults = _faults_between_chunks(staging)
        if faults:
            raise DataFaultsError(faults)
    except BaseException:
        staging.connection.close()
        raise
    return staging


def _checked(
    folder: Path, table: Table, small: Frames, places: frozenset[str] | None, progress: Progress
) -> Iterator[tuple[pd.DataFrame, list[Fault]]]:
    """Read and check a large table by chunks: all but what chunks say of each other."""
    file = table_file(folder, table)
    size = file.stat().st_size if file.is_file() else 1
    none = {other.name: pd.DataFrame(columns=list(other.column_names)) for other in TABLES}

    def at(position: int) -> None:
        progress(f"reading {table.file}", position / max(size, 1))

    for rows, faults in table_chunks(file, table, at):
        known = {**none, **small, table.name: rows}
        found = faults + check_table(rows, table) + check_references(known, places)
        yield rows, found + (check_said_on(known) if table is CLAIMS else [])


def _faults_between_chunks(staging: Staging) -> list[Fault]:
    faults = [
        Fault(
            table.file,
            row,
            table.key,
            value,
            f"each {table.key} once",
            "give one of the rows another identifier",
        )
        for table, rows in ((EVENTS, "event_rows"), (CLAIMS, "claim_rows"))
        for row, value in staging.repeated(rows, table.key)
    ]
    return faults + [
        Fault(
            CLAIMS.file,
            row,
            "event_id",
            value,
            "an id that is in events",
            "correct it, or add it to events",
        )
        for row, value in staging.strays()
    ]


def _copy_small_files(folder: Path, out: Path) -> None:
    shutil.copyfile(folder / PLACES_FILE, out / PLACES_FILE)
    for table in (SOURCES, PARTIES):
        shutil.copyfile(table_file(folder, table), out / table.file)
    if (folder / BASEMAP).is_dir():
        shutil.copytree(folder / BASEMAP, out / BASEMAP)
