"""The map alone, as large as the window, for screen capture: `?present=1&embed=true`."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.linkage import Dataset, in_hindsight, latest_publication
from geo.spans import describe_days
from geo.ui import session
from geo.ui.as_of import as_filtered
from geo.ui.frame import show_map

_FOOT: Final = "present_foot"


@st.fragment
def show(whole: Dataset) -> None:
    """Draw the map, with its disclaimer, and under it as-of day and filter."""
    event_filter = session.current()
    dataset = as_filtered(whole, event_filter)
    show_map(dataset, event_filter, present=True)
    with st.container(key=_FOOT):
        st.text(foot(dataset))


def foot(dataset: Dataset) -> str:
    """The line under the map."""
    event_filter = session.current()
    selection = dataset.selection(event_filter)
    day = dataset.published_by or latest_publication(dataset, selection)
    late = dataset.published_by is None and in_hindsight(day, event_filter.end)
    what = "Latest source" if late else "Information as of"
    as_of = f"{what} {describe_days(day, day)}" if day else "No dated source"
    sentence = event_filter.sentence(dataset.titles(event_filter.names))
    noun = "event" if len(selection) == 1 else "events"
    return f"{as_of} · {sentence} · {len(selection):,} {noun} · data {dataset.version}"
