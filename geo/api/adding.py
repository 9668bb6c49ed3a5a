"""Adding what an import made to a dataset folder: all of it or nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from geo.api.imported import PROVENANCE_FILE, Imported
from geo.api.known import Known
from geo.errors import UsageError
from geo.schema import EVENTS, PLACES_FILE, SOURCES, Table
from geo.store.append import append_rows
from geo.store.package import PACKAGE_FILE, read_package
from geo.store.writing import extended_places


def add_staged(
    staged: Path, known: Known, features: Sequence[Mapping[str, Any]], imported: Imported
) -> None:
    """Add the rows of a folder that an import made.

    Parameters
    ----------
    staged : Path
        The folder: its events and their origins are all new.
    known : Known
        Of the dataset that is added to.
    features : sequence of mapping
        Places that are new.
    imported : Imported
        What was done; the dataset's package says so.

    Raises
    ------
    DataFaultsError
        If the dataset would have a fault; then nothing is written.
    UsageError
        If the dataset is being written to by another, or its package cannot be read.
    """
    assert known.folder is not None
    additions = {EVENTS.name: _rows(staged, EVENTS)}
    if imported.source.id not in known.source_ids:
        additions[SOURCES.name] = _rows(staged, SOURCES)
    files = {
        PLACES_FILE: with_places(known.folder, features),
        PROVENANCE_FILE: with_origins(known.folder, staged / PROVENANCE_FILE),
        PACKAGE_FILE: with_source(known.folder, imported),
    }
    append_rows(known.folder, additions, files)


def _rows(folder: Path, table: Table) -> list[dict[str, str]]:
    with (folder / table.file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def with_places(folder: Path, features: Sequence[Mapping[str, Any]]) -> str:
    """Text of a gazetteer with more places; those that are there stay as they are written."""
    return extended_places((folder / PLACES_FILE).read_text(encoding="utf-8-sig"), features)


def with_origins(folder: Path, more: Path) -> str:
    """Text of a provenance file with more rows.

    Older ones lack columns, which are then blank.
    """
    with more.open(encoding="utf-8", newline="") as stream:
        added = csv.DictReader(stream)
        header, rows = list(added.fieldnames or ()), list(added)
    path = folder / PROVENANCE_FILE
    before: list[dict[str, str]] = []
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as stream:
            before = list(csv.DictReader(stream))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, header, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows([*before, *rows])
    return buffer.getvalue()


def with_source(folder: Path, imported: Imported) -> str:
    """Text of a package file that names one more file its data are from, and its licence.

    Raises
    ------
    UsageError
        If there is a package file that cannot be read.
    """
    package = read_package(folder)
    if not package and (folder / PACKAGE_FILE).exists():
        raise UsageError(f"expected a package of JSON, found {folder / PACKAGE_FILE}; correct it")
    resources = list(package.get("resources", []))
    if not any(one.get("path") == PROVENANCE_FILE for one in resources if isinstance(one, dict)):
        resources.append({"name": Path(PROVENANCE_FILE).stem, "path": PROVENANCE_FILE})
    sources = _with(package.get("sources", []), imported)
    said = {"profile": "data-package", "name": folder.name.lower(), **package}
    said |= {"sources": sources, "resources": resources}
    return json.dumps(said, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _with(sources: list[Any], imported: Imported) -> list[Any]:
    """Files that the data are from; a file that was read again stands there once."""
    said = imported.as_dict()
    for at, one in enumerate(sources):
        if isinstance(one, dict) and one.get("sha256") == imported.sha256:
            for name in ("accepted", "noted"):
                said[name] += int(one.get(name) or 0)
            said["rejected"] -= imported.present
            return [*sources[:at], {**one, **said}, *sources[at + 1 :]]
    return [*sources, said]
