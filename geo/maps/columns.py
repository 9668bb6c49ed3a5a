"""Events as compressed columns, which a browser can scan by the million.

A blob is the length of a JSON header as a little-endian u4, the header, and the columns, each a
little-endian typed array that starts at a multiple of eight bytes:
``{"count": n, "columns": [{"name", "dtype", "offset", "length"}, …]}``, offsets from the end of
the padded header.  Rows stand in the order of `Dataset.events`, which is by first day, so that
the last day of a window ends a range of rows, and row i is event i on both sides.

No text travels here: titles, dates in words and claims are in `event_text`.
"""

from __future__ import annotations

import gzip
import json
import struct
from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.linkage import Dataset
from geo.schema import CATEGORIES, SCOPES, SIDES, STATUSES, WHERE_PRECS
from geo.spans import describe_days

__all__ = [
    "DTYPES",
    "SEVERAL_SIDES",
    "claim_card",
    "event_columns",
    "event_text",
    "pack",
    "pack_blob",
]

SEVERAL_SIDES: Final = len(SIDES)
DTYPES: Final = {
    "start": "i4",  # days since 1970-01-01
    "end": "i4",
    "continuous": "u1",  # 1: under way on every day of its span
    "category": "u1",  # positions in the vocabularies of `schema`
    "status": "u1",
    "where_prec": "u1",
    "scope": "u1",
    "side": "u1",  # whose claims: position in SIDES, SEVERAL_SIDES where two or more
    "place": "u4",  # position in the places, NO_PLACE where none
    "killed": "f4",  # sizes the symbol, NaN unknown
    "killed_low": "i4",  # -1 unknown
    "killed_high": "i4",
    "bearing": "i2",  # degrees clockwise from north, -1 unknown
}
NO_PLACE: Final = 2**32 - 1
_ALIGN: Final = 8

Columns = dict[str, npt.NDArray[Any]]


def event_columns(dataset: Dataset) -> Columns:
    """Columns of all events of a dataset, in its order.

    Parameters
    ----------
    dataset : Dataset
        The window and the filter are applied in the browser.

    Returns
    -------
    dict of str to array
        One array for each of `DTYPES`.
    """
    events = dataset.events
    order = pd.Index(list(dataset.gazetteer))
    places = order.get_indexer(pd.Index(events["place_id"])).astype(np.int64)
    return {
        "start": events["day_start"].to_numpy(np.int64),
        "end": events["day_end"].to_numpy(np.int64),
        "continuous": (events["date_prec"] == "day").to_numpy(),
        "category": _codes(events["category"], CATEGORIES),
        "status": _codes(events["status"], STATUSES),
        "where_prec": _codes(events["where_prec"], WHERE_PRECS),
        "scope": _codes(events["scope"], SCOPES),
        "side": _sides(dataset),
        "place": np.where(places < 0, NO_PLACE, places),
        "killed": _figures(
            events["best"].fillna(events["high"]).fillna(events["low"]), missing=np.nan
        ),
        "killed_low": _figures(events["low"], missing=-1),
        "killed_high": _figures(events["high"], missing=-1),
        "bearing": _figures(events["bearing_deg"], missing=-1),
    }


def _codes(values: pd.Series[str], vocabulary: Iterable[str]) -> npt.NDArray[np.int64]:
    codes = pd.Index(list(vocabulary)).get_indexer(pd.Index(values))
    if (codes < 0).any():
        raise ValueError(f"{values.name}: a value is not in the vocabulary")
    return codes.astype(np.int64)


def _figures(values: pd.Series[int], missing: float) -> npt.NDArray[np.float64]:
    numbers = values.astype("Float64").fillna(missing)
    return np.asarray(numbers, dtype=np.float64)


def _sides(dataset: Dataset) -> npt.NDArray[np.int64]:
    """Whose claims an event rests on; unattributed claims give way to those of a party."""
    none = list(SIDES).index("none")
    claims = dataset.claims[["event_id", "side"]].drop_duplicates()
    named = claims[claims["side"] != "none"].groupby("event_id")["side"].agg(["first", "size"])
    codes = pd.Series(_codes(named["first"], SIDES), index=named.index)
    codes[named["size"] > 1] = SEVERAL_SIDES
    return codes.reindex(dataset.events["event_id"], fill_value=none).to_numpy(np.int64)


