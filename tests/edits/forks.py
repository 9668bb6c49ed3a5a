"""A writer that may be killed is a fork, and acknowledges each save on a pipe."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable
from typing import Any

Ack = dict[str, Any]


def start(work: Callable[[Callable[[Ack], None]], None]) -> tuple[int, int]:
    """Fork a writer; return its process id and the pipe that it acknowledges on."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        return child, read
    os.close(read)
    code = 1
    try:
        work(lambda ack: (os.write(write, (json.dumps(ack) + "\n").encode()), None)[1])
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def acknowledged(pipe: int) -> list[Ack]:
    """All that a writer has acknowledged by its end; a line that it was killed in is none."""
    chunks = []
    while chunk := os.read(pipe, 65_536):
        chunks.append(chunk)
    os.close(pipe)
    lines = b"".join(chunks).split(b"\n")[:-1]
    return [json.loads(line) for line in lines]
