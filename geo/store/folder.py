"""A dataset folder: read it, check all of it, join it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geo.engine.layout import is_converted
from geo.errors import DataFaultsError, Fault, UsageError
from geo.gazetteer import Gazetteer
from geo.linkage import Dataset, join_claims, join_events, number_events
from geo.schema import PARTIES, PLACES_FILE, TABLES, Table
from geo.store.basemap import BASEMAP, check_basemap
from geo.store.own_files import leads_outside
from geo.store.package import licences_of
from geo.store.places import check_places, known_ids, read_document
from geo.store.snapshot import read_files
from geo.store.tables import no_rows, read_table
from geo.store.typed import typed
from geo.store.validation import check_references, check_said_on, check_table

BUILT_IN: Final = Path(__file__).resolve().parents[2] / "data"
DATA_VARIABLE: Final = "TRUCELINE_DATA"
Contents = dict[Path, bytes]


@dataclass(frozen=True)
class Check:
    """What a check of a dataset folder found.

    Parameters
    ----------
    path : Path
        The folder.
    counts : dict of str to int
        Rows read: `places`, `events`, `claims`, `sources`, `parties`.
    faults : tuple of Fault
        Everything wrong; empty for a sound dataset.
    """

    path: Path
    counts: dict[str, int]
    faults: tuple[Fault, ...]


def resolve(path: Path | str | None = None) -> Path:
    """Choose the dataset folder: the one given, else `TRUCELINE_DATA`, else the built-in data."""
    return Path(path or os.environ.get(DATA_VARIABLE) or BUILT_IN).resolve()


def check(path: Path | str | None = None) -> Check:
    """Find every fault of a dataset folder.

    Parameters
    ----------
    path : path-like, optional
        As for `resolve`.
    """
    folder = resolve(path)
    if is_converted(folder):
        from geo.store.engines import check_converted

        return check_converted(folder)
    checked, _, _ = _read(folder, _contents(folder))
    return checked


def check_contents(folder: Path, tables: Mapping[str, bytes]) -> tuple[Fault, ...]:
    """Find every fault that a folder would have with other tables; its places are not looked at.

    Called by who holds the folder's lock, so it does not ask for it.

    Parameters
    ----------
    folder : Path
        The folder.
    tables : mapping of str to bytes
        Contents by file name.
    """
    document, _ = read_document(folder / PLACES_FILE)
    held = {folder / file: content for file, content in tables.items()}
    _, faults = _read_tables(folder, held, None if document is None else known_ids(document))
    return tuple(faults)


def load(path: Path | str | None = None) -> Dataset:
    """Read, check and join a dataset folder.

    Parameters
    ----------
    path : path-like, optional
        As for `resolve`.

    Raises
    ------
    DataFaultsError
        With every fault, if there is any.
    UsageError
        If it is a file, or a converted folder with more events than fit (`engines.loaded_events`).

    Examples
    --------
    >>> dataset = load()
    >>> dataset.gazetteer["parukh"].name("az")
    'Fərrux'
    """
    folder = resolve(path)
    if folder.is_file():
        raise UsageError(
            f"dataset: expected a folder, found the file {folder}; make a folder of it by "
            "`python -m geo import KIND FILE --into FOLDER`, KIND one of ucdp, "
            "acled, geojson, table"
        )
    if is_converted(folder):
        # Loaded here, since ibis takes half a second to load and folders of CSV files need none.
        from geo.store.engines import load_whole

        return load_whole(folder)
    contents = _contents(folder)
    version = _version(folder, contents)
    checked, tables, gazetteer = _read(folder, contents)
    if checked.faults or gazetteer is None:
        raise DataFaultsError(checked.faults)
    frames = {table.name: typed(tables[table.name], table) for table in TABLES}
    claims = join_claims(frames["claims"], frames["parties"], frames["sources"])
    events = join_events(frames["events"], claims, gazetteer)
    return Dataset(
        path=folder,
        version=version,
        gazetteer=gazetteer,
        events=events,
        claims=number_events(claims, events["event_id"]),
        sources=frames["sources"],
        parties=frames["parties"],
        licences=licences_of(folder),
    )


def version(folder: Path) -> str:
    """Hash the content of a dataset's files; the same content anywhere has the same version."""
    return _version(folder, _contents(folder))


def _version(folder: Path, contents: Contents) -> str:
    digest = hashlib.sha256()
    for file in (table_file(folder, table) for table in TABLES):
        digest.update(hashlib.sha256(contents.get(file, b"")).digest())
    digest.update(contents.get(folder / PLACES_FILE, b""))
    return digest.hexdigest()[:12]


def _contents(folder: Path) -> Contents:
    """The dataset's files as they were at one moment."""
    files = [*(table_file(folder, table) for table in TABLES), folder / PLACES_FILE]
    return read_files([file for file in files if not leads_outside(file, file.name)], folder)


def table_file(folder: Path, table: Table) -> Path:
    """Path of a table; a folder without parties of its own uses the built-in ones."""
    file = folder / table.file
    return BUILT_IN / table.file if table is PARTIES and not file.exists() else file


def basemap_folder(folder: Path) -> Path:
    """Folder of the basemap: the dataset's own, else the built-in one."""
    own = folder / BASEMAP
    return own if own.is_dir() else BUILT_IN / BASEMAP


def _read(
    folder: Path, contents: Contents
) -> tuple[Check, dict[str, pd.DataFrame], Gazetteer | None]:
    document, of_places = checked_places(folder, contents.get(folder / PLACES_FILE))
    gazetteer = None if document is None or of_places else Gazetteer(document)
    place_ids = None if document is None else known_ids(document)
    tables, faults = _read_tables(folder, contents, place_ids)
    counts = {"places": 0 if document is None else len(document["features"])}
    counts |= {name: len(rows) for name, rows in tables.items()}
    return Check(folder, counts, tuple(of_places + faults)), tables, gazetteer


def _read_tables(
    folder: Path, contents: Contents, place_ids: frozenset[str] | None
) -> tuple[dict[str, pd.DataFrame], list[Fault]]:
    tables: dict[str, pd.DataFrame] = {}
    faults: list[Fault] = []
    for table in TABLES:
        file = table_file(folder, table)
        unread = leads_outside(file, table.file)
        rows = no_rows(table)
        if not unread:
            rows, unread = read_table(file, table, contents.get(file))
        tables[table.name] = rows
        faults += unread + check_table(rows, table)
    return tables, faults + check_references(tables, place_ids) + check_said_on(tables)


def checked_places(
    folder: Path, held: bytes | None = None
) -> tuple[dict[str, Any] | None, list[Fault]]:
    """Read and check the gazetteer of a folder.

    Parameters
    ----------
    folder : Path
        The folder.
    held : bytes, optional
        Content of its gazetteer, where it has been read.

    Returns
    -------
    dict or None
        The document, or None where the file as a whole cannot be read.
    list of Fault
        Of the file, and of a basemap that it is checked against.
    """
    document, faults = read_document(folder / PLACES_FILE, held)
    if document is not None:
        outlines, of_basemap = check_basemap(basemap_folder(folder))
        faults = of_basemap + check_places(document, outlines)
    return document, faults


def gazetteer_of(path: Path | str | None = None) -> Gazetteer:
    """Read the places of a dataset folder, and nothing else of it.

    Parameters
    ----------
    path : path-like, optional
        As for `resolve`.

    Raises
    ------
    DataFaultsError
        With every fault of the file, if there is any.
    """
    document, faults = checked_places(resolve(path))
    if document is None or faults:
        raise DataFaultsError(faults)
    return Gazetteer(document)
