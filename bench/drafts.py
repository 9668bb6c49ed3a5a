"""Quality and speed of drafting on the labelled reports.

`python -m bench.drafts` prints a table by split, `--failures` each failure, `--freeze` writes the
baseline that `tests/report/test_quality.py` compares with.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from statistics import median

import click

from bench.cases import Case, read_cases
from bench.scoring import TASKS, Score, kinds_of, score
from geo.report import Drafter
from geo.store.folder import BUILT_IN, load

BASELINE = Path(__file__).with_name("drafts_baseline.json")
REPEATS = 7


def score_split(drafter: Drafter, cases: list[Case]) -> dict[str, Score]:
    """Sum of the scores of some cases, by task."""
    total = {task: Score() for task in TASKS}
    for case in cases:
        for task, one in score(case, drafter.draft(case.text, case.dateline)).items():
            total[task] += one
    return total


def milliseconds(drafter: Drafter, case: Case) -> float:
    """Median time of drafting one report, after a first run."""
    drafter.draft(case.text, case.dateline)
    durations = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        drafter.draft(case.text, case.dateline)
        durations.append((time.perf_counter() - started) * 1000)
    return median(durations)


def as_figures(scores: dict[str, Score]) -> dict[str, dict[str, float | int]]:
    """Scores as the baseline keeps them."""
    return {
        task: {
            "precision": round(one.precision, 4),
            "recall": round(one.recall, 4),
            "f1": round(one.f1, 4),
            "labels": one.right + one.missed,
        }
        for task, one in scores.items()
    }


def read_baseline() -> dict[str, dict[str, dict[str, float]]]:
    """The frozen figures by split and task."""
    frozen: dict[str, dict[str, dict[str, float]]] = json.loads(BASELINE.read_bytes())
    return frozen


@click.command()
@click.option("--split", help="Only this split.")
@click.option("--failures", is_flag=True, help="List every failure.")
@click.option("--freeze", is_flag=True, help="Write the figures as the new baseline.")
def main(split: str | None, failures: bool, freeze: bool) -> None:
    """Print precision, recall and F1 of each task, and milliseconds for each report."""
    drafter = Drafter(load(BUILT_IN).gazetteer)
    cases = read_cases(split)
    frozen = {}
    for name in dict.fromkeys(case.split for case in cases):
        of_split = [case for case in cases if case.split == name]
        scores = score_split(drafter, of_split)
        frozen[name] = as_figures(scores)
        click.echo(f"\n{name}: {len(of_split)} texts")
        click.echo(f"  {'task':24}{'labels':>7}{'P':>8}{'R':>8}{'F1':>8}")
        for task, one in scores.items():
            labels = one.right + one.missed
            figures = f"{one.precision:8.3f}{one.recall:8.3f}{one.f1:8.3f}"
            click.echo(f"  {task:24}{labels:7}{figures}  {_kinds(one)}")
            for failure in one.failures if failures else ():
                click.echo(f"      {failure}")
        slowest = max(milliseconds(drafter, case) for case in of_split)
        click.echo(f"  slowest report: {slowest:.0f} ms")
    if freeze:
        BASELINE.write_text(json.dumps(frozen, indent=1) + "\n", encoding="utf-8", newline="\n")


def _kinds(one: Score) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in list(kinds_of(one.failures).items())[:4])


if __name__ == "__main__":
    main()
