"""What the package file of a dataset folder says of the folder: licences."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from geo.schema import PLACES_FILE
from geo.strict_json import parse

PACKAGE_FILE: Final = "datapackage.json"
_MAX_BYTES: Final = 16 << 20


def read_package(folder: Path) -> dict[str, Any]:
    """Members of the package file; none where there is no such file or it cannot be read."""
    path = folder / PACKAGE_FILE
    try:
        if path.stat().st_size > _MAX_BYTES:
            return {}
        read = parse(path.read_bytes(), repeated=[])
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def licences_of(folder: Path) -> tuple[str, ...]:
    """Licences under which the data of a folder stand: tables, places, imported files.

    Examples
    --------
    >>> from geo.store.folder import BUILT_IN
    >>> licences_of(BUILT_IN)[0]
    'Creative Commons Attribution 4.0 (CC-BY-4.0)'
    """
    package = read_package(folder)
    found = [_named(one) for one in _objects(package.get("licenses"))]
    for resource in _objects(package.get("resources")):
        if resource.get("path") == PLACES_FILE:
            found += [_named(one) for one in _objects(resource.get("licenses"))]
    found += [str(one.get("licence") or "") for one in _objects(package.get("sources"))]
    return tuple(dict.fromkeys(one for one in found if one))


def _named(licence: dict[str, Any]) -> str:
    title, name = (str(licence.get(key) or "") for key in ("title", "name"))
    return f"{title} ({name})" if title and name else title or name


def _objects(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
