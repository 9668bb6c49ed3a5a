"""People who use one server: some change their dates every half minute, others only look on."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import click

from bench.load.reader import Answer, Reader
from bench.load.recording import Script
from bench.load.server import Server

OPENING_AT_ONCE = 4
SEED = 7


@dataclass
class Measured:
    """What a crowd waited for, and what it cost.

    Parameters
    ----------
    answers : list of Answer
        To its changes.
    seconds, cpu_seconds : float
        How long it was watched, and the server's CPU time meanwhile.
    """

    answers: list[Answer] = field(default_factory=list)
    seconds: float = 0.0
    cpu_seconds: float = 0.0

    def quantile_ms(self, share: float) -> float:
        """Milliseconds that a share of the changes took at most."""
        times = sorted(one.seconds for one in self.answers)
        return 1000 * times[min(int(share * len(times)), len(times) - 1)]

    def cpu_ms(self) -> float:
        """CPU time of the server for a change, all else that it did included."""
        return 1000 * self.cpu_seconds / len(self.answers)

    def faults(self) -> list[str]:
        """What was wrong with answers."""
        return [one.fault for one in self.answers if one.fault]


@asynccontextmanager
async def crowd(server: Server, script: Script, count: int) -> Any:
    """Have people open the page, a few at a time; they leave it at the end."""
    readers = [Reader(server.address, script, number) for number in range(count)]
    turn = asyncio.Semaphore(OPENING_AT_ONCE)

    async def enter(reader: Reader) -> None:
        async with turn:
            answer = await reader.open()
        if answer.fault:
            raise RuntimeError(f"the page did not open: {answer.fault}")

    try:
        await asyncio.gather(*map(enter, readers))
        yield readers
    finally:
        await asyncio.gather(*(reader.close() for reader in readers))


async def change_windows(
    server: Server,
    readers: list[Reader],
    every_seconds: float,
    seconds: float,
    over: Callable[[], bool] = lambda: False,
) -> Measured:
    """Have each reader change the window at an even pace, each at a time of its own.

    Parameters
    ----------
    server : Server
        Whose CPU time is counted.
    readers : list of Reader
        They go on from where they are.
    every_seconds : float
        Between the changes of one.
    seconds : float
        How long, at most.
    over : callable
        Whether to stop before.
    """
    measured = Measured()
    chance = random.Random(SEED)
    started, cpu = time.perf_counter(), server.cpu_seconds()

    async def use(reader: Reader) -> None:
        due = chance.random() * every_seconds
        for first, last in reader.windows:
            await asyncio.sleep(max(0.0, started + due - time.perf_counter()))
            if over() or time.perf_counter() - started >= seconds:
                return
            measured.answers.append(await reader.change(first, last))
            due += every_seconds
            if due >= seconds:
                return

    await asyncio.gather(*map(use, readers))
    measured.seconds = time.perf_counter() - started
    measured.cpu_seconds = server.cpu_seconds() - cpu
    for fault in measured.faults():
        click.echo(f"  wrong answer: {fault}", err=True)
    return measured
