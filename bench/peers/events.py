"""What the peers share: the same events, the same windows, libraries from this machine."""

from __future__ import annotations

import os
from datetime import date

import folium
import numpy as np
import pandas as pd
import streamlit as st
from streamlit.components.v1 import declare_component
from xstatic.pkg import jquery, leaflet, leaflet_markercluster

from geo.filters import EventFilter
from geo.store.folder import load

CENTER = (40.0, 46.5)
ZOOM = 7
MAX_ZOOM = 18
HEIGHT_PX = 620
RADIUS_PX = 5
STARTS_VARIABLE = "TRUCELINE_BENCH_STARTS"
_FOLDERS = {
    "leaflet": leaflet.BASE_DIR,
    "jquery": jquery.BASE_DIR,
    "cluster": leaflet_markercluster.BASE_DIR,
}
_BASES = {name: declare_component(name, path=path).name for name, path in _FOLDERS.items()}


@st.cache_resource
def _points() -> list[pd.DataFrame]:
    """Positions and popups of the events that are drawn as a symbol, in each of the windows."""
    dataset = load()
    found = []
    for start in os.environ[STARTS_VARIABLE].split(","):
        selection = dataset.selection(EventFilter(date.fromisoformat(start)))
        selected = selection.frame(["lon", "lat", "drawn", "title", "when"])
        symbols = selected[selected["drawn"] == "symbol"]
        said = symbols["title"] + ", " + symbols["when"].astype(str)
        points = symbols[["lon", "lat"]].assign(popup=said)
        found.append(points.reset_index(drop=True))
    return found


def points_of_window() -> pd.DataFrame:
    """Draw the button that changes the window; return the positions in it."""
    st.set_page_config(layout="wide")
    window = st.session_state.setdefault("window", 0)
    st.button("Later", on_click=lambda: st.session_state.update(window=window + 1))
    return _points()[window]


def positions(points: pd.DataFrame) -> list[list[float]]:
    """Latitude and longitude of each, as folium wants them."""
    return np.column_stack([points["lat"], points["lon"]]).tolist()


def empty_map() -> folium.Map:
    """Make a map without tiles, with Leaflet from this machine."""
    made = folium.Map(location=CENTER, zoom_start=ZOOM, tiles=None)
    # folium sets limits on its tile layer only, and clusters need one.
    made.options["max_zoom"] = MAX_ZOOM
    made.default_js = [
        ("leaflet", f"../{_BASES['leaflet']}/leaflet.js"),
        ("jquery", f"../{_BASES['jquery']}/jquery.min.js"),
    ]
    made.default_css = [("leaflet_css", f"../{_BASES['leaflet']}/leaflet.css")]
    return made


def local_cluster_files() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Scripts and style sheets of Leaflet.markercluster, from this machine."""
    base = f"../{_BASES['cluster']}"
    scripts = [("markerclusterjs", f"{base}/leaflet.markercluster.js")]
    styles = [
        ("markerclustercss", f"{base}/MarkerCluster.css"),
        ("markerclusterdefaultcss", f"{base}/MarkerCluster.Default.css"),
    ]
    return scripts, styles
