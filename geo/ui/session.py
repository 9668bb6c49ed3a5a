"""One filter per session: opened from the URL, changed by inputs, undone, kept in the URL.

Inputs are controlled: before each is drawn its state is set from the filter, so that undo, reset
and a permalink move them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.changes.windows import read_second
from geo.errors import UsageError
from geo.filters import EventFilter, View
from geo.linkage import Dataset
from geo.maps.command import COLOURS
from geo.spans import EPOCH, FIRST_DAY, LAST_DAY, Window

_FILTER: Final = "truceline_filter"
_HISTORY: Final = "truceline_history"
_PROBLEMS: Final = "truceline_problems"
_SELECTED: Final = "truceline_selected"
_WRITTEN: Final = "truceline_written"
_FLY: Final = "truceline_fly"
_BOUNDS: Final = "truceline_bounds"
_IN_VIEW_ONLY: Final = "truceline_in_view_only"
_MESSAGE: Final = "truceline_message"
_IN_SIDEBAR: Final = "truceline_in_sidebar"
_COMMAND: Final = "truceline_command"
_SECOND: Final = "truceline_second"
_PAGE: Final = "truceline_filter_page"
_CAME: Final = "truceline_came_from_page"
_ACTED: Final = "truceline_acted"
PAGE_KEY: Final = "truceline_page"
COLOUR_KEY: Final = "input_colour"
MAX_HISTORY: Final = 100
Bounds = tuple[float, float, float, float]


def open_filter(dataset: Dataset) -> None:
    """Read the filter from the URL when the session starts, and when Back or Forward changed it.

    The navigation clears the URL on the way to another page: the filter comes along all the same.
    """
    asked = st.query_params.to_dict()
    page = st.session_state.get(PAGE_KEY)
    came = _FILTER in st.session_state and page != st.session_state.get(_PAGE)
    st.session_state[_PAGE], st.session_state[_CAME] = page, came
    if came:
        # The other page's map has gone; this one opens where that one looked.
        st.session_state[_FLY] = current().view is not None
    # A click may overtake the address that the run before it wrote: that is no way back.
    same = st.session_state.get(_WRITTEN) == asked or _ACTED in st.session_state
    if _FILTER in st.session_state and (same or (came and not asked)):
        return
    event_filter, problems = EventFilter.from_params(asked)
    compared_with, of_second = read_second(asked)
    problems += of_second
    earlier = st.session_state.get(_FILTER)
    known = {"place": set(dataset.gazetteer), "party": set(dataset.parties["party_id"])}
    for attribute, ids in known.items():
        named = getattr(event_filter, attribute)
        problems += [f"{attribute}: no {attribute} is {one!r}" for one in named if one not in ids]
        event_filter = event_filter.replace(**{attribute: tuple(i for i in named if i in ids)})
    st.session_state[_FILTER] = event_filter
    st.session_state[_SECOND] = compared_with
    st.session_state[_PROBLEMS] = problems
    st.session_state[_WRITTEN] = asked
    st.session_state[_FLY] = event_filter.view not in (None, earlier and earlier.view)
    if earlier is None:
        st.session_state[_HISTORY] = []
        st.session_state[_SELECTED] = None
        st.session_state[_BOUNDS] = None


def current() -> EventFilter:
    """The filter in force."""
    event_filter: EventFilter = st.session_state[_FILTER]
    return event_filter


def second() -> Window | None:
    """The window that the filter's own is compared with; None where none was chosen."""
    window: Window = st.session_state[_SECOND]
    return None if window == Window() else window


def problems() -> list[str]:
    """What the URL asked for that could not be read, or an input that was refused."""
    found: list[str] = st.session_state[_PROBLEMS]
    return found


def change(compared_with: Window | None = None, /, **values: Any) -> None:
    """Change fields of the filter; the filter before can be had back with `undo`.

    Parameters
    ----------
    compared_with : Window, optional
        The second window; left out, it stays. One without limits is none.
    **values : object
        Fields of the filter.
    """
    acted()
    before = (current(), second() or Window())
    try:
        after = (before[0].replace(**values), compared_with or before[1])
    except UsageError as error:
        refuse(str(error))
        return
    st.session_state[_PROBLEMS] = []
    if after != before:
        st.session_state[_HISTORY] = [*st.session_state[_HISTORY], before][-MAX_HISTORY:]
        _go_to(*after)


def _go_to(event_filter: EventFilter, compared_with: Window) -> None:
    # The data of another day is another map, which opens where the one before looked.
    if event_filter.as_of != current().as_of:
        st.session_state[_FLY] = event_filter.view is not None
    st.session_state[_FILTER], st.session_state[_SECOND] = event_filter, compared_with


def refuse(problem: str) -> None:
    """Say what was not applied; the filter stays."""
    st.session_state[_PROBLEMS] = [problem]


def acted() -> None:
    """Note that an input, not the address bar, asks for this run; `write_url` forgets it."""
    st.session_state[_ACTED] = True


def look(view: View, bounds: Bounds) -> None:
    """Note where the map looks; moving the map is no step to undo."""
    acted()
    st.session_state[_FILTER] = current().replace(view=view)
    st.session_state[_BOUNDS] = bounds
    st.session_state[_FLY] = False


def came_from_page() -> bool:
    """Whether the reader has just come from another page."""
    came: bool = st.session_state[_CAME]
    return came


def fly_to(view: View) -> None:
    """Have the map go somewhere; that is no step to undo."""
    st.session_state[_FILTER] = current().replace(view=view)
    st.session_state[_FLY] = True


