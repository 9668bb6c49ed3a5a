"""Editing a dataset folder: a copy to edit, checked changes, their faults field by field."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from geo.edits.applying import BY_NAME
from geo.edits.change import Change
from geo.edits.folder import EditFolder, Refuse
from geo.edits.locking import held_with_others
from geo.engine.layout import is_converted
from geo.errors import DataFaultsError, Fault, UsageError
from geo.schema import PARTIES
from geo.store.append import NOT_DATA
from geo.store.basemap import BASEMAP
from geo.store.folder import BUILT_IN, basemap_folder, check_contents, resolve, table_file
from geo.store.writing import FolderWriter
from geo.toponym import fold

EDIT_VARIABLE: Final = "TRUCELINE_EDIT"
HOW_TO_COPY: Final = "python -m geo edit DIR makes a copy of it that can be edited"
_ID_WORDS: Final = 5


def open_for_editing(path: Path | str) -> EditFolder:
    """Open a folder whose changes are logged.

    Raises
    ------
    UsageError
        If it is the built-in data, no folder, or one of Parquet files.
    NotSavedError
        If nothing can be written there.
    """
    folder = Path(path).resolve()
    problem = why_not_edited(folder)
    if problem:
        raise UsageError(problem)
    return EditFolder(folder)


def why_not_edited(folder: Path) -> str:
    """Say why a folder cannot be edited; empty where it can."""
    if folder == BUILT_IN:
        return f"{folder}: the built-in data is read-only; {HOW_TO_COPY}"
    if not folder.is_dir():
        return f"{folder}: expected a dataset folder; {HOW_TO_COPY}"
    if is_converted(folder):
        return (
            f"{folder}: expected CSV files, found a converted folder; edit what it was made of, "
            "then convert again"
        )
    return ""


def copy_for_editing(target: Path, source: Path | str | None = None) -> bool:
    """Make an editable copy of a dataset where there is none.

    Parameters
    ----------
    target : Path
        Where it is to stand. A folder with files in it stays as it is.
    source : path-like, optional
        As for `store.folder.resolve`: left out, the built-in data.

    Returns
    -------
    bool
        Whether a copy was made.

    Raises
    ------
    UsageError
        If something that is no folder stands there, or the source cannot be edited.
    """
    if target.is_dir() and next(target.iterdir(), None) is not None:
        return False
    origin = resolve(source)
    if is_converted(origin):
        raise UsageError(f"{origin}: expected a folder of CSV files to copy; it is converted")
    with FolderWriter(target) as folder, held_with_others(origin):
        shutil.copytree(origin, folder.path, ignore=NOT_DATA, dirs_exist_ok=True)
        if not (origin / PARTIES.file).exists():
            shutil.copy(table_file(origin, PARTIES), folder.path / PARTIES.file)
        if not (origin / BASEMAP).exists():
            shutil.copytree(basemap_folder(origin), folder.path / BASEMAP)
        for file in folder.path.rglob("*"):
            file.chmod(file.stat().st_mode | 0o200)
        folder.publish()
    return True


def edit_folder(arguments: Iterable[str]) -> Path | None:
    """Folder that an app is started to edit: `--edit DIR`, else `TRUCELINE_EDIT`; None for none.

    Examples
    --------
    >>> edit_folder(["--edit", "somewhere"]) == edit_folder(["--edit=somewhere"])
    True
    """
    words = list(arguments)
    asked = os.environ.get(EDIT_VARIABLE, "")
    for word, after in zip(words, [*words[1:], ""], strict=False):
        if word == "--edit" or word.startswith("--edit="):
            asked = after if word == "--edit" else word.removeprefix("--edit=")
    return Path(asked).resolve() if asked else None


def save(folder: EditFolder, changes: Iterable[Change], who: str, why: str) -> int:
    """Save changes that leave the folder without faults; see `EditFolder.save`."""
    return folder.save(changes, who.strip(), why.strip(), _refuse(folder.path))


def add_rows(
    folder: EditFolder, additions: Mapping[str, Iterable[Mapping[str, str]]], who: str, why: str
) -> int:
    """Save new rows by table name, all or none; see `save`."""
    changes = [
        Change(table, row[BY_NAME[table].key], None, row)
        for table, rows in additions.items()
        for row in rows
    ]
    return save(folder, changes, who, why)


def undo(folder: EditFolder, save_number: int, who: str, why: str) -> int:
    """Take a save back, where that leaves the folder without faults; see `EditFolder.undo`."""
    return folder.undo(save_number, who.strip(), why.strip(), _refuse(folder.path))


def _refuse(folder: Path) -> Refuse:
    def refuse(tables: Mapping[str, bytes]) -> None:
        faults = check_contents(folder, tables)
        if faults:
            raise DataFaultsError(faults)

    return refuse


def faults_of(folder: EditFolder, changes: Iterable[Change]) -> list[tuple[Fault, int | None]]:
    """Find what would be wrong with a folder, and which change is to blame.

    Parameters
    ----------
    folder : EditFolder
        Open.
    changes : iterable of Change
        Not saved; `before` only tells new rows from others.

    Returns
    -------
    list of tuple
        Each fault with the position of the change whose row it is in; None for other rows, such as
        a claim on an event that is to be deleted.
    """
    wanted = list(changes)
    rows: dict[tuple[str, int | None], int] = {}
    # New rows come last, also with the id of another: that is a fault to be found.
    order = sorted(range(len(wanted)), key=lambda at: wanted[at].before is None)
    texts = folder.with_changes(one for one in wanted if one.before is not None)
    for at in order:
        change = wanted[at]
        file = BY_NAME[change.table].file
        if change.before is None and change.after is not None and file in texts:
            texts[file] = texts[file].appended(change.row_id, change.after)
            rows[file, len(texts[file].lines) + 1] = at
        elif change.after is not None and file in texts:
            rows[file, texts[file].number(change.row_id)] = at
    contents = {file: text.content for file, text in texts.items()}
    faults = check_contents(folder.path, contents)
    return [(fault, rows.get((fault.file, fault.row))) for fault in faults]


def proposed_event_id(title: str, day: str, is_taken: Callable[[str], bool]) -> str:
    """Propose an id for a new event: its first day and the first words of its title.

    Examples
    --------
    >>> proposed_event_id("Shots near Fərrux, again", "2022-03-26", lambda one: False)
    '20220326-shots-near-farrux-again'
    """
    words = re.findall(r"[a-z0-9]+", fold(title))[:_ID_WORDS]
    stem = "-".join([*([day.replace("-", "")] if day else []), *words])
    return _free(stem, is_taken) if words else ""


def proposed_claim_id(event_id: str, is_taken: Callable[[str], bool]) -> str:
    """Propose an id for a new claim: that of its event, and a number."""
    number = 1
    while is_taken(f"{event_id}-c{number}"):
        number += 1
    return f"{event_id}-c{number}"


def _free(stem: str, is_taken: Callable[[str], bool]) -> str:
    number, one = 2, stem
    while is_taken(one):
        one, number = f"{stem}-{number}", number + 1
    return one
