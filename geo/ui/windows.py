"""The inputs of the Compare page: two windows, and menus of those that suggest themselves."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from geo.changes.presets import DAYS, suggested
from geo.changes.turns import turns
from geo.changes.windows import WindowPair, after, around, before
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.spans import FIRST_DAY, LAST_DAY, Window, describe_days
from geo.ui import session

# More would make the page's message long; other events are found by filters.
EVENTS_OFFERED: Final = 500
_MENU_KEY: Final = "input_around"
_DAYS_KEY: Final = "input_around_days"
_DEFAULT_DAYS: Final = 30


def pair(dataset: Dataset) -> WindowPair:
    """The windows in force, suggested ones where none were chosen."""
    return suggested(dataset, session.current(), session.second())


def show(dataset: Dataset) -> None:
    """Draw the inputs."""
    compared = pair(dataset)
    first, second = st.columns(2)
    with first:
        _dates("First window", compared, 0)
    with second:
        _dates("Second window", compared, 1)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _moves(compared)
        _menu(dataset, compared)


def take_first(compared: WindowPair, start: date | None, end: date | None) -> None:
    """Set the first window; the second stays, even where it was only suggested."""
    session.change(compared.second, start=start, end=end)


def take_second(compared: WindowPair, start: date | None, end: date | None) -> None:
    """Set the second window; the first stays, even where it was only suggested."""
    first = compared.first
    session.change(Window(start, end), start=first.start, end=first.end)


def _set(first: Window, second: Window) -> None:
    session.change(second, start=first.start, end=first.end)


def _dates(title: str, compared: WindowPair, which: int) -> None:
    window = (compared.first, compared.second)[which]
    with st.container(horizontal=True):
        for end, day in (("from", window.start), ("to", window.end)):
            name = f"{title.split()[0].lower()}_{end}"
            st.date_input(
                f"{title} {end}",
                value=None,
                key=session.control(name, day),
                min_value=FIRST_DAY,
                max_value=LAST_DAY,
                format="YYYY-MM-DD",
                on_change=_take_day,
                args=(name, compared, which, end),
            )


def _take_day(name: str, compared: WindowPair, which: int, end: str) -> None:
    """Take a date; one that passes the other end takes it along rather than being refused."""
    day: date | None = st.session_state[f"input_{name}"]
    window = (compared.first, compared.second)[which]
    start, stop = (day, window.end) if end == "from" else (window.start, day)
    if start and stop and stop < start:
        start = stop = day
    (take_first, take_second)[which](compared, start, stop)


def _moves(compared: WindowPair) -> None:
    earlier, later = before(compared.first), after(compared.first)
    moves = (
        ("With before", ":material/chevron_left:", (earlier, compared.first), "first window"),
        ("With after", ":material/chevron_right:", (compared.first, later), "first window"),
    )
    for label, icon, windows, of in moves:
        possible = all(windows)
        st.button(
            label,
            icon=icon,
            help=f"The {of} and the same length just {label.split()[1]} it",
            on_click=_set,
            args=windows if possible else None,
            disabled=not possible,
        )
    st.button(
        "Swap",
        icon=":material/swap_horiz:",
        help="The second window becomes the first",
        on_click=_set,
        args=(compared.second, compared.first),
    )


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
    st.segmented_control(
        "Days each",
        DAYS,
        default=_DEFAULT_DAYS,
        key=_DAYS_KEY,
        help="Length of the windows before and after",
        required=True,
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