def pack(columns: Mapping[str, npt.ArrayLike]) -> bytes:
    """Write columns as one compressed blob; equal columns give equal bytes.

    Parameters
    ----------
    columns : mapping of str to array
        One for each of `DTYPES`, all of one length.

    Returns
    -------
    bytes
        The blob, compressed by gzip.

    Raises
    ------
    ValueError
        If a column is missing, lengths differ or rows are not sorted by first day.
    """
    arrays = {name: np.asarray(columns[name]).astype(f"<{DTYPES[name]}") for name in DTYPES}
    count = arrays["start"].size
    if any(array.shape != (count,) for array in arrays.values()):
        raise ValueError("columns of different lengths")
    if (np.diff(arrays["start"]) < 0).any():
        raise ValueError("rows are not sorted by first day")
    return pack_blob(count, arrays)


def pack_blob(count: int, arrays: Mapping[str, npt.NDArray[Any]], **said: int) -> bytes:
    """Write little-endian arrays as one compressed blob.

    Parameters
    ----------
    count : int
        Rows.
    arrays : mapping of str to array
        Of any lengths, each of a dtype that the browser has typed arrays for.
    **said : int
        What else the header tells.

    Returns
    -------
    bytes
        The blob, compressed by gzip.
    """
    described = []
    parts: list[bytes] = []
    offset = 0
    for name, array in arrays.items():
        dtype = array.dtype.str[1:]
        described.append(
            {"name": name, "dtype": dtype, "offset": offset, "length": int(array.size)}
        )
        parts.append(_padded(array.tobytes(), b"\0"))
        offset += len(parts[-1])
    header = json.dumps(
        {"count": count, **said, "columns": described}, separators=(",", ":")
    ).encode()
    header = header + b" " * (-(len(header) + 4) % _ALIGN)
    blob = b"".join([struct.pack("<I", len(header)), header, *parts])
    # Level 6 is where gzip stops getting much smaller; no time stamp, so that names stay.
    return gzip.compress(blob, compresslevel=6, mtime=0)


def _padded(content: bytes, filler: bytes) -> bytes:
    return content + filler * (-len(content) % _ALIGN)


def event_text(dataset: Dataset, *, claims: bool = True) -> dict[str, Any]:
    """What is said of the events: titles, dates in words and claims, by row.

    Parameters
    ----------
    dataset : Dataset
        All of its events.
    claims : bool
        Whether to add the claims, by far the largest part.

    Returns
    -------
    dict
        JSON-ready; hostile text, to be placed with `textContent` only.
    """
    events = dataset.events
    text = {"title": events["title"].tolist(), "when": events["when"].tolist()}
    return {**text, "claims": _claims_by_event(dataset)} if claims else text


def _claims_by_event(dataset: Dataset) -> list[list[dict[str, Any]]]:
    by_event: dict[str, list[dict[str, Any]]] = {}
    for claim in dataset.claims.to_dict("records"):
        by_event.setdefault(claim["event_id"], []).append(claim_card(claim))
    return [by_event.get(event_id, []) for event_id in dataset.events["event_id"]]


def claim_card(claim: Mapping[Any, Any]) -> dict[str, Any]:
    """What is shown of one claim.

    Parameters
    ----------
    claim : mapping
        A row of `Dataset.claims`.
    """
    said_on, paragraph = claim["said_on"], claim["paragraph"]
    return {
        "party": claim["party_title"],
        "side": claim["side"],
        "stance": claim["stance"],
        "aspect": claim["aspect"],
        "statement": claim["statement"],
        "said_on": "" if pd.isna(said_on) else describe_days(said_on, said_on),
        "source": claim["source"],
        "paragraph": None if pd.isna(paragraph) else int(paragraph),
    }
