"""The blob of columns: what goes in comes out, in the layout that the browser reads."""

from __future__ import annotations

import gzip
import json
import struct

import numpy as np
import pytest

from geo.linkage import Dataset
from geo.maps.columns import DTYPES, NO_PLACE, SEVERAL_SIDES, event_columns, event_text, pack
from geo.schema import CATEGORIES, SIDES

from .synthetic import generated


def unpack(blob: bytes) -> dict[str, np.ndarray]:
    raw = gzip.decompress(blob)
    (length,) = struct.unpack_from("<I", raw)
    header = json.loads(raw[4 : 4 + length])
    base = 4 + length
    assert base % 8 == 0
    assert all(column["offset"] % 8 == 0 for column in header["columns"])
    return {
        c["name"]: np.frombuffer(raw, f"<{c['dtype']}", c["length"], base + c["offset"])
        for c in header["columns"]
    }


def test_columns_come_back() -> None:
    _, columns = generated(1001, 40)
    found = unpack(pack(columns))
    assert list(found) == list(DTYPES)
    for name, values in columns.items():
        np.testing.assert_array_equal(found[name], np.asarray(values).astype(DTYPES[name]))


def test_equal_columns_have_equal_names() -> None:
    assert pack(generated(50, 5)[1]) == pack(generated(50, 5)[1])


def test_rows_out_of_order_are_refused() -> None:
    columns = generated(50, 5)[1]
    with pytest.raises(ValueError, match="not sorted"):
        pack({**columns, "start": columns["start"][::-1]})
    with pytest.raises(ValueError, match="different lengths"):
        pack({**columns, "end": columns["end"][:-1]})


def test_columns_of_the_built_in_data(dataset: Dataset) -> None:
    found = unpack(pack(event_columns(dataset)))
    events = dataset.events
    places = list(dataset.gazetteer)
    assert found["start"].tolist() == events["day_start"].tolist()
    for row in events.index:
        place = found["place"][row]
        assert (events["place_id"][row] or None) == (None if place == NO_PLACE else places[place])
        assert list(CATEGORIES)[found["category"][row]] == events["category"][row]
        sides = set(dataset.claims_on(events["event_id"][row])["side"]) - {"none"}
        code = found["side"][row]
        assert code == (SEVERAL_SIDES if len(sides) > 1 else list(SIDES).index((*sides, "none")[0]))
    text = event_text(dataset)
    assert text["title"] == events["title"].tolist()
    assert "claims" not in event_text(dataset, claims=False)
