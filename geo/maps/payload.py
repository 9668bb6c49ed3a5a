"""From a dataset to what the browser draws: one JSON object, columns not records.

This is the only way by which text from data reaches a map. It travels as JSON and is placed with
`textContent`; no part of it ever enters a folium or branca constructor (design, section 11).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from geo.gazetteer import Gazetteer, Part, Place
from geo.linkage import Dataset
from geo.maps.columns import event_columns, event_text, pack
from geo.maps.view import home_of
from geo.spans import day_number
from geo.symbology import as_json
from geo.toponym import CONVENTIONS

TEXT_MAX: Final = 5_000  # events whose text is published beside the columns
TEXT_MAX_EMBEDDED: Final = 20_000
BASEMAP_LAYERS: Final = ("world", "countries", "water", "districts")
NOTICE: Final = (
    "Boundaries, zones and names are approximate and imply no opinion on the legal status of any "
    "territory."
)
# Peacekeeping zone and corridor edges are drawn by us from cited points, see docs/decisions.
_APPROXIMATE: Final = {
    "uncertain": "approximate: edge within about 3 km",
    "less-certain": "approximate: generalised outline",
}


def build_payload(
    dataset: Dataset,
    events: Mapping[str, Any],
    basemap: Mapping[str, Any],
    credit: Iterable[str],
) -> dict[str, Any]:
    """Build the whole payload of a dataset.

    Parameters
    ----------
    dataset : Dataset
        All of it: the window and the filter are applied in the browser.
    events : mapping
        ``{"count", "columns", "text"}``: where the blob of `geo.maps.columns.pack` and the text
        lie, see `embedded_events`; ``{"url": …}`` is a link relative to the payload. With no rows
        and an ``"extent"``, first and last day as numbers, the events are counted by the server,
        see `geo.maps.aggregates`.
    basemap : mapping of str to str or dict
        For each of `BASEMAP_LAYERS`, an address to fetch or a GeoJSON object to embed.
    credit : iterable of str
        Credits of the basemap, shown on the map.

    Returns
    -------
    dict
        JSON-ready; the same dataset gives the same object.
    """
    home = home_of(*(dataset.events[name].to_numpy(np.float64) for name in ("lon", "lat")))
    order = {place_id: index for index, place_id in enumerate(dataset.gazetteer)}
    return {
        "version": dataset.version,
        "credit": list(credit),
        "notice": NOTICE,
        "symbology": as_json(),
        "conventions": [{"code": code, "label": label} for code, label in CONVENTIONS.items()],
        "events": dict(events),
        "places": _place_columns(dataset.gazetteer),
        "zones": [
            _zone(place, part, order[place.id])
            for place in dataset.gazetteer.values()
            for part in place.parts
            if not part.is_point
        ],
        "basemap": dict(basemap),
        # Where the map opens; the script, which must not change, has the built-in case.
        **({} if home is None else {"home": {"center": list(home[:2]), "zoom": home[2]}}),
    }


def _place_columns(gazetteer: Gazetteer) -> dict[str, Any]:
    places = list(gazetteer.values())
    points = [place.point for place in places]
    return {
        "count": len(places),
        "id": [place.id for place in places],
        "lon": [None if point is None else point.x for point in points],
        "lat": [None if point is None else point.y for point in points],
        "radius_km": [place.radius_km for place in places],
        "rank": [place.rank for place in places],
        "kind": [place.kind for place in places],
        "label": {code: [place.name(code) for place in places] for code in CONVENTIONS},
    }


def embedded_events(dataset: Dataset) -> dict[str, Any]:
    """Events of a dataset to stand inside a payload.

    Parameters
    ----------
    dataset : Dataset
        Above `TEXT_MAX_EMBEDDED` events their claims are left out.
    """
    count = len(dataset.events)
    text = event_text(dataset, claims=count <= TEXT_MAX_EMBEDDED)
    return embed(count, pack(event_columns(dataset)), text)


def embed(count: int, blob: bytes, text: Mapping[str, Any]) -> dict[str, Any]:
    r"""Columns and text as the part of a payload that needs no other file.

    Examples
    --------
    >>> embed(0, b"\x1f\x8b", {"title": []})
    {'count': 0, 'columns': {'base64': 'H4s='}, 'text': {'title': []}}
    """
    return {
        "count": count,
        "columns": {"base64": base64.b64encode(blob).decode()},
        "text": dict(text),
    }


def _zone(place: Place, part: Part, index: int) -> dict[str, Any]:
    # A part in force more than once is rare; its outer limits are what a window is tested on.
    starts = [span.start for span in part.timespans]
    ends = [span.end for span in part.timespans]
    start = _outer(starts, min)
    end = _outer(ends, max)
    return {
        "place": index,
        "kind": place.kind,
        "role": part.role,
        "start": None if start is None else day_number(start),
        "end": None if end is None else day_number(end),
        "open_end": any(span.open_end for span in part.timespans),
        "certainty": part.certainty,
        "approximate": _APPROXIMATE.get(part.certainty, ""),
        "when": "; ".join(str(span) for span in part.timespans),
        "geometry": json.loads(shapely.to_geojson(part.geometry)),
    }


def _outer(days: list[date | None], choose: Any) -> date | None:
    known = [day for day in days if day is not None]
    return choose(known) if known and len(known) == len(days) else None


def read_basemap(folder: Path) -> tuple[dict[str, Any], list[str]]:
    """Read the basemap layers of a folder, to be embedded.

    Returns
    -------
    dict of str to dict
        GeoJSON by layer; layers without a file are left out.
    list of str
        Their credits, each once.
    """
    layers = {
        name: json.loads((folder / f"{name}.geojson").read_bytes())
        for name in BASEMAP_LAYERS
        if (folder / f"{name}.geojson").exists()
    }
    credits = [layer["credit"] for layer in layers.values() if layer.get("credit")]
    return layers, list(dict.fromkeys(credits))


def encode_mask(passing: npt.NDArray[np.bool_]) -> bytes:
    """Pack a mask, one bit an event, lowest bit first.

    Examples
    --------
    >>> encode_mask(np.array([True, False, False, True])).hex()
    '09'
    """
    return np.packbits(passing, bitorder="little").tobytes()
