"""JSON from bytes, within bounds: no guessing, no member lost, no nest that overflows a stack.

The library keeps the last of several members of one name and says nothing, and follows nests until
its stack ends; here the one is found and the other refused before it is parsed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, Final

import numpy as np

from geo.errors import shorten
from geo.limits import MAX_JSON_DEPTH

_STRING: Final = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)


class Repeated(dict[str, Any]):
    """An object with several members of one name, of which the last is kept."""


def parse(data: bytes, *, lenient: bool = False, repeated: list[str] | None = None) -> Any:
    """Parse a JSON document.

    Parameters
    ----------
    data : bytes
        UTF-8; a byte order mark is allowed.
    lenient : bool
        Whether `NaN` and `Infinity`, which are not JSON, are read as nothing, so that they cost
        what they stand in and not the document.
    repeated : list of str, optional
        Takes the names that an object has more than once; such objects are then `Repeated`.

    Returns
    -------
    object
        As `json.loads` makes it.

    Raises
    ------
    ValueError
        If it is no JSON, is nested deeper than `MAX_JSON_DEPTH`, or, without `repeated`, has an
        object with two members of one name. Of bytes that are no UTF-8, a UnicodeDecodeError.

    Examples
    --------
    >>> parse(b'{"a": [1, 2.5]}')
    {'a': [1, 2.5]}
    >>> parse(b"[" * 65 + b"]" * 65)
    Traceback (most recent call last):
    ...
    ValueError: expected at most 64 levels, found 65
    >>> parse(b'{"a": 1, "a": 2}')
    Traceback (most recent call last):
    ...
    ValueError: expected each name once in an object, found 'a' again
    """
    found = depth(data)
    if found > MAX_JSON_DEPTH:
        raise ValueError(f"expected at most {MAX_JSON_DEPTH} levels, found {found}")

    def object_of(members: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(members)
        if len(made) == len(members):
            return made
        again = next(name for name, count in Counter(n for n, _ in members).items() if count > 1)
        if repeated is None:
            raise ValueError(
                f"expected each name once in an object, found {shorten(again)!r} again"
            )
        repeated.append(again)
        return Repeated(made)

    constant = _nothing if lenient else _refused
    text = data.decode("utf-8-sig")
    return json.loads(text, parse_constant=constant, object_pairs_hook=object_of)


def depth(data: bytes) -> int:
    r"""Levels of the deepest nest; brackets within strings are none.

    Examples
    --------
    >>> depth(b'{"a": ["[[[", {}]}'), depth(rb'"\"["'), depth(b"")
    (3, 0, 0)
    """
    bare = np.frombuffer(_STRING.sub(b"", data), np.uint8)
    brackets = bare[np.isin(bare, np.frombuffer(b"[]{}", np.uint8))]
    # In ASCII, what opens ends in the bits 011 and what closes in 101.
    steps = np.where((brackets & 0b110) == 0b010, 1, -1)
    return int(np.cumsum(steps).max(initial=0))


def has_repeated(value: object) -> bool:
    """Whether any object within a value is `Repeated`.

    Examples
    --------
    >>> has_repeated(parse(b'[{"a": {"b": 1, "b": 2}}]', repeated=[]))
    True
    """
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Repeated):
            return True
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += (member for member in one if isinstance(member, (dict, list)))
    return False


def _nothing(name: str) -> None:
    del name


def _refused(name: str) -> float:
    raise ValueError(f"{name} is not a number that JSON allows")
