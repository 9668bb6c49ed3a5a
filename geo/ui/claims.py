"""The Claims page: events in rows, parties in columns, and every claim behind a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.filters import EventFilter
from geo.linkage import (
    ORDERS,
    ClaimMatrix,
    Dataset,
    Order,
    Selection,
    claim_matrix,
    stances_in,
    toll_positions,
)
from geo.records import claims_csv, matrix_csv, sentence
from geo.schema import SIDES
from geo.spans import day_of, describe_days
from geo.summary import toll_text
from geo.symbology import STATUSES as STATUS_SYMBOLS
from geo.ui import paging, session, toolbar
from geo.ui.as_of import as_filtered
from geo.ui.component import PANEL
from geo.ui.grades import graded, set_grades
from geo.ui.panels import claims_by_side, killed_by_side, summary_of, whole
from geo.ui.published import link_from_page, publish_json_passing

PAGE_ROWS: Final = 50
_ORDERS: Final = dict(zip(ORDERS, ("By date", "Most contested first"), strict=True))
_STATUSES: Final = {status.code: status.label for status in STATUS_SYMBOLS}
_FIRST: Final = "truceline_claims_first"


@st.fragment
def show(whole_dataset: Dataset) -> None:
    """Draw the page."""
    event_filter = session.current()
    dataset = as_filtered(whole_dataset, event_filter)
    selection = dataset.selection(event_filter)
    toolbar.show(summary_of(dataset, selection, event_filter))
    session.write_url()
    order = _controls(dataset, selection)
    matrix = claim_matrix(dataset, selection, order)
    if matrix.unclaimed:
        st.text(f"{matrix.unclaimed:,} of these events have no claim and are not listed.")
    if not len(matrix):
        st.text("Nobody makes a claim on any of these events. Widen the filter, or reset it.")
        return
    start = paging.show(_FIRST, len(matrix), PAGE_ROWS, _ORDERS[order].lower())
    page = _page(dataset, matrix, event_filter, start)
    data = {
        "view": "claims",
        "page": link_from_page(publish_json_passing("claims", page)),
        "chosen": session.selected(),
    }
    result = PANEL(key="claims", data=data, on_shown_change=lambda: None)
    if result.shown:
        session.select(str(result.shown))
        st.switch_page("pages/situation.py")


def _controls(dataset: Dataset, selection: Selection) -> Order:
    row = st.container(horizontal=True, vertical_alignment="bottom")
    order: Order = row.segmented_control(
        "Order",
        ORDERS,
        default=ORDERS[0],
        format_func=_ORDERS.__getitem__,
        key="truceline_claims_order",
        required=True,
    )
    said = sentence(dataset, session.current())
    exports = (
        (
            "Matrix",
            "matrix",
            lambda: matrix_csv(dataset, claim_matrix(dataset, selection, order), said),
        ),
        ("Claims", "claims", lambda: claims_csv(dataset, selection, said)),
    )
    for label, name, make in exports:
        row.download_button(
            f"{label} CSV",
            make,
            file_name=f"truceline_{name}_{dataset.version}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
    return order


def _page(
    dataset: Dataset, matrix: ClaimMatrix, event_filter: EventFilter, start: int
) -> dict[str, Any]:
    stop = start + PAGE_ROWS
    events, cells = matrix.events(start, stop), matrix.cells(start, stop)
    days = matrix.selection.days(event_filter.window)
    of_page = graded(matrix.claims[matrix.claims["event_row"].isin(events.index)], set_grades())
    by_event: dict[Any, pd.DataFrame] = dict(iter(of_page.groupby("event_row")))
    records = zip(events.index.tolist(), events.to_dict("records"), cells, strict=True)
    rows = [
        _row(dataset, event, by_event[row], matrix, cell.tolist(), event_filter.names)
        for row, event, cell in records
    ]
    sides = Counter(matrix.parties["side"])
    return {
        "days": days,
        "axis": describe_days(*map(day_of, days)),
        "sides": [
            {"code": side, "title": title, "count": sides[side]}
            for side, title in SIDES.items()
            if side in sides
        ],
        "parties": matrix.parties[["title", "side"]].to_dict("records"),
        "rows": rows,
    }


def _row(
    dataset: Dataset,
    event: Mapping[Any, Any],
    claims: pd.DataFrame,
    matrix: ClaimMatrix,
    cells: list[int],
    names: str,
) -> dict[str, Any]:
    place = dataset.gazetteer.get(event["place_id"])
    return {
        "id": event["event_id"],
        "title": event["title"],
        "summary": event["summary"],
        "place": "" if place is None else place.name(names),
        "when": event["when"],
        "status": event["status"],
        "status_label": _STATUSES[event["status"]],
        "possible": event["certainty"] == "possible",
        "killed": toll_text(whole(event["claimed_low"]), whole(event["claimed_high"])),
        "reported": killed_by_side(event),
        "widened": whole(event["low"]) != whole(event["claimed_low"]),
        "first": int(event["day_start"]),
        "last": int(event["day_end"]),
        "precise": event["date_prec"] == "day",
        "cells": [stances_in(cell) for cell in cells],
        "said": _said(claims, matrix),
        "sides": claims_by_side(claims),
        "toll": [
            {**asdict(position), "title": SIDES[position.side]}
            for position in toll_positions(claims)
        ],
    }


def _said(claims: pd.DataFrame, matrix: ClaimMatrix) -> dict[int, str]:
    """In words what each party says, by its column."""
    columns = {one: at for at, one in enumerate(matrix.parties["party_id"])}
    said: dict[int, dict[str, None]] = {}
    for party, stance, aspect in zip(
        claims["party"], claims["stance"], claims["aspect"], strict=True
    ):
        said.setdefault(columns[party], {})[f"{stance} {aspect}"] = None
    return {column: ", ".join(words) for column, words in said.items()}
