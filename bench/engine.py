"""Each question of the engine beside what one would write without it, at growing sizes.

`python -m bench.engine --into FOLDER` makes the datasets in FOLDER where they are missing, asks
every contender in a process of its own, and writes `docs/benchmarks-engine.md`. What was measured
is kept in FOLDER, so that sizes and questions can be measured one after another.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any, Final

import click
import numpy as np

from bench.engine_contenders import CONTENDERS, left_out
from bench.engine_data import engine_dataset
from bench.engine_questions import QUESTIONS
from bench.engine_report import Measured, write_report

REPORT: Final = Path(__file__).resolve().parents[1] / "docs" / "benchmarks-engine.md"
SIZES: Final = (1_000_000, 10_000_000)
HUGE: Final = 100_000_000
REPEATS: Final = 9
# Answers that take long are asked for as often as there is time.
LEAST: Final = 3
LONG_MS: Final = 15_000
RESULTS: Final = "engine-results.json"
SECONDS: Final = 900
BANDWIDTH_BYTES: Final = 1 << 29


def answer(folder: Path, contender: str, question: str) -> dict[str, Any] | None:
    """Ask in this process: the answer, milliseconds of first and later answers, peak memory."""
    ask = CONTENDERS[contender](folder).get(question)
    if ask is None:
        return None
    took: list[float] = []
    for number in range(REPEATS):
        if number >= LEAST and sum(took) > LONG_MS:
            break
        started = time.perf_counter()
        found = ask()
        took.append((time.perf_counter() - started) * 1000)
    return {"answer": found, "first": took[0], "warm": median(took[1:]), "peak_mb": peak_mb()}


def peak_mb() -> float:
    """Most memory that this process has held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # What `getrusage` says has been inherited from the process that started this one.
        (line,) = (one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ask_apart(folder: Path, contender: str, question: str) -> Measured | None:
    """Ask in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "bench.engine", "--ask", contender, question]
    load, _, _ = os.getloadavg()
    done = subprocess.run(
        [*command, "--into", str(folder)], capture_output=True, timeout=SECONDS, check=False
    )
    if done.returncode:
        raise click.ClickException(f"{contender}, {question}: {done.stderr.decode()[-800:]}")
    found = json.loads(done.stdout)
    return None if found is None else _measured_of({**found, "load": load})


def _measured_of(plain: dict[str, Any]) -> Measured:
    return Measured(**{**plain, "answer": tuple(plain["answer"])})


def bytes_per_ms() -> float:
    """Memory bandwidth: how fast both cores sum an array that fits in no cache."""
    from concurrent.futures import ThreadPoolExecutor

    cores = os.cpu_count() or 1
    values = np.ones(BANDWIDTH_BYTES // 8)
    parts = np.array_split(values, cores)
    best = 0.0
    with ThreadPoolExecutor(cores) as pool:
        for _ in range(REPEATS):
            started = time.perf_counter()
            list(pool.map(np.sum, parts))
            best = max(best, values.nbytes / (time.perf_counter() - started) / 1000)
    return best


@click.command()
@click.option("--into", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--size", "sizes", type=int, multiple=True, help="Only so many rows, of these.")
@click.option("--question", "questions", type=click.Choice(list(QUESTIONS)), multiple=True)
@click.option("--huge", is_flag=True, help="100 million rows too.")
@click.option("--ask", nargs=2, hidden=True)
@click.option("--report", default=REPORT, type=click.Path(dir_okay=False, path_type=Path))
def main(
    into: Path,
    sizes: tuple[int, ...],
    questions: tuple[str, ...],
    huge: bool,
    ask: tuple[str, str] | None,
    report: Path,
) -> None:
    """Measure everything and write the report."""
    if ask is not None:
        click.echo(json.dumps(answer(into, *ask)))
        return
    bandwidth = bytes_per_ms()
    for size in sizes or (*SIZES, *([HUGE] if huge else [])):
        folder = engine_dataset(into, size)
        for question in questions or QUESTIONS:
            _keep(into, size, question, _measured(folder, size, question))
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    kept = _kept(into)
    command = f"python -m bench.engine --into FOLDER{' --huge' if HUGE in kept else ''}"
    report.write_text(write_report(kept, bandwidth, command, machine), encoding="utf-8")
    click.echo(f"wrote {report}", err=True)


def _measured(folder: Path, size: int, question: str) -> dict[str, Measured]:
    """Ask every contender a question."""
    row: dict[str, Measured] = {}
    unasked = left_out(size)
    for contender in CONTENDERS:
        if (contender, question) in unasked or (contender, "") in unasked:
            continue
        measured = ask_apart(folder, contender, question)
        if measured is not None:
            row[contender] = measured
            click.echo(f"{size:>11,} {question:10} {contender:22} {measured}", err=True)
    if len({measured.answer for measured in row.values()}) > 1:
        raise click.ClickException(f"{question}: the contenders disagree, {row}")
    return row


def _keep(into: Path, size: int, question: str, row: dict[str, Measured]) -> None:
    kept = _kept(into)
    kept.setdefault(size, {})[question] = row
    plain = {
        at: {name: {who: asdict(one) for who, one in kept[at][name].items()} for name in kept[at]}
        for at in sorted(kept)
    }
    (into / RESULTS).write_text(json.dumps(plain, indent=1), encoding="utf-8")


def _kept(into: Path) -> dict[int, dict[str, dict[str, Measured]]]:
    file = into / RESULTS
    plain = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return {
        int(at): {
            name: {who: _measured_of(one) for who, one in row.items()} for name, row in rows.items()
        }
        for at, rows in plain.items()
    }


if __name__ == "__main__":
    main()
