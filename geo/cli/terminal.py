"""Events as lines that a person reads in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, Final

import pandas as pd

from geo.exports import Extract
from geo.summary import toll_text
from geo.symbology import STATUSES

NARROWEST: Final = 60
WIDEST: Final = 110
_DATES: Final = 20
_GAP: Final = "  "
_NEAR: Final = {"near": "near ", "district": "somewhere in ", "region": "somewhere in "}


def event_lines(extract: Extract, width: int) -> Iterator[str]:
    r"""Write each event as its dates beside its title, and under that where, how sure and its id.

    Parameters
    ----------
    extract : Extract
        What to write, in its order.
    width : int
        Characters of the terminal's line; between `NARROWEST` and `WIDEST` of them are used.

    Yields
    ------
    str
        Lines without a line break, free of what would steer a terminal.

    Examples
    --------
    >>> from geo.filters import EventFilter
    >>> from geo.store.folder import load
    >>> asked = EventFilter(place=("parukh",), category=("clash",))
    >>> print(*list(event_lines(Extract.of(load(), asked), 80))[:3], sep="\n")
    24–25 March 2022      Clashes of 24-25 March 2022; Karabakh army reports a toll
                          near Parukh · claimed by one side · 3 killed ·
                          nk-20220324-clashes-24-25
    """
    room = min(max(width, NARROWEST), WIDEST) - _DATES - len(_GAP)
    labels = {status.code: status.label for status in STATUSES}
    rows = extract.events.iterrows()
    for (_, event), place in zip(rows, extract.place_names, strict=True):
        facts = (
            f"{_NEAR.get(event['where_prec'], '')}{place}" if place else "no place",
            _lower_first(labels[event["status"]]),
            _killed(event),
            "only possibly in these dates" if event["certainty"] == "possible" else "",
            str(event["event_id"]),
        )
        right = [
            *textwrap.wrap(_plain(event["title"]), room),
            *textwrap.wrap(_plain(" · ".join(filter(None, facts))), room, break_on_hyphens=False),
        ]
        left = textwrap.wrap(_plain(event["when"]), _DATES)
        for when, what in zip_longest(left, right, fillvalue=""):
            yield f"{when:<{_DATES}}{_GAP}{what}".rstrip()
        yield ""


def _killed(event: pd.Series[Any]) -> str:
    low, high = (None if pd.isna(event[part]) else int(event[part]) for part in ("low", "high"))
    said = toll_text(low, high)
    return f"{said} killed" if said else ""


def _lower_first(label: str) -> str:
    return label[:1].lower() + label[1:]


def _plain(text: str) -> str:
    """Text of the data without what would move the cursor, colour or turn the line."""
    return "".join(one if one.isprintable() else " " for one in text)
