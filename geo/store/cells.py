"""What single cells must look like, said of whole columns.

A column of a million cells mostly repeats a few: each distinct cell is looked at once, or the
whole column goes through one compiled search.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Final
from urllib.parse import urlsplit

import numpy as np
import pandas as pd

from geo.limits import MAX_ID_CHARS, MAX_TEXT_CHARS
from geo.spans import parse_day

# All that `str.isspace` holds for, spelled out: engines of search differ in what they call space.
_SPACES: Final = "".join(map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680))) + "".join(
    map(chr, (*range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000))
)
_NOT_IN_ID: Final = f"[{_SPACES},;\x00-\x1f\x7f]"
# Unicode category Cc without line feed and tabulator.
_NOT_IN_TEXT: Final = "[\x00-\x08\x0b-\x1f\x7f-\x9f]"
_UNWRITABLE: Final = re.compile(f"{_NOT_IN_TEXT}|[\ud800-\udfff]")
_COUNT: Final = re.compile(r"\d{1,9}", re.ASCII)
FULL_CIRCLE: Final = 360


def each_distinct(cells: pd.Series[str], test: Callable[[str], bool]) -> pd.Series[bool]:
    """Test every cell, each distinct one once.

    Examples
    --------
    >>> each_distinct(pd.Series(["1", "x", "1"]), str.isdigit).tolist()
    [True, False, True]
    """
    codes, distinct = pd.factorize(cells)
    holds = np.fromiter(map(test, distinct.tolist()), bool, len(distinct))
    return pd.Series(holds[codes], index=cells.index)


def is_day(cells: pd.Series[str]) -> pd.Series[bool]:
    """Whether cells are strict ISO 8601 days."""
    return each_distinct(cells, _is_day)


def numbers(cells: pd.Series[str]) -> pd.Series[float]:
    """Cells as numbers, missing where they are no count.

    Examples
    --------
    >>> numbers(pd.Series(["3", "", "-3", "1e9"])).tolist()
    [3.0, nan, nan, nan]
    """
    codes, distinct = pd.factorize(cells)
    values = [float(cell) if _COUNT.fullmatch(cell) else np.nan for cell in distinct.tolist()]
    return pd.Series(np.array(values, np.float64)[codes], index=cells.index)


def _is_id(cells: pd.Series[str]) -> pd.Series[bool]:
    return _clean(cells, _NOT_IN_ID, MAX_ID_CHARS)


def is_filled(cells: pd.Series[str]) -> pd.Series[bool]:
    """Whether cells hold something to see: more than blanks and invisible characters."""
    filled = cells.str.contains("[!-~]", regex=True)
    if not filled.all():
        filled[~filled] = each_distinct(cells[~filled], _has_something_to_see)
    return filled


def _has_something_to_see(cell: str) -> bool:
    return any(unicodedata.category(character)[0] not in "CZ" for character in cell)


def is_text(cell: str) -> bool:
    """Whether a text can be shown and written: no control characters, no lone surrogates."""
    return len(cell) <= MAX_TEXT_CHARS and not _UNWRITABLE.search(cell)


def _are_texts(cells: pd.Series[str]) -> pd.Series[bool]:
    # What was decoded from UTF-8 has no lone surrogates.
    return _clean(cells, _NOT_IN_TEXT, MAX_TEXT_CHARS)


def _clean(cells: pd.Series[str], refused: str, longest: int) -> pd.Series[bool]:
    return ~cells.str.contains(refused, regex=True) & (cells.str.len() <= longest)


def _is_day(cell: str) -> bool:
    try:
        parse_day(cell)
    except ValueError:
        return False
    return True


def _is_count(cell: str) -> bool:
    return bool(_COUNT.fullmatch(cell))


def _is_bearing(cell: str) -> bool:
    return _is_count(cell) and int(cell) < FULL_CIRCLE


def _is_url(cell: str) -> bool:
    try:
        parts = urlsplit(cell)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


# Expected, remedy and test of every kind of column but codes; blank cells are tested elsewhere.
KINDS: Final[dict[str, tuple[str, str, Callable[[pd.Series[str]], pd.Series[bool]]]]] = {
    "id": (
        f"an identifier of at most {MAX_ID_CHARS} characters without spaces, commas or semicolons",
        "use letters, digits, dots and hyphens",
        _is_id,
    ),
    "text": (
        f"text of at most {MAX_TEXT_CHARS} characters without control characters",
        "shorten it, or remove the control characters",
        _are_texts,
    ),
    "date": ("a day as YYYY-MM-DD", "write a real calendar day", is_day),
    "count": (
        "a whole number of 0 or more",
        "write digits only",
        partial(each_distinct, test=_is_count),
    ),
    "bearing": (
        "a whole number of degrees from 0 to 359",
        "write digits only",
        partial(each_distinct, test=_is_bearing),
    ),
    "url": (
        "an http or https address",
        "correct the address",
        partial(each_distinct, test=_is_url),
    ),
}
