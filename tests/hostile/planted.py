"""A dataset with each text in every column that takes text, of events, claims, sources, places."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any, Final

from geo.linkage import Dataset
from geo.schema import CLAIMS, EVENTS, PARTIES, PLACES_FILE, SOURCES, Table
from geo.store.folder import load
from tests.hostile.texts import MARK, TEXTS

WEST, SOUTH, STEP, ACROSS = 46.2, 39.5, 0.06, 12
DAY: Final = "2022-03-27"
# Parameters of an address: the day of every event, and the map around every place.
DAYS: Final = f"from={DAY}&to={DAY}"
VIEW: Final = "view=39.58,46.53,10"
# All claims at once, of every party, from every source.
FULL: Final = "event-0"
NAMED: Final = "place-0"
_URN: Final = "urn:truceline:place:"
_ZONES: Final = ("image", "expression", "override", "unbroken")
_SIDES: Final = ("azerbaijan", "armenian")
# Names need letters to be found by; languages are those that labels are chosen from.
_LANGUAGES: Final = ("en", "hy", "az", "ru")


def where(number: int) -> tuple[float, float]:
    """Longitude and latitude of the place of a text, degrees."""
    return round(WEST + STEP * (number % ACROSS), 4), round(SOUTH + STEP * (number // ACROSS), 4)


def plant(folder: Path) -> Dataset:
    """Write the dataset and load it, which checks it."""
    folder.mkdir()
    texts = list(TEXTS.values())
    _write(folder, PARTIES, [_party(number, text) for number, text in enumerate(texts)])
    _write(folder, SOURCES, [_source(number, text) for number, text in enumerate(texts)])
    _write(folder, EVENTS, [_event(number, text) for number, text in enumerate(texts)])
    claims = [_claim(number, number, text) for number, text in enumerate(texts)]
    claims += [_claim(0, number, text) for number, text in enumerate(texts) if number]
    _write(folder, CLAIMS, claims)
    places = [_place(number, name, text) for number, (name, text) in enumerate(TEXTS.items())]
    places[0]["names"] += [
        {"toponym": text, "lang": "en", "citations": [{"label": text, "@id": f"javascript:{MARK}"}]}
        for text in texts
    ]
    document = {"type": "FeatureCollection", "features": places}
    (folder / PLACES_FILE).write_text(json.dumps(document), encoding="utf-8")
    return load(folder)


def _write(folder: Path, table: Table, rows: list[dict[str, str]]) -> None:
    with (folder / table.file).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, table.column_names, restval="")
        writer.writeheader()
        writer.writerows(rows)


def _texts(table: Table, text: str) -> dict[str, str]:
    return {column.name: text for column in table.columns if column.kind == "text"}


def _party(number: int, text: str) -> dict[str, str]:
    return _texts(PARTIES, text) | {"party_id": f"party-{number}", "side": _SIDES[number % 2]}


def _source(number: int, text: str) -> dict[str, str]:
    return _texts(SOURCES, text) | {
        "source_id": f"source-{number}",
        "published_on": DAY,
        "published_basis": "stated",
        "kind": "press",
    }


def _event(number: int, text: str) -> dict[str, str]:
    return _texts(EVENTS, text) | {
        "event_id": f"event-{number}",
        "scope": "event",
        "date_start": DAY,
        "date_end": DAY,
        "date_prec": "day",
        "place_id": f"place-{number}",
        "where_prec": "exact",
        "category": ("clash", "strike", "violation", "statement")[number % 4],
        "best": str(number % 3),
    }


def _claim(event: int, number: int, text: str) -> dict[str, str]:
    return _texts(CLAIMS, text) | {
        "claim_id": f"claim-{event}-{number}",
        "event_id": f"event-{event}",
        "party": f"party-{number}",
        "stance": ("asserts", "denies", "disputes")[number % 3],
        "aspect": "occurrence",
        "said_on": DAY,
        "source_id": f"source-{number}",
        "paragraph": "1",
    }


def _place(number: int, name: str, text: str) -> dict[str, Any]:
    lon, lat = where(number)
    point = {"type": "Point", "coordinates": [lon, lat]}
    feature: dict[str, Any] = {
        "@id": f"{_URN}place-{number}",
        "type": "Feature",
        "properties": {"title": text},
        "names": [{"toponym": text, "lang": language} for language in _LANGUAGES],
        "types": [{"identifier": text, "label": text}],
        "descriptions": [{"value": text}],
        "links": [{"type": text, "identifier": f"javascript:{MARK}"}],
        "geometry": point,
    }
    if number:
        feature["relations"] = [
            {"relationType": "gvp:broaderPartitive", "relationTo": f"{_URN}{NAMED}", "label": text}
        ]
    if name in _ZONES:
        ring = [[lon + x * STEP, lat + y * STEP] for x, y in ((0, 0), (1, 0), (1, 1), (0, 0))]
        when = {"timespans": [{"start": {"in": "2022-01-01"}, "end": {"in": "2022-12-31"}}]}
        feature["types"] = [{"identifier": "", "label": "zone"}, *feature["types"]]
        feature["when"] = when
        area = {"type": "Polygon", "coordinates": [ring], "when": when}
        feature["geometry"] = {"type": "GeometryCollection", "geometries": [point, area]}
    return feature
