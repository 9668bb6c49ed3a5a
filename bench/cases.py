"""Labelled reports: how a case in `tests/reports` is written down. See its README."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "reports"
SHARED_REPORTS = ROOT.parent / "shared" / "reports"
_MARK = re.compile(r"\[\[(?P<text>[^|\]]+)\|(?P<label>[^\]]+)\]\]")


@dataclass(frozen=True, slots=True)
class Label:
    """What a stretch of a report is, as labelled: `t:…`, `d:…`, `k:…`, `w:…` or `c:…`."""

    start: int
    end: int
    kind: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventLabel:
    """An event as labelled; several places may be right."""

    paragraphs: tuple[int, ...]
    category: str
    start: date
    end: date
    prec: str
    places: tuple[str, ...]
    scope: str = "event"


@dataclass(frozen=True)
class Case:
    """One labelled report."""

    name: str
    dateline: date
    split: str
    text: str
    labels: tuple[Label, ...]
    events: tuple[EventLabel, ...]
    claims: frozenset[tuple[int, str, str]] = field(default_factory=frozenset)


def read_case(path: Path, reports: Path = SHARED_REPORTS) -> Case:
    """Read one case.

    Raises
    ------
    FileNotFoundError
        If it labels a report that is not beside the checkout.
    ValueError
        If that report is another text than the one labelled.
    """
    content = path.read_text(encoding="utf-8")
    header, _, body = content.partition("---\n")
    lines = [line.partition(": ")[::2] for line in header.splitlines() if line]
    single = dict(lines)
    labels = [_label(*value.split()) for name, value in lines if name == "mention"]
    if "text" in single:
        file, digest = single["text"].split()
        content_bytes = (reports / file).read_bytes()
        if hashlib.sha256(content_bytes).hexdigest() != digest:
            raise ValueError(f"{file} is not the text that {path.name} labels")
        body = content_bytes.decode("utf-8")
    else:
        body, labels = _unmark(body)
    return Case(
        name=path.stem,
        dateline=date.fromisoformat(single["dateline"]),
        split=single["split"],
        text=body,
        labels=tuple(labels),
        events=tuple(_event(value) for name, value in lines if name == "event"),
        claims=frozenset(_claim(value) for name, value in lines if name == "claim"),
    )


def read_cases(split: str | None = None) -> list[Case]:
    """All cases, or those of one split."""
    cases = [read_case(path) for path in sorted(CASES.glob("*.txt"))]
    return [case for case in cases if split in (None, case.split)]


def _unmark(body: str) -> tuple[str, list[Label]]:
    text, labels, done = "", [], 0
    for mark in _MARK.finditer(body):
        text += body[done : mark.start()]
        labels.append(_label(str(len(text)), str(len(text) + len(mark["text"])), mark["label"]))
        text += mark["text"]
        done = mark.end()
    return text + body[done:], labels


def _label(start: str, end: str, label: str) -> Label:
    kind, *parts = label.split(":")
    return Label(int(start), int(end), kind, tuple(parts))


def _event(value: str) -> EventLabel:
    paragraphs, category, start, end, prec, places, *scope = value.split()
    return EventLabel(
        tuple(int(one) for one in paragraphs.split(",")),
        category,
        date.fromisoformat(start),
        date.fromisoformat(end),
        prec,
        tuple(places.split("|")),
        *scope,
    )


def _claim(value: str) -> tuple[int, str, str]:
    paragraph, party, stance = value.split()
    return int(paragraph), party, stance
