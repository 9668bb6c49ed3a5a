"""Inputs under control: their state is set from the filter before each is drawn.

So undo, reset and a permalink move them all. What is chosen beside the filter is here too.
"""

from __future__ import annotations

from typing import Any, Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.filters import EventFilter
from geo.maps.command import COLOURS
from geo.ui import session

COLOUR_KEY: Final = "input_colour"
_DRAWN_ON: Final = "truceline_inputs_drawn_on"
_UNSET: Final = object()
_IN_SIDEBAR: Final = "truceline_in_sidebar"
_IN_VIEW_ONLY: Final = "truceline_in_view_only"


def control(attribute: str, value: Any) -> str:
    """Set an input's state from the filter before it is drawn; return its key.

    A state that is right already is left alone: setting it would send the input its value again
    and overwrite what is being typed there meanwhile.
    """
    key = f"input_{attribute}"
    page = st.session_state.get(session.PAGE_KEY)
    drawn_on = st.session_state.setdefault(_DRAWN_ON, {})
    # On another page it is another input, which opens blank unless its state is set anew.
    if drawn_on.get(key) != page or st.session_state.get(key, _UNSET) != value:
        st.session_state[key] = value
    drawn_on[key] = page
    return key


def take(attribute: str) -> None:
    """Callback of an input of the sidebar, drawn under `control`'s key: take its value."""
    if _is_fragment_run():
        # No input of the sidebar starts such a run. The page sent the state of all inputs along
        # with a click elsewhere, before it had heard that Python changed this one.
        return
    value = st.session_state[f"input_{attribute}"]
    session.change(**{attribute: tuple(value) if isinstance(value, list) else value})


def take_switch(name: str, attribute: str, on: tuple[str, ...]) -> None:
    """Callback of a switch drawn under `control`'s key: put codes into a field, or none."""
    if not _is_fragment_run():
        session.change(**{attribute: on if st.session_state[f"input_{name}"] else ()})


def _is_fragment_run() -> bool:
    context = get_script_run_ctx()
    return bool(context and context.fragment_ids_this_run)


def note_sidebar() -> None:
    """Note the filter that the sidebar's inputs now show."""
    st.session_state[_IN_SIDEBAR] = _outside_fragment(session.current())


def sidebar_is_stale() -> bool:
    """Whether a fragment, which cannot draw the sidebar, changed what the sidebar shows."""
    return bool(st.session_state.get(_IN_SIDEBAR) != _outside_fragment(session.current()))


def _outside_fragment(event_filter: EventFilter) -> EventFilter:
    return event_filter.replace(start=None, end=None, view=None)


def colour() -> str:
    """What the colours of the map tell apart: a code of `maps.command.COLOURS`."""
    return str(st.session_state.get(COLOUR_KEY) or COLOURS[0])


def in_view_only() -> bool:
    """Whether the table lists only events at places that the map shows."""
    return bool(st.session_state.get(_IN_VIEW_ONLY))


def show_in_view_only(wanted: bool) -> None:
    """List only events at places that the map shows, or all."""
    st.session_state[_IN_VIEW_ONLY] = wanted
