"""The bounds: each is asked before anything is built, and named in the message."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections import deque
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo import limits
from geo.readers import Record, Rejected, UnreadableError, acled, geojson, linked
from geo.readers.content import Content, read_content
from geo.strict_json import parse
from tests.chromium import ROOT
from tests.hostile.features import collection, point
from tests.hostile.tables import parquet_tables

DEPLOYMENT = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in vars(limits) if name.startswith("MAX_")])
def test_every_bound_is_in_the_docs(name: str) -> None:
    assert f"`{name}`" in DEPLOYMENT
    value = getattr(limits, name)
    line = next(line for line in DEPLOYMENT.splitlines() if f"`{name}`" in line)
    said = (f"{value:,}", f"{value >> 20:,} MiB", f"{value >> 30} GiB")
    assert any(one in line for one in said), line


def test_bombs_are_refused_before_they_open_out() -> None:
    bomb = dict(islice(parquet_tables(), 1))["a long text shared by all rows"]
    assert len(bomb) < 1 << 20
    tracemalloc.start()
    with pytest.raises(UnreadableError, match="when opened out"):
        deque(acled.read(Content("bomb.parquet", bomb)), maxlen=0)
    # Its rows would take 20 GB.
    assert tracemalloc.get_traced_memory()[1] < 100 << 20
    assert pa.total_allocated_bytes() < 500 << 20
    tracemalloc.stop()


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    with file.open("wb") as stream:
        stream.truncate(limits.MAX_FILE_BYTES + 1)
    with pytest.raises(UnreadableError, match=f"at most {limits.MAX_FILE_BYTES} bytes"):
        read_content(file)


def test_json_within_the_bound_is_read_and_beyond_it_not() -> None:
    deepest = limits.MAX_JSON_DEPTH
    assert parse(b"[" * deepest + b"]" * deepest)
    with pytest.raises(ValueError, match=f"at most {deepest} levels, found {deepest + 1}"):
        parse(b"[" * (deepest + 1) + b"]" * (deepest + 1))


def test_brackets_in_a_string_are_no_levels() -> None:
    title = "[{" * 500 + '\\"'
    (read,) = geojson.read(
        Content("x", collection(point(properties={"title": title, "date": "2022-03-27"})))
    )
    assert read.event["title"] == title  # type: ignore[union-attr]


def test_a_feature_too_large_is_rejected_and_costs_no_other() -> None:
    corners = b"[0,0]," * (limits.MAX_FEATURE_VALUES // 3) + b"[0,0]"
    large = b'{"type":"Feature","geometry":{"type":"LineString","coordinates":[%b]}}' % corners
    good = json.dumps(point()).encode()
    data = b'{"type":"FeatureCollection","features":[%b,%b,%b]}' % (good, large, good)
    for read in (geojson.read, linked.read):
        found = list(read(Content("x", data)))
        (fault,) = found[1].faults  # type: ignore[union-attr]
        assert f"at most {limits.MAX_FEATURE_VALUES} values" in str(fault)
        assert [one.row for one in found] == [1, 2, 3]
    assert [type(one) for one in geojson.read(Content("x", data))] == [Record, Rejected, Record]


def test_a_document_of_too_many_values_is_not_parsed() -> None:
    data = b"[" + b"0," * limits.MAX_JSON_VALUES + b"0]"
    tracemalloc.start()
    with pytest.raises(ValueError, match=f"at most {limits.MAX_JSON_VALUES} values"):
        parse(data)
    assert tracemalloc.get_traced_memory()[1] < 50 << 20
    tracemalloc.stop()


def test_a_parquet_file_of_long_texts_is_read(tmp_path: Path) -> None:
    names = {name: [""] for name in acled.COLUMNS}
    good = {"event_id_cnty": ["A1"], "event_date": ["2022-03-27"], "event_type": ["Battles"]}
    where = {"latitude": ["40.0"], "longitude": ["46.8"], "notes": ["n" * 9_000]}
    buffer = io.BytesIO()
    pq.write_table(pa.table(names | good | where), buffer)
    (read,) = acled.read(Content("x.parquet", buffer.getvalue()))
    assert "n" * 9_000 in read.event["summary"] or read.event["summary"].endswith("…")  # type: ignore[union-attr]
