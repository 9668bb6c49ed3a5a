"""One JSON document, or a part of one, from bytes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from geo.errors import shorten
from geo.limits import MAX_JSON_DEPTH, MAX_JSON_VALUES
from geo.strict_json.outline import outline

BOM: Final = b"\xef\xbb\xbf"
Parse = Callable[[bytes], Any]


class Repeated(dict[str, Any]):
    """An object with several members of one name, of which the last is kept."""


def parse(data: bytes, *, repeated: list[str] | None = None) -> Any:
    """Parse a JSON document.

    Parameters
    ----------
    data : bytes
        UTF-8; a byte order mark is allowed.
    repeated : list of str, optional
        Takes the names that an object has more than once; such objects are then `Repeated`.

    Returns
    -------
    object
        As `json.loads` makes it.

    Raises
    ------
    ValueError
        If it is no JSON, is nested deeper than `MAX_JSON_DEPTH`, has more than `MAX_JSON_VALUES`
        values, or, without `repeated`, has an object with two members of one name. Of bytes that
        are no UTF-8, a UnicodeDecodeError.

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
    found = outline(data)
    within_bounds(found.depth, found.values)
    return parser(repeated=repeated)(data.removeprefix(BOM))


def within_bounds(depth: int, values: int, most_values: int = MAX_JSON_VALUES) -> None:
    """Refuse a document that would become too much.

    Parameters
    ----------
    depth, values : int
        Of the document, as in `Outline`.
    most_values : int
        How many values it may have.

    Raises
    ------
    ValueError
        If it is nested deeper than `MAX_JSON_DEPTH` or has more values.
    """
    if depth > MAX_JSON_DEPTH:
        raise ValueError(f"expected at most {MAX_JSON_DEPTH} levels, found {depth}")
    if values > most_values:
        raise ValueError(f"expected at most {most_values} values, found {values}")


def parser(*, lenient: bool = False, repeated: list[str] | None = None) -> Parse:
    """Parser of bytes that are known to be within bounds; made once for many.

    Parameters
    ----------
    lenient : bool
        Whether `NaN` and `Infinity`, which are not JSON, are read as nothing, so that they cost
        what they stand in and not the document.
    repeated : list of str, optional
        As for `parse`.

    Returns
    -------
    callable
        As `parse`; it asks for no bounds.
    """

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
    decode = json.JSONDecoder(object_pairs_hook=object_of, parse_constant=constant).decode
    return lambda data: decode(data.decode())


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
