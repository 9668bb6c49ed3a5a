"""A long array of a JSON document, parsed one element at a time.

A collection of features is held as bytes and one feature, instead of all of them as objects; and a
feature that is too large costs itself, before it is parsed, and not the document.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np

from geo.strict_json.outline import Outline, Positions, outline
from geo.strict_json.parsing import BOM, Parse, parser, within_bounds

# Elements that are parsed in one go, as long as they have few values: to begin with each costs more
# than a small one does.
_AT_ONCE: Final = 1_000
_FEW_VALUES: Final = 100_000
_OPENS, _COMMA = b"[,"


class Element(NamedTuple):
    """One element of the array.

    Parameters
    ----------
    value : object
        As it stands; None where it is too large to be parsed.
    values : int
        How many values it has, where it is too large; else 0.
    repeated : str or None
        A name that one of its objects has more than once.
    """

    value: Any
    values: int = 0
    repeated: str | None = None


@dataclass(frozen=True, slots=True)
class _Array:
    """Where the elements stand in the bytes, and how many values each has."""

    starts: Positions
    ends: Positions
    values: Positions

    def __len__(self) -> int:
        return len(self.starts)

    def parts(self) -> Iterator[tuple[list[int], list[int], list[int]]]:
        for at in range(0, len(self), _AT_ONCE):
            part = slice(at, at + _AT_ONCE)
            yield self.starts[part].tolist(), self.ends[part].tolist(), self.values[part].tolist()


class Elements:
    """The array that is a named member of a document.

    `document` is the rest: there the array is empty.

    Parameters
    ----------
    data : bytes
        The document; UTF-8, a byte order mark is allowed. `NaN` and `Infinity`, which are not JSON,
        are read as nothing, so that they cost what they stand in and not the document.
    name : str
        Of the member.
    most : int
        How many elements it may have.
    most_values : int
        How many values an element may have, and the rest of the document.

    Raises
    ------
    ValueError
        If what is around the array is no JSON, the document is beyond a bound, or an object around
        the array has two members of one name. Iterating raises it where an element is no JSON. Of
        bytes that are no UTF-8, a UnicodeDecodeError.

    Examples
    --------
    >>> found = Elements(b'{"a": 1, "b": [{"c": 2}, NaN]}', "b", most=2, most_values=5)
    >>> found.document, len(found), [one.value for one in found]
    ({'a': 1, 'b': []}, 2, [{'c': 2}, None])
    """

    def __init__(self, data: bytes, name: str, most: int, most_values: int) -> None:
        self._data = data
        self._most_values = most_values
        found = outline(data, levels=2, most=most + most_values)
        self._array = _array(data, found, name)
        if len(self._array) > most:
            raise ValueError(f"expected at most {most} elements, found {len(self._array)}")
        # The elements are asked one by one.
        inside = int(self._array.values.sum()) + len(self._array)
        within_bounds(found.depth, found.values - inside, most_values)
        self.document = self._around()
        # An array that is not found in the bytes, since its name is written with escapes.
        held = self.document.get(name) if isinstance(self.document, dict) else None
        self._held: list[Any] = held if isinstance(held, list) else []

    def __len__(self) -> int:
        return len(self._array) or len(self._held)

    def __iter__(self) -> Iterator[Element]:
        yield from map(Element, self._held)
        repeated: list[str] = []
        parse = parser(lenient=True, repeated=repeated)
        for starts, ends, values in self._array.parts():
            together = None
            if sum(values) <= min(_FEW_VALUES, self._most_values):
                repeated.clear()
                # What is wrong with one of them is found by parsing each.
                with contextlib.suppress(ValueError):
                    together = parse(b"[%b]" % self._data[starts[0] : ends[-1]])
            if together is not None and not repeated:
                yield from map(Element, together)
                continue
            for start, end, count in zip(starts, ends, values, strict=True):
                yield self._alone(parse, repeated, start, end, count)

    def _alone(
        self, parse: Parse, repeated: list[str], start: int, end: int, values: int
    ) -> Element:
        if values > self._most_values:
            return Element(None, values)
        repeated.clear()
        try:
            value = parse(self._data[start:end])
        except ValueError as error:
            raise _placed(error, self._data, start) from None
        return Element(value, 0, repeated[0] if repeated else None)

    def _around(self) -> Any:
        """Parse the document without what is in the array."""
        data, array = self._data, self._array
        begins = len(BOM) if data.startswith(BOM) else 0
        opens = int(array.starts[0]) if len(array) else len(data)
        closes = int(array.ends[-1]) if len(array) else len(data)
        try:
            return parser(lenient=True)(data[begins:opens] + data[closes:])
        except ValueError as error:
            cut = 0 if begins + _offset(error) <= opens else closes - opens
            raise _placed(error, data, begins + cut) from None


def _array(data: bytes, found: Outline, name: str) -> _Array:
    """Find the array in the bytes; without elements where there is none, or it has none."""
    marks = np.frombuffer(data, np.uint8)[found.at]
    key = re.compile(rb'\s*"' + re.escape(name.encode()) + rb'"\s*:\s*')
    outer = found.levels == 2
    for first in np.flatnonzero(outer & (marks == _OPENS)).tolist():
        if first and key.fullmatch(data, int(found.at[first - 1]) + 1, int(found.at[first])):
            break
    else:
        return _Array(found.at[:0], found.at[:0], found.at[:0])
    # Within it only commas are kept; the first that is none of them ends it.
    ends = np.flatnonzero(~(outer & (marks == _COMMA))[first + 1 :])
    if not len(ends):
        raise ValueError(f"expected an array of {name} that is closed, found the end of the file")
    last = first + 1 + int(ends[0])
    bounds, counts = found.at[first : last + 1], found.counts[first : last + 1]
    if last == first + 1 and counts[0] == counts[1] and not data[bounds[0] + 1 : bounds[1]].strip():
        return _Array(bounds[:0], bounds[:0], bounds[:0])
    # The comma after an element is none of its values.
    values = np.diff(counts)
    values[:-1] -= 1
    return _Array(bounds[:-1] + 1, bounds[1:], values)


def _offset(error: ValueError) -> int:
    """Bytes before the fault in what was parsed."""
    if isinstance(error, UnicodeDecodeError):
        return error.start
    return len(error.doc[: error.pos].encode()) if isinstance(error, json.JSONDecodeError) else 0


def _placed(error: ValueError, data: bytes, before: int) -> ValueError:
    """Say where in the document a fault is that was found in a part of it."""
    at = before + _offset(error)
    if isinstance(error, UnicodeDecodeError):
        return UnicodeDecodeError(error.encoding, data, at, at + 1, error.reason)
    if not isinstance(error, json.JSONDecodeError):
        return error
    line, column = data.count(b"\n", 0, at) + 1, at - data.rfind(b"\n", 0, at)
    return ValueError(f"{error.msg}: line {line} column {column}")
