"""Answers leave at once: the server's connections do not wait to fill their packets.

TCP holds a short packet back while one before it is not acknowledged, and the other side
acknowledges late, in some 40 ms. asyncio turns that off for sockets that name their protocol;
Streamlit's does not. An answer goes out as head and body, and a run of the page as many short
messages, so that each file, and now and then a message, came 40 ms late.
"""

from __future__ import annotations

import gc
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

__all__ = ["answering_at_once", "send_at_once"]


def send_at_once() -> int:
    """Have all connections that this process will accept send without waiting.

    A connection takes this from the socket that listens, and of that Streamlit tells nobody.

    Returns
    -------
    int
        How many sockets listen.
    """
    listening = [one for one in gc.get_objects() if isinstance(one, socket.socket) and _hears(one)]
    for one in listening:
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return len(listening)


def _hears(one: socket.socket) -> bool:
    if one.fileno() < 0 or one.family not in (socket.AF_INET, socket.AF_INET6):
        return False
    return bool(one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))


@asynccontextmanager
async def answering_at_once(app: Any) -> AsyncIterator[None]:
    """What the server does as it starts, when its socket is bound and takes no connection yet.

    Parameters
    ----------
    app : App
        What is served.

    Yields
    ------
    None
        Once it is done.
    """
    del app
    send_at_once()
    yield
