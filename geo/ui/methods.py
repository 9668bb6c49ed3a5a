"""The Methods page: how to read the map, and what it rests on."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from geo import schema
from geo.linkage import Dataset
from geo.maps.payload import NOTICE, read_basemap
from geo.records import zone_records
from geo.spans import Window
from geo.store.folder import basemap_folder
from geo.symbology import STATUSES as STATUS_SYMBOLS
from geo.ui import session
from geo.ui.panels import show_symbols

_ZONES: Final = {
    "title": "Zone",
    "role": "Part",
    "in_force": "In force",
    "certainty": "Outline",
}


def show(dataset: Dataset) -> None:
    """Draw the page."""
    st.text(
        f"Data version {dataset.version}, {len(dataset.events)} events, "
        f"{len(dataset.claims)} claims, {len(dataset.gazetteer)} places."
    )
    st.header("What leaves this machine")
    st.text("Nothing. Maps, fonts and libraries are served from it, and no tile server is asked.")
    st.header("Categories")
    show_symbols()
    st.header("Status, from the claims of all parties")
    _terms({status.label: schema.STATUSES[status.code] for status in STATUS_SYMBOLS})
    st.header("Dates and places")
    _terms(schema.DATE_PRECS)
    _terms(schema.WHERE_PRECS)
    st.header("Zones, routes and lines, with the time they were in force")
    names = session.current().names
    zones = zone_records(dataset.gazetteer.zones_in_force(Window()), names)
    table = pd.DataFrame(zones)[list(_ZONES)].rename(columns=_ZONES)
    st.dataframe(table, hide_index=True, width="content")
    st.text(NOTICE)
    st.header("Sources")
    shown = dataset.sources.assign(published_on=dataset.sources["published_on"].dt.date)
    st.dataframe(shown, hide_index=True, placeholder="")
    st.header("Licences and credits")
    for credit in read_basemap(basemap_folder(dataset.path))[1]:
        st.text(credit)
    session.write_url()


def _terms(meanings: dict[str, str]) -> None:
    table = pd.DataFrame({"Term": meanings.keys(), "Meaning": meanings.values()})
    st.dataframe(table, hide_index=True, width="content")
