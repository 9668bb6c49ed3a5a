"""A small payload whose every answer is known, for tests of the map."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from geo.maps.columns import DTYPES, NO_PLACE, pack
from geo.maps.payload import embed
from geo.symbology import as_json

HOSTILE = '{{7*7}} ${7*7} ` <img src=x onerror="window.hacked=1"> </script><b>bold</b>'
EVENT_COLUMNS = (
    "id",
    "title",
    "start",
    "end",
    "continuous",
    "when",
    "category",
    "status",
    "place",
    "where_prec",
    "killed",
    "killed_low",
    "killed_high",
    "bearing",
    "scope",
    "side",
    "claims",
)
PARUKH, SHUSHA, DISTRICT, ZONE, CORRIDOR = range(5)
BLOCKADE, MARCH_2023, HOSTILE_EVENT = 6, 7, 8
POLYGON = [[46.2, 39.6], [47.1, 39.6], [47.1, 40.3], [46.2, 40.3], [46.2, 39.6]]


def day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def event(row: int, start: str, end: str, **changes: Any) -> dict[str, Any]:
    base = {
        "id": f"e{row}",
        "title": f"Event {row}",
        "start": day(start),
        "end": day(end),
        "continuous": 1,
        "when": f"{start} to {end}",
        "category": row % 6,
        "status": row % 4,
        "place": PARUKH,
        "where_prec": 0,
        "killed": None,
        "killed_low": None,
        "killed_high": None,
        "bearing": None,
        "scope": 0,
        "side": row % 6,
        "claims": [],
    }
    return base | changes


def events() -> list[dict[str, Any]]:
    stacked = [event(i, f"2022-03-2{4 + i // 2}", f"2022-03-2{4 + i // 2}") for i in range(6)]
    stacked[1] |= {"killed": 3, "killed_low": 3, "killed_high": 3}
    claim = {
        "party": HOSTILE,
        "side": "russia",
        "stance": "asserts",
        "aspect": "occurrence",
        "statement": HOSTILE,
        "said_on": HOSTILE,
        "source": HOSTILE,
        "paragraph": 1,
    }
    return [
        *stacked,
        event(6, "2022-12-12", "2023-03-06", place=SHUSHA),
        event(7, "2023-03-01", "2023-03-31", place=SHUSHA, continuous=0),
        event(
            8,
            "2023-03-05",
            "2023-03-05",
            place=SHUSHA,
            title=HOSTILE,
            when=HOSTILE,
            claims=[claim],
        ),
        event(9, "2022-03-01", "2022-03-31", place=DISTRICT, where_prec=2, continuous=0),
        event(10, "2022-03-26", "2022-03-26", place=-1, where_prec=4),
    ]


def zone(place: int, kind: str, role: str, start: str, end: str, geometry: Any) -> dict[str, Any]:
    return {
        "place": place,
        "kind": kind,
        "role": role,
        "start": day(start),
        "end": day(end),
        "open_end": False,
        "certainty": "uncertain",
        "approximate": "approximate",
        "when": HOSTILE,
        "geometry": geometry,
    }


def payload() -> dict[str, Any]:
    """Build six events stacked at Parukh, three at Shusha, dated zones, hostile text."""
    rows = sorted(events(), key=lambda row: (row["start"], row["id"]))
    names = ["Parukh", HOSTILE, "Askeran District", HOSTILE, "Lachin corridor"]
    routes = [[[46.75, 39.8], [46.5, 39.6]], [[46.75, 39.8], [46.4, 39.55]]]
    spans = [("2020-11-10", "2022-08-29"), ("2022-08-30", "2024-06-12")]
    return {
        "version": "synthetic",
        "credit": [HOSTILE],
        "notice": HOSTILE,
        "symbology": as_json(),
        "conventions": [{"code": code, "label": HOSTILE} for code in ("en", "az", "both")],
        "events": {"count": len(rows)} | {key: [row[key] for row in rows] for key in EVENT_COLUMNS},
        "places": {
            "count": 5,
            "id": ["parukh", "shusha", "district", "zone", "corridor"],
            "lon": [46.80, 46.75, 46.83, 46.6, 46.6],
            "lat": [40.02, 39.76, 39.93, 39.9, 39.68],
            "radius_km": [0.4, 0, 0, 0, 0],
            "rank": [5, 4, 4, 4, 4],
            "kind": ["settlement", "settlement", "district", "peacekeeping", "corridor"],
            "label": {"en": names, "az": ["Fərrux", *names[1:]], "both": names},
        },
        "zones": [
            zone(
                ZONE,
                "peacekeeping",
                "area",
                "2020-11-10",
                "2022-08-25",
                {"type": "Polygon", "coordinates": [POLYGON]},
            ),
            *[
                zone(
                    CORRIDOR,
                    "corridor",
                    "route",
                    *span,
                    {"type": "LineString", "coordinates": route},
                )
                for span, route in zip(spans, routes, strict=True)
            ],
        ],
        "basemap": {
            "countries": {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "properties": {"name": HOSTILE},
                        "geometry": {"type": "Polygon", "coordinates": [POLYGON]},
                    }
                ],
            }
        },
    }


def packed(data: dict[str, Any]) -> dict[str, Any]:
    """Give a payload its events as a page reads them."""
    events = data["events"]
    missing = {"killed": np.nan, "killed_low": -1, "killed_high": -1, "bearing": -1}
    columns = {
        name: [missing.get(name) if value is None else value for value in events[name]]
        for name in DTYPES
    }
    columns["place"] = [NO_PLACE if place < 0 else place for place in columns["place"]]
    text = {name: events[name] for name in ("title", "when", "claims")}
    return data | {"events": embed(events["count"], pack(columns), text)}


def index_of(data: dict[str, Any], event_id: str) -> int:
    return data["events"]["id"].index(event_id)


def generated(count: int, places: int, seed: int = 1) -> tuple[dict[str, Any], dict[str, Any]]:
    """Make many events over many places, skewed as conflict data are: payload and its columns.

    A few places see most of the events, months differ in violence, one event in eight is known
    only to a week or a month, one in twenty to a district, some go on for months and some began
    decades before all others.
    """
    rng = np.random.default_rng(seed)
    centres = rng.normal([46.7, 39.9], [1.4, 0.9], (max(1, places // 40), 2))
    position = centres[rng.integers(0, len(centres), places)] + rng.normal(0, 0.12, (places, 2))
    weight = 1 / np.arange(1, places + 1) ** 0.9
    months = rng.gamma(1.5, size=72)
    month = rng.choice(72, count, p=months / months.sum())
    start = day("2018-01-01") + (month * 30.4 + rng.uniform(0, 30.4, count)).astype(int)
    loose = rng.random(count) < 0.125
    start[:4] = day("1990-01-01")
    length = np.where(loose, rng.choice([6, 30], count), 0)
    length = np.where(rng.random(count) < 0.02, rng.integers(2, 200, count), length)
    order = np.argsort(start, kind="stable")
    start, length, loose = start[order], length[order], loose[order]
    where = rng.choice(5, count, p=[0.7, 0.2, 0.05, 0.03, 0.02])
    killed = np.where(rng.random(count) < 0.3, rng.geometric(0.3, count), -1)
    place = rng.permutation(places)[rng.choice(places, count, p=weight / weight.sum())]
    columns = {
        "start": start,
        "end": start + length,
        "continuous": ~loose,
        "category": rng.choice(6, count, p=[0.4, 0.25, 0.05, 0.08, 0.15, 0.07]),
        "status": rng.integers(0, 4, count),
        "where_prec": where,
        "scope": np.zeros(count),
        "side": rng.integers(0, 6, count),
        "place": np.where(where == 4, NO_PLACE, place),
        "killed": np.where(killed < 0, np.nan, killed),
        "killed_low": killed,
        "killed_high": killed,
        "bearing": np.full(count, -1),
    }
    names = [f"Place {i}" for i in range(places)]
    base = payload()
    made = {
        "version": f"generated-{count}",
        "credit": ["synthetic"],
        "notice": "",
        "conventions": [{"code": "en", "label": "English"}],
        "events": embed(count, pack(columns), {}) | {"text": None},
        "places": {
            "count": places,
            "id": [f"p{i}" for i in range(places)],
            "lon": position[:, 0].round(5).tolist(),
            "lat": position[:, 1].round(5).tolist(),
            "radius_km": [0.0] * places,
            "rank": [6] * places,
            "kind": ["settlement"] * places,
            "label": {"en": names},
        },
        "zones": [],
    }
    return base | made, columns
