"""An st_folium page with nothing on its map: the least that a map page can take."""

from streamlit_folium import st_folium

from bench.peers.events import HEIGHT_PX, empty_map

st_folium(empty_map(), key="map", height=HEIGHT_PX, use_container_width=True, returned_objects=[])
