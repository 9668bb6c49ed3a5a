"""A comparison as a document: headings with a sentence for each change, tables, Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from geo.changes.comparison import Comparison, Rows
from geo.changes.outlines import Outline
from geo.changes.record import tolls, with_certainty
from geo.changes.sentences import Speaker, km2
from geo.changes.status import StatusChange, split_by_told
from geo.changes.tolls import signed
from geo.changes.zones import ZoneChange
from geo.linkage import Selection
from geo.schema import STATUSES
from geo.summary import certainty_text
from geo.symbology import STATUSES as STATUS_SYMBOLS

FATES: Final = {
    "begun": "in the second only",
    "ended": "in the first only",
    "moved": "moved",
    "unchanged": "unchanged",
}
ZONE_HEADINGS: Final = (
    "Zone",
    "Part",
    "Change",
    "First",
    "Second",
    "Gained",
    "Lost",
    "Apart at most",
    "First in force",
    "Second in force",
)
_STATUS_LABELS: Final = {status.code: status.label for status in STATUS_SYMBOLS}
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>#+!|~&$@]|:(?=\S))")
# What begins a list, and what GitHub makes a link of.
_AT_START: Final = re.compile(r"^(\d*)([-.)])")
_WWW: Final = re.compile(r"(www)\.", re.IGNORECASE)


def figure_rows(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    """Counts of both windows and their difference, as text; blank where it is not known."""
    first, second = comparison.summaries
    difference = signed(second.events - first.events)
    rows = [("Events", first.count_text(), second.count_text(), difference)]
    for code in STATUSES:
        one, other = (counts[code] for counts in comparison.statuses)
        vague, vague_other = (counts[code] for counts in comparison.possible_statuses)
        cells = (
            certainty_text(one - vague, vague),
            certainty_text(other - vague_other, vague_other),
        )
        rows.append((_STATUS_LABELS[code], *cells, signed(other - one)))
    for word, change in tolls(comparison):
        rows.append((f"Reported {word}", str(change.first), str(change.second), str(change)))
    return rows


def zone_rows(speaker: Speaker) -> list[tuple[str, ...]]:
    """All zones of either window in numbers, as text under `ZONE_HEADINGS`."""
    names = speaker.comparison.pair.asked.names
    return [
        (
            speaker.quote(change.place.name(names)),
            speaker.quote(change.role),
            FATES[change.fate],
            _size(change.before),
            _size(change.after),
            km2(change.gained_km2),
            km2(change.lost_km2),
            "" if change.apart_km is None else f"{change.apart_km:.1f} km",
            "" if change.before is None else change.before.in_force,
            "" if change.after is None else change.after.in_force,
        )
        for change in speaker.comparison.zones
    ]


def _size(outline: Outline | None) -> str:
    if outline is None:
        return ""
    if outline.length_km is not None:
        return f"{outline.length_km:,.1f} km"
    return km2(outline.area_km2)


def sections(speaker: Speaker, limit: int | None = None) -> list[tuple[str, list[str]]]:
    """All that differs, by heading; headings without a change are left out.

    Parameters
    ----------
    speaker : Speaker
        Who says it.
    limit : int, optional
        At most so many sentences under a heading that events fill; how many more there are is
        then said.
    """
    compared = speaker.comparison
    first, second = compared.selections
    told, untold = split_by_told(compared.status_changed)
    ended = _events(speaker, first, compared.ended[:limit])
    added = _events(speaker, second, compared.added[:limit])
    found = {
        "Zones, routes and lines": [
            sentence for change in compared.zones_changed for sentence in _zone(speaker, change)
        ],
        "Reported tolls": [
            speaker.toll(change, word) for word, change in tolls(compared) if change.differs
        ],
        "Status, as known at the end of each window": _statuses(speaker, told, limit),
        "Events only in the first window": _and_more(ended, len(compared.ended)),
        "Events only in the second window": _and_more(added, len(compared.added)),
        "Known by the end of one window only": _statuses(speaker, untold, limit),
    }
    return [(heading, sentences) for heading, sentences in found.items() if sentences]


def _zone(speaker: Speaker, change: ZoneChange) -> list[str]:
    return [speaker.zone(change), *speaker.crossings(change)]


def _events(speaker: Speaker, selection: Selection, rows: Rows) -> list[str]:
    return [speaker.event(row, certainty) for row, certainty in with_certainty(selection, rows)]


def _statuses(speaker: Speaker, changes: Sequence[StatusChange], limit: int | None) -> list[str]:
    return _and_more([speaker.status(change) for change in changes[:limit]], len(changes))


def _and_more(sentences: list[str], count: int) -> list[str]:
    more = count - len(sentences)
    return [*sentences, f"And {more:,} more."] if more else sentences


def as_markdown(comparison: Comparison) -> str:
    """Write a comparison as a Markdown document.

    Text from data stands in it letter for letter: what would be markup is escaped.
    """
    speaker = Speaker(comparison, quote_markdown)
    first, second = speaker.windows()
    lines = [
        f"# Compared: {first} and {second}",
        "",
        f"Filter: {speaker.rest()}. Data version {comparison.dataset.version}.",
        "",
        *_table(("", "first", "second", "difference"), figure_rows(comparison)),
        "",
        speaker.counts(),
    ]
    if comparison.is_empty:
        lines += ["", "Nothing differs between the two windows."]
    for heading, sentences in sections(speaker):
        lines += ["", f"## {heading}", "", *(f"- {sentence}" for sentence in sentences)]
    if comparison.zones:
        lines += ["", "## Zones in numbers", "", *_table(ZONE_HEADINGS, zone_rows(speaker))]
    return "\n".join(lines) + "\n"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [headings, ["---"] * len(headings), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def quote_markdown(text: str) -> str:
    r"""Escape text so that Markdown shows it letter for letter, on one line.

    Examples
    --------
    >>> print(quote_markdown("![a](http://b.c)\n*d*"), quote_markdown("1. e"))
    \!\[a\](http\://b.c) \*d\* 1\. e
    """
    escaped = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _WWW.sub(r"\1\\.", _AT_START.sub(r"\1\\\2", escaped))