def bounds() -> Bounds | None:
    """West, south, east and north of what the map shows, in degrees; None before it has said so."""
    limits: Bounds | None = st.session_state[_BOUNDS]
    return limits


def in_view_only() -> bool:
    """Whether the table lists only events at places that the map shows."""
    return bool(st.session_state.get(_IN_VIEW_ONLY))


def show_in_view_only(wanted: bool) -> None:
    """List only events at places that the map shows, or all."""
    st.session_state[_IN_VIEW_ONLY] = wanted


def is_news(serial: int | None, map_key: str) -> bool:
    """Whether a click on a map or a window set there has not been acted upon yet."""
    return serial is not None and serial > last_message(map_key)


def take_window(first: int | None, last: int | None) -> None:
    """Take the window that the reader left the map's brush on: one step to undo.

    Parameters
    ----------
    first, last : int or None
        Days since 1970-01-01, None for no limit. What is no day of a filter is refused.
    """
    change(start=day_of(first), end=day_of(last))


def day_of(number: int | None) -> date | None:
    """Day of a number that a map said, within the days that a filter may have."""
    if number is None:
        return None
    return min(max(EPOCH + timedelta(days=int(number)), FIRST_DAY), LAST_DAY)


def note_sidebar() -> None:
    """Note the filter that the sidebar's inputs now show."""
    st.session_state[_IN_SIDEBAR] = _outside_fragment(current())


def sidebar_is_stale() -> bool:
    """Whether a fragment, which cannot draw the sidebar, changed what the sidebar shows."""
    return bool(st.session_state.get(_IN_SIDEBAR) != _outside_fragment(current()))


def _outside_fragment(event_filter: EventFilter) -> EventFilter:
    return event_filter.replace(start=None, end=None, view=None)


def note_message(serial: int, map_key: str) -> None:
    """Note that everything a map said up to a serial has been acted upon."""
    st.session_state[f"{_MESSAGE}_{map_key}"] = max(serial, last_message(map_key))


def last_message(map_key: str) -> int:
    """Serial of the last message of a map that has been acted upon; 0 before the first."""
    return int(st.session_state.get(f"{_MESSAGE}_{map_key}", 0))


def next_serial(command: Mapping[str, Any], map_key: str) -> int:
    """Number a command to a map: the same one as before unless something in it changed."""
    key = f"{_COMMAND}_{map_key}"
    last, serial = st.session_state.get(key, (None, 0))
    if command != last:
        serial += 1
        st.session_state[key] = (dict(command), serial)
    return int(serial)


def can_undo() -> bool:
    """Whether there is a filter to go back to."""
    return bool(st.session_state[_HISTORY])


def undo() -> None:
    """Go back to the filter before the last change; the map stays where it is."""
    acted()
    if can_undo():
        *earlier, last = st.session_state[_HISTORY]
        event_filter, compared_with = last
        st.session_state[_HISTORY] = earlier
        _go_to(event_filter.replace(view=current().view), compared_with)
        st.session_state[_PROBLEMS] = []


def reset(**kept: Any) -> None:
    """Clear every field but the naming convention, where the map looks, and those given."""
    standing = {"names": current().names, "view": current().view}
    change(Window(), **{**_defaults(), **standing, **kept})
    select(None)


def _defaults() -> dict[str, Any]:
    blank = EventFilter()
    return {name: getattr(blank, name) for name in EventFilter.__dataclass_fields__}


def selected() -> str | None:
    """Id of the event whose details are shown."""
    event_id: str | None = st.session_state[_SELECTED]
    return event_id


def select(event_id: str | None) -> None:
    """Show the details of an event, or none."""
    acted()
    st.session_state[_SELECTED] = event_id


def colour() -> str:
    """What the colours of the map tell apart: a code of `maps.command.COLOURS`."""
    return str(st.session_state.get(COLOUR_KEY) or COLOURS[0])


def fly_wanted() -> bool:
    """Whether the map has yet to go where the permalink looks."""
    wanted: bool = st.session_state[_FLY]
    return wanted


def write_url(beside: Mapping[str, str] | None = None) -> None:
    """Keep the address bar a permalink.

    Parameters
    ----------
    beside : mapping of str to str, optional
        Parameters of the page itself.
    """
    wanted = current().to_params() | dict(beside or {})
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    st.session_state[_WRITTEN] = wanted
    st.session_state.pop(_ACTED, None)


def control(attribute: str, value: Any) -> str:
    """Set an input's state from the filter before it is drawn; return its key.

    A state that is right already is left alone: setting it would send the input its value again
    and overwrite what is being typed there meanwhile.
    """
    key = f"input_{attribute}"
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def take(attribute: str) -> None:
    """Callback of an input of the sidebar, drawn under `control`'s key: take its value."""
    if _is_fragment_run():
        # No input of the sidebar starts such a run. The page sent the state of all inputs along
        # with a click elsewhere, before it had heard that Python changed this one.
        return
    value = st.session_state[f"input_{attribute}"]
    change(**{attribute: tuple(value) if isinstance(value, list) else value})


def take_switch(name: str, attribute: str, on: tuple[str, ...]) -> None:
    """Callback of a switch drawn under `control`'s key: put codes into a field, or none."""
    if not _is_fragment_run():
        change(**{attribute: on if st.session_state[f"input_{name}"] else ()})


def _is_fragment_run() -> bool:
    context = get_script_run_ctx()
    return bool(context and context.fragment_ids_this_run)
