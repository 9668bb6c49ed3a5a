"""One filter per session: opened from the URL, changed by inputs, undone, kept in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from geo.changes.windows import SECOND_PARAMS, read_second
from geo.errors import UsageError
from geo.filters import FIELDS, EventFilter, View
from geo.linkage import Dataset
from geo.spans import Window

_FILTER: Final = "truceline_filter"
_HISTORY: Final = "truceline_history"
_PROBLEMS: Final = "truceline_problems"
_SELECTED: Final = "truceline_selected"
_WRITTEN: Final = "truceline_written"
_FLY: Final = "truceline_fly"
_BOUNDS: Final = "truceline_bounds"
_SECOND: Final = "truceline_second"
_FIRST: Final = "truceline_first_address"
_PAGE: Final = "truceline_filter_page"
_CAME: Final = "truceline_came_from_page"
_ACTED: Final = "truceline_acted"
PAGE_KEY: Final = "truceline_page"
MAX_HISTORY: Final = 100
# What addresses may say beside the filter: the map alone, the event that is edited.
_ADDRESSED: Final = {*(one.param for one in FIELDS), *SECOND_PARAMS, "present", "event"}
Bounds = tuple[float, float, float, float]


def note_address() -> None:
    """Note the address that the session began with; call it before the navigation is drawn.

    The reader may go on to another page before the data are read, and the navigation clears the
    address then.
    """
    st.session_state.setdefault(_FIRST, st.query_params.to_dict())


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
    if _FILTER not in st.session_state:
        asked = asked or st.session_state.get(_FIRST, {})
    event_filter, problems = EventFilter.from_params(asked)
    compared_with, of_second = read_second(asked)
    problems += of_second
    problems += [
        f"{name}: an address has no such field" for name in sorted(asked.keys() - _ADDRESSED)
    ]
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
