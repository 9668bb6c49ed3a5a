"""Whatever the bytes: accepted + rejected = read, or one clean error."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.api.formats import FORMATS
from geo.readers import Read, Record, Rejected, Shape, UnreadableError, acled, geojson, table, ucdp
from geo.readers.content import Content
from geo.readers.mapping import parse_mapping

Reader = Callable[[Content, None], Iterator[Read]]
_MAPPING = parse_mapping({"columns": {"title": "a", "date_start": "b", "latitude": "c"}})
READERS: dict[str, Reader] = {
    **{name: form.read for name, form in FORMATS.items()},
    "table": partial(table.read, _MAPPING),
}
HEADERS = {
    "ucdp": ucdp.COLUMNS,
    "acled": acled.COLUMNS,
    "table": ("a", "b", "c"),
}
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["1", "2022-03-27", "46.8", "Battles", "{{7*7}}", "=1+1", "\0", "1e308"]),
)


def take(reader: Reader, data: bytes) -> list[Read] | None:
    try:
        return list(reader(Content("any", data), None))
    except UnreadableError:
        return None


@pytest.mark.parametrize("name", READERS)
@given(data=st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes(name: str, data: bytes) -> None:
    take(READERS[name], data)


@pytest.mark.parametrize("name", HEADERS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_every_row_comes_back(name: str, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(CELLS, min_size=1, max_size=52), max_size=4))
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADERS[name])
    writer.writerows(rows)
    read = take(READERS[name], stream.getvalue().encode("utf-8", "replace"))
    assert read is not None
    assert len(read) == len(rows)
    assert all(isinstance(each, Rejected | Record | Shape) for each in read)
    assert all(each.faults for each in read if isinstance(each, Rejected))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)
FEATURE = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["Feature", "Thing"]),
        "properties": st.dictionaries(
            st.sampled_from(["date", "name", "best", "end", "category", "kind"]), JSON
        )
        | JSON,
        "geometry": st.fixed_dictionaries(
            {
                "type": st.sampled_from(["Point", "Polygon", "LineString", "GeometryCollection"]),
                "coordinates": JSON,
            }
        )
        | JSON,
    }
)


@given(features=st.lists(FEATURE | JSON, max_size=4))
@settings(max_examples=150, deadline=None)
def test_every_feature_comes_back(features: list[object]) -> None:
    text = json.dumps({"type": "FeatureCollection", "features": features})
    read = take(geojson.read, text.encode())
    assert read is not None
    assert [each.row for each in read] == list(range(1, len(features) + 1))
