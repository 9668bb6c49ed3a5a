"""FastMarkerCluster: the positions as one array, markers and clusters made in the browser."""

from folium.plugins import FastMarkerCluster
from streamlit_folium import st_folium

from bench.peers.events import (
    HEIGHT_PX,
    empty_map,
    local_cluster_files,
    points_of_window,
    positions,
)

made = empty_map()
points = points_of_window()
rows = [
    [*position, popup] for position, popup in zip(positions(points), points["popup"], strict=True)
]
# Its own callback wants a plugin for its icons that cannot be had offline.
cluster = FastMarkerCluster(
    rows,
    callback="function (row) { return L.circleMarker([row[0], row[1]]).bindPopup(row[2]); }",
)
cluster.default_js, cluster.default_css = local_cluster_files()
cluster.add_to(made)
st_folium(made, key="map", height=HEIGHT_PX, use_container_width=True, returned_objects=[])
