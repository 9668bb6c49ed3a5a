"""Answers leave at once: what the server sends is not held back to fill packets."""

from __future__ import annotations

import contextlib
import ctypes
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from geo.ui.sending import answering_at_once, send_at_once
from tests.chromium import running_app

# Linux: a descriptor of a process, and one of that process's own descriptors.
PIDFD_GETFD = 438


@contextlib.contextmanager
def listening_as_streamlit_does(family: socket.AddressFamily) -> Iterator[socket.socket]:
    """A socket that does not name its protocol, which is what asyncio asks for."""
    with socket.socket(family=family) as server:
        server.bind(("127.0.0.1" if family == socket.AF_INET else "::1", 0))
        server.listen()
        yield server


def sends_at_once(server: socket.socket) -> bool:
    with socket.create_connection(server.getsockname()[:2]), server.accept()[0] as accepted:
        return bool(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_connections_take_it_from_the_socket_that_listens(family: socket.AddressFamily) -> None:
    if family == socket.AF_INET6 and not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    with listening_as_streamlit_does(family) as server:
        assert not sends_at_once(server)
        assert send_at_once() >= 1
        assert sends_at_once(server)


def test_sockets_of_another_kind_are_left_alone() -> None:
    with socket.socket() as unbound, socket.socket() as closed:
        closed.close()
        before = send_at_once()
        with listening_as_streamlit_does(socket.AF_INET):
            assert send_at_once() == before + 1
        assert not unbound.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_it_is_done_before_the_server_takes_connections() -> None:
    async def start(server: socket.socket) -> bool:
        async with answering_at_once(None):
            return sends_at_once(server)

    with listening_as_streamlit_does(socket.AF_INET) as server:
        # Nothing in it waits, and the thread may be Playwright's, whose loop is running already.
        found = start(server)
        with pytest.raises(StopIteration) as ended:
            found.send(None)
        assert ended.value.value


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="looks into a process as Linux lets it")
def test_the_server_that_app_py_starts_does_it() -> None:
    with running_app() as address:
        port = f"{urlsplit(address).port:04X}"
        for process, number in _descriptors_at(port):
            taken = _taken_from(process, number)
            if taken is not None:
                with taken:
                    assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
                return
        pytest.skip("this machine lets nobody look into another process")


def _descriptors_at(port: str) -> Iterator[tuple[int, int]]:
    """Processes with their descriptors that listen at a port."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    inodes = {row[9] for row in rows if row[1].endswith(f":{port}") and row[3] == "0A"}
    assert inodes
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):
            if str(link.readlink()) in {f"socket:[{inode}]" for inode in inodes}:
                yield int(link.parts[2]), int(link.name)


def _taken_from(process: int, number: int) -> socket.socket | None:
    libc = ctypes.CDLL(None, use_errno=True)
    found = libc.syscall(PIDFD_GETFD, os.pidfd_open(process), number, 0)
    return None if found < 0 else socket.socket(fileno=found)
