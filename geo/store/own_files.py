"""Files of a dataset folder: within the folder, and no larger than what is read of them."""

from __future__ import annotations

from pathlib import Path

from geo.errors import Fault
from geo.limits import MAX_DOCUMENT_BYTES
from geo.strict_json import parse


def leads_outside(path: Path, name: str) -> list[Fault]:
    """Say where a file of a folder is a link to elsewhere: somebody else's folder may have such.

    Parameters
    ----------
    path : Path
        The file, in its folder; it need not exist.
    name : str
        By which a fault names it: its path within the dataset folder.
    """
    root = path
    for _ in Path(name).parts:
        root = root.parent
    if path.resolve().is_relative_to(root.resolve()):
        return []
    found = f"a link to {path.resolve()}"
    return [Fault(name, None, None, found, "a file in the folder itself", "copy the file there")]


def read_json(
    path: Path, name: str, repeated: list[str] | None = None, held: bytes | None = None
) -> tuple[object, list[Fault]]:
    """Read a JSON file of a dataset folder.

    Parameters
    ----------
    path, name
        As for `leads_outside`.
    repeated : list of str, optional
        As for `strict_json.parse`.
    held : bytes, optional
        Its content, where it has been read.

    Returns
    -------
    object
        None where there is a fault.
    list of Fault
        Why it cannot be read.
    """
    if faults := leads_outside(path, name):
        return None, faults
    size = path.stat().st_size if held is None else len(held)
    if size > MAX_DOCUMENT_BYTES:
        expected = f"at most {MAX_DOCUMENT_BYTES} bytes"
        return None, [Fault(name, None, None, f"{size} bytes", expected, "simplify it")]
    try:
        return parse(path.read_bytes() if held is None else held, repeated=repeated), []
    except UnicodeDecodeError as error:
        found = f"byte {error.start}"
        return None, [Fault(name, None, None, found, "UTF-8 text", "save the file as UTF-8")]
    except ValueError as error:
        return None, [Fault(name, None, None, str(error), "GeoJSON", "correct the JSON there")]
