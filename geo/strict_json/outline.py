"""What a JSON document would become, counted in its bytes and not by parsing it.

A byte of JSON can cost eighty bytes of memory once it is an object, and the objects are made while
nobody else has the interpreter. Here a document is passed over in blocks, by arrays, at a few
nanoseconds a byte: how deep it nests, how many values it has, and where its outermost members are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_BLOCK_BYTES: Final = 1 << 18
_QUOTE, _ESCAPE = b'"\\'
_OPENING, _CLOSING, _COMMA = b"{[", b"}]", b","
_IS_MARK: Final = np.zeros(256, bool)
_IS_MARK[list(b'"' + _OPENING + _CLOSING + _COMMA)] = True
_STEP: Final = np.zeros(256, np.int8)
_STEP[list(_OPENING)], _STEP[list(_CLOSING)] = 1, -1
# How many values more there are with each mark: one in what it opens, one after it.
_VALUES: Final = np.zeros(256, np.int8)
_VALUES[list(_OPENING + _COMMA)] = 1
Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's depth and size, and its outermost brackets and commas.

    What is in strings is left out. Of bytes that are no JSON, all is counted up to what breaks its
    grammar, beyond which a parser does not come either.

    Parameters
    ----------
    depth : int
        Levels of the deepest nest.
    values : int
        Brackets that open and commas: no fewer than the numbers, texts, lists and objects without
        the outermost.
    at : array of int
        Offsets of the brackets and commas that were asked for, in bytes.
    levels : array of int
        Levels of each: of what a bracket bounds, and of that in which a comma stands.
    counts : array of int
        Values up to and with each.
    """

    depth: int
    values: int
    at: Positions
    levels: Positions
    counts: Positions


class _Pass:
    """A pass over a document, with what it knows at the end of a block."""

    def __init__(self) -> None:
        self.level = self.depth = self.values = 0
        self._in_string = False
        # Backslashes in a row at the end of the block before.
        self._escapes = 0

    def take(self, block: NDArray[np.uint8]) -> tuple[Positions, Positions, Positions]:
        """Marks of a block: their offsets, levels and counts."""
        at = np.flatnonzero(_IS_MARK[block])
        kinds = block[at]
        quotes = kinds == _QUOTE
        sound = self._unescaped(block, at[quotes])
        if not sound.all():
            kept = np.ones(len(at), bool)
            kept[quotes] = sound
            at, kinds, quotes = at[kept], kinds[kept], quotes[kept]
        within = np.logical_xor.accumulate(quotes) ^ self._in_string
        self._in_string = bool(within[-1]) if len(within) else self._in_string
        bare = ~(within | quotes)
        at, kinds = at[bare], kinds[bare]
        steps = _STEP[kinds]
        levels = self.level + np.cumsum(steps, dtype=np.int64)
        counts = self.values + np.cumsum(_VALUES[kinds], dtype=np.int64)
        if len(at):
            self.level, self.values = int(levels[-1]), int(counts[-1])
            self.depth = max(self.depth, int(levels.max()))
        return at, levels + (steps < 0), counts

    def _unescaped(self, block: NDArray[np.uint8], quotes: Positions) -> NDArray[np.bool_]:
        """Which quotes have an even number of backslashes before them."""
        before: NDArray[np.bool_] = block[quotes - 1] == _ESCAPE
        if len(quotes) and quotes[0] == 0:
            before[0] = self._escapes > 0
        ends = block[-1] == _ESCAPE
        if not ends and not before.any():
            self._escapes = 0
            return ~before
        escapes = np.flatnonzero(block == _ESCAPE)
        firsts = escapes[np.diff(escapes, prepend=-2) != 1]
        escaped = quotes[before]
        if len(firsts):
            last = np.searchsorted(firsts, escaped) - 1
            # The first byte of a block can be a quote whose backslashes are all in the one before.
            lengths = np.where(last >= 0, escaped - firsts[last], 0)
            lengths[(last < 0) | (firsts[last] == 0)] += self._escapes
        else:
            lengths = np.full(len(escaped), self._escapes)
        before[before] = lengths % 2 == 1
        reaches_back = len(firsts) == 1 and firsts[0] == 0
        held = self._escapes if reaches_back else 0
        self._escapes = len(block) - int(firsts[-1]) + held if ends else 0
        return ~before


def outline(data: bytes, levels: int = 0, most: int = 0) -> Outline:
    r"""Pass over a document.

    Parameters
    ----------
    data : bytes
        The document.
    levels : int
        Brackets and commas of how many levels are to be kept.
    most : int
        How many of them.

    Raises
    ------
    ValueError
        If there are more.

    Examples
    --------
    >>> found = outline(b'{"a": ["[[[", {}]}', levels=2, most=9)
    >>> found.depth, found.values, found.at.tolist(), found.levels.tolist()
    (3, 4, [0, 6, 12, 16, 17], [1, 2, 2, 2, 1])
    >>> outline(rb'"\"["').depth, outline(b"").depth
    (0, 0)
    """
    going = _Pass()
    kept: list[tuple[Positions, Positions, Positions]] = []
    count = 0
    for first in range(0, len(data), _BLOCK_BYTES):
        size = min(_BLOCK_BYTES, len(data) - first)
        at, level, counts = going.take(np.frombuffer(data, np.uint8, size, first))
        if levels:
            shallow = level <= levels
            kept.append((at[shallow] + first, level[shallow], counts[shallow]))
            count += len(kept[-1][0])
            if count > most:
                raise ValueError(
                    f"expected at most {most} members at the outermost {levels} levels"
                )
    columns = [np.concatenate(one) for one in zip(*kept, strict=True)] if kept else _none()
    return Outline(going.depth, going.values, *columns)


def _none() -> list[Positions]:
    return [np.zeros(0, np.int64)] * 3
