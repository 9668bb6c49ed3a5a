"""Truceline: start with `streamlit run app.py`."""

from geo.ui.startup import open_app, show_version

open_app().run()
show_version()
