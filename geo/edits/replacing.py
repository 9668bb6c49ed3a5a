"""Files replaced in one step: written beside the old one, on the disk, then renamed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def staged(file: Path) -> Path:
    """Where the new content of a file waits until it takes the old one's place."""
    return file.with_name(f".{file.name}.new")


def stage(file: Path, content: bytes) -> None:
    """Write the new content of a file beside it, and onto the disk.

    Raises
    ------
    OSError
        If it cannot be written; then nothing is left of it.
    """
    new = staged(file)
    try:
        with new.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            shutil.copymode(file, new)
    except BaseException:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise


def put_in_place(files: Iterable[Path]) -> None:
    """Let staged contents take the place of the old ones; their names are on the disk after that.

    Parameters
    ----------
    files : iterable of Path
        In one folder.
    """
    folders = set()
    for file in files:
        staged(file).replace(file)
        folders.add(file.parent)
    for folder in folders:
        flush_folder(folder)


def withdraw(files: Iterable[Path]) -> None:
    """Remove what is staged; what cannot be removed is overwritten by the next writer."""
    for file in files:
        with suppress(OSError):
            staged(file).unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """Have the system write the names in a folder to the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
