"""A dataset folder: read it, check all of it, join it."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd
from shapely import GEOSException
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.engine.layout import is_converted
from geo.errors import DataFaultsError, Fault
from geo.gazetteer import Gazetteer
from geo.linkage import Dataset, join_claims, join_events, number_events
from geo.schema import PARTIES, PLACES_FILE, TABLES, Table
from geo.store.package import licences_of
from geo.store.places import check_places, known_ids, read_document
from geo.store.tables import read_table
from geo.store.typed import typed
from geo.store.validation import check_references, check_said_on, check_table

BUILT_IN: Final = Path(__file__).resolve().parents[2] / "data"
DATA_VARIABLE: Final = "TRUCELINE_DATA"
BASEMAP: Final = "basemap"


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
    checked, _, _ = _read(folder)
    return checked


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
        If it is a converted folder with more events than fit (`engines.loaded_events`).

    Examples
    --------
    >>> dataset = load()
    >>> dataset.gazetteer["parukh"].name("az")
    'Fərrux'
    """
    folder = resolve(path)
    if is_converted(folder):
        # Loaded here, since ibis takes half a second to load and folders of CSV files need none.
        from geo.store.engines import load_whole

        return load_whole(folder)
    checked, tables, gazetteer = _read(folder)
    if checked.faults or gazetteer is None:
        raise DataFaultsError(checked.faults)
    frames = {table.name: typed(tables[table.name], table) for table in TABLES}
    claims = join_claims(frames["claims"], frames["parties"], frames["sources"])
    events = join_events(frames["events"], claims, gazetteer)
    return Dataset(
        path=folder,
        version=version(folder),
        gazetteer=gazetteer,
        events=events,
        claims=number_events(claims, events["event_id"]),
        sources=frames["sources"],
        parties=frames["parties"],
        licences=licences_of(folder),
    )


def version(folder: Path) -> str:
    """Hash the content of a dataset's files; the same content anywhere has the same version."""
    digest = hashlib.sha256()
    for file in (table_file(folder, table) for table in TABLES):
        with file.open("rb") as content:
            digest.update(hashlib.file_digest(content, "sha256").digest())
    digest.update((folder / PLACES_FILE).read_bytes())
    return digest.hexdigest()[:12]


def table_file(folder: Path, table: Table) -> Path:
    """Path of a table; a folder without parties of its own uses the built-in ones."""
    file = folder / table.file
    return BUILT_IN / table.file if table is PARTIES and not file.exists() else file


def basemap_folder(folder: Path) -> Path:
    """Folder of the basemap: the dataset's own, else the built-in one."""
    own = folder / BASEMAP
    return own if own.is_dir() else BUILT_IN / BASEMAP


def _read(folder: Path) -> tuple[Check, dict[str, pd.DataFrame], Gazetteer | None]:
    tables: dict[str, pd.DataFrame] = {}
    faults: list[Fault] = []
    for table in TABLES:
        rows, unread = read_table(table_file(folder, table), table)
        tables[table.name] = rows
        faults += unread + check_table(rows, table)
    document, of_places = checked_places(folder)
    gazetteer = None if document is None or of_places else Gazetteer(document)
    place_ids = None if document is None else known_ids(document)
    faults = of_places + faults + check_references(tables, place_ids) + check_said_on(tables)
    counts = {"places": 0 if document is None else len(document["features"])}
    counts |= {name: len(rows) for name, rows in tables.items()}
    return Check(folder, counts, tuple(faults)), tables, gazetteer


def checked_places(folder: Path) -> tuple[dict[str, Any] | None, list[Fault]]:
    """Read and check the gazetteer of a folder.

    Returns
    -------
    dict or None
        The document, or None where the file as a whole cannot be read.
    list of Fault
        Of the file, and of a basemap that it is checked against.
    """
    document, faults = read_document(folder / PLACES_FILE)
    if document is not None:
        outlines, of_basemap = country_outlines(folder)
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


def country_outlines(folder: Path) -> tuple[dict[str, BaseGeometry], list[Fault]]:
    """Outlines of countries by code; a basemap of the dataset's own may be faulty too."""
    world = basemap_folder(folder) / "world.geojson"
    if not world.exists():
        return {}, []
    try:
        features = json.loads(world.read_bytes())["features"]
        coded = {f["properties"]["ccode"]: f["geometry"] for f in features}
        return {code: shape(geometry) for code, geometry in coded.items() if code}, []
    except (ValueError, KeyError, TypeError, AttributeError, GEOSException) as error:
        name = f"{BASEMAP}/{world.name}"
        expected = "a FeatureCollection of countries with a ccode each"
        return {}, [Fault(name, None, None, repr(error), expected, "correct it, or remove it")]
