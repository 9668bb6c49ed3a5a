"""What a brief still lacks before it can be defended. It judges the form, never the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.brief.model import Brief
from geo.brief.panel import listed_events


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at.

    Parameters
    ----------
    done : bool
        Whether it is as it should be.
    said : str
        What is there, or what is missing and how to mend it.
    """

    done: bool
    said: str


def checklist(brief: Brief) -> list[Item]:
    """Look a brief over.

    Parameters
    ----------
    brief : Brief
        As composed; nothing is drawn.
    """
    return list(_items(brief))


def _items(brief: Brief) -> Iterator[Item]:
    options, counts = brief.options, brief.counts
    yield Item(
        brief.headline_given,
        "Headline written."
        if brief.headline_given
        else "Headline is made from the filter: write one that says who reports what.",
    )
    for name, lines in (("Key judgements", options.judgements), ("Information gaps", options.gaps)):
        yield Item(bool(lines), f"{name}: {len(lines)}." if lines else f"{name}: none given.")
    yield Item(
        bool(options.handling),
        f"Handling: {options.handling}." if options.handling else "No handling mark.",
    )
    yield Item(bool(brief.as_of) and not brief.hindsight, _as_of(brief))
    undated = [one.letter for one in brief.sources if one.published_on is None]
    if undated:
        yield Item(False, f"Sources without a day of publication: {', '.join(undated)}.")
    yield Item(bool(counts.events), f"Events: {counts.sentence()}.")
    if counts.outside:
        yield Item(False, f"{counts.outside} mapped events lie beyond the map: widen the extent.")
    left_out = counts.events - listed_events(brief)
    if left_out:
        yield Item(False, f"{left_out} events find no room in the picture’s list; the PDF has all.")
    silent = [e.number for e in brief.events if (e.killed or e.wounded) and not e.reporters]
    if silent:
        numbers = ", ".join(map(str, silent))
        yield Item(False, f"Tolls without a party that reports them: event {numbers}.")
    if counts.contested and not options.judgements:
        yield Item(False, f"{counts.contested} contested events: say what each side holds.")


def _as_of(brief: Brief) -> str:
    if not brief.as_of:
        return "No source is dated: set the as-of day."
    if not brief.hindsight:
        return f"As of {brief.as_of}."
    return (
        f"Latest source {brief.as_of}, long after these dates; for what was known then, set "
        f"“As published by” in the filter to {brief.event_filter.end}."
    )
