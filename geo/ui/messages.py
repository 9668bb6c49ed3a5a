"""What live maps say and are told, numbered, so that each message is acted upon once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

import streamlit as st

from geo.spans import EPOCH, FIRST_DAY, LAST_DAY
from geo.ui import session

_MESSAGE: Final = "truceline_message"
_COMMAND: Final = "truceline_command"


def is_news(serial: int | None, map_key: str) -> bool:
    """Whether a click on a map or a window set there has not been acted upon yet."""
    return serial is not None and serial > last_message(map_key)


def note_message(serial: int, map_key: str) -> None:
    """Note that everything a map said up to a serial has been acted upon."""
    st.session_state[f"{_MESSAGE}_{map_key}"] = max(serial, last_message(map_key))


def last_message(map_key: str) -> int:
    """Serial of the last message of a map that has been acted upon; 0 before the first."""
    return int(st.session_state.get(f"{_MESSAGE}_{map_key}", 0))


def next_serial(command: Mapping[str, Any], map_key: str) -> int:
    """Number a command to a map: the same one as before unless something in it changed."""
    key = f"{_COMMAND}_{map_key}"
    last, serial = st.session_state.get(key, (None, 0))
    if command != last:
        serial += 1
        st.session_state[key] = (dict(command), serial)
    return int(serial)


def take_window(first: int | None, last: int | None) -> None:
    """Take the window that the reader left the map's brush on: one step to undo.

    Parameters
    ----------
    first, last : int or None
        Days since 1970-01-01, None for no limit. What is no day of a filter is refused.
    """
    session.change(start=day_of(first), end=day_of(last))


def day_of(number: int | None) -> date | None:
    """Day of a number that a map said, within the days that a filter may have."""
    if number is None:
        return None
    return min(max(EPOCH + timedelta(days=int(number)), FIRST_DAY), LAST_DAY)
