"""Panels that show text from data: a Streamlit component that places it with `textContent`.

Streamlit sends a component's script with every rerun. So that script is a line that imports the
real one, which the browser fetches once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd
import shapely
import streamlit as st
from streamlit.components.v1 import declare_component

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

_FOLDER: Final = Path(__file__).parent / "panel"
_FILES: Final = declare_component("panel", path=str(_FOLDER)).name
_VERSION: Final = hashlib.sha256(
    b"".join(file.read_bytes() for file in sorted(_FOLDER.iterdir()))
).hexdigest()[:12]
_PANEL = st.components.v2.component(
    "truceline_panel",
    html='<div class="panel"></div>',
    js=f"""export default async (component) => {{
  const link = (file) => new URL(`component/{_FILES}/${{file}}?{_VERSION}`, document.baseURI).href;
  await (await import(link("panel.js"))).default(component, link);
}};""",
)
_STATUS_LABELS: Final = {status.code: status.label for status in STATUS_SYMBOLS}
_CATEGORY_LABELS: Final = {category.code: category.label for category in CATEGORIES}
NOT_IN_FILTER: Final = "This event does not pass the filter in force."
HINT: Final = "Choose an event on the map or in the table to read what each side says of it."


def draw(view: str, data: Mapping[str, Any], key: str, **callbacks: Callable[[], None]) -> Any:
    """Draw a view of the panel's script; what the reader does there calls back.

    Parameters
    ----------
    view : str
        A view of `panel/panel.js` or of a file that it knows.
    data : mapping
        JSON-ready.
    key : str
        Of this panel; in the session's state, it holds what the reader did.
    **callbacks : callable
        `on_NAME_change` for each trigger of the view.
    """
    panel: Any = _PANEL
    return panel(key=key, data={"view": view, **data}, **callbacks)


def show_summary(
    dataset: Dataset, selection: Selection, event_filter: EventFilter, problems: list[str]
) -> None:
    """Draw the figures of a selection, its filter in words, and what of it could not be read."""
    counted = summarise(selection.frame(COLUMNS))
    mapped = f"{counted.on_areas} counted on areas, {counted.listed} in the table only"
    telling = dataset.claims_of(selection)["source_id"].unique()
    sources = dataset.sources[dataset.sources["source_id"].isin(telling)]
    as_of = sources["published_on"].max()
    figures = [
        {"label": "Events", "value": counted.count_text(), "note": ""},
        {"label": "Mapped", "value": str(counted.mapped), "note": mapped},
        {
            "label": "Reported killed",
            "value": str(counted.killed),
            "note": f"events with a figure: {counted.killed.reported}",
        },
        {"label": "Contested", "value": str(counted.contested), "note": "denied or disputed"},
        {
            "label": "Latest source on these",
            "value": "–" if pd.isna(as_of) else describe_days(as_of, as_of),
            "note": f"data version {dataset.version}",
        },
    ]
    sentence = event_filter.sentence(dataset.titles(event_filter.names))
    data = {"view": "summary", "figures": figures, "sentence": sentence, "problems": problems}
    _PANEL(key="summary", data=data)


def show_details(dataset: Dataset, event_id: str | None, names: str, *, in_filter: bool) -> None:
    """Draw one event with all claims on it, or a hint where none is chosen."""
    event = dataset.event(event_id)
    details = None if event is None else _details(dataset, event, names)
    if details is not None:
        details["note"] = "" if in_filter else NOT_IN_FILTER
    _PANEL(key="details", data={"view": "details", "event": details, "hint": HINT})


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
    _PANEL(key="symbols", data={"view": "symbols", "symbols": rows})


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
