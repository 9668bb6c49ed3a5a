"""What the first page will need is named in Streamlit's own page, so that browsers fetch it early.

Left to itself a browser learns of a widget's script when the server has described the widget, of
the map's frame when that script has run, of the map's script from the frame, and of the data from
that: each waits for the one before. The links change nothing that is shown; where one leads
nowhere, as it may after an update of Streamlit, the page is only slower.

`geo.ui.head` puts them there. The server imports this before Streamlit runs, so it imports nothing
that declares a component.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import streamlit as st

# Files of components, by what they are: as `component/<base>/<file>`, the latest of each kind.
FIRST_NEEDED: Final[dict[str, str]] = {}
# Streamlit's scripts of what the Situation page consists of, by the first part of their names.
_WIDGETS: Final = (
    *("ComponentInstance", "BidiComponent", "Html", "ButtonGroup", "Checkbox", "Multiselect"),
    *("TextInput", "Selectbox", "DateInput", "DownloadButton"),
)
_STATIC: Final = Path(st.__file__).parent / "static"
_SCRIPTS: Final = _STATIC / "static" / "js"
_IMPORT: Final = re.compile(r'from"\./([\w.-]+\.js)"')
_AS: Final = {"js": "script", "css": "style"}


def links() -> str:
    """Links for the head of the page, in the order in which they are needed."""
    head = [
        f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{name}">'
        for name in _scripts()
    ]
    for path in tuple(FIRST_NEEDED.values()):
        kind = _AS.get(path.rpartition(".")[2], "fetch")
        crossorigin = " crossorigin" if kind == "fetch" else ""
        head.append(
            f'<link rel="preload" fetchpriority="low" as="{kind}"{crossorigin} href="./{path}">'
        )
    return "".join(head)


def _scripts() -> list[str]:
    """Scripts of the widgets and what they import, but for what the page itself names."""
    page = (_STATIC / "index.html").read_text(encoding="utf-8")
    found = [file.name for name in _WIDGETS for file in _SCRIPTS.glob(f"{name}.*.js")]
    return [name for name in _with_imports(found) if name not in page]


def _with_imports(names: Iterable[str]) -> Iterator[str]:
    """Scripts and all that they import, each once."""
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop(0)
        file = _SCRIPTS / name
        if name not in seen and file.is_file():
            seen.add(name)
            yield name
            waiting += _IMPORT.findall(file.read_text(encoding="utf-8"))
