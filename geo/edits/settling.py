"""Making a folder and its log agree: what was cut off is finished, others' changes are taken in."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from geo.edits.change import Written
from geo.edits.log import ChangeLog, sha256_of
from geo.edits.outside import steps_between
from geo.edits.replacing import put_in_place, stage, withdraw
from geo.edits.tabletext import TableText, parse
from geo.errors import UsageError
from geo.schema import TABLES, Table

# A file that something else is writing is not looked at before it has rested for so long.
REST_SECONDS: Final = 0.3
_REST_WAIT_SECONDS: Final = 10.0


def settled(folder: Path, log: ChangeLog, held: Mapping[str, TableText]) -> dict[str, TableText]:
    """Make files and log agree, and return the tables; called by who holds the folder alone.

    Parameters
    ----------
    folder : Path
        The folder.
    log : ChangeLog
        Its log.
    held : mapping of str to TableText
        Tables as they were read before, by file name; taken where a file is still the same.

    Raises
    ------
    UsageError
        If a table is missing, is no table, or is being written to by another.
    """
    known = log.files()
    texts = {}
    for table in TABLES:
        file = folder / table.file
        if table.file in known or file.exists():
            withdraw([file])
            texts[table.file] = _settled_file(
                file, table, log, known.get(table.file), held.get(table.file)
            )
    return texts


def _settled_file(
    file: Path, table: Table, log: ChangeLog, known: Written | None, held: TableText | None
) -> TableText:
    found = _read(file)
    now = sha256_of(found)
    if known is not None and now not in (known.sha256, known.earlier_sha256):
        found = _rested(file)
        now = sha256_of(found)
    if known is not None and known.sha256 == now:
        if not known.published:
            log.note_published(file.name)
        return held if held is not None and held.sha256 == now else parse(found, table)
    if known is not None and not known.published and known.earlier_sha256 == now:
        # A writer was killed after its change was in the log and before the file was.
        content = log.content(file.name)
        stage(file, content)
        put_in_place([file])
        log.note_published(file.name)
        return parse(content, table)
    text = parse(found, table)
    was = None if known is None else parse(log.content(file.name), table)
    steps = [] if was is None else steps_between(was, text)
    log.take(steps, {file.name: found}, origin="outside", published=True)
    return text


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise UsageError(
            f"{file}: expected the table, found no file. Remedy: put it back, "
            "for instance with git checkout"
        ) from None


def _rested(file: Path) -> bytes:
    """Content of a file that nobody has written to for a moment.

    Raises
    ------
    UsageError
        If it never rests.
    """
    until = time.monotonic() + _REST_WAIT_SECONDS
    while time.monotonic() < until:
        before = file.stat()
        if time.time() - before.st_mtime < REST_SECONDS:
            time.sleep(REST_SECONDS)
        content, after = _read(file), file.stat()
        if (before.st_ino, before.st_size, before.st_mtime_ns) == (
            after.st_ino,
            after.st_size,
            after.st_mtime_ns,
        ):
            return content
    raise UsageError(f"{file} is being written to by another; try again when it is done")
