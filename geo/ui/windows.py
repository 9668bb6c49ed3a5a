"""The inputs of the Compare page: two windows, and a menu of those that suggest themselves."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import streamlit as st

from geo.changes.presets import DAYS, suggested
from geo.changes.turns import turns
from geo.changes.windows import WindowPair, after, around, before
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.spans import Window, describe_days, parse_day
from geo.ui import inputs, session
from geo.ui.component import PANEL

# More would make the page's message long; other events are found by filters.
EVENTS_OFFERED: Final = 500
_KEY: Final = "windows"
_MENU_KEY: Final = "input_around"
_DAYS_KEY: Final = "input_around_days"
_DEFAULT_DAYS: Final = 30


def pair(dataset: Dataset) -> WindowPair:
    """The windows in force, suggested ones where none were chosen."""
    return suggested(dataset, session.current(), session.second())


def show(dataset: Dataset) -> None:
    """Draw the inputs; call it first in the fragment of the page."""
    if inputs.sidebar_is_stale():
        st.rerun()
    compared = pair(dataset)
    first, second = compared.first, compared.second
    edges = {"from": first.start, "to": first.end, "from2": second.start, "to2": second.end}
    data = {
        "view": "windows",
        **{edge: day.isoformat() if day else "" for edge, day in edges.items()},
        "before": before(first) is not None,
        "after": after(first) is not None,
        "undo": session.can_undo(),
        "problems": session.problems(),
    }
    PANEL(key=_KEY, data=data, on_asked_change=lambda: _take(compared))
    menu, days = st.columns([4, 1], vertical_alignment="bottom")
    with menu:
        _menu(dataset, compared)
    with days:
        st.segmented_control(
            "Days each",
            DAYS,
            default=_DEFAULT_DAYS,
            key=_DAYS_KEY,
            help="Length of the windows before and after",
            required=True,
        )


def take_window(compared: WindowPair, which: int, start: date | None, end: date | None) -> None:
    """Set one window; the other stays, even where it was only suggested."""
    windows = [compared.first, compared.second]
    windows[which] = Window(start, end)
    _set(*windows)


def _set(first: Window, second: Window) -> None:
    session.change(second, start=first.start, end=first.end)


def _take(compared: WindowPair) -> None:
    """Do what was asked for: a button's name, or an edge of a window and its day."""
    asked: dict[str, Any] = st.session_state[_KEY]["asked"] or {}
    first, second = compared.first, compared.second
    match asked:
        case {"edge": ("from" | "to" | "from2" | "to2") as edge, "day": str(text)}:
            _take_day(compared, edge, text)
        case {"button": "before"} if earlier := before(first):
            _set(earlier, first)
        case {"button": "after"} if later := after(first):
            _set(first, later)
        case {"button": "swap"}:
            _set(second, first)
        case {"button": "undo"}:
            session.undo()
        case {"button": "reset"}:
            session.reset()


def _take_day(compared: WindowPair, edge: str, text: str) -> None:
    """Take a date; one that passes the other end takes it along rather than being refused."""
    try:
        day = parse_day(text) if text else None
    except ValueError as error:
        session.refuse(f"{edge}: {error}")
        return
    which = int(edge.endswith("2"))
    window = (compared.first, compared.second)[which]
    start, end = (day, window.end) if edge.startswith("from") else (window.start, day)
    if start and end and end < start:
        start = end = day
    take_window(compared, which, start, end)


def _menu(dataset: Dataset, compared: WindowPair) -> None:
    options = _days_offered(dataset, compared)
    st.selectbox(
        "Before and after",
        list(options),
        index=None,
        key=_MENU_KEY,
        placeholder="a change of a zone, or an event",
        on_change=_take_option,
        args=(options,),
    )


def _days_offered(dataset: Dataset, compared: WindowPair) -> dict[str, date]:
    """Days by the label of what was then: changes of zones, then events."""
    names = session.current().names
    options = {
        f"{turn.place.name(names)} {turn.fate}, {describe_days(turn.day, turn.day)}": turn.day
        for turn in turns(dataset.gazetteer)
    }
    undated: EventFilter = session.current().replace(start=None, end=None)
    events = dataset.selection(undated)
    if len(events) > EVENTS_OFFERED:
        events = dataset.selection(compared.filters[0])
    rows = events.frame(["title", "date_start", "when"], stop=EVENTS_OFFERED)
    for title, start, when in zip(rows["title"], rows["date_start"], rows["when"], strict=True):
        options[f"{title}, {when}"] = start.date()
    return options


def _take_option(options: dict[str, date]) -> None:
    chosen = st.session_state[_MENU_KEY]
    # A menu: it sets the windows and is ready for the next choice.
    st.session_state[_MENU_KEY] = None
    if chosen in options:
        days = int(st.session_state.get(_DAYS_KEY) or _DEFAULT_DAYS)
        _set(*around(options[chosen], days))
