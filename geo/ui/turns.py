"""A fragment takes its turn: what the browser asks of one waits until the page is drawn and sent.

A browser asks for a fragment whenever its map has something to say. Streamlit takes that at a bad
moment in two cases, both rare and both seen on a busy machine:

- A run has ended, and what it drew waits to be sent: Streamlit drops it all, and the page goes on
  showing what stood there before.
- The reader has gone to another page, and the page left asks for a fragment of its own: Streamlit
  answers in the name of that page, and the browser takes away what the new one drew.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

MAX_HELD: Final = 100


class Turns:
    """What one browser has asked for, and what of it may go on to Streamlit.

    A page asked for whole goes on at once, after all that is held, since it draws that anew.
    """

    def __init__(self) -> None:
        self._held: deque[tuple[str, bytes]] = deque()
        self._page = ""
        self._drawing = False
        self._begun = False

    def heard(self, asked: bytes) -> list[bytes]:
        """Take a message of the browser.

        Parameters
        ----------
        asked : bytes
            A `BackMsg`; what is none goes on, for Streamlit to refuse.

        Returns
        -------
        list of bytes
            What may go on now, in order.
        """
        message = BackMsg()
        try:
            message.ParseFromString(asked)
        except DecodeError:
            return [asked]
        if message.WhichOneof("type") != "rerun_script":
            return [asked]
        page, fragment = message.rerun_script.page_script_hash, message.rerun_script.fragment_id
        if fragment:
            self._held.append((page, asked))
            if self._drawing and len(self._held) <= MAX_HELD:
                return []
            return self._release()
        before = self._release()
        self._page, self._drawing, self._begun = page, True, False
        return [*before, asked]

    def said(self, answer: bytes) -> list[bytes]:
        """Take a message of Streamlit that has been sent.

        Parameters
        ----------
        answer : bytes
            A `ForwardMsg`.

        Returns
        -------
        list of bytes
            What was held and may go on now, in order.
        """
        message = ForwardMsg.FromString(answer)
        kind = message.WhichOneof("type")
        if kind == "new_session" and self._is_owed(message):
            self._drawing = self._begun = True
            self._page = message.new_session.page_script_hash
        elif kind == "navigation" and self._begun:
            # Of an address opened, only the app itself knows which page it names.
            self._page = message.navigation.page_script_hash
        elif kind == "script_finished" and self._begun:
            # One that ended early runs again.
            self._drawing = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return [] if self._drawing else self._release()

    def _is_owed(self, begun: ForwardMsg) -> bool:
        """Whether a run is what was asked for last, not one before it that is still on its way."""
        if not self._drawing or self._begun:
            return True
        if begun.metadata.run.fragment_ids:
            return False
        # A fault that Streamlit shows in place of any page names none.
        page = begun.new_session.page_script_hash
        return not self._page or page in ("", self._page)

    def _release(self) -> list[bytes]:
        """What is held, but for what a page asked that the reader has left."""
        released = [asked for page, asked in self._held if page == self._page or not self._page]
        self._held.clear()
        return released


class TakingTurns:
    """Middleware that holds a browser's messages until it is their turn.

    Parameters
    ----------
    app : ASGIApp
        What it stands before.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a connection."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        turns = Turns()
        # Bounded, so that a browser that floods waits for the server, as it would without us.
        due: asyncio.Queue[Message] = asyncio.Queue(maxsize=MAX_HELD)

        async def listen() -> None:
            connected = True
            while connected:
                message = await receive()
                connected = message["type"] != "websocket.disconnect"
                asked = message.get("bytes")
                if asked is None:
                    await due.put(message)
                else:
                    await _pass_on(turns.heard(asked), due)

        async def answer(message: Message) -> None:
            await send(message)
            said = message.get("bytes")
            if said is not None:
                await _pass_on(turns.said(said), due)

        async with asyncio.TaskGroup() as both:
            listening = both.create_task(listen())
            await self._app(scope, due.get, answer)
            listening.cancel()


async def _pass_on(asked: list[bytes], due: asyncio.Queue[Message]) -> None:
    for one in asked:
        await due.put({"type": "websocket.receive", "bytes": one})
