"""Columns of made-up tables: words picked by their shares, repeated, and numbers as text."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Ints = npt.NDArray[np.int64]


def pick(shares: list[float], count: int, rng: np.random.Generator) -> Ints:
    """Number of an alternative for each row, picked by their shares."""
    return rng.choice(len(shares), count, p=np.array(shares) / sum(shares))


def take(words: Any, codes: Ints) -> pa.Array:
    """The word that each code numbers."""
    return pa.array(list(words), pa.string()).take(pa.array(codes))


def repeat(word: str, count: int) -> pa.Array:
    """One word in every row."""
    return pa.repeat(pa.scalar(word), count)


def text(numbers: pa.Array) -> pa.Array:
    """Numbers as text, blank where there is none."""
    return pc.fill_null(pc.cast(numbers, pa.string()), "")
