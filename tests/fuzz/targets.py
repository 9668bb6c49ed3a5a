"""What is fuzzed: bytes to a reader, or a folder's file, with what must hold whatever they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from geo.errors import TrucelineError
from geo.readers import Read, Record, Rejected, Shape, acled, geojson, linked, own, table, ucdp
from geo.readers.content import Content, rows_of
from geo.readers.mapping import parse_mapping, read_mapping
from geo.schema import EVENTS
from geo.store.places import check_places
from tests.fuzz import inputs
from tests.hostile.features import collection, point, repeated
from tests.hostile.kinds import KINDS

Reader = Callable[[Content], Iterator[Read]]
_MAPPING: Final = parse_mapping({"columns": {"title": "what", "date_start": "when"}})
READERS: Final[dict[str, Reader]] = {
    "ucdp": ucdp.read,
    "acled": acled.read,
    "geojson": geojson.read,
    "table": partial(table.read, _MAPPING),
    "linked-places": linked.read,
    "truceline": own.read,
}
# Rows of these are features, not lines.
_FEATURES: Final = ("geojson", "linked-places")
SEEDS: Final = {
    **inputs.SEEDS,
    **{name: [KINDS[name].write([dict(KINDS[name].good)] * 2)] for name in KINDS},
    "mapping": [b'{"columns": {"title": "a", "date_start": "b"}, "values": {"category": {}}}'],
}
SEEDS["geojson"] += [collection(point()), repeated()]
SEEDS["linked-places"] = [*inputs.SEEDS["places"], collection(point()), repeated()]
SEEDS["truceline"] = [one[1:] for one in inputs.SEEDS["folder"]]


def run(name: str, data: bytes) -> None:
    """Run a target on bytes; our own errors are answers, anything else raises.

    Raises
    ------
    AssertionError
        If a row is neither taken nor rejected with a reason, or a record could not be stored.
    """
    if name in inputs.CHECKS:
        inputs.CHECKS[name](data)
        return
    if name == "mapping":
        try:
            read_mapping(data)
        except TrucelineError as error:
            _check_error(error)
        return
    try:
        read = list(READERS[name](Content("fuzzed", data)))
    except TrucelineError as error:
        _check_error(error)
        return
    numbers = [one.row for one in read]
    assert numbers == sorted(set(numbers)), "a row twice"
    if name not in _FEATURES:
        count = sum(1 for _ in rows_of(Content("fuzzed", data)))
        assert count - len(numbers) in (0, 1), "a row neither taken nor rejected"
    for one in read:
        _check(one)


def _check_error(error: TrucelineError) -> None:
    assert "expected" in str(error)


def _check(one: Read) -> None:
    if isinstance(one, Rejected):
        assert one.faults
        assert all(fault.expected and str(fault) for fault in one.faults)
    elif isinstance(one, Record):
        assert set(one.event) <= set(EVENTS.column_names)
        if one.spot is not None:
            assert -180 <= one.spot.lon <= 180
            assert -90 <= one.spot.lat <= 90
        row = io.StringIO()
        csv.writer(row).writerow(one.event.values())
    else:
        assert isinstance(one, Shape)
        check_places({"features": [one.feature]}, {})
