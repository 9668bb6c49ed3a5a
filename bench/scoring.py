"""How drafts are compared with labels, task by task.

- toponyms: same offsets and same place; roles among those found.
- dates: any shared character; the value counts only with the same first day, last day and
  precision, and only in the right role (event or cited source). A date not found has no value.
- tolls: any shared character, same harm and bounds; side and reporter among those found.
- claims: same paragraph, party and stance.
- events: same category, a place that the label allows, and dates that agree: equal where both are
  known to the day, else they overlap, and an imprecise draft must hold the labelled first day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.cases import Case, Label
from bench.event_matching import fault_of, match_events
from geo.report import Draft
from geo.report.mentions import TollMention

HARMS = {"k": "killed", "w": "wounded", "c": "casualties"}


@dataclass
class Score:
    """Counts of one task, and what went wrong, by kind."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was drafted that is right; 1 where nothing was drafted."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of what is labelled that was drafted; 1 where nothing is labelled."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both.

        Examples
        --------
        >>> Score(right=3, extra=1, missed=1).f1
        0.75
        """
        whole = 2 * self.right + self.extra + self.missed
        return 2 * self.right / whole if whole else 1.0

    def __iadd__(self, other: Score) -> Score:
        self.right += other.right
        self.extra += other.extra
        self.missed += other.missed
        self.failures += other.failures
        return self


TASKS = (
    "toponym",
    "toponym role",
    "date",
    "date value",
    "toll",
    "toll side",
    "toll reporter",
    "claim",
    "claim by a named party",
    "event",
    "event of the case",
)


def score(case: Case, draft: Draft) -> dict[str, Score]:
    """Compare one draft with its labels, in every task."""
    scores = {task: Score() for task in TASKS}
    _toponyms(case, draft, scores)
    _dates(case, draft, scores)
    _tolls(case, draft, scores)
    _claims(case, draft, scores)
    _events(case, draft, scores)
    return scores


def _around(case: Case, start: int, end: int) -> str:
    """Where a failure is; a few words of ours, only offsets of what is not ours to print."""
    if case.split == "reports":
        return f"{case.name} {start}-{end}"
    return f"{case.name} …{case.text[max(start - 20, 0) : end + 20]}…".replace("\n", " ")


def _toponyms(case: Case, draft: Draft, scores: dict[str, Score]) -> None:
    labels = {(one.start, one.end, one.parts[0]): one.parts[1] for one in _of(case, "t")}
    found = {(one.start, one.end, one.place_id): one.role for one in draft.places}
    for key in sorted(labels.keys() | found.keys()):
        where = _around(case, *key[:2])
        if key in labels and key in found:
            scores["toponym"].right += 1
            _judge(scores["toponym role"], found[key], labels[key], where)
        elif key in found:
            scores["toponym"].extra += 1
            scores["toponym"].failures.append(f"extra {key[2]}: {where}")
        else:
            scores["toponym"].missed += 1
            scores["toponym"].failures.append(f"missed {key[2]}: {where}")


def _judge(score_of: Score, found: object, label: object, where: str) -> None:
    if found == label:
        score_of.right += 1
        return
    score_of.extra += 1
    score_of.missed += 1
    score_of.failures.append(f"{found} for {label}: {where}")


def _dates(case: Case, draft: Draft, scores: dict[str, Score]) -> None:
    left = list(draft.dates)
    for label in _of(case, "d"):
        match = next((one for one in left if _meet(label, one.start, one.end)), None)
        where = _around(case, label.start, label.end)
        if match is None:
            for task in ("date", "date value"):
                scores[task].missed += 1
                scores[task].failures.append(f"missed: {where}")
            continue
        left.remove(match)
        scores["date"].right += 1
        role = ("source",) if match.role == "source" else ()
        value = (str(match.first), str(match.last), match.prec, *role)
        _judge(scores["date value"], ":".join(value), ":".join(label.parts), where)
    for one in left:
        scores["date"].extra += 1
        scores["date"].failures.append(f"extra: {_around(case, one.start, one.end)}")


def _tolls(case: Case, draft: Draft, scores: dict[str, Score]) -> None:
    left = list(draft.tolls)
    for label in (one for kind in HARMS for one in _of(case, kind)):
        match = next((one for one in left if _same_toll(label, one)), None)
        where = _around(case, label.start, label.end)
        if match is None:
            scores["toll"].missed += 1
            scores["toll"].failures.append(f"missed: {where}")
            continue
        left.remove(match)
        scores["toll"].right += 1
        _judge(scores["toll side"], match.side, label.parts[3], where)
        _judge(scores["toll reporter"], match.party, label.parts[4], where)
    for one in left:
        scores["toll"].extra += 1
        scores["toll"].failures.append(f"extra: {_around(case, one.start, one.end)}")


def _same_toll(label: Label, one: TollMention) -> bool:
    bounds = [None if part == "-" else int(part) for part in label.parts[:3]]
    same = [one.low, one.best, one.high] == bounds and one.harm == HARMS[label.kind]
    return same and _meet(label, one.start, one.end)


def _claims(case: Case, draft: Draft, scores: dict[str, Score]) -> None:
    found = {(one.paragraph, one.party, one.stance) for one in draft.claims}
    for task, named in (("claim", False), ("claim by a named party", True)):
        drafted = {one for one in found if not named or one[1] != "unattributed"}
        labelled = {one for one in case.claims if not named or one[1] != "unattributed"}
        scores[task] += Score(
            len(drafted & labelled),
            len(drafted - labelled),
            len(labelled - drafted),
            [f"extra: {case.name} {one}" for one in sorted(drafted - labelled)]
            + [f"missed: {case.name} {one}" for one in sorted(labelled - drafted)],
        )


def _events(case: Case, draft: Draft, scores: dict[str, Score]) -> None:
    pairs, extra, missed = match_events(case, draft)
    for task, of_case in (("event", False), ("event of the case", True)):
        wrong = [one for one in extra if not of_case or one.scope == "event"]
        lost = [one for one in missed if not of_case or one.scope == "event"]
        scores[task] += Score(
            sum(not of_case or label.scope == "event" for _, label in pairs),
            len(wrong),
            len(lost),
            [
                f"extra {why}: {case.name} {one.paragraphs} {one.category}"
                for one in wrong
                for why in [fault_of(one, case)]
            ]
            + [
                f"missed {one.scope}: {case.name} {list(one.paragraphs)} {one.category}"
                for one in lost
            ],
        )


def _of(case: Case, kind: str) -> Iterator[Label]:
    return (one for one in case.labels if one.kind == kind)


def _meet(label: Label, start: int, end: int) -> bool:
    return start < label.end and label.start < end


def kinds_of(failures: list[str]) -> dict[str, int]:
    """Count failures by kind: what stands before the colon."""
    return dict(Counter(one.partition(":")[0] for one in failures).most_common())
