"""The usual loop: one CircleMarker an event on a new map."""

import folium
from streamlit_folium import st_folium

from bench.peers.events import HEIGHT_PX, RADIUS_PX, empty_map, points_of_window, positions

made = empty_map()
points = points_of_window()
for position, popup in zip(positions(points), points["popup"], strict=True):
    folium.CircleMarker(position, radius=RADIUS_PX, popup=popup).add_to(made)
st_folium(made, key="map", height=HEIGHT_PX, use_container_width=True, returned_objects=[])
