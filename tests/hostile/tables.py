"""Tables that as a whole cannot be read, or that open out to much."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from geo.limits import MAX_COLUMNS, MAX_ROWS
from geo.readers import acled
from tests.hostile.kinds import KINDS


def tables() -> Iterator[tuple[str, bytes]]:
    """ACLED tables that as a whole cannot be read, or claim to be more than they are."""
    good = KINDS["acled"].write([dict(KINDS["acled"].good)])
    head = good.splitlines()[0]
    yield "quote never closed", good + b'"AZE2,x\n' * 1_000
    yield "quote within", good + b'AZE2,"x"y,2\n'
    yield "too many columns", head + b"," + b",".join(b"c%d" % i for i in range(100_000)) + b"\n"
    yield "a billion columns, it says", b'{"columns": 1000000000}\n' + good
    yield "only commas", b"," * 1_000_000
    yield "only quotes", b'"' * 1_000_000
    yield "only line ends", b"\n" * 1_000_000
    yield "column twice", head + b",latitude\n" + good.splitlines()[1] + b",1\n"
    yield "no header", good.splitlines()[1]
    yield "headers that are templates", b"{{191919*7337}},{%x%}\n1,2\n"
    yield "huge cell", good + b'"' + b"x" * (3 << 20) + b'",x\n'
    yield "UTF-16", good.decode().encode("utf-16")
    yield "Latin-1", good.replace(b"Parukh", b"Par\xfckh")
    yield "semicolons", good.replace(b",", b";")
    yield "tabulators", good.replace(b",", b"\t")
    yield "line ends of old", good.replace(b"\r\n", b"\r")
    yield "empty", b""


def parquet_tables() -> Iterator[tuple[str, bytes]]:
    """Parquet files that are small and open out to much, or are none."""
    shared = pa.DictionaryArray.from_arrays(
        pa.array([0] * 200_000, pa.int32()), pa.array(["x" * 100_000])
    )
    yield "a long text shared by all rows", _parquet(_export(200_000) | {"notes": shared})
    yield (
        "a cell of two million letters",
        _parquet(_export(1) | {"notes": pa.array(["x" * (2 << 20)])}),
    )
    many = pa.nulls(MAX_ROWS + 1, pa.int8())
    yield "too many rows", _parquet({"fatalities": many})
    yield "too many columns", _parquet({f"c{i}": pa.array([1]) for i in range(MAX_COLUMNS + 1)})
    yield "rows within rows", _parquet(_export(1) | {"notes": pa.array([[["x"]]])})
    sound = _parquet(_export(1))
    yield "cut off", sound[: len(sound) // 2]
    yield "cut out", sound[:200] + sound[300:]
    yield "foot of lies", sound[:-8] + b"\xff\xff\xff\x7fPAR1"
    yield "only marks", b"PAR1PAR1"
    yield "zeros between marks", b"PAR1" + b"\0" * 4_000 + b"PAR1"


def _export(rows: int) -> dict[str, Any]:
    """Columns of a sound export, each cell as in the good row."""
    good = KINDS["acled"].good
    return {name: pa.array([good.get(name, "")] * rows) for name in acled.COLUMNS}


def _parquet(columns: dict[str, Any]) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer, compression="zstd")
    return buffer.getvalue()
