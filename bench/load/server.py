"""The server that is measured: a process of its own, with its CPU time and its memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.chromium import running_app

MB = 1_000_000


@dataclass(frozen=True)
class Server:
    """A running dashboard.

    Parameters
    ----------
    address : str
        Of the app.
    process : psutil.Process
        Its one process.
    """

    address: str
    process: psutil.Process

    def cpu_seconds(self) -> float:
        """Time of all its threads, in user mode and in the kernel."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def resident_mb(self) -> float:
        """Memory that it holds (RSS), in millions of bytes."""
        return float(self.process.memory_info().rss / MB)

    def apart_mb(self) -> float:
        """Memory of the processes that it has started, in millions of bytes."""
        held = 0
        for one in self.process.children(recursive=True):
            # It may end at any time.
            with suppress(psutil.NoSuchProcess):
                held += one.memory_info().rss
        return held / MB


@contextmanager
def running_server(data: Path | None = None) -> Iterator[Server]:
    """Run the dashboard in a process of its own."""
    before = {child.pid for child in psutil.Process().children()}
    with running_app(data) as address:
        port = address.rsplit(":", 1)[1]
        started = [
            child
            for child in psutil.Process().children()
            if child.pid not in before and port in child.cmdline()
        ]
        if len(started) != 1:
            raise RuntimeError(f"expected one server on port {port}, found {len(started)}")
        yield Server(address, started[0])


def machine() -> str:
    """Cores and kind of this machine."""
    return f"{os.cpu_count()} cores, {os.uname().sysname} {os.uname().machine}"
