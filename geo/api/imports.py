"""Importing a file: read, checked against the schema, and published as or added to a folder."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from geo.api.adding import add_staged
from geo.api.formats import FORMATS, Format
from geo.api.geocoding import Decisions
from geo.api.imported import Imported
from geo.api.importing import Import, TakeRejected
from geo.api.known import Circumstances, Known
from geo.errors import UsageError
from geo.gazetteer import Gazetteer
from geo.readers import Rejected, read_content
from geo.readers.content import Content, Progress
from geo.store.folder import BUILT_IN
from geo.store.writing import FolderWriter

__all__ = ["FORMATS", "Format", "import_content", "import_file"]

CHUNK_ROWS: Final = 20_000


def import_file(
    form: Format,
    path: Path,
    into: Path,
    *,
    add: bool = False,
    gazetteer: Gazetteer | None = None,
    decisions: Decisions | None = None,
    progress: Progress | None = None,
    take_rejected: TakeRejected | None = None,
) -> Imported:
    """Make a dataset folder of a file, or add the file to one.

    Parameters
    ----------
    form : Format
        What the file is.
    path : Path
        The file.
    into : Path
        Folder to be made, which must not exist or be empty; or the dataset to be added to.
    add : bool
        Whether `into` is a dataset that the rows are added to.
    gazetteer : Gazetteer, optional
        Where names of places without a position are looked up; of a dataset that is added to,
        its own.
    decisions : mapping, optional
        Which place a name means, as of `geocoding.read_choices`.
    progress : callable, optional
        Told the share of the file read.
    take_rejected : callable, optional
        Given each row that is not taken.

    Returns
    -------
    Imported
        What was done. The folder is valid: `geo.store.folder.check` finds no fault in it.

    Raises
    ------
    UnreadableError
        If the file as a whole cannot be read; nothing is written.
    DataFaultsError
        If no row can be taken, or none that is not there already; nothing is written.
    UsageError
        If something stands at `into`; or, to be added to, if it is no sound dataset or is the
        built-in one.
    OSError
        If the file cannot be read or the folder not be written.
    """
    return import_content(
        form,
        read_content(path),
        into,
        add=add,
        gazetteer=gazetteer,
        decisions=decisions,
        progress=progress,
        take_rejected=take_rejected,
    )


def import_content(
    form: Format,
    content: Content,
    into: Path,
    *,
    add: bool = False,
    gazetteer: Gazetteer | None = None,
    decisions: Decisions | None = None,
    progress: Progress | None = None,
    take_rejected: TakeRejected | None = None,
) -> Imported:
    """Make a dataset folder of a file's bytes; everything else as in `import_file`."""
    known = known_of(into) if add else Known()
    # A place chosen elsewhere is added with the row; of two of one id the dataset's own counts.
    around = Circumstances(known, known.gazetteer or gazetteer, decisions or {})
    with ExitStack() as stack:
        target = into
        if add:
            target = Path(stack.enter_context(TemporaryDirectory(prefix="truceline-"))) / "new"
        folder = stack.enter_context(FolderWriter(target))
        done = Import(form, content, folder, take_rejected or _ignore, around)
        reading = form.read(content, progress)
        while chunk := list(islice(reading, CHUNK_ROWS)):
            done.take(chunk)
        imported = done.finish()
        if add:
            add_staged(folder.path, known, done.features, imported)
        else:
            folder.publish()
    return imported


def known_of(folder: Path) -> Known:
    """What a dataset holds that a file is to be added to.

    Raises
    ------
    UsageError
        If it is no sound dataset, or is the built-in one.
    """
    if folder.resolve() == BUILT_IN:
        raise UsageError("the built-in data is not written to; copy it to a folder and add to that")
    if not folder.is_dir():
        raise UsageError(f"expected a dataset folder to add to, found {folder}")
    return Known.of(folder)


def _ignore(rejected: Rejected) -> None:
    del rejected
