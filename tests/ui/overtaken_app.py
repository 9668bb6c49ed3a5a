"""The dashboard on a server where each run of a page is overtaken by one of its fragment.

Streamlit drops what a run drew when it has ended, nothing is sent yet, and a fragment is asked for.
On a busy machine a map that reports where it looks does so just then.
"""

import time
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.app_session import AppSession

from geo.ui.server import MIDDLEWARE

# Longer than a run of any page takes.
RUN_SECONDS = 1.0
_request_rerun = AppSession.request_rerun
_asked: dict[str, Any] = {}


def _overtaken(self: AppSession, client_state: Any) -> None:
    _request_rerun(self, client_state)
    if client_state is None:
        return
    if client_state.fragment_id:
        _asked[self.id] = client_state
    elif self.id in _asked:
        # The event loop stands still: what the run draws meanwhile waits to be sent.
        time.sleep(RUN_SECONDS)
        _asked[self.id].query_string = client_state.query_string
        _request_rerun(self, _asked[self.id])


AppSession.request_rerun = _overtaken  # type: ignore[method-assign]
app = st.App(Path(__file__).parents[2] / "dashboard.py", middleware=MIDDLEWARE)
