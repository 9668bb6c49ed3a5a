"""The map alone, as large as the window, for screen capture: `?present=1&embed=true`."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.linkage import Dataset, latest_publication
from geo.spans import describe_days
from geo.ui import session
from geo.ui.as_of import as_filtered
from geo.ui.frame import show_map

PARAMETER: Final = "present"
_FOOT: Final = "present_foot"
_STYLE: Final = f"""<style>
header[data-testid="stHeader"], [data-testid="stSidebar"], [data-testid="stToolbar"],
[data-testid="stSidebarCollapsedControl"], [data-testid="stExpandSidebarButton"] {{
  display: none !important;
}}
.stMainBlockContainer {{ padding: 0 !important; max-width: none !important; }}
.stMainBlockContainer [data-testid="stVerticalBlock"] {{ gap: 0 !important; }}
.stMain {{ overflow: hidden !important; }}
.stApp .page-name {{ clip-path: inset(50%); }}
[data-testid="stSkeleton"], [data-testid="stCaptionContainer"] {{ display: none; }}
.stMain [data-testid="stLayoutWrapper"]:has(> .st-key-{_FOOT}) {{ flex: none; }}
iframe[title="streamlit_folium.st_folium"] {{
  height: calc(100dvh - 2.6rem) !important; width: 100vw !important; display: block;
}}
.st-key-{_FOOT} {{ height: 2.6rem; padding: 0 0.9rem; overflow: hidden; justify-content: center; }}
.st-key-{_FOOT} [data-testid="stText"] {{ font-size: 0.8rem; line-height: 1.15rem; }}
</style>"""


def asked() -> bool:
    """Whether the address asks for the map alone."""
    return st.query_params.get(PARAMETER) == "1"


@st.fragment
def show(whole: Dataset) -> None:
    """Draw the map, with its disclaimer, and under it as-of day and filter."""
    st.html(_STYLE)
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
    as_of = f"Information as of {describe_days(day, day)}" if day else "No dated source"
    sentence = event_filter.sentence(dataset.titles(event_filter.names))
    noun = "event" if len(selection) == 1 else "events"
    return f"{as_of} · {sentence} · {len(selection):,} {noun} · data {dataset.version}"
