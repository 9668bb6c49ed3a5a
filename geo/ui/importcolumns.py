"""The form in which somebody says what the columns of a table are."""

from __future__ import annotations

import json
from typing import Any, Final

import streamlit as st

from geo.api.apart import look_apart
from geo.api.rejected import writable
from geo.errors import UsageError
from geo.limits import MAX_MAPPING_BYTES
from geo.readers.cells import DATE_ORDERS
from geo.readers.content import Content
from geo.readers.mapping import COLUMNS, NEEDED, parse_mapping
from geo.readers.preview import PreviewColumn
from geo.readers.synonyms import suggested
from geo.schema import EVENTS
from geo.strict_json import parse

# More than that are named in a mapping file.
SHOWN_MAX: Final = 60
_CONFIRMED: Final = "truceline_import_columns"
_LOOKED_AT: Final = "truceline_import_looked_at"
_LEFT_OUT: Final = "Leave out"
_ORDERS: Final = {
    "day_first": "Day first: 03/04/2022 is 3 April",
    "month_first": "Month first: 03/04/2022 is 4 March",
}
_DESCRIPTIONS: Final = {column.name: column.description for column in EVENTS.columns} | {
    "longitude": "degrees east, EPSG:4326",
    "latitude": "degrees north, EPSG:4326",
    "place": "name of the place",
    "within": "what the place is part of",
    "radius_km": "radius around the position, km",
}


def ask(content: Content) -> dict[str, Any] | None:
    """Draw the form and return the mapping that was confirmed for this file; None until then.

    Raises
    ------
    UnreadableError
        If the file is no table.
    """
    file = content.sha256
    columns = _looked_at(content, file)
    held = st.session_state.get(_CONFIRMED)
    confirmed = held is not None and held[0] == file
    with st.expander("Columns", expanded=not confirmed):
        st.text("Say what each column is. What is suggested is taken from its name.")
        if len(columns) > SHOWN_MAX:
            st.text(
                f"The first {SHOWN_MAX} of {len(columns)} columns; to name others, use the "
                "command line with --mapping."
            )
        _ask_columns(columns, file)
    with st.expander("Mapping of an earlier import"):
        _from_file(file)
    held = st.session_state.get(_CONFIRMED)
    if held is None or held[0] != file:
        return None
    mapping: dict[str, Any] = held[1]
    st.download_button(
        "Download this mapping",
        json.dumps(mapping, ensure_ascii=False, indent=1) + "\n",
        "mapping.json",
        "application/json",
        icon=":material/download:",
        on_click="ignore",
        help="For another file with the same columns: here, or `--mapping` on the command line",
    )
    return mapping


def _ask_columns(columns: list[PreviewColumn], file: str) -> None:
    known = suggested([column.name for column in columns])
    with st.form("truceline_import_mapping", border=False):
        chosen = {
            column.name: _ask_column(number, column, known.get(column.name), file)
            for number, column in enumerate(columns[:SHOWN_MAX])
        }
        order = _ask_order(columns, file)
        if st.form_submit_button("Read with these columns", type="primary"):
            _confirm(file, columns, chosen, order)


def _looked_at(content: Content, file: str) -> list[PreviewColumn]:
    """Look at the file once, not with every rerun."""
    held = st.session_state.get(_LOOKED_AT)
    if held is None or held[0] != file:
        bar = st.progress(0.0, text="Looking at the columns")

        def say(share: float) -> None:
            # Who has gone is noticed by drawing.
            bar.progress(share, text="Looking at the columns")

        columns = look_apart(content, say)
        bar.empty()
        held = st.session_state[_LOOKED_AT] = (file, columns)
    looked_at: list[PreviewColumn] = held[1]
    return looked_at


def _ask_column(number: int, column: PreviewColumn, known: str | None, file: str) -> str | None:
    name, choice = st.columns([3, 2], vertical_alignment="center")
    with name:
        # Text of the file: never in a label, which would be read as Markdown.
        samples = " · ".join(column.samples) or "(blank)"
        st.text(writable(f"{column.name}\n{samples}"))
    options = [_LEFT_OUT, *COLUMNS]
    with choice:
        found = st.selectbox(
            f"Column {number + 1} is",
            options,
            index=options.index(known) if known else 0,
            format_func=lambda one: f"{one}: {_DESCRIPTIONS[one]}" if one in COLUMNS else one,
            key=f"truceline_import_column_{file[:8]}_{number}",
        )
    return None if found == _LEFT_OUT else found


def _ask_order(columns: list[PreviewColumn], file: str) -> str | None:
    """Ask which of the numbers of a date is the day, where any date is written so."""
    dated = [column for column in columns if column.orders is not None]
    if not dated:
        return None
    possible = [
        order for order in DATE_ORDERS if all(order in (column.orders or ()) for column in dated)
    ]
    # Where only one fits all rows there is nothing to guess; it is shown and may be changed.
    index = list(DATE_ORDERS).index(possible[0]) if len(possible) == 1 else None
    chosen: str | None = st.radio(
        "Dates with numbers only",
        list(DATE_ORDERS),
        index=index,
        format_func=_ORDERS.__getitem__,
        key=f"truceline_import_order_{file[:8]}",
    )
    if len(possible) == 1:
        st.text("The other order does not fit all rows.")
    elif not possible:
        st.text("Neither order fits all rows; those that do not fit are rejected.")
    return chosen


def _confirm(
    file: str,
    columns: list[PreviewColumn],
    chosen: dict[str, str | None],
    order: str | None,
) -> None:
    st.session_state.pop(_CONFIRMED, None)
    mapped: dict[str, str] = {}
    for theirs, ours in chosen.items():
        if ours is not None and ours in mapped:
            st.text(f"Expected one column for {ours}, found two.")
            return
        if ours is not None:
            mapped[ours] = theirs
    missing = [name for name in NEEDED if name not in mapped]
    if missing:
        st.text(f"Expected a column for {' and '.join(missing)}, which every event has.")
        return
    dates = {mapped[name] for name in ("date_start", "date_end") if name in mapped}
    asked = any(column.orders is not None for column in columns if column.name in dates)
    if asked and order is None:
        st.text("Say whether the day or the month comes first in dates.")
        return
    mapping: dict[str, Any] = {"columns": mapped}
    if asked:
        mapping["dates"] = order
    st.session_state[_CONFIRMED] = (file, mapping)
    st.rerun()


def _from_file(file: str) -> None:
    """Take a mapping that was made before."""
    upload = st.file_uploader("Mapping (JSON)")
    if upload is None:
        return
    try:
        if upload.size > MAX_MAPPING_BYTES:
            raise UsageError(f"mapping: expected at most {MAX_MAPPING_BYTES} bytes")
        mapping = parse(upload.getvalue())
        parse_mapping(mapping)
    except (ValueError, UsageError) as error:
        st.text(writable(str(error)))
    else:
        if st.button("Read with this mapping"):
            st.session_state[_CONFIRMED] = (file, mapping)
            st.rerun()
