"""Panels that show text from data: figures, an event with its claims, the symbols."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import shapely

from geo.crs import gap_km
from geo.filters import EventFilter
from geo.linkage import Dataset, Selection
from geo.maps.columns import claim_card
from geo.schema import CATEGORIES as CATEGORIES_MEAN
from geo.schema import SIDES, STATUSES, WHERE_PRECS
from geo.spans import Window, describe_days
from geo.summary import COLUMNS, summarise, toll_text
from geo.symbology import CATEGORIES
from geo.symbology import STATUSES as STATUS_SYMBOLS
from geo.ui.component import PANEL

_STATUS_LABELS: Final = {status.code: status.label for status in STATUS_SYMBOLS}
_CATEGORY_LABELS: Final = {category.code: category.label for category in CATEGORIES}
NOT_IN_FILTER: Final = "This event does not pass the filter in force."


def summary_of(
    dataset: Dataset, selection: Selection, event_filter: EventFilter
) -> dict[str, str | int]:
    """Figures of a selection and its filter in words, for `toolbar.show`."""
    counted = summarise(selection.frame(COLUMNS))
    telling = dataset.claims_of(selection)["source_id"].unique()
    sources = dataset.sources[dataset.sources["source_id"].isin(telling)]
    as_of = sources["published_on"].max()
    return {
        "sentence": event_filter.sentence(dataset.titles(event_filter.names)),
        "events": counted.count_text(),
        "mapped": counted.mapped,
        "areas": counted.on_areas,
        "listed": counted.listed,
        "killed": str(counted.killed),
        "figures": counted.killed.reported,
        "contested": counted.contested,
        "latest": "" if pd.isna(as_of) else describe_days(as_of, as_of),
        "version": dataset.version,
    }


def show_details(dataset: Dataset, event_id: str | None, names: str, *, in_filter: bool) -> None:
    """Draw one event with all claims on it, or a hint where none is chosen."""
    event = dataset.event(event_id)
    details = None if event is None else _details(dataset, event, names)
    if details is not None:
        details["note"] = "" if in_filter else NOT_IN_FILTER
    PANEL(key="details", data={"view": "details", "event": details})


def show_comparison(compared: Mapping[str, Any]) -> None:
    """Draw what differs between two windows: figures, then sentences under headings."""
    PANEL(key="comparison", data={"view": "comparison", **compared})


def show_symbols() -> None:
    """Draw the symbol of each category with its meaning."""
    rows = [
        {
            "frame": category.frame,
            "glyph": category.glyph,
            "fill": category.fill,
            "ink": category.ink,
            "label": category.label,
            "meaning": CATEGORIES_MEAN[category.code],
        }
        for category in CATEGORIES
    ]
    PANEL(key="symbols", data={"view": "symbols", "symbols": rows})


def _details(dataset: Dataset, event: Mapping[Any, Any], names: str) -> dict[str, Any]:
    status = event["status"]
    return {
        "title": event["title"],
        "summary": event["summary"],
        "status": status,
        "status_label": _STATUS_LABELS[status],
        "status_meaning": STATUSES[status],
        "facts": [
            {"label": label, "value": value}
            for label, value in _facts(dataset, event, names).items()
            if value
        ],
        "sides": _claims_by_side(dataset, event["event_id"]),
    }


def _facts(dataset: Dataset, event: Mapping[Any, Any], names: str) -> dict[str, str]:
    place = dataset.gazetteer.get(event["place_id"])
    where = WHERE_PRECS[event["where_prec"]]
    if place is not None:
        radius = "" if pd.isna(event["radius_km"]) else f", ±{event['radius_km']:g} km"
        where = f"{place.name(names)} ({where}{radius})"
    coded = " / ".join(part for part in (event["event_type"], event["sub_event_type"]) if part)
    return {
        "When": event["when"],
        "Where": where,
        "Inside": "; ".join(_inside(dataset, event, names)),
        "Kind": _CATEGORY_LABELS[event["category"]],
        "ACLED type": coded,
        "Sides": " · ".join(side for side in (event["side_a"], event["side_b"]) if side),
        "Killed": _toll(event["low"], event["high"]),
        "Wounded": _toll(event["wounded_low"], event["wounded_high"]),
        "Id": event["event_id"],
    }


def _inside(dataset: Dataset, event: Mapping[Any, Any], names: str) -> list[str]:
    """Say in which zones an event lies, of which vintage, and how near their edge."""
    window = Window(event["date_start"].date(), event["date_end"].date())
    said = []
    for place in (dataset.gazetteer[zone] for zone in event["zones"]):
        for part in place.parts_in_force(window):
            if part.is_area and part.geometry.covers(shapely.Point(event["lon"], event["lat"])):
                when = "; ".join(str(span) for span in part.timespans)
                edge = gap_km(event["lon"], event["lat"], part.geometry.boundary)
                said.append(f"{place.name(names)} ({when}), {edge:.1f} km from its drawn edge")
    return said


def _toll(low: Any, high: Any) -> str:
    return toll_text(*(None if pd.isna(figure) else int(figure) for figure in (low, high)))


def _claims_by_side(dataset: Dataset, event_id: str) -> list[dict[str, Any]]:
    by_side: dict[str, list[dict[str, Any]]] = {}
    for claim in dataset.claims_on(event_id).to_dict("records"):
        card = claim_card(claim)
        paragraph = "" if card["paragraph"] is None else f", paragraph {card['paragraph']}"
        said = f"said {card['said_on']} · " if card["said_on"] else ""
        source = f"{said}{card['source']}{paragraph}"
        by_side.setdefault(card["side"], []).append({**card, "source": source})
    return [
        {"code": side, "title": title, "claims": by_side[side]}
        for side, title in SIDES.items()
        if side in by_side
    ]
