"""The same markers in `feature_group_to_add`, so that the map itself is not made anew."""

import folium
from streamlit_folium import st_folium

from bench.peers.events import HEIGHT_PX, RADIUS_PX, empty_map, points_of_window, positions

group = folium.FeatureGroup()
points = points_of_window()
for position, popup in zip(positions(points), points["popup"], strict=True):
    group.add_child(folium.CircleMarker(position, radius=RADIUS_PX, popup=popup))
st_folium(
    empty_map(),
    key="map",
    height=HEIGHT_PX,
    use_container_width=True,
    returned_objects=[],
    feature_group_to_add=group,
)
