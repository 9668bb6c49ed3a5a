"""The form in which somebody says which place a name means."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.api.geocoding import NOWHERE, Key, Undecided, write_choices
from geo.api.rejected import writable

SHOWN_MAX: Final = 30
_DECIDED: Final = "truceline_import_places"
_OPEN: Final = "Not decided"
_NO_PLACE: Final = "None of these: take the rows without a place"


def decisions(file: str) -> dict[Key, str]:
    """What was decided for a file, by its hash."""
    held: dict[str, dict[Key, str]] = st.session_state.setdefault(_DECIDED, {})
    return held.setdefault(file, {})


def ask(file: str, undecided: dict[Key, Undecided]) -> None:
    """Draw the form for names that nobody has decided on; nothing is chosen beforehand.

    Parameters
    ----------
    file : str
        Hash of the file.
    undecided : dict
        Names with their candidates.
    """
    if not undecided:
        return
    st.subheader("Places to decide on")
    rows = sum(one.rows for one in undecided.values())
    st.text(
        f"{rows:,} rows name a place and give no position. Until you choose, they are rejected."
    )
    if len(undecided) > SHOWN_MAX:
        st.text(f"The first {SHOWN_MAX} of {len(undecided)} names.")
    with st.form("truceline_import_places_form"):
        chosen: dict[Key, str] = {}
        for number, (key, one) in enumerate(list(undecided.items())[:SHOWN_MAX]):
            place_id = _ask_name(number, key, one, file)
            if place_id is not None:
                chosen[key] = place_id
        if st.form_submit_button("Read again with these places") and chosen:
            decisions(file).update(chosen)
            st.rerun()
    st.download_button(
        "Download the names and candidates",
        # Written when it is asked for, not with every rerun.
        lambda: write_choices(undecided),
        "places.csv",
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
        help="To be filled in, and read with `--places` on the command line",
    )


def _ask_name(number: int, key: Key, one: Undecided, file: str) -> str | None:
    name, within = key
    said = f"{name} ({within})" if within else name
    count = f"{one.rows} row{'s' if one.rows > 1 else ''}"
    # Text of the file: never in a label, which would be read as Markdown.
    st.text(writable(f"{said}: {count}"))
    options = [_OPEN, *(candidate.place_id for candidate in one.candidates), NOWHERE]
    labels = {candidate.place_id: str(candidate) for candidate in one.candidates}
    labels |= {NOWHERE: _NO_PLACE}
    found = st.selectbox(
        f"Name {number + 1} means",
        options,
        format_func=lambda option: labels.get(option, option),
        key=f"truceline_import_place_{file[:8]}_{number}_{hash(key)}",
    )
    return None if found == _OPEN else found
