"""The bar over each page: its dates, undo and reset.

It is drawn within the page's fragment: a change of dates, which is what readers do most, then
leaves the sidebar alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

import streamlit as st

from geo.spans import FIRST_DAY, LAST_DAY, parse_day
from geo.ui import inputs, session
from geo.ui.component import PANEL

_KEY: Final = "toolbar"


def show(summary: Mapping[str, str | int] | None = None) -> None:
    """Draw the bar; call it first in the fragment of a page.

    Parameters
    ----------
    summary : mapping, optional
        Figures of what the filter lets pass, as `panels.summary_of` makes them; one panel with the
        bar, since each costs a message.
    """
    if inputs.sidebar_is_stale():
        st.rerun()
    current = session.current()
    data = {
        "view": "toolbar",
        "from": _write(current.start),
        "to": _write(current.end),
        "undo": session.can_undo(),
        "problems": session.problems(),
        "summary": summary,
    }
    said = {name: value for name, value in data.items() if value}
    PANEL(key=_KEY, data=said, on_asked_change=_take)


def _write(day: date | None) -> str:
    return day.isoformat() if day else ""


def _take() -> None:
    """Do what was asked for: a button's name, or an edge of the window and its day."""
    asked: dict[str, Any] = st.session_state[_KEY]["asked"] or {}
    match asked:
        case {"from": str(text)}:
            _take_day("start", text)
        case {"to": str(text)}:
            _take_day("end", text)
        case {"button": str(name)} if name in _BUTTONS:
            _BUTTONS[name]()


def _take_day(attribute: str, text: str) -> None:
    """Take a date; one that passes the other end takes it along rather than being refused."""
    try:
        day = parse_day(text) if text else None
    except ValueError as error:
        session.refuse(f"{'from' if attribute == 'start' else 'to'}: {error}")
        return
    current = session.current()
    changes: dict[str, date | None] = {attribute: day}
    if day and attribute == "start" and current.end and day > current.end:
        changes["end"] = day
    if day and attribute == "end" and current.start and day < current.start:
        changes["start"] = day
    session.change(**changes)


def _move_window(direction: int) -> None:
    current = session.current()
    if current.start and current.end:
        length = (current.end - current.start + timedelta(days=1)) * direction
        start, end = current.start + length, current.end + length
        if start >= FIRST_DAY and end <= LAST_DAY:
            session.change(start=start, end=end)


_BUTTONS: Final = {
    "earlier": lambda: _move_window(-1),
    "later": lambda: _move_window(1),
    "all": lambda: session.change(start=None, end=None),
    "undo": session.undo,
    "reset": session.reset,
}
