"""Where an import goes: into the session, a new dataset folder, or one that stands there."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.api.imported import Imported
from geo.api.rejected import writable
from geo.errors import DataFaultsError, UsageError
from geo.limits import MAX_SESSION_EVENTS, MAX_SESSION_PLACES
from geo.readers import UnreadableError
from geo.readers.content import Progress
from geo.schema import EVENTS

# Folder in which this page may make datasets; without it, only for the session.
FOLDER_VARIABLE: Final = "TRUCELINE_IMPORTS"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}", re.ASCII)
_NEW: Final = "A new folder"
Run = Callable[[Path, bool, Path, Progress], Imported]


def offer_session(imported: Imported) -> bool:
    """Draw what shows the import in this session, and return whether it was asked for.

    A session's data is loaded in the process that others share, so a larger import is not.

    Parameters
    ----------
    imported : Imported
        What was done.
    """
    if imported.events > MAX_SESSION_EVENTS or imported.places > MAX_SESSION_PLACES:
        st.text(
            f"A session shows at most {MAX_SESSION_EVENTS:,} events at {MAX_SESSION_PLACES:,} "
            "places, so that others need not wait. Make a folder of this file, and start the app "
            "with TRUCELINE_DATA=FOLDER."
        )
        return False
    return st.button("Use it in this session", type="primary")


def offer(kind: str, run: Run) -> None:
    """Draw what keeps the import beyond the session.

    Parameters
    ----------
    kind : str
        Of the file, for the command that does the same.
    run : callable
        Imports the file into a folder; given whether the folder is added to, the file for the
        rejected rows, and what is told the share done.
    """
    parent = os.environ.get(FOLDER_VARIABLE)
    if not parent:
        st.text(f"To keep it: python -m geo import {kind} FILE --into DIR")
        return
    there = _datasets(Path(parent))
    chosen = st.selectbox("Keep it in", [_NEW, *there])
    name = chosen
    if chosen == _NEW:
        name = st.text_input("Name of a new dataset folder", max_chars=61)
    if not st.button("Keep it in that folder" if chosen == _NEW else "Add to that dataset"):
        return
    if not _NAME.fullmatch(name or ""):
        st.text("Expected letters, digits, hyphens and underscores.")
        return
    folder = Path(parent) / str(name)
    bar = st.progress(0.0, text="Writing")
    with tempfile.TemporaryDirectory(prefix="truceline-", ignore_cleanup_errors=True) as home:
        rejected = Path(home) / "rejected.csv"
        try:
            imported = run(folder, chosen != _NEW, rejected, lambda share: _show(bar, share))
        except (UsageError, DataFaultsError, UnreadableError, OSError) as error:
            st.text(writable(str(error)))
            return
        finally:
            bar.empty()
        rows = rejected.read_bytes()
    st.text(
        f"Written: {imported.accepted:,} rows accepted, {imported.rejected:,} rejected, of which "
        f"{imported.present:,} were there already. Start with TRUCELINE_DATA={folder}"
    )
    if imported.rejected:
        st.download_button("Download what was rejected there", rows, "rejected.csv", "text/csv")


def _show(bar: DeltaGenerator, share: float) -> None:
    bar.progress(min(share, 1.0), text="Writing")


def _datasets(parent: Path) -> list[str]:
    """Names of dataset folders, those that this page could have made."""
    if not parent.is_dir():
        return []
    return sorted(
        folder.name
        for folder in parent.iterdir()
        if _NAME.fullmatch(folder.name) and (folder / EVENTS.file).is_file()
    )
