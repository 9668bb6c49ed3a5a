"""What Python may say to a live map: numbers, booleans, bitsets and codes of a fixed vocabulary.

folium would compile text as a template on the server, so a command holds none: whatever is not on
this list is refused.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from numbers import Integral, Real
from typing import Any

from geo.maps.assets import check_link
from geo.toponym import CONVENTIONS

COLOURS = ("category", "party", "status")

_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_MASK_CHARS_MAX = 4 * 1024 * 1024
_ZOOM_MAX = 24
_DAY_LIMIT = 3_700_000  # some ten thousand years


def check_command(command: Mapping[str, Any]) -> dict[str, Any]:
    """Return a command as plain JSON values, or say what is wrong with it.

    Parameters
    ----------
    command : mapping
        Any of ``serial`` (int), ``window`` (first and last day or None), ``mask`` (base64 bitset,
        ``{"url": link}`` to a compressed one, or None), ``aggregates`` (links ``cells`` and
        ``days`` to what `geo.maps.aggregates` packed, with how many events are ``shown`` and
        ``mapped``, where the server counts; else None), ``selected`` (event number or None),
        ``names`` (code of a naming convention), ``colour`` (``category``, ``party`` or
        ``status``), ``zones`` (bool), ``fly`` (None or ``{"center": (lat, lon), "zoom":
        number}``), ``present`` (bool), ``together`` (number shared by maps that look at the same
        ground, or None) and ``seen`` (serial of the last message Python has acted
        upon; a newer click or window of the map is then not undone by this command).

    Returns
    -------
    dict
        The same command with built-in types.

    Raises
    ------
    ValueError
        On an unknown key or a value of the wrong type, naming the key.

    Examples
    --------
    >>> check_command({"window": (19075, None), "selected": 3, "zones": True})
    {'window': [19075, None], 'selected': 3, 'zones': True}
    """
    checked: dict[str, Any] = {}
    for key, value in command.items():
        check = _CHECKS.get(key)
        if check is None:
            raise ValueError(f"unknown key in a command; known are {', '.join(_CHECKS)}")
        checked[key] = check(key, value)
    return checked


def _integer(key: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise ValueError(f"{key}: expected a whole number")
    return int(value)


def _optional_index(key: str, value: object) -> int | None:
    if value is None:
        return None
    number = _integer(key, value)
    if number < 0:
        raise ValueError(f"{key}: expected a number from 0 on")
    return number


def _boolean(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{key}: expected true or false")
    return value


def _number(key: str, value: object, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ValueError(f"{key}: expected a number")
    number = float(value)
    if not (math.isfinite(number) and low <= number <= high):
        raise ValueError(f"{key}: expected a number from {low} to {high}")
    return number


def _pair(key: str, value: object) -> Sequence[object]:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise ValueError(f"{key}: expected two values")
    return value


def _window(key: str, value: object) -> list[int | None]:
    days: list[int | None] = []
    for day in _pair(key, value):
        number = None if day is None else _integer(key, day)
        if number is not None and abs(number) > _DAY_LIMIT:
            raise ValueError(f"{key}: day out of range")
        days.append(number)
    return days


def _mask(key: str, value: object) -> str | dict[str, str] | None:
    if value is None:
        return None
    if isinstance(value, Mapping):
        return _link(key, value)
    if not isinstance(value, str) or len(value) > _MASK_CHARS_MAX or not _BASE64.fullmatch(value):
        raise ValueError(f"{key}: expected a base64 bitset")
    return value


def _one_of(codes: Sequence[str]) -> Callable[[str, object], str]:
    def check(key: str, value: object) -> str:
        for code in codes:
            if value == code:
                return code
        raise ValueError(f"{key}: expected one of {', '.join(codes)}")

    return check


def _fly(key: str, value: object) -> dict[str, Any] | None:
    if value is None:
        return None
    if not isinstance(value, Mapping) or set(value) != {"center", "zoom"}:
        raise ValueError(f"{key}: expected center and zoom")
    lat, lon = _pair(key, value["center"])
    return {
        "center": [_number(key, lat, -90, 90), _number(key, lon, -180, 180)],
        "zoom": _number(key, value["zoom"], 0, _ZOOM_MAX),
    }


def _link(key: str, value: object) -> dict[str, str]:
    if not isinstance(value, Mapping) or set(value) != {"url"} or not isinstance(value["url"], str):
        raise ValueError(f"{key}: expected a url")
    try:
        return {"url": check_link(value["url"])}
    except ValueError:
        raise ValueError(f"{key}: expected a plain relative link") from None


def _aggregates(key: str, value: object) -> dict[str, Any] | None:
    if value is None:
        return None
    if not isinstance(value, Mapping) or set(value) != {"cells", "days", "shown", "mapped"}:
        raise ValueError(f"{key}: expected cells, days, shown and mapped")
    return {
        "cells": _link(key, value["cells"]),
        "days": _link(key, value["days"]),
        "shown": _integer(key, value["shown"]),
        "mapped": _integer(key, value["mapped"]),
    }


_CHECKS: dict[str, Callable[[str, object], object]] = {
    "serial": _integer,
    "window": _window,
    "mask": _mask,
    "aggregates": _aggregates,
    "selected": _optional_index,
    "names": _one_of(tuple(CONVENTIONS)),
    "colour": _one_of(COLOURS),
    "zones": _boolean,
    "fly": _fly,
    "present": _boolean,
    "seen": _integer,
    "together": _optional_index,
}
