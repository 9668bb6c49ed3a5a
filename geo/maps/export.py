"""A selection as a command to the map, and as one HTML file with its data inside."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.maps.payload import build_payload, embedded_events, encode_mask, read_basemap
from geo.maps.situation import SituationMap
from geo.spans import day_number

MASK_MAX: Final = 4_096


def command_of(
    dataset: Dataset,
    event_filter: EventFilter,
    selected: str | None = None,
    *,
    fly: bool = False,
    colour: str = "category",
    present: bool = False,
    publish_mask: Callable[[bytes], str] | None = None,
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
    colour : str
        What colours tell apart: ``category``, ``party`` or ``status``.
    present : bool
        Whether the map is to stand alone, without its inputs.
    publish_mask : callable, optional
        Writes a compressed bitset and returns its link; used for more than `MASK_MAX` events,
        whose bitset is too long for every command.

    Returns
    -------
    dict
        See `geo.maps.command.check_command`.
    """
    mask: str | dict[str, str] | None = None
    if event_filter.narrows:
        bits = encode_mask(event_filter.mask(dataset.events))
        if publish_mask is not None and len(dataset.events) > MASK_MAX:
            mask = {"url": publish_mask(gzip.compress(bits, compresslevel=4, mtime=0))}
        else:
            mask = base64.b64encode(bits).decode()
    rows: list[int] = []
    if selected is not None:
        rows = np.flatnonzero(dataset.events["event_id"].to_numpy() == selected).tolist()
    view = event_filter.view
    return {
        "window": [
            None if day is None else day_number(day)
            for day in (event_filter.start, event_filter.end)
        ],
        "mask": mask,
        "selected": rows[0] if rows else None,
        "names": event_filter.names,
        "zones": True,
        "colour": colour,
        "present": present,
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
    situation = SituationMap(build_payload(dataset, embedded_events(dataset), layers, credits))
    command = command_of(dataset, event_filter, fly=event_filter.view is not None)
    title = f"Truceline: {event_filter.sentence(dataset.titles(event_filter.names))}"
    return situation.html(command, title=title)
