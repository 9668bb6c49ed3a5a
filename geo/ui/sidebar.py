"""The filter's inputs."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.maps.command import COLOURS
from geo.schema import ASPECTS, CATEGORIES, SCOPES, WHERE_PRECS
from geo.symbology import STATUSES as STATUS_SYMBOLS
from geo.toponym import CONVENTIONS, DEFAULT_CONVENTION
from geo.ui import inputs, session

# Streamlit sends messages of 10 kB and more once and then by reference: this many pass that.
PLACES_OFFERED: Final = 1000
# About as long as a browser takes from hearing of the map to painting it.
HEAD_START_SECONDS: Final = 0.5
_STARTED: Final = "truceline_sidebar_started"
_FIND_HINT: Final = "The Places page finds a place by any of its names, in any script."
_PLACES_HINT: Final = f"Areas and the places with most events. {_FIND_HINT}"
_CONTESTED: Final = ("contested",)
_STATUSES: Final = {status.code: status.label for status in STATUS_SYMBOLS}


def keep_room() -> DeltaGenerator:
    """Keep the sidebar's room for inputs that are drawn after the page; return it for `show`.

    A map is drawn by the same thread of the browser as the inputs, which take as long, and it is
    what the reader came for.
    """
    inputs.note_sidebar()
    return st.sidebar.container()


def show(dataset: Dataset, room: DeltaGenerator | None = None) -> None:
    """Draw the inputs of everything but the dates, which are in the page's toolbar.

    Parameters
    ----------
    dataset : Dataset
        All that they choose from.
    room : DeltaGenerator, optional
        Of `keep_room`; a new session's map gets a head start before it is filled.
    """
    if room is None:
        room = keep_room()
    elif not st.session_state.setdefault(_STARTED, False):
        st.session_state[_STARTED] = True
        time.sleep(HEAD_START_SECONDS)
    with room:
        _choices("category", "Category", {code: code.capitalize() for code in CATEGORIES})
        _choices("status", "Status", _STATUSES)
        _contested_only()
        _lists(dataset)
        st.text_input(
            "Text",
            key=inputs.control("q", session.current().q),
            on_change=inputs.take,
            args=("q",),
            placeholder="in titles, names and claims",
            max_chars=200,
        )
        with st.expander("More filters"):
            if not dataset.events.empty:
                # No engine answers it, and of a large dataset no event is here.
                _as_of(dataset)
            _choices("aspect", "Claims on", {code: code.capitalize() for code in ASPECTS})
            _choices("prec", "Location", {code: code.capitalize() for code in WHERE_PRECS})
            _choices("scope", "Scope", {code: code.capitalize() for code in SCOPES})
        _names()
        st.segmented_control(
            "Colour by",
            COLOURS,
            default=COLOURS[0],
            format_func=str.capitalize,
            key=inputs.COLOUR_KEY,
            help="Category, side of the parties that speak, or status of the claims.",
            required=True,
        )


def _choices(attribute: str, label: str, labels: Mapping[str, str]) -> None:
    st.pills(
        label,
        list(labels),
        selection_mode="multi",
        format_func=lambda code: labels[code],
        key=inputs.control(attribute, list(getattr(session.current(), attribute))),
        on_change=inputs.take,
        args=(attribute,),
    )


def _contested_only() -> None:
    only = session.current().status == _CONTESTED
    st.toggle(
        "Contested only",
        key=inputs.control("contested_only", only),
        on_change=inputs.take_switch,
        args=("contested_only", "status", _CONTESTED),
        help="Only what one party asserts and another denies or disputes.",
    )


def _as_of(dataset: Dataset) -> None:
    public = dataset.claims["public_on"]
    first = dataset.events["date_start"].min() if public.isna().all() else public.min()
    asked = session.current().as_of
    low = min(first.date(), asked or first.date())
    st.date_input(
        "As published by",
        value=None,
        key=inputs.control("as_of", asked),
        min_value=low,
        max_value=max(date.today(), asked or low),
        format="YYYY-MM-DD",
        on_change=inputs.take,
        args=("as_of",),
        help="Only what parties had said, or sources published, by this day. Status and tolls "
        "follow from what is left.",
    )


def _lists(dataset: Dataset) -> None:
    current: EventFilter = session.current()
    titles = dataset.titles(current.names)
    used = _places_in_use(dataset, dataset.version)
    hint = _FIND_HINT if len(used) <= PLACES_OFFERED else _PLACES_HINT
    offered = [*used[:PLACES_OFFERED], *current.place]
    apart = {one: dataset.gazetteer.whereabouts(one, current.names) for one in offered}
    _multiselect("place", "Place", unique_labels(offered, titles, apart), hint)
    # Of a large dataset no event is here; all its parties are offered.
    known = dataset.parties["party_id"] if dataset.events.empty else dataset.claims["party"]
    speaking = [*known.unique(), *current.party]
    _multiselect("party", "Party", unique_labels(speaking, titles))


@st.cache_resource(show_spinner=False, max_entries=4)
def _places_in_use(_dataset: Dataset, version: str) -> list[str]:
    """Places that events are in: first those that others are part of, then by count of events."""
    del version
    busy = [one for one in _dataset.events["place_id"].value_counts().index if one]
    known = busy if busy else list(_dataset.gazetteer)
    parents = {parent for one in known for parent in _dataset.gazetteer.ancestors(one)}
    return list(dict.fromkeys([*sorted(parents), *busy]))


def _multiselect(
    attribute: str,
    label: str,
    labels: Mapping[str, str],
    hint: str | None = None,
) -> None:
    st.multiselect(
        label,
        sorted(labels, key=labels.__getitem__),
        format_func=labels.__getitem__,
        key=inputs.control(attribute, list(getattr(session.current(), attribute))),
        on_change=inputs.take,
        args=(attribute,),
        placeholder="all",
        help=hint,
    )


def unique_labels(
    ids: Iterable[str], titles: Mapping[str, str], apart: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Label ids by title; homonyms are told apart, since Streamlit tells options by label.

    Parameters
    ----------
    ids : iterable of str
        What is to be labelled.
    titles : mapping of str to str
        Title by id.
    apart : mapping of str to str, optional
        What else is known of each, such as what it is part of. Where that does not do either, the
        id stands beside it.

    Examples
    --------
    >>> unique_labels(["a", "b", "c"], {"a": "Mets Shen", "b": "Mets Shen", "c": "Sus"},
    ...               {"a": "Shusha District", "b": "Tartar District", "c": "Lachin District"})
    {'a': 'Mets Shen (Shusha District)', 'b': 'Mets Shen (Tartar District)', 'c': 'Sus'}
    """
    labels = {one: titles[one] for one in sorted(set(ids))}
    for more in (apart or {}, {one: one for one in labels}):
        seen = Counter(labels.values())
        labels = {
            one: f"{label} ({more[one]})" if seen[label] > 1 and more.get(one) else label
            for one, label in labels.items()
        }
    return labels


def _names() -> None:
    st.selectbox(
        "Names",
        list(CONVENTIONS),
        format_func=CONVENTIONS.__getitem__,
        key=inputs.control("names", session.current().names or DEFAULT_CONVENTION),
        on_change=inputs.take,
        args=("names",),
        help="Which names labels, tables and exports show. The gazetteer keeps all of them.",
    )
