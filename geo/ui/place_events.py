"""The events of the place chosen on the Places page, over time; a click opens one on the map."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.linkage.chronology import chronology
from geo.summary import COLUMNS, summarise
from geo.symbology import STATUSES as STATUS_SYMBOLS
from geo.ui import session
from geo.ui.component import draw

EVENTS_MAX: Final = 50
SITUATION: Final = "pages/situation.py"
_EVENTS: Final = "places_events"
_OPENING: Final = "places_opening"
_STATUSES: Final = {status.code: status.label for status in STATUS_SYMBOLS}


def show(dataset: Dataset, place_id: str, event_filter: EventFilter) -> None:
    """Draw the events of a selection at a place.

    Parameters
    ----------
    dataset : Dataset
        Where the events are.
    place_id : str
        The place.
    event_filter : EventFilter
        Which events; its place is `place_id`.
    """
    selection = dataset.selection(event_filter)
    at_all = len(dataset.selection(EventFilter(place=(place_id,), names=event_filter.names)))
    unit, periods = chronology(selection.frame(["day_start", "day_end", "date_prec"]))
    rows = selection.records(stop=EVENTS_MAX)
    left_out = at_all - len(selection)
    note = "" if at_all else "No event is reported here."
    counted = summarise(selection.frame(COLUMNS)).count_text()
    draw(
        "chronology",
        {
            "heading": f"{counted} event{'' if counted == '1' else 's'} here",
            "note": note,
            "unit": unit,
            "periods": [
                {"label": one.label, "certain": one.certain, "possible": one.possible}
                for one in periods
            ],
            "events": [
                {
                    "id": row["event_id"],
                    "title": row["title"],
                    "when": row["when"],
                    "status": _STATUSES[row["status"]],
                    "certainty": row["certainty"],
                    "start": row["day_start"],
                    "end": row["day_end"],
                    "to_the_day": row["date_prec"] == "day",
                }
                for row in rows
            ],
            "more": f"All {len(selection)} on the Situation page"
            if len(selection) > len(rows)
            else "",
        },
        _EVENTS,
        on_open_change=_open_event,
    )
    if left_out:
        st.button(
            f"{left_out} more without the other filters",
            on_click=session.reset,
            kwargs={"place": event_filter.place},
        )
    if st.session_state.pop(_OPENING, False):
        st.switch_page(SITUATION)


def _open_event() -> None:
    """Show an event on the Situation page, or all events of the place for an empty id."""
    event_id = st.session_state[_EVENTS]["open"]
    if event_id:
        session.select(str(event_id))
    st.session_state[_OPENING] = True
