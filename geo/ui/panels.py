"""Panels that show text from data: figures, an event with its claims, the symbols."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import shapely
import streamlit as st

from geo.claims import Voice, toll_over_sides
from geo.crs import gap_km
from geo.filters import EventFilter
from geo.filters.fields import any_of
from geo.linkage import Dataset, Selection, latest_publication
from geo.maps.columns import claim_card
from geo.schema import CATEGORIES as CATEGORIES_MEAN
from geo.schema import SIDES, STATUSES, WHERE_PRECS
from geo.spans import Window, describe_days
from geo.summary import COLUMNS, Summary, summarise, toll_by_side_text, toll_text
from geo.symbology import CATEGORIES
from geo.symbology import STATUSES as STATUS_SYMBOLS
from geo.ui import session
from geo.ui.component import PANEL
from geo.ui.grades import grade_text, graded, set_grades
from geo.ui.published import link_from_page, publish_json_passing

_STATUS_LABELS: Final = {status.code: status.label for status in STATUS_SYMBOLS}
_CATEGORY_LABELS: Final = {category.code: category.label for category in CATEGORIES}
_DETAILS: Final = "details"
CONTESTED_SHOWN: Final = 5
NOT_IN_FILTER: Final = "This event does not pass the filter in force."


def summary_of(dataset: Dataset, selection: Selection, event_filter: EventFilter) -> dict[str, str]:
    """Figures of a selection and its filter in words, for `toolbar.show`."""
    counted = summarise(selection.frame(COLUMNS))
    latest, day = latest_publication(dataset, selection), dataset.published_by
    told = figures_of(counted, dataset, event_filter)
    told["latest"] = "" if latest is None else describe_days(latest, latest)
    if wider := _in_wider_areas(dataset, event_filter):
        told["wider"] = wider
    if day is not None:
        told |= {"as_of": describe_days(day, day), "withheld": str(dataset.withheld)}
    return told


def _in_wider_areas(dataset: Dataset, event_filter: EventFilter) -> str:
    """Say how many events a filter by place leaves out that may have been there all the same."""
    asked = set(event_filter.place)
    wider = {one for place in asked for one in dataset.gazetteer.ancestors(place)} - asked
    if not wider:
        return ""
    elsewhere = dataset.selection(event_filter.replace(place=())).frame(("place_id",))["place_id"]
    counted = elsewhere[elsewhere.isin(wider)].astype(str).value_counts()
    if counted.empty:
        return ""
    names = [dataset.gazetteer[one].name(event_filter.names) for one in counted.index]
    return f"{counted.sum()} more are known only to lie somewhere in {any_of(names)}: perhaps here."


def figures_of(counted: Summary, dataset: Dataset, event_filter: EventFilter) -> dict[str, str]:
    """Figures that are counted already, and the filter in words, for `toolbar.show`."""
    return {
        "sentence": event_filter.sentence(dataset.titles(event_filter.names)),
        "events": counted.count_text(),
        "mapped": f"{counted.mapped:,}",
        "areas": f"{counted.on_areas:,}",
        "listed": f"{counted.listed:,}",
        "killed": str(counted.killed),
        "figures": f"{counted.killed.reported:,}",
        "contested": counted.contested_text(),
        "latest": "",
    }


def contested_in(selection: Selection, window: Window) -> dict[str, Any]:
    """What is contested of a selection, for `show_details`: the first few, and how many in all.

    The first few are a published file, so that a change of dates stays a short message.
    """
    contested = selection.events["status"].to_numpy()[selection.rows] == "contested"
    found = selection.where(contested)
    shown = found.records(("event_id", "title", "when"), stop=CONTESTED_SHOWN)
    said_of = {"events": shown, "more": len(found) - len(shown)}
    listed = publish_json_passing("denied", said_of) if shown else None
    said = {
        "undated": window == Window(),
        "rows": listed and link_from_page(listed),
    }
    return {name: value for name, value in said.items() if value}


def show_details(
    dataset: Dataset,
    event_id: str | None,
    names: str,
    *,
    in_filter: bool,
    contested: Mapping[str, Any] | None = None,
    low: bool = False,
) -> None:
    """Draw one event with all claims on it; where none is chosen, a hint and what is contested.

    `low` keeps it from pushing what stands below it off the screen.
    """
    event = dataset.event(event_id)
    details = None if event is None else _details(dataset, event, names)
    if details is not None:
        details["low"] = low
        details["note"] = "" if in_filter else NOT_IN_FILTER
    shown = {"event": details} if details else {"contested": contested}
    PANEL(
        key=_DETAILS,
        data={"view": "details", **shown},
        on_chosen_change=lambda: session.select(str(st.session_state[_DETAILS]["chosen"]) or None),
    )


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
        "sides": claims_by_side(graded(dataset.claims_on(event["event_id"]), set_grades())),
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
        "Killed": killed_by_side(event),
        "Over what all sides say": _killed_over_sides(dataset, event),
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


def killed_by_side(event: Mapping[Any, Any]) -> str:
    """Say how many died on each side; only the figure where that is not told."""
    by_side = toll_by_side_text(
        {
            event["side_a"] or "side a": whole(event["deaths_a"]),
            event["side_b"] or "side b": whole(event["deaths_b"]),
            "civilians": whole(event["deaths_civilians"]),
            "not known who": whole(event["deaths_unknown"]),
        },
        whole(event["low"]),
        whole(event["high"]),
    )
    return by_side or _toll(event["low"], event["high"])


def _killed_over_sides(dataset: Dataset, event: Mapping[Any, Any]) -> str:
    """The toll that a denial widens; blank where none does."""
    claims = dataset.claims_on(event["event_id"])
    voices = map(Voice, claims["side"], claims["stance"], claims["aspect"])
    reported = (whole(event["low"]), whole(event["high"]))
    widened = toll_over_sides(*reported, voices)
    return "" if widened == reported else f"{toll_text(*widened)} killed"


def whole(figure: Any) -> int | None:
    """Cell of a count as a number, None where it is blank."""
    return None if pd.isna(figure) else int(figure)


def _toll(low: Any, high: Any) -> str:
    return toll_text(whole(low), whole(high))


def claims_by_side(claims: pd.DataFrame) -> list[dict[str, Any]]:
    """Cards of the claims on one event, side against side."""
    by_side: dict[str, list[dict[str, Any]]] = {}
    for claim in claims.to_dict("records"):
        card = claim_card(claim)
        paragraph = "" if card["paragraph"] is None else f", paragraph {card['paragraph']}"
        said = f"said {card['said_on']} · " if card["said_on"] else ""
        grade = grade_text(claim["reliability"], claim["credibility"])
        source = f"{said}{card['source']}{paragraph}{grade and f' · graded {grade}'}"
        by_side.setdefault(card["side"], []).append({**card, "source": source})
    return [
        {"code": side, "title": title, "claims": by_side[side]}
        for side, title in SIDES.items()
        if side in by_side
    ]
