"""Folium layers and the browser map: the only package that imports folium.

Its browser side, the modules in ``js/``, knows neither folium nor Streamlit; text from data
reaches it as JSON and never through a folium element.
"""
