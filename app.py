"""Truceline: start with `streamlit run app.py`."""

from geo.ui.startup import open_app

open_app().run()
