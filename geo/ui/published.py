"""Files of this process that browsers fetch by link, each named by its content.

A name stands for its content for ever, so that a browser fetches each version once and two
sessions share what is the same for both.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any, Final

from streamlit.components.v1 import declare_component

from geo.ui.preload import FIRST_NEEDED

FOLDER: Final = Path(tempfile.mkdtemp(prefix="truceline-"))
BASE: Final = declare_component("files", path=str(FOLDER)).name
# Two hundred people who change their filter twice a minute make as many in two and a half minutes.
PASSING_KEPT: Final = 1024
_passing: Final[dict[tuple[str, str], OrderedDict[str, None]]] = {}
_passing_lock: Final = threading.Lock()


def publish(name: str, content: bytes, suffix: str) -> str:
    """Write a file named by its content; return that name."""
    file = FOLDER / f"{name}-{hashlib.sha256(content).hexdigest()[:16]}.{suffix}"
    if not file.exists():
        # Another session may be reading: a file appears whole or not at all.
        draft = file.with_suffix(f".{threading.get_ident()}")
        draft.write_bytes(content)
        draft.replace(file)
    return file.name


def publish_json(name: str, value: Any) -> str:
    """Write a value as JSON; return the file's name."""
    return publish(name, _json(value), "json")


def publish_first(name: str, content: bytes, suffix: str) -> str:
    """Write a file that the first page needs, see `geo.ui.preload`; return its name."""
    published = publish(name, content, suffix)
    FIRST_NEEDED[f"{name}.{suffix}"] = link_from_page(published)
    return published


def publish_json_first(name: str, value: Any) -> str:
    """Write a value as JSON that the first page needs; return the file's name."""
    return publish_first(name, _json(value), "json")


def publish_passing(name: str, content: bytes, suffix: str) -> str:
    """Write what every filter makes anew; the oldest of that name are dropped."""
    with _passing_lock:
        published = publish(name, content, suffix)
        kept = _passing.setdefault((name, suffix), OrderedDict())
        kept[published] = None
        kept.move_to_end(published)
        while len(kept) > PASSING_KEPT:
            stale, _ = kept.popitem(last=False)
            (FOLDER / stale).unlink(missing_ok=True)
    return published


def publish_json_passing(name: str, value: Any) -> str:
    """Write a value as JSON that every filter makes anew; the oldest are dropped."""
    return publish_passing(name, _json(value), "json")


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def link_from_page(name: str) -> str:
    """Link to a published file from the page itself, for a panel's script."""
    return f"component/{BASE}/{name}"


def link_from_frame(name: str) -> str:
    """Link to a published file from the frame of another component."""
    return f"../{BASE}/{name}"
