"""All rows of the table of a large dataset as CSV, read from the engine page by page."""

from __future__ import annotations

import tempfile
from io import FileIO
from typing import Final

import streamlit as st

from geo.engine.details import in_pages
from geo.engine.engine import Bounds, Engine
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.records import events_csv, sentence

# Some 60 MB, and half a minute.
ROWS_MOST: Final = 200_000


def show(
    dataset: Dataset, engine: Engine, asked: EventFilter, bounds: Bounds | None, total: int
) -> None:
    """Draw the button that downloads the rows of the table, or say why there is none.

    Parameters
    ----------
    dataset : Dataset
        Places, parties and sources.
    engine : Engine
        That answers.
    asked : EventFilter
        In force.
    bounds : tuple of float or None
        Of the view, where the table lists only what is in it.
    total : int
        Rows of the table.
    """
    if total > ROWS_MOST:
        st.caption(
            f"CSV: at most {ROWS_MOST:,} rows are downloaded at once, and the table has {total:,}. "
            "Narrow the dates or another filter, or list only what the map shows."
        )
        return
    # Streamlit makes the file on the click, outside any session: what it needs comes along.
    st.download_button(
        "CSV",
        lambda: write_csv(dataset, engine, asked, bounds),
        file_name=f"truceline_{dataset.version}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        help="All rows of the table, not only those on this page",
        disabled=not total,
    )


def write_csv(
    dataset: Dataset, engine: Engine, asked: EventFilter, bounds: Bounds | None
) -> FileIO:
    """Write the rows to a file that vanishes when it is closed, a page of them in memory."""
    # Streamlit reads it after this returns, and of files takes those without a buffer.
    file = tempfile.TemporaryFile(prefix="truceline-", buffering=0)  # noqa: SIM115
    said = sentence(dataset, asked) + (", in view" if bounds else "")
    for page in in_pages(engine, asked, dataset.path, bounds):
        rows = page.selection(EventFilter(asked.start, asked.end)).frame()
        text = events_csv(page, rows, said, asked.names)
        file.write((text.split("\n", 1)[1] if file.tell() else text).encode())
    file.seek(0)
    return file
