"""Truceline: start with `streamlit run app.py`, which finds this application and serves it."""

import streamlit as st

from geo.ui.sending import answering_at_once
from geo.ui.server import MIDDLEWARE

app = st.App("dashboard.py", middleware=MIDDLEWARE, lifespan=answering_at_once)
