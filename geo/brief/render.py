"""Formats of a brief, by the suffix of its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from geo.brief import picture
from geo.brief.model import Brief
from geo.brief.pdf import pdf
from geo.brief.rowfiles import as_csv, as_geojson
from geo.brief.slides import pptx
from geo.brief.webpage import html
from geo.errors import UsageError

FORMATS: Final[dict[str, Callable[[Brief], bytes]]] = {
    "png": picture.png,
    "svg": picture.svg,
    "pdf": pdf,
    "pptx": pptx,
    "html": html,
    "csv": as_csv,
    "geojson": as_geojson,
}
MIME_TYPES: Final = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": "text/html",
    "csv": "text/csv",
    "geojson": "application/geo+json",
}


def render(brief: Brief, form: str) -> bytes:
    """Brief in a format.

    Parameters
    ----------
    brief : Brief
        What to render.
    form : str
        A key of `FORMATS`.

    Raises
    ------
    UsageError
        If there is no such format.
    """
    if form not in FORMATS:
        raise UsageError(f"format: expected any of {', '.join(FORMATS)}, found {form!r}")
    return FORMATS[form](brief)


def form_of(path: Path) -> str:
    """Format that a file's suffix names; may be none of `FORMATS`."""
    return path.suffix.lower().lstrip(".")


def write(brief: Brief, path: Path) -> Path:
    """Write a brief to a file in the format of its suffix; it appears whole or not at all.

    Parameters
    ----------
    brief : Brief
        What to render.
    path : Path
        Ends in one of `FORMATS`.
    """
    content = render(brief, form_of(path))
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(content)
    return draft.replace(path)
