"""A selection as a command to the map, and as one HTML file with its data inside."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import numpy as np

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.maps.payload import build_payload, encode_mask, read_basemap
from geo.maps.situation import SituationMap
from geo.spans import day_number


def command_of(
    dataset: Dataset, event_filter: EventFilter, selected: str | None = None, *, fly: bool = False
) -> dict[str, Any]:
    """Say a filter to the map: numbers, codes and a bitset, never text from data.

    Parameters
    ----------
    dataset : Dataset
        What the map shows.
    event_filter : EventFilter
        Its window goes as days; everything else as one bit an event, so that the browser need not
        know how filters work.
    selected : str, optional
        Id of the event to mark.
    fly : bool
        Whether the map is to go to the filter's view.
    """
    mask = None
    if event_filter.narrows:
        mask = base64.b64encode(encode_mask(event_filter.mask(dataset.events))).decode()
    rows = np.flatnonzero(dataset.events["event_id"].to_numpy() == selected)
    view = event_filter.view
    return {
        "window": [
            None if day is None else day_number(day)
            for day in (event_filter.start, event_filter.end)
        ],
        "mask": mask,
        "selected": int(rows[0]) if rows.size else None,
        "names": event_filter.names,
        "zones": True,
        "fly": {"center": list(view[:2]), "zoom": view[2]} if fly and view else None,
    }


def map_page(dataset: Dataset, event_filter: EventFilter, basemap_folder: Path) -> str:
    """Write the map of a filter as one HTML document that opens offline.

    Parameters
    ----------
    dataset : Dataset
        All of its events are in the document, so that its dates can be changed there.
    event_filter : EventFilter
        What it opens with.
    basemap_folder : Path
        Where the basemap layers lie.
    """
    layers, credits = read_basemap(basemap_folder)
    situation = SituationMap(build_payload(dataset, layers, credits))
    command = command_of(dataset, event_filter, fly=event_filter.view is not None)
    title = f"Truceline: {event_filter.sentence(dataset.titles(event_filter.names))}"
    return situation.html(command, title=title)
