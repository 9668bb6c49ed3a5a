"""Who opens what: files and sockets of this process, and of the C libraries within it.

Python tells an audit hook. Libraries in C tell nobody, so a folder that nothing should open is
watched by the kernel, and a port of this machine counts who calls.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import socket
import struct
import sys
import sysconfig
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.chromium import ROOT

SECRET = "this stands outside of the data folder"
# Of <sys/inotify.h>.
_OPENED, _NONBLOCKING = 0x20, 0o4000
_EVENT = struct.Struct("iIII")
_RUNS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile")
_CALLS = ("socket.connect", "socket.getaddrinfo", "urllib.Request", "http.client.connect")
# Where the machine keeps its fonts, clocks and libraries; caches of libraries; our own code.
_OWN = tuple(
    str(Path(path).resolve())
    for path in (
        *("/usr", "/lib", "/lib64", "/dev/null", "/etc/mime.types", "/etc/fonts"),
        *(ROOT, ROOT.parent / "main", sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib")),
        *(Path.home() / ".cache", Path.home() / ".config"),
    )
)


@dataclass
class Watched:
    """What was seen while a `Watch` was on."""

    files: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)


class Watch:
    """A folder that nobody should read, a port that nobody should call, and who does.

    `outside` is the folder, `secret` a file in it, `port` the port on 127.0.0.1.
    """

    def __init__(self) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="outside-")
        self.outside = Path(self._home.name)
        self.secret = self.outside / "secret.txt"
        self.secret.write_text(SECRET, encoding="utf-8")
        point = {"type": "Point", "coordinates": [46, 40]}
        feature = {"type": "Feature", "properties": {"title": SECRET}, "geometry": point}
        document = json.dumps({"type": "FeatureCollection", "features": [feature]})
        (self.outside / "secret.geojson").write_text(document, encoding="utf-8")
        self._seen: Watched | None = None
        self._inside = ""
        self._calls: list[str] = []
        self._kernel = _watch_folder(self.outside)
        listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = listening.getsockname()[1]
        self._thread = threading.get_ident()
        threading.Thread(target=self._listen, args=(listening,), daemon=True).start()
        sys.addaudithook(self._hear)

    def _listen(self, listening: socket.socket) -> None:
        while True:
            caller, _ = listening.accept()
            self._calls.append("a call to the port of this machine")
            caller.close()

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        seen = self._seen
        if seen is None:
            return
        if event == "open" and isinstance(arguments[0], (str, bytes)):
            self._note_file(os.fsdecode(arguments[0]), seen)
        elif event in _CALLS:
            seen.requests.append(f"{event} {arguments[1:]}")
        elif event in _RUNS:
            seen.runs.append(f"{event} {arguments[0]}")

    def _note_file(self, name: str, seen: Watched) -> None:
        path = os.path.realpath(name)
        own = (self._inside, *_OWN)
        temporary = path.startswith(os.path.realpath(tempfile.gettempdir()))
        if path.startswith(str(self.outside.resolve())) or not (temporary or path.startswith(own)):
            seen.files.append(path)

    @contextlib.contextmanager
    def on(self, inside: Path) -> Iterator[Watched]:
        """Watch while a case is read whose folder is `inside`."""
        self._inside = str(inside.resolve())
        self._calls.clear()
        _opened_since(self._kernel)
        seen = self._seen = Watched()
        try:
            yield seen
        finally:
            self._seen = None
            seen.requests += self._calls
            if _opened_since(self._kernel) and not seen.files:
                seen.files.append(f"{self.outside}, by a library")

    def marks(self, text: str) -> bool:
        """Whether a text holds what stands outside."""
        return SECRET in text


def _watch_folder(folder: Path) -> int | None:
    """Have the kernel tell of every opening; None where it is not Linux."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None, use_errno=True)
    handle = int(library.inotify_init1(_NONBLOCKING))
    library.inotify_add_watch(handle, os.fsencode(folder), _OPENED)
    return handle


def _opened_since(handle: int | None) -> bool:
    """Whether something was opened since this was last asked."""
    if handle is None:
        return False
    try:
        return len(os.read(handle, 64 * (_EVENT.size + 256))) > 0
    except BlockingIOError:
        return False
