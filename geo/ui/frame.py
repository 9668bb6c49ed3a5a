"""The map in the page: its files served by Streamlit itself, its messages taken into the session.

Files are served through `declare_component(path=…)`: the libraries from their installed packages,
our modules from the source tree, and the data from a folder of this process in which every file is
named by its content, so that a browser fetches each version once.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import threading
from pathlib import Path
from typing import Any, Final

import folium
import streamlit as st
from streamlit.components.v1 import declare_component
from streamlit_folium import st_folium

from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.maps.assets import JQUERY_DIR, JS_DIR, LEAFLET_DIR, Links, component_links
from geo.maps.columns import event_columns, event_text, pack
from geo.maps.export import command_of
from geo.maps.layer import Command
from geo.maps.payload import TEXT_MAX, build_payload, read_basemap
from geo.maps.situation import SituationMap
from geo.store.folder import basemap_folder
from geo.ui import session

HEIGHT_PX: Final = 620
MASKS_KEPT: Final = 256
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


def _publish(name: str, content: bytes, suffix: str) -> str:
    """Write a file named by its content; return its link from the map's frame."""
    file = _PUBLISHED / f"{name}-{hashlib.sha256(content).hexdigest()[:16]}.{suffix}"
    if not file.exists():
        # Another session may be reading: a file appears whole or not at all.
        draft = file.with_suffix(f".{threading.get_ident()}")
        draft.write_bytes(content)
        draft.replace(file)
    return f"../{_BASES['published']}/{file.name}"


def _publish_json(name: str, value: Any) -> str:
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return _publish(name, content, "json")


def _publish_mask(bits: bytes) -> str:
    """Publish a compressed bitset; the oldest are dropped, since every filter makes one."""
    link = _publish("mask", bits, "bin.gz")
    masks = sorted(_PUBLISHED.glob("mask-*.gz"), key=lambda file: file.stat().st_mtime)
    for stale in masks[:-MASKS_KEPT]:
        stale.unlink(missing_ok=True)
    return link


def _published_events(dataset: Dataset) -> dict[str, Any]:
    """Publish the columns of the events and, where they are few, what is said of them."""
    count = len(dataset.events)
    columns = Path(_publish("events", pack(event_columns(dataset)), "bin.gz")).name
    text = None
    if count <= TEXT_MAX:
        text = {"url": Path(_publish_json("text", event_text(dataset))).name}
    return {"count": count, "columns": {"url": columns}, "text": text}


@st.cache_resource(show_spinner=False, max_entries=4)
def _published(_dataset: Dataset, version: str) -> str:
    del version
    layers, credits = read_basemap(basemap_folder(_dataset.path))
    # Addresses in the payload are relative to it, and it lies beside the layers.
    addresses = {name: Path(_publish_json(name, layer)).name for name, layer in layers.items()}
    events = _published_events(_dataset)
    return _publish_json("payload", build_payload(_dataset, events, addresses, credits))


def show_map(dataset: Dataset, event_filter: EventFilter, *, present: bool = False) -> None:
    """Draw the map and tell it the filter; what the reader does there goes into the session.

    Parameters
    ----------
    dataset : Dataset
        Published once.
    event_filter : EventFilter
        What to show of it.
    present : bool
        Whether to show the map alone, without its inputs.
    """
    if session.sidebar_waits():
        # The window came from the map; the sidebar lies outside this fragment.
        st.rerun()
    payload_url = _published(dataset, dataset.version)
    live = SituationMap({}).folium(payload_url, _links())
    command = command_of(
        dataset,
        event_filter,
        session.selected(),
        fly=session.fly_wanted(),
        colour=session.colour(),
        present=present,
        publish_mask=_publish_mask,
    )
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
    if session.is_news(message.get("window_serial")):
        session.take_window(*message["window"])
    session.note_message(message.get("serial", 0))
