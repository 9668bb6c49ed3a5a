"""A progress bar on stderr, for long work at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import click

STEPS: Final = 1000


@contextmanager
def progress_bars() -> Iterator[Callable[[str, float], None]]:
    """Draw one bar for each thing that is done, one after the other.

    Yields
    ------
    callable
        To be told what is being done and which share of it is done, from 0 to 1. Draws nothing
        where stderr is no terminal.
    """
    if not sys.stderr.isatty():
        yield lambda doing, share: None
        return
    bars: dict[str, Any] = {}
    done: dict[str, int] = {}

    def tell(doing: str, share: float) -> None:
        if doing not in bars:
            _finish(bars, done)
            bars[doing] = click.progressbar(length=STEPS, label=doing, file=sys.stderr)
            bars[doing].__enter__()
            done[doing] = 0
        step = min(int(share * STEPS), STEPS)
        bars[doing].update(step - done[doing])
        done[doing] = step

    try:
        yield tell
    finally:
        _finish(bars, done)


def _finish(bars: dict[str, Any], done: dict[str, int]) -> None:
    """Fill the bar that is drawn and leave its line."""
    for doing, bar in bars.items():
        if done[doing] <= STEPS:
            bar.update(STEPS - done[doing])
            bar.__exit__(None, None, None)
            done[doing] = STEPS + 1
