"""The dataset as of the filter's day, made once for each day asked for."""

from __future__ import annotations

from datetime import date

import streamlit as st

from geo.filters import EventFilter
from geo.linkage import Dataset


def as_filtered(dataset: Dataset, event_filter: EventFilter) -> Dataset:
    """Leave out of the whole dataset what had not been published by the filter's day."""
    day = event_filter.as_of
    return dataset if day is None else _as_of(dataset, dataset.version, day)


@st.cache_resource(show_spinner="Leaving out what was published later…", max_entries=4)
def _as_of(_dataset: Dataset, version: str, day: date) -> Dataset:
    del version
    return _dataset.as_of(day)
