"""The component that all panels are drawn with: text from data goes to it as JSON.

Streamlit sends a component's script with every rerun. So that script is a line that imports the
real one, which the browser fetches once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.components.v1 import declare_component

_FOLDER: Final = Path(__file__).parent / "panel"
_FILES: Final = declare_component("panel", path=str(_FOLDER)).name
_VERSION: Final = hashlib.sha256(
    b"".join(file.read_bytes() for file in sorted(_FOLDER.iterdir()))
).hexdigest()[:12]

# `panel/panel.js` has one function for each value of `data["view"]`.
PANEL: Final = st.components.v2.component(
    "panel",
    js=f"""export default async c=>(await import(new URL(
"component/{_FILES}/panel.js?{_VERSION}",document.baseURI))).default(c)""",
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
