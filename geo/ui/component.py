"""The component that all panels are drawn with: text from data goes to it as JSON.

Streamlit sends a component's script with every rerun. So that script is a line that imports the
real one, which the browser fetches once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import streamlit as st

from geo.maps.bundle import bundle
from geo.ui.published import link_from_page, publish_first

_FOLDER: Final = Path(__file__).parent / "panel"


def _script() -> str:
    """The panel's modules as one, with its style sheets as the module that they import."""
    sources = {file.name: file.read_text(encoding="utf-8") for file in _FOLDER.glob("*.js")}
    # The sheets of single views come after the common one, whose rules they refine.
    files = sorted(_FOLDER.glob("*.css"), key=lambda file: (file.name != "panel.css", file.name))
    sheets = "".join(file.read_text(encoding="utf-8") for file in files)
    sources["sheets.js"] = f"export const SHEETS = {json.dumps(sheets)};"
    return bundle(sources, {"default": "panel.js"})


# `panel/panel.js` has one function for each value of `data["view"]`.
_LINK: Final = link_from_page(publish_first("panel", _script().encode(), "js"))
PANEL: Final = st.components.v2.component(
    "panel",
    js=f"""export default async c=>(await import(new URL(
"{_LINK}",document.baseURI))).default(c)""",
)


def draw(view: str, data: Mapping[str, Any], key: str, **callbacks: Callable[[], None]) -> Any:
    """Draw a view of the panel's script; what the reader does there calls back.

    Parameters
    ----------
    view : str
        A view of `panel/panel.js`.
    data : mapping
        JSON-ready.
    key : str
        Of this panel; in the session's state, it holds what the reader did.
    **callbacks : callable
        `on_NAME_change` for each trigger of the view.
    """
    panel: Any = PANEL
    return panel(key=key, data={"view": view, **data}, **callbacks)
