"""The four questions: many who change windows, many who are idle, for long, and beside bombs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import click

from bench.load.bombs import BOMBS
from bench.load.people import Measured, change_windows, crowd
from bench.load.recording import Script
from bench.load.server import Server
from bench.load.uploader import Refusal, upload

WARM_UP_SECONDS = 10
SETTLE_SECONDS = 5
SAMPLE_SECONDS = 5
BESIDE_BOMBS = 20
BESIDE_EVERY_SECONDS = 2.0
WATCH_SECONDS = 0.2


async def many(
    server: Server, script: Script, people: int, every_seconds: float, seconds: float
) -> Measured:
    """Have people change windows; the first changes, after which all is loaded, do not count."""
    async with crowd(server, script, people) as readers:
        await change_windows(server, readers[:BESIDE_BOMBS], 2, WARM_UP_SECONDS)
        return await change_windows(server, readers, every_seconds, seconds)


@dataclass(frozen=True)
class Idle:
    """Memory of the process with nobody there, and with many who only look.

    Parameters
    ----------
    people : int
        How many.
    before_mb, after_mb : float
        All that the process holds, libraries and data included.
    cpu_share : float
        Of one core, while nobody does anything.
    """

    people: int
    before_mb: float
    after_mb: float
    cpu_share: float


async def idle(server: Server, script: Script, people: int) -> Idle:
    """Have people open the page and do nothing."""
    async with crowd(server, script, 1) as readers:
        await change_windows(server, readers, 1, SETTLE_SECONDS)
    before = server.resident_mb()
    async with crowd(server, script, people):
        await asyncio.sleep(SETTLE_SECONDS)
        cpu = server.cpu_seconds()
        await asyncio.sleep(SETTLE_SECONDS)
        share = (server.cpu_seconds() - cpu) / SETTLE_SECONDS
        return Idle(people, before, server.resident_mb(), share)


@dataclass
class Soak:
    """A long time of people who come, change windows and go.

    Parameters
    ----------
    answers : Measured
        To all changes.
    memory : list of tuple of float
        Seconds since the start, and what the process held then in MB.
    visits : int
        How many people came.
    """

    answers: Measured = field(default_factory=Measured)
    memory: list[tuple[float, float]] = field(default_factory=list)
    visits: int = 0

    def slope_mb_per_minute(self) -> float:
        """Growth over the second half, by least squares: the first half fills what is reused."""
        half = [one for one in self.memory if one[0] >= self.memory[-1][0] / 2]
        mean_x, mean_y = (sum(axis) / len(half) for axis in zip(*half, strict=True))
        rise = sum((x - mean_x) * (y - mean_y) for x, y in half)
        return 60 * rise / (sum((x - mean_x) ** 2 for x, _ in half) or 1.0)


async def soak(
    server: Server, script: Script, people: int, every_seconds: float, minutes: float
) -> Soak:
    """Have crowds follow each other: each stays for three changes a head, then others come."""
    found = Soak()
    started = time.perf_counter()
    cpu = server.cpu_seconds()
    over = asyncio.Event()

    async def watch() -> None:
        while not over.is_set():
            found.memory.append((time.perf_counter() - started, server.resident_mb()))
            await asyncio.sleep(SAMPLE_SECONDS)

    async def come_and_go(part: int, parts: int) -> None:
        # Groups start one after another, so that there is always somebody coming or going.
        await asyncio.sleep(part * 3 * every_seconds / parts)
        while time.perf_counter() - started < 60 * minutes:
            async with crowd(server, script, people // parts) as readers:
                found.visits += len(readers)
                stay = min(3 * every_seconds, 60 * minutes - (time.perf_counter() - started))
                stayed = await change_windows(server, readers, every_seconds, max(stay, 1.0))
                found.answers.answers += stayed.answers

    watching = asyncio.create_task(watch())
    await asyncio.gather(*(come_and_go(part, 4) for part in range(4)))
    over.set()
    await watching
    found.answers.seconds = time.perf_counter() - started
    found.answers.cpu_seconds = server.cpu_seconds() - cpu
    return found


@dataclass
class Bombed:
    """Files refused, and what others noticed.

    Parameters
    ----------
    refusals : dict of str to tuple
        By name of the bomb: its size in bytes and how it was received.
    before, during : Measured
        Changes of others without and beside the bombs.
    peak_mb, peak_apart_mb : float
        Most memory that the process was seen to hold, and the processes that it started.
    """

    refusals: dict[str, tuple[int, Refusal]] = field(default_factory=dict)
    before: Measured = field(default_factory=Measured)
    during: Measured = field(default_factory=Measured)
    peak_mb: float = 0.0
    peak_apart_mb: float = 0.0


async def bombed(server: Server, script: Script) -> Bombed:
    """Upload every bomb while others change windows."""
    found = Bombed()
    made = [(bomb.__name__.replace("_", " "), *bomb()) for bomb in BOMBS]
    async with crowd(server, script, BESIDE_BOMBS) as readers:
        found.before = await change_windows(server, readers, BESIDE_EVERY_SECONDS, 20)
        going = asyncio.create_task(_upload_all(server, made, found))
        watching = asyncio.create_task(_watch(server, going, found))
        found.during = await change_windows(
            server, readers, BESIDE_EVERY_SECONDS, float("inf"), going.done
        )
        await asyncio.gather(going, watching)
    return found


async def _watch(server: Server, going: asyncio.Task[None], found: Bombed) -> None:
    while not going.done():
        found.peak_mb = max(found.peak_mb, server.resident_mb())
        found.peak_apart_mb = max(found.peak_apart_mb, server.apart_mb())
        await asyncio.sleep(WATCH_SECONDS)


async def _upload_all(
    server: Server, made: Sequence[tuple[str, str, bytes]], found: Bombed
) -> None:
    for title, name, content in made:
        refusal = await upload(server.address, name, content)
        click.echo(f"  {title}, {len(content):,} B: {refusal}", err=True)
        found.refusals[title] = (len(content), refusal)
