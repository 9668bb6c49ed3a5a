"""Truceline: start with `streamlit run app.py`."""

import streamlit as st

from geo.ui.startup import ICON, prepare

st.set_page_config(page_title="Truceline", page_icon=str(ICON), layout="wide")
prepare()
st.navigation(
    [
        st.Page("pages/situation.py", title="Situation", icon=":material/map:", default=True),
        st.Page("pages/methods.py", title="Methods", icon=":material/menu_book:"),
    ],
    position="top",
).run()
