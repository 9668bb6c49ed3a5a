"""A comparison as one JSON-ready object."""

from __future__ import annotations

from typing import Any

from geo.changes.comparison import Comparison, Rows
from geo.changes.outlines import Outline
from geo.changes.sentences import Speaker
from geo.changes.tolls import TollChange
from geo.changes.zones import Crossing, ZoneChange
from geo.linkage import Selection
from geo.summary import Toll


def as_record(comparison: Comparison) -> dict[str, Any]:
    """Write a comparison as one JSON-ready object.

    Returns
    -------
    dict
        `version`, `filter` (its sentence without dates), `first` and `second` (window and
        counts), `events`, `status_changed`, `tolls`, `zones`; each change with a `sentence`.
        What is not known is null.
    """
    speaker = Speaker(comparison)
    first, second = comparison.selections
    return {
        "version": comparison.dataset.version,
        "filter": speaker.rest(),
        "first": _window_record(comparison, 0),
        "second": _window_record(comparison, 1),
        "events": {
            "sentence": speaker.counts(),
            "ended": _event_records(speaker, first, comparison.ended),
            "added": _event_records(speaker, second, comparison.added),
            "both": [_id(comparison, row) for row in comparison.both],
        },
        "status_changed": [
            {
                "event_id": _id(comparison, change.row),
                "before": change.before,
                "after": change.after,
                "sentence": speaker.status(change),
            }
            for change in comparison.status_changed
        ],
        "tolls": {
            word: _toll_record(change) | {"sentence": speaker.toll(change, word)}
            for word, change in tolls(comparison)
        },
        "zones": [_zone_record(speaker, change) for change in comparison.zones],
    }


def tolls(comparison: Comparison) -> tuple[tuple[str, TollChange], ...]:
    """Both tolls with the word for them."""
    return ("killed", comparison.killed), ("wounded", comparison.wounded)


def _id(comparison: Comparison, row: int) -> str:
    return str(comparison.dataset.events["event_id"].iloc[row])


def _window_record(comparison: Comparison, which: int) -> dict[str, Any]:
    window = (comparison.pair.first, comparison.pair.second)[which]
    counted = comparison.summaries[which]
    return {
        "from": window.start.isoformat() if window.start else None,
        "to": window.end.isoformat() if window.end else None,
        "certain": counted.certain,
        "possible": counted.possible,
        "statuses": comparison.statuses[which],
    }


def _event_records(speaker: Speaker, selection: Selection, rows: Rows) -> list[dict[str, Any]]:
    events = speaker.comparison.dataset.events
    return [
        {
            "event_id": str(events["event_id"].iloc[row]),
            "title": str(events["title"].iloc[row]),
            "when": str(events["when"].iloc[row]),
            "certainty": certainty,
            "status": str(events["status"].iloc[row]),
            "sentence": speaker.event(row, certainty),
        }
        for row, certainty in with_certainty(selection, rows)
    ]


def with_certainty(selection: Selection, rows: Rows) -> list[tuple[int, str]]:
    """Pair rows of a selection with how surely they are in its window."""
    taken = selection.frame(["event_id"])["certainty"]
    positions = selection.rows.searchsorted(rows)
    return [(int(row), str(taken.iloc[at])) for row, at in zip(rows, positions, strict=True)]


def _toll_record(change: TollChange) -> dict[str, Any]:
    limits = change.limits
    return {
        "first": _figures(change.first),
        "second": _figures(change.second),
        "difference": None if limits is None else {"low": limits[0], "high": limits[1]},
    }


def _figures(toll: Toll) -> dict[str, int | None]:
    # A sum of no figures is not a sum of 0.
    low, high = (toll.low, toll.high) if toll.reported else (None, None)
    return {"low": low, "high": high, "events_with_a_figure": toll.reported}


def _zone_record(speaker: Speaker, change: ZoneChange) -> dict[str, Any]:
    names = speaker.comparison.pair.asked.names
    return {
        "place_id": change.place.id,
        "title": change.place.name(names),
        "role": change.role,
        "change": change.fate,
        "first": _outline_record(change.before),
        "second": _outline_record(change.after),
        "gained_km2": _rounded(change.gained_km2),
        "lost_km2": _rounded(change.lost_km2),
        "apart_km": _rounded(change.apart_km),
        "entered": [_crossing_record(one, names) for one in change.entered],
        "left": [_crossing_record(one, names) for one in change.left],
        "sentence": speaker.zone(change),
    }


def _outline_record(outline: Outline | None) -> dict[str, Any] | None:
    if outline is None:
        return None
    return {
        "in_force": outline.in_force or None,
        "certainty": outline.certainty or None,
        "area_km2": _rounded(outline.area_km2),
        "length_km": _rounded(outline.length_km),
    }


def _crossing_record(crossing: Crossing, names: str) -> dict[str, Any]:
    before, after = crossing.edge_km
    return {
        "place_id": crossing.place.id,
        "title": crossing.place.name(names),
        "edge_km_first": _rounded(before),
        "edge_km_second": _rounded(after),
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)
