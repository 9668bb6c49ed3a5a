"""Buttons that turn the pages of a long list."""

from __future__ import annotations

import streamlit as st


def show(key: str, total: int, page_rows: int, order: str) -> int:
    """Draw the buttons where one page does not hold all; return the position of the first row.

    Parameters
    ----------
    key : str
        Where the session keeps the page.
    total, page_rows : int
        Rows of the list and of a page.
    order : str
        How the rows are sorted, in words.
    """
    last = max(total - 1, 0) // page_rows * page_rows
    start = min(int(st.session_state.get(key, 0)), last)
    if total <= page_rows:
        return 0
    moves = (
        ("First", ":material/first_page:", 0, start > 0),
        ("Earlier", ":material/chevron_left:", start - page_rows, start > 0),
        ("Later", ":material/chevron_right:", start + page_rows, start < last),
        ("Last", ":material/last_page:", last, start < last),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, icon, position, possible in moves:
            st.button(
                label,
                key=f"{key}_{label}",
                icon=icon,
                disabled=not possible,
                on_click=st.session_state.__setitem__,
                args=(key, position),
            )
        stop = min(start + page_rows, total)
        st.text(f"Rows {start + 1:,}–{stop:,} of {total:,}, {order}")
    return start
