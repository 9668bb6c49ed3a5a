"""Results of `bench.map` as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bench.browser import Drag
from bench.contenders import OURS


@dataclass(frozen=True)
class Result:
    """What one contender took on one dataset; None where it did not come to an end.

    Parameters
    ----------
    name : str
        The contender's.
    first_ms : float or None
        From opening the page to the painted map, the server having read its data.
    change_ms : float or None
        From the click that changes the dates to the painted map.
    change_bytes : int or None
        Over the websocket in both directions, from that click until it is quiet.
    elsewhere : int
        Requests to other machines, all refused, while the page was opened.
    """

    name: str
    first_ms: float | None
    change_ms: float | None
    change_bytes: int | None
    elsewhere: int = 0


def write_report(
    results: Mapping[str, Sequence[Result]],
    drags: Mapping[str, Sequence[Drag]],
    counts: Mapping[str, Sequence[int]],
    command: str,
    machine: str,
) -> str:
    """Write all tables, with the command and the date.

    Parameters
    ----------
    results, drags : mapping of str to sequence
        By size of the dataset.
    counts : mapping of str to sequence of int
        Symbols in each of the windows, by size.
    command, machine : str
        How and where it was measured.
    """
    parts = [_HEAD.format(command=command, machine=machine, today=date.today().isoformat())]
    for size, rows in results.items():
        before, *_, after = counts[size]
        parts.append(f"## {size} events, {before:,} to {after:,} symbols in the window\n")
        parts.append(_table(rows))
    drawn = [drag for found in drags.values() for drag in found]
    parts.append("## Dragging the time brush with the mouse\n")
    if drawn:
        parts.append(_drag_table(drags))
    else:
        parts.append("Not measured: the page has no brush, or `--no-brush` was given.\n")
    return "\n".join(parts)


_HEAD = """# Benchmarks

Made by `{command}` on {today}; {machine}. Ratios count, absolute figures are context.

Synthetic events (`bench/synthetic.py`, seed 1) over 20,000 places; every way of drawing gets the
same windows, no window twice: each begins later than the one before. *First paint* is from opening
the page in a fresh browser to the painted map, with the data already read by the server, median of
three. *Change* is from the last key or click that changes the window to the painted map, median of
eight: ours once typed into the map's own time line and once into the bar over the page, both of
which the map follows at once and tells Python after; for the others a button, which is the quickest
they have. *× ours* is by the map's time line. *Bytes* go over the websocket in both directions, the
typing included, until it is quiet. The page's own clock is used; painted means that the new
window's symbols are there and two more animation frames have passed, which take 33 ms by
themselves. The others draw points with a popup or tooltip of the event's title and days: no glyphs,
status, claims, table, counts, histogram or zones, all of which are in Truceline's time and bytes. A
way that took more than two seconds is changed once only, and not tried with ten times as many
events. What the engine of large datasets takes is in [benchmarks-engine.md](benchmarks-engine.md).
"""


def _table(rows: Sequence[Result]) -> str:
    ours = next((row.change_ms for row in rows if row.name == OURS.name), None)
    lines = [
        "| | first paint, ms | change, ms | × ours | bytes a change | requests elsewhere |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        ratio = None if ours is None or row.change_ms is None else row.change_ms / ours
        cells = (
            row.name,
            _number(row.first_ms),
            _number(row.change_ms),
            "–" if ratio is None else f"{ratio:.1f}",
            _number(row.change_bytes),
            str(row.elsewhere),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _drag_table(drags: Mapping[str, Sequence[Drag]]) -> str:
    lines = [
        "| dataset | events in the window | frames/s | script per frame, median ms | p95 ms |",
        "|---|---:|---:|---:|---:|",
    ]
    for size, found in drags.items():
        for drag in found:
            lines.append(
                f"| {size} | {drag.in_window:,} | {drag.fps:.1f} "
                f"| {drag.median_ms:.1f} | {drag.p95_ms:.1f} |"
            )
    return "\n".join(lines) + "\n"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"
