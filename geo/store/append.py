"""Add rows to a dataset folder: checked as a whole first, then each file replaced in one step.

The files are written beside the old ones and renamed, in the order in which they refer to one
another, so that a reader at any moment, or after a crash, finds a sound dataset. A lock keeps two
writers apart.
"""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from geo.edits.locking import LOCK_FILE, held_alone, held_with_others
from geo.edits.log import LOG_FILE
from geo.edits.replacing import put_in_place, stage, withdraw
from geo.errors import DataFaultsError, Fault, UsageError
from geo.schema import CLAIMS, EVENTS, PARTIES, PLACES_FILE, SOURCES, TABLES, Table
from geo.spreadsheet import guarded, is_marked
from geo.store.basemap import BASEMAP
from geo.store.folder import BUILT_IN, Check, check

# A table comes after those that it refers to.
_ORDER: Final = (SOURCES, PARTIES, EVENTS, CLAIMS)
# Of a folder that is edited; the log goes with no copy.
NOT_DATA: Final = shutil.ignore_patterns(f"{LOG_FILE}*", LOCK_FILE, ".*.new")
Additions = Mapping[str, Sequence[Mapping[str, str]]]
Files = Mapping[str, str]


def append_rows(folder: Path, additions: Additions, files: Files | None = None) -> Check:
    """Add rows to the tables of a dataset folder, all or none.

    Parameters
    ----------
    folder : Path
        The dataset. The built-in data is refused.
    additions : mapping of str to sequence of mapping
        New rows by table name, cells as text.
    files : mapping of str to str, optional
        New text of files that are no tables, by name. Places come before the rows that refer to
        them, all others after.

    Returns
    -------
    Check
        Of the dataset with the new rows.

    Raises
    ------
    UsageError
        If the folder is the built-in data, or another writer holds it too long.
    DataFaultsError
        If the dataset would have a fault; then nothing is written.
    """
    if folder.resolve() == BUILT_IN:
        raise UsageError(
            "the built-in data is read-only; python -m geo edit DIR makes a copy of it"
        )
    with held_alone(folder):
        return _append(folder, additions, files or {})


def copy_with_rows(folder: Path, additions: Additions) -> Path:
    """Copy a dataset to a new temporary folder and add rows there.

    Raises
    ------
    DataFaultsError
        If the copy would have a fault; then it is removed again.
    """
    copy = Path(tempfile.mkdtemp(prefix="truceline-session-"))
    try:
        with held_with_others(folder):
            # What a link in the folder leads to is none of ours.
            shutil.copytree(folder, copy, symlinks=True, ignore=NOT_DATA, dirs_exist_ok=True)
        _append(copy, additions, {})
    except BaseException:
        shutil.rmtree(copy, ignore_errors=True)
        raise
    return copy


def _append(folder: Path, additions: Additions, files: Files) -> Check:
    with tempfile.TemporaryDirectory(prefix=".truceline-", dir=folder) as name:
        staging = Path(name)
        for table in TABLES:
            source = _source(folder, table)
            if source.exists():
                content = source.read_text(encoding="utf-8-sig")
                (staging / table.file).write_text(
                    _extended(content, table, additions.get(table.name, ())),
                    encoding="utf-8",
                    newline="",
                )
        for name_of_file, text in files.items():
            (staging / name_of_file).write_text(text, encoding="utf-8", newline="")
        if PLACES_FILE not in files and (folder / PLACES_FILE).exists():
            shutil.copyfile(folder / PLACES_FILE, staging / PLACES_FILE)
        if (folder / BASEMAP).is_dir():
            shutil.copytree(folder / BASEMAP, staging / BASEMAP)
        checked = check(staging)
        if checked.faults:
            raise DataFaultsError(checked.faults)
        changed = [table.file for table in _ORDER if additions.get(table.name)]
        others = [name_of_file for name_of_file in files if name_of_file != PLACES_FILE]
        changed = [*({PLACES_FILE} & set(files)), *changed, *others]
        try:
            for file in changed:
                stage(folder / file, (staging / file).read_bytes())
            for file in changed:
                put_in_place([folder / file])
        finally:
            withdraw(folder / file for file in changed)
        return Check(folder, checked.counts, ())


def _source(folder: Path, table: Table) -> Path:
    own = folder / table.file
    return BUILT_IN / table.file if table is PARTIES and not own.exists() else own


def _extended(content: str, table: Table, rows: Sequence[Mapping[str, str]]) -> str:
    """The text of a table with more rows; what stands there stays as it is written."""
    header = next(csv.reader(io.StringIO(content)), list(table.column_names))
    # A blank cell of a column that the file leaves out is left out too.
    filled = [{name: cell for name, cell in row.items() if cell} for row in rows]
    unknown = sorted({name for row in filled for name in row} - set(header))
    if unknown:
        remedy = "write only columns that the file has"
        raise DataFaultsError(
            [Fault(table.file, None, unknown[0], None, f"one of {', '.join(header)}", remedy)]
        )
    if is_marked(header):
        # An export of ours that was put into the folder: its texts are guarded.
        filled = [{name: guarded(cell) for name, cell in row.items()} for row in filled]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, header, restval="", lineterminator="\n")
    writer.writerows(filled)
    joint = "" if not content or content.endswith("\n") else "\n"
    return content + joint + buffer.getvalue()
