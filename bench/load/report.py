"""Results of `bench.load` as Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bench.load.people import Measured
from bench.load.scenarios import Bombed, Idle, Soak

_HEAD = """# Load

Made by `{command}` on {today}; {machine}. One server process on the built-in data; the clients are
another process on the same machine and take their share of its cores.

A client opens the page, keeps its websocket, and sends what a real browser was recorded to send
(`bench/load/recording.py`): three of four set the map's brush, the fourth types a date into the
page. A change ends when the server has said that its run is finished and the file of the table's
rows has come; each answer is checked to hold the window that was asked for. *CPU a change* is all
the time of all threads of the server process, divided by the changes: everything else that it did
is in it.
"""


@dataclass
class Results:
    """What was measured; None where it was not asked for.

    Parameters
    ----------
    many : dict of str to Measured
        By what the row is called.
    idle : Idle, optional
        Those who only look.
    soak : Soak, optional
        The long run.
    bombed : Bombed, optional
        Planted files.
    """

    many: dict[str, Measured]
    idle: Idle | None = None
    soak: Soak | None = None
    bombed: Bombed | None = None


def write_report(results: Results, command: str, machine: str) -> str:
    """Write all tables."""
    parts = [_HEAD.format(command=command, today=date.today(), machine=machine)]
    if results.many:
        parts.append(_many(results.many))
    if results.idle:
        parts.append(_idle(results.idle))
    if results.soak:
        parts.append(_soak(results.soak))
    if results.bombed:
        parts.append(_bombed(results.bombed))
    return "\n".join(parts)


def _many(rows: dict[str, Measured]) -> str:
    lines = [_title("People who change windows"), _COLUMNS]
    lines += [f"| {name} {_row(measured)}" for name, measured in rows.items()]
    return "\n".join(lines) + "\n"


_COLUMNS = """| | changes | median, ms | p95, ms | most, ms | CPU a change, ms | wrong answers |
|---|---:|---:|---:|---:|---:|---:|"""


def _row(measured: Measured) -> str:
    times = " | ".join(f"{measured.quantile_ms(share):,.0f}" for share in (0.5, 0.95, 1.0))
    wrong = len(measured.faults())
    return f"| {len(measured.answers):,} | {times} | {measured.cpu_ms():.1f} | {wrong} |"


def _idle(idle: Idle) -> str:
    each = 1000 * (idle.after_mb - idle.before_mb) / idle.people
    lines = [
        _title(f"{idle.people} people who only look on"),
        f"The whole process holds {idle.after_mb:.0f} MB (RSS, libraries and data included), "
        f"{idle.before_mb:.0f} MB",
        f"without them: {each:.0f} kB a person. While nobody does anything it uses "
        f"{100 * idle.cpu_share:.1f} % of a core.",
    ]
    return "\n".join(lines) + "\n"


def _soak(soak: Soak) -> str:
    minutes = soak.answers.seconds / 60
    marks = [soak.memory[round(at * (len(soak.memory) - 1))] for at in (0, 0.25, 0.5, 0.75, 1)]
    return f"""{_title(f"{minutes:.0f} minutes of people who come and go")}
{soak.visits:,} visits of three changes each.
Memory over the second half: {soak.slope_mb_per_minute():+.2f} MB a minute.

| minute | {" | ".join(f"{at / 60:.1f}" for at, _ in marks)} |
|---|{"---:|" * len(marks)}
| MB | {" | ".join(f"{held:.0f}" for _, held in marks)} |

{_COLUMNS}
| all {_row(soak.answers)}
"""


def _bombed(found: Bombed) -> str:
    lines = [
        _title("Planted files and a sound one, uploaded through the Import page"),
        "| file | bytes | what was said | s |",
        "|---|---:|---|---:|",
    ]
    lines += [
        f"| {name} | {size:,} | {refusal.how or 'taken'} | {refusal.seconds:.1f} |"
        for name, (size, refusal) in found.refusals.items()
    ]
    lines += [
        "",
        f"Changes of 20 others meanwhile; the process held {found.peak_mb:,.0f} MB at most, those "
        f"in which it reads files {found.peak_apart_mb:,.0f} MB.",
        "",
        _COLUMNS,
        f"| before {_row(found.before)}",
        f"| meanwhile {_row(found.during)}",
    ]
    return "\n".join(lines) + "\n"


def _title(text: str) -> str:
    return f"## {text}\n"
