"""Results of `bench.engine` as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bench.engine_contenders import CONTENDERS, left_out
from bench.engine_questions import BYTES, QUESTIONS


@dataclass(frozen=True)
class Measured:
    """What one contender took for one question.

    Parameters
    ----------
    answer : tuple of int
        Rows and a sum over them.
    first, warm : float
        Milliseconds of the first answer, and the median of those after it.
    peak_mb : float
        Most memory that its process held, libraries and all.
    load : float, optional
        The machine's load average of the minute before: what it did besides.
    """

    answer: tuple[int, int]
    first: float
    warm: float
    peak_mb: float
    load: float | None = None


Results = Mapping[int, Mapping[str, Mapping[str, Measured]]]
OURS: Final = "Truceline"

_HEAD: Final = """# Benchmarks of the engine

Made by `{command}` on {today}; {machine}. Ratios count, absolute figures are context.

Synthetic events (`bench/engine_data.py`) over 20,000 places, as Parquet in the layout of
`geo/engine/layout.py`; everybody reads the same files. Figures are ms, the median of the answers
after the first (eight, fewer of what takes seconds); reading the Parquet is included. Each
contender runs in a process of its own, whose **peak memory in MB** stands after the slash. All
contenders gave the same answer, or there would be no table. *pandas and geopandas* read the columns
that the question needs, as who knows the files would write it; *pandas, files whole* reads the
files of the events as they are, which is what a first script does. *Zones*:
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
        parts.append(_table(size, questions, bandwidth) + _circumstances(size, questions))
    parts.append("## Ratios\n")
    parts.append(_ratios(results))
    return "\n".join(parts)


def _table(size: int, questions: Mapping[str, Mapping[str, Measured]], bandwidth: float) -> str:
    lines = [
        f"| question | {' | '.join(CONTENDERS)} | floor |",
        "|---|" + "---:|" * (len(CONTENDERS) + 1),
    ]
    for question in QUESTIONS:
        row = questions.get(question, {})
        cells = [_cell(row.get(name)) for name in CONTENDERS]
        floor = f"{BYTES[question] * size / bandwidth:,.1f}"
        lines.append(f"| {' | '.join([QUESTIONS[question], *cells, floor])} |")
    return "\n".join(lines) + "\n"


def _circumstances(size: int, questions: Mapping[str, Mapping[str, Measured]]) -> str:
    """What was not asked and why, and how busy the machine was."""
    said = [f"Not asked: {why}." for why in left_out(size).values()]
    loads = [one.load for row in questions.values() for one in row.values() if one.load is not None]
    if loads:
        said.append(f"Load average before each question: {min(loads):.1f} to {max(loads):.1f}.")
    return "\n" + " ".join(said) + "\n" if said else ""


def _cell(measured: Measured | None) -> str:
    return "–" if measured is None else f"{measured.warm:,.0f} / {measured.peak_mb:,.0f}"


def _ratios(results: Results) -> str:
    sizes = list(results)
    others = [name for name in CONTENDERS if name != OURS]
    lines = [
        f"| question | size | × {' | × '.join(others)} | × our own at a tenth of the size |",
        "|---|---:|" + "---:|" * (len(others) + 1),
    ]
    for question, title in QUESTIONS.items():
        for size in sizes:
            row = results[size].get(question)
            if row is None:
                continue
            cells = [_ratio(row[OURS], row.get(name)) for name in others]
            smaller = results.get(size // 10)
            cells.append(_ratio(row[OURS], smaller[question][OURS] if smaller else None))
            lines.append(f"| {title} | {size:,} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _ratio(ours: Measured, other: Measured | None) -> str:
    """How many times as long as another we take; a fraction where that is less."""
    if other is None:
        return "–"
    ratio = ours.warm / other.warm
    return f"{ratio:.2f}" if ratio > 0.5 else f"1/{1 / ratio:.1f}"
