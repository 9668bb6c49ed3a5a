"""`python -m geo zones`: the routes and zones of a day, named in a convention."""

from __future__ import annotations

import json

import pytest

from tests.cli.asking import run


@pytest.mark.parametrize(
    ("day", "start"), [("2022-03-24", "2020-11-10"), ("2023-03-05", "2022-08-30")]
)
def test_zones_give_the_route_of_the_day(day: str, start: str) -> None:
    result = run("zones", "--on", day)
    assert result.exit_code == 0
    features = json.loads(result.stdout)["features"]
    routes = [f for f in features if f["properties"]["role"] == "route"]
    (route,) = routes
    assert route["geometry"]["type"] in ("LineString", "MultiLineString")
    assert route["properties"]["title"] == "Lachin corridor"
    assert route["properties"]["types"][0]["label"] == "corridor"
    assert route["properties"]["when"]["timespans"][0]["start"] == {"in": start}
    titles = {f["properties"]["title"] for f in features}
    assert any("peacekeeping zone" in title for title in titles)


def test_zones_before_the_ceasefire_are_not_those_after_it() -> None:
    features = json.loads(run("zones", "--on", "2019-01-01").stdout)["features"]
    assert not [f for f in features if f["properties"]["kind"] in ("peacekeeping", "corridor")]


@pytest.mark.parametrize(("names", "title"), [("az", "Laçın dəhlizi"), ("ru", "Лачинский коридор")])
def test_zones_are_named_in_the_convention(names: str, title: str) -> None:
    zones = json.loads(run("zones", "--on", "2022-03-24", "--names", names).stdout)["features"]
    assert title in {zone["properties"]["title"] for zone in zones}
