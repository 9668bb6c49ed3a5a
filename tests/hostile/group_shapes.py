"""Geometries and features that are hostile, imported between good ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.api.imports import FORMATS
from geo.readers import Rejected
from geo.readers.content import Content
from geo.store.folder import load
from tests.hostile.cases import GOOD_AT, Tested, case
from tests.hostile.features import collection, geometries, odd_features, point, repeated
from tests.hostile.tally import Tally
from tests.hostile.watch import Watch


def shapes(watch: Watch, tested: Tested) -> Iterator[Tally]:
    """Geometries and features, each between two good ones."""
    tally = Tally("geometries and features")
    found = {
        f"{name}, {dated}": _featured(shape, dated)
        for name, shape in geometries().items()
        for dated in ("dated", "undated")
    } | odd_features()
    every = [one for feature in found.values() for one in (point(), feature)]
    with case(tally, "all", watch) as home:
        _take_features(tally, "all", collection(*every), len(every), home, tested)
    tally.cases[:] = list(found)
    with case(tally, "members of one name", watch) as home:
        done = _take_features(tally, "members of one name", repeated(), 4, home, tested)
        if done.rejected != 2:
            tally.unaccounted.append("members of one name")
    yield tally


def _featured(geometry: object, dated: str) -> dict[str, Any]:
    properties = {"title": "x"} | ({"date": "2022-03-27"} if dated == "dated" else {})
    return point(geometry=geometry, properties=properties)


def _take_features(
    tally: Tally, name: str, data: bytes, count: int, home: Path, tested: Tested
) -> Any:
    refused: list[Rejected] = []
    done = tested.take(
        FORMATS["geojson"], Content("x.geojson", data), home / "d", take_rejected=refused.append
    )
    if done.accepted + done.rejected != done.read or done.read != count:
        tally.unaccounted.append(name)
    if not all(fault.expected and fault.remedy for one in refused for fault in one.faults):
        tally.unclear.append(name)
    events = load(home / "d").events
    good = events[(events["lon"] == GOOD_AT[0]) & (events["lat"] == GOOD_AT[1])]
    if (good["drawn"] == "symbol").sum() < count // 2:
        tally.lost.append(name)
    return done
