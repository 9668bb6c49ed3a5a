"""A pydeck ScatterplotLayer without a basemap."""

import pydeck as pdk
import streamlit as st

from bench.peers.events import CENTER, HEIGHT_PX, RADIUS_PX, ZOOM, points_of_window

layer = pdk.Layer(
    "ScatterplotLayer",
    points_of_window(),
    get_position=["lon", "lat"],
    get_radius=RADIUS_PX,
    radius_units="'pixels'",
    get_fill_color=[213, 94, 0],
    pickable=True,
)
view = pdk.ViewState(latitude=CENTER[0], longitude=CENTER[1], zoom=ZOOM)
st.pydeck_chart(
    pdk.Deck(
        layers=[layer],
        initial_view_state=view,
        map_style=None,
        map_provider=None,
        tooltip={"text": "{popup}"},
    ),
    height=HEIGHT_PX,
)
