"""Results of `bench.engine` as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bench.engine_contenders import BYTES, CONTENDERS, QUESTIONS


@dataclass(frozen=True)
class Measured:
    """What one contender took for one question.

    Parameters
    ----------
    answer : tuple of int
        Rows and a sum over them.
    first, warm : float
        Milliseconds of the first answer, and of the best of those after it.
    peak_mb : float
        Most memory that its process held, libraries and all.
    """

    answer: tuple[int, int]
    first: float
    warm: float
    peak_mb: float


Results = Mapping[int, Mapping[str, Mapping[str, Measured]]]
OURS: Final = "Truceline"
RAW: Final = "DuckDB, SQL by hand"

_HEAD: Final = """# Benchmarks of the engine

Made by `{command}` on {today}; {machine}. Ratios count, absolute figures are context.

Synthetic events (`bench/engine_data.py`) over 20,000 places, as Parquet in the layout of
`geo/engine/layout.py`; everybody reads the same files. Figures are ms, the best of eight answers
after the first, since others use this machine too; reading the Parquet is included. Each contender
runs in a process of its own, whose **peak memory in MB** stands after the slash. All contenders
gave the same answer, or there would be no table. *Zones*:
`geopandas.sjoin` is timed with its points read and made already; the engine reads them each time,
and has from its first answer what it found of the places. *Floor*: the bytes that the question
cannot do without, uncompressed, at this machine's memory bandwidth ({bandwidth:.1f} GB/s).
"""


def write_report(results: Results, bandwidth: float, command: str, machine: str) -> str:
    """Write all tables.

    Parameters
    ----------
    results : mapping
        By size, question and contender.
    bandwidth : float
        Bytes per ms.
    command, machine : str
        How and where it was measured.
    """
    today = date.today().isoformat()
    parts = [_HEAD.format(command=command, today=today, machine=machine, bandwidth=bandwidth / 1e6)]
    for size, questions in results.items():
        parts.append(f"## {size:,} events\n")
        parts.append(_table(size, questions, bandwidth))
    parts.append("## Ratios\n")
    parts.append(_ratios(results))
    return "\n".join(parts)


def _table(size: int, questions: Mapping[str, Mapping[str, Measured]], bandwidth: float) -> str:
    lines = [
        f"| question | {' | '.join(CONTENDERS)} | floor |",
        "|---|" + "---:|" * (len(CONTENDERS) + 1),
    ]
    for question, row in questions.items():
        cells = [_cell(row.get(name)) for name in CONTENDERS]
        floor = f"{BYTES[question] * size / bandwidth:,.1f}"
        lines.append(f"| {' | '.join([QUESTIONS[question], *cells, floor])} |")
    return "\n".join(lines) + "\n"


def _cell(measured: Measured | None) -> str:
    return "–" if measured is None else f"{measured.warm:,.0f} / {measured.peak_mb:,.0f}"


def _ratios(results: Results) -> str:
    sizes = list(results)
    lines = [
        "| question | size | × SQL by hand | × the slowest | × our own at a tenth of the size |",
        "|---|---:|---:|---:|---:|",
    ]
    for question, title in QUESTIONS.items():
        for size in sizes:
            row = results[size][question]
            ours = row[OURS].warm
            raw = f"{ours / row[RAW].warm:.2f}" if RAW in row else "–"
            slowest = max((m.warm for name, m in row.items() if name != OURS), default=None)
            against = "–" if slowest is None else f"1/{slowest / ours:.1f}"
            smaller = results.get(size // 10)
            grown = "–" if smaller is None else f"{ours / smaller[question][OURS].warm:.1f}"
            lines.append(f"| {title} | {size:,} | {raw} | {against} | {grown} |")
    return "\n".join(lines) + "\n"
