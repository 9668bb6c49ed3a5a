"""The map in the page: its files served by Streamlit itself, its messages taken into the session.

All that it needs are `published` files: Leaflet, our modules as one script, the styles, the data.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st
import streamlit_folium
from streamlit_folium import st_folium

from geo.filters import EventFilter, View
from geo.linkage import Dataset
from geo.maps.assets import Links, leaflet_css, leaflet_js, map_bundle, stylesheet
from geo.maps.columns import event_columns, event_text, pack
from geo.maps.export import command_of
from geo.maps.layer import Command
from geo.maps.payload import TEXT_MAX, build_payload, read_basemap
from geo.maps.situation import SituationMap
from geo.maps.view import CENTER, ZOOM
from geo.store.folder import basemap_folder
from geo.ui import inputs, messages, session
from geo.ui.preload import FIRST_NEEDED
from geo.ui.published import (
    link_from_frame,
    publish_first,
    publish_json,
    publish_json_first,
    publish_passing,
)

HEIGHT_PX: Final = 620
KEY: Final = "truceline_map"
_FRAME: Final = Path(streamlit_folium.__file__).parent / "frontend" / "build"
_FRAME_BASE: Final = "streamlit_folium.st_folium"
TakeWindow = Callable[[int | None, int | None], None]


@cache
def _links() -> Links:
    """Publish the map's scripts and styles, one file each, and link to them."""
    for file in _FRAME.rglob("main.*.js"):
        FIRST_NEEDED["frame.js"] = f"component/{_FRAME_BASE}/{file.relative_to(_FRAME).as_posix()}"
    ours = link_from_frame(publish_first("map", map_bundle().encode(), "js"))
    styles = link_from_frame(publish_first("map", (leaflet_css() + stylesheet()).encode(), "css"))
    return Links(
        leaflet_js=link_from_frame(publish_first("leaflet", leaflet_js().encode(), "js")),
        leaflet_css=styles,
        host_js=ours,
        main_js=ours,
        stylesheet_css=styles,
    )


def _publish_mask(bits: bytes) -> str:
    return link_from_frame(publish_passing("mask", bits, "bin.gz"))


def _published_events(dataset: Dataset) -> dict[str, Any]:
    """Publish the columns of the events and, where they are few, what is said of them."""
    count = len(dataset.events)
    columns = publish_first("events", pack(event_columns(dataset)), "bin.gz")
    text = None
    if count <= TEXT_MAX:
        text = {"url": publish_json("text", event_text(dataset))}
    return {"count": count, "columns": {"url": columns}, "text": text}


@st.cache_resource(show_spinner=False, max_entries=4)
def _published(_dataset: Dataset, version: str) -> str:
    del version
    payload = payload_with(_dataset, _published_events(_dataset))
    return link_from_frame(publish_json_first("payload", payload))


def payload_with(dataset: Dataset, events: dict[str, Any]) -> dict[str, Any]:
    """Payload of a dataset whose events are published; its base map is published here."""
    layers, credits = read_basemap(basemap_folder(dataset.path))
    # Addresses in the payload are relative to it, and it lies beside the layers.
    addresses = {name: publish_json_first(name, layer) for name, layer in layers.items()}
    return build_payload(dataset, events, addresses, credits)


def show_map(
    dataset: Dataset,
    event_filter: EventFilter,
    *,
    key: str = KEY,
    height_px: int = HEIGHT_PX,
    take_window: TakeWindow = messages.take_window,
    together: int | None = None,
    present: bool = False,
) -> None:
    """Draw a map and tell it the filter; what the reader does there goes into the session.

    Parameters
    ----------
    dataset : Dataset
        All that it may show.
    event_filter : EventFilter
        What it shows.
    key : str
        Tells several maps of a page apart.
    height_px : int
        Its height.
    take_window : callable
        Takes first and last day of a window that is set on the map.
    together : int, optional
        A number shared by maps that are to look at the same ground.
    present : bool
        Whether to show the map alone, without its inputs.
    """
    command = command_of(
        dataset,
        event_filter,
        session.selected(),
        fly=session.fly_wanted(),
        colour=inputs.colour(),
        present=present,
        publish_mask=_publish_mask,
    )
    ids = dataset.events["event_id"]
    draw(
        _published(dataset, dataset.version),
        command,
        lambda row: session.select(None if row is None else str(ids.iloc[row])),
        key=key,
        height_px=height_px,
        take_window=take_window,
        together=together,
    )


def draw(
    payload_url: str,
    command: dict[str, Any],
    choose: Callable[[int | None], None],
    opening: View | None = None,
    *,
    key: str = KEY,
    height_px: int = HEIGHT_PX,
    take_window: TakeWindow = messages.take_window,
    together: int | None = None,
) -> None:
    """Draw a map and say a command to it.

    Parameters
    ----------
    payload_url : str
        Link from the map's frame; another one mounts another map.
    command : dict
        See `geo.maps.command.check_command`; it is numbered here.
    choose : callable
        Told the number of an event that was clicked, or None.
    opening : View, optional
        Where the map looks first, the same for one payload.
    key, height_px, take_window, together
        As for `show_map`.
    """
    latitude, longitude, zoom = opening or (*CENTER, ZOOM)
    live = SituationMap({}).folium(payload_url, _links(), (latitude, longitude), zoom)
    command["seen"] = messages.last_message(key)
    if together is not None:
        command["together"] = together
    st_folium(
        live,
        key=key,
        height=height_px,
        use_container_width=True,
        returned_objects=[],
        # Of the rendered page st_folium takes nothing: our header is empty.
        render=False,
        feature_group_to_add=Command({**command, "serial": messages.next_serial(command, key)}),
        on_change=lambda: _take_message(choose, key, take_window),
    )


def _take_message(choose: Callable[[int | None], None], key: str, take_window: TakeWindow) -> None:
    """Take what a map last said: it holds the whole of it, since messages may be merged."""
    message = st.session_state.get(key) or {}
    if view := message.get("view"):
        session.look((*view["center"], view["zoom"]), tuple(view["bounds"]))
    if messages.is_news(message.get("select_serial"), key):
        choose(message["selected"])
    if messages.is_news(message.get("window_serial"), key):
        take_window(*message["window"])
    messages.note_message(message.get("serial", 0), key)
