"""Truceline: gazetteer, coded events and conflicting claims on one clock.

>>> import geo
>>> situation = geo.load()
>>> situation.gazetteer["parukh"].title
'Parukh'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

# Whoever runs one command or imports one module need not wait for maps and tables.
if TYPE_CHECKING:
    from geo.api import Map, Situation, load
    from geo.store.folder import check

__all__ = ["Map", "Situation", "check", "load"]

_HOMES: Final = {
    "Map": "geo.api",
    "Situation": "geo.api",
    "check": "geo.store.folder",
    "load": "geo.api",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
