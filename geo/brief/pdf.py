"""The brief as a tagged PDF: A4, the picture, the list of events, and every claim behind it.

Text reaches typst as data, never as markup: the template reads it from `sys.inputs`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import typst

from geo.brief import picture
from geo.brief.fonts import FAMILIES, font_folder
from geo.brief.model import Brief
from geo.brief.symbolsvg import symbol_svg
from geo.brief.written import as_data

TEMPLATE: Final = Path(__file__).parent / "brief.typ"


def pdf(brief: Brief) -> bytes:
    """Brief as PDF: portrait where its size is, else landscape.

    Parameters
    ----------
    brief : Brief
        What to set. Its claims are all in the appendix.

    Returns
    -------
    bytes
        The same for the same brief: no date of making, no random id.
    """
    # Print has one theme: a dark page would cost a cartridge.
    light = brief.in_theme("light")
    portrait = brief.options.size == "a4-portrait"
    said = as_data(brief)
    data = said | {
        "portrait": portrait,
        "fonts": list(FAMILIES),
        "map": picture.svg(light, block=True).decode(),
        "symbols": {event["symbol"]: symbol_of(event["symbol"]) for event in said["events"]},
    }
    made = typst.compile(
        TEMPLATE,
        font_paths=[font_folder()],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"brief": json.dumps(data, ensure_ascii=False)},
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made


def symbol_of(key: str) -> str:
    """SVG of a symbol under the key that `written.as_data` gives it."""
    category, status, bearing = key.split("/")
    return symbol_svg(category, status, bearing_deg=float(bearing))
