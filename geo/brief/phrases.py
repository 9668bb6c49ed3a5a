"""What a brief says of one event: its toll with who reports it, and where it is."""

from __future__ import annotations

from geo.brief.entries import BriefEvent
from geo.brief.text import listed


def toll_line(event: BriefEvent) -> str:
    """Toll with who reports it; empty where no figure is reported.

    Examples
    --------
    >>> from geo.brief import compose
    >>> from geo.filters import EventFilter
    >>> from geo.store.folder import load
    >>> events = compose(load(), EventFilter(q="5 March 2023")).events
    >>> next(toll_line(event) for event in events if event.killed)
    '5 killed, 1 wounded, says Russia Ministry of Defence'
    """
    figures = [
        f"{figure} {word}"
        for figure, word in ((event.killed, "killed"), (event.wounded, "wounded"))
        if figure
    ]
    if not figures:
        return ""
    by = f", says {listed(event.reporters)}" if event.reporters else ", reporter not named"
    against = f"; contested by {listed(event.deniers)}" if event.deniers else ""
    return ", ".join(figures) + by + against


def place_line(event: BriefEvent) -> str:
    """Where it is, and how well that is known."""
    if event.where == "listed" and not event.place:
        return "no place reported"
    how = {"exact": "", "near": "near ", "district": "somewhere in ", "region": "somewhere in "}
    beyond = ", beyond the map" if event.where == "outside" else ""
    return f"{how.get(event.where_prec, '')}{event.place}{beyond}"
