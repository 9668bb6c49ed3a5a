"""Hints that a drafted event may be one that the dataset has; nothing is merged by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import numpy as np

from geo.linkage import Dataset
from geo.report.drafts import DraftEvent
from geo.schema import CATEGORIES
from geo.spans import day_number

MAX_HINTS: Final = 3
_SLACK_DAYS: Final = 1
# Categories that reports use for the same thing.
_ALIKE: Final = ({"clash", "strike"}, {"violation", "statement"})
_SPOKEN: Final = ("statement", "violation")


def duplicate_hints(
    events: Sequence[DraftEvent], dataset: Dataset
) -> dict[int, list[dict[str, Any]]]:
    """Events of the dataset that drafted ones may be, best first.

    An event is a hint if its kind is the same or alike, its days meet within a day, its place is
    the same, holds the other, or is not known for one of them, and, for what is said, if the same
    party makes a claim on it.

    Parameters
    ----------
    events : sequence of DraftEvent
        As drafted.
    dataset : Dataset
        What is coded already.

    Returns
    -------
    dict of int to list of dict
        By position of the drafted event: `event_id`, `title`, and `reasons` in words.
    """
    columns = ["event_id", "title", "category", "place_id", "date_start", "date_end", "parties"]
    coded = dataset.events[columns]
    first, last = (dataset.events[name].to_numpy(np.int64) for name in ("day_start", "day_end"))
    of_kind = {one: (coded["category"] == one).to_numpy(dtype=bool) for one in CATEGORIES}
    hints: dict[int, list[dict[str, Any]]] = {}
    for number, event in enumerate(events):
        # Only what may be the same is looked at one by one.
        near = (first - _SLACK_DAYS <= day_number(event.date_end)) & (
            last + _SLACK_DAYS >= day_number(event.date_start)
        )
        alike = set().union({event.category}, *(pair for pair in _ALIKE if event.category in pair))
        near &= np.logical_or.reduce([of_kind[one] for one in alike])
        scored = []
        for row in coded[near].to_dict("records") if near.any() else ():
            score, reasons = _compare(event, {str(k): v for k, v in row.items()}, dataset)
            if score:
                hint = {"event_id": row["event_id"], "title": row["title"], "reasons": reasons}
                scored.append((-score, str(row["event_id"]), hint))
        hints[number] = [hint for _, _, hint in sorted(scored, key=lambda one: one[:2])][:MAX_HINTS]
    return hints


def _compare(event: DraftEvent, row: dict[str, Any], dataset: Dataset) -> tuple[int, list[str]]:
    same_kind = event.category == row["category"]
    alike = any({event.category, row["category"]} == pair for pair in _ALIKE)
    if not (same_kind or alike):
        return 0, []
    start, end = row["date_start"].date(), row["date_end"].date()
    slack = timedelta(days=_SLACK_DAYS)
    if event.date_start > end + slack or start - slack > event.date_end:
        return 0, []
    if event.category in _SPOKEN and event.speaker and event.speaker not in row["parties"]:
        return 0, []
    place, points = _place(event.place_id, str(row["place_id"]), dataset)
    if not points:
        return 0, []
    same_days = (event.date_start, event.date_end) == (start, end)
    days = "same days" if same_days else f"days meet ({_days(start, end)})"
    kind = "same kind" if same_kind else f"kind alike ({row['category']})"
    return points + 2 * same_days + 2 * same_kind, [kind, days, place]


def _place(one: str, other: str, dataset: Dataset) -> tuple[str, int]:
    if one == other and one:
        return "same place", 3
    if not one or not other:
        return "place not known for one of them", 1
    ancestors = dataset.gazetteer.ancestors
    if one in ancestors(other) or other in ancestors(one):
        return "one place holds the other", 2
    return "", 0


def _days(start: date, end: date) -> str:
    return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"
