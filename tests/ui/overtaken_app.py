"""The dashboard on a server where a fragment is asked for at the worst moment after every page.

Streamlit drops what a run drew when it has ended, nothing is sent yet, and a fragment is asked for;
and it draws a fragment of the page that the reader has left into the page that followed. A map that
reports where it looks asks just then, now and then, on a busy machine.
"""

import os
import time
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.app_session import AppSession

from geo.ui.server import MIDDLEWARE
from geo.ui.turns import TakingTurns

# Longer than a run of any page takes.
RUN_SECONDS = 1.0
_request_rerun = AppSession.request_rerun
_page: dict[str, str] = {}


def _slow_to_send(self: AppSession, client_state: Any) -> None:
    _request_rerun(self, client_state)
    if client_state is None or client_state.fragment_id:
        return
    if client_state.page_script_hash == _page.get(self.id):
        # The event loop stands still: what the run draws meanwhile waits to be sent.
        time.sleep(RUN_SECONDS)
    _page[self.id] = client_state.page_script_hash


class AsksAgain:
    """Middleware that asks for the last fragment once more, right after every page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        again: list[Message] = []
        last: list[Message] = []

        async def hear() -> Message:
            if again:
                return again.pop()
            message = await receive()
            asked = BackMsg.FromString(message.get("bytes") or b"")
            if asked.rerun_script.fragment_id:
                last[:] = [message]
            elif asked.WhichOneof("type") == "rerun_script":
                again[:] = last
            return message

        await self._app(scope, hear, send)


AppSession.request_rerun = _slow_to_send  # type: ignore[method-assign]
# Without its turns the fault is seen; a test that cannot fail would show nothing.
taken = [one for one in MIDDLEWARE if one.cls is not TakingTurns or "NO_TURNS" not in os.environ]
app = st.App(Path(__file__).parents[2] / "dashboard.py", middleware=[Middleware(AsksAgain), *taken])
