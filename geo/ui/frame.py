"""The map in the page: its files served by Streamlit itself, its messages taken into the session.

Files are served through `declare_component(path=…)`: the libraries from their installed packages,
our modules from the source tree, and the data from a folder of this process in which every file is
named by its content, so that a browser fetches each version once.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any, Final

import folium
import streamlit as st
from streamlit.components.v1 import declare_component
from streamlit_folium import st_folium

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.maps.assets import JQUERY_DIR, JS_DIR, LEAFLET_DIR, Links, component_links
from geo.maps.export import command_of
from geo.maps.layer import Command
from geo.maps.payload import build_payload, read_basemap
from geo.maps.situation import SituationMap
from geo.store.folder import basemap_folder
from geo.ui import session

HEIGHT_PX: Final = 620
_KEY: Final = "truceline_map"
_PUBLISHED: Final = Path(tempfile.mkdtemp(prefix="truceline-"))
_BASES: Final = {
    name: declare_component(name, path=str(path)).name
    for name, path in {
        "leaflet": LEAFLET_DIR,
        "jquery": JQUERY_DIR,
        "modules": JS_DIR,
        "published": _PUBLISHED,
    }.items()
}


def _links() -> Links:
    return component_links(_BASES["leaflet"], _BASES["jquery"], _BASES["modules"])


def _publish(name: str, value: Any) -> str:
    """Write a JSON file named by its content; return its link from the map's frame."""
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    file = _PUBLISHED / f"{name}-{hashlib.sha256(content).hexdigest()[:16]}.json"
    if not file.exists():
        file.write_bytes(content)
    return f"../{_BASES['published']}/{file.name}"


@st.cache_resource(show_spinner=False, max_entries=4)
def _published(_dataset: Dataset, version: str) -> str:
    del version
    layers, credits = read_basemap(basemap_folder(_dataset.path))
    # Addresses in the payload are relative to it, and it lies beside the layers.
    addresses = {name: Path(_publish(name, layer)).name for name, layer in layers.items()}
    return _publish("payload", build_payload(_dataset, addresses, credits))


def show_map(dataset: Dataset, event_filter: EventFilter) -> None:
    """Draw the map and tell it the filter; what the reader does there goes into the session."""
    payload_url = _published(dataset, dataset.version)
    live = SituationMap({}).folium(payload_url, _links())
    command = command_of(dataset, event_filter, session.selected(), fly=session.fly_wanted())
    group = folium.FeatureGroup()
    command["seen"] = session.last_message()
    Command({**command, "serial": session.next_serial(command)}).add_to(group)
    st_folium(
        live,
        key=_KEY,
        height=HEIGHT_PX,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=group,
        on_change=lambda: _take_message(dataset),
    )


def _take_message(dataset: Dataset) -> None:
    """Take what the map last said: it holds the whole of it, since messages may be merged."""
    message = st.session_state.get(_KEY) or {}
    if view := message.get("view"):
        session.look((*view["center"], view["zoom"]), tuple(view["bounds"]))
    if session.is_news(message.get("select_serial")):
        row = message["selected"]
        session.select(None if row is None else str(dataset.events["event_id"].iloc[row]))
    session.note_message(message.get("serial", 0))
