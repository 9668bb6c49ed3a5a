"""The usual loop: one CircleMarker an event on a new map."""

import folium
from streamlit_folium import st_folium

from bench.peers.events import HEIGHT_PX, RADIUS_PX, empty_map, points_of_window, positions

made = empty_map()
for position in positions(points_of_window()):
    folium.CircleMarker(position, radius=RADIUS_PX).add_to(made)
st_folium(made, key="map", height=HEIGHT_PX, use_container_width=True, returned_objects=[])
