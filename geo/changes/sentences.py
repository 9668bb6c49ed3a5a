"""A comparison in plain English: one sentence for each change.

Sentences hold text from data, such as titles and names. Where they go to a format that reads
markup, `quote` makes that text safe there; our own words need none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from geo.changes.comparison import Comparison
from geo.changes.outlines import Outline
from geo.changes.status import NOT_TOLD, StatusChange
from geo.changes.tolls import TollChange
from geo.changes.zones import Crossing, ZoneChange
from geo.schema import STATUSES
from geo.spans import Window, describe_days
from geo.summary import Toll

Quote = Callable[[str], str]
_STATUS_WORDS: Final = {code: code.replace("_", " ") for code in STATUSES}
# Roles that go without saying, since a zone has but one of them.
_MAIN_ROLES: Final = ("", "area", "line")


def plural(count: int, noun: str) -> str:
    """Count a noun.

    Examples
    --------
    >>> plural(1, "event"), plural(1200, "event")
    ('1 event', '1,200 events')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def status_words(code: str) -> str:
    """Name a status as in a sentence.

    Examples
    --------
    >>> status_words("one_side"), status_words(NOT_TOLD)
    ('one side only', 'nothing known')
    """
    if code == NOT_TOLD:
        return "nothing known"
    return f"{_STATUS_WORDS[code]} only" if code == "one_side" else _STATUS_WORDS[code]


def km2(area: float | None) -> str:
    """Write an area, blank where there is none; small ones keep a decimal.

    Examples
    --------
    >>> km2(2943.6), km2(4.25), km2(0.0), km2(None)
    ('2,944 km²', '4.2 km²', '0 km²', '')
    """
    if area is None:
        return ""
    return f"{area:,.1f} km²" if 0 < area < 10 else f"{area:,.0f} km²"


def by_end_of(window: Window) -> str:
    """Say up to when claims are known."""
    return "from all claims" if window.end is None else f"by {_day(window.end)}"


@dataclass(frozen=True)
class Speaker:
    """Says the changes of one comparison.

    Parameters
    ----------
    comparison : Comparison
        What is spoken of.
    quote : callable
        Makes text from data safe for where the sentences go; the text itself by default.
    """

    comparison: Comparison
    quote: Quote = str

    def windows(self) -> tuple[str, str]:
        """Both windows, as short as they can be said."""
        pair = self.comparison.pair
        first, second = (describe_days(one.start, one.end) for one in (pair.first, pair.second))
        return first, second

    def rest(self) -> str:
        """The filter without its dates."""
        asked = self.comparison.pair.asked.replace(start=None, end=None)
        sentence = asked.sentence(self.comparison.dataset.titles(asked.names))
        return self.quote(sentence.removeprefix(f"{describe_days(None, None)}, "))

    def title(self, row: int) -> str:
        """Title of an event."""
        return self.quote(str(self.comparison.dataset.events["title"].iloc[row]))

    def counts(self) -> str:
        """How many events are in one window only, and in both."""
        compared = self.comparison
        ended, added, both = (len(rows) for rows in (compared.ended, compared.added, compared.both))
        return (
            f"{plural(ended, 'event')} only in the first window, {added:,} only in the second, "
            f"{both:,} in both."
        )

    def event(self, row: int, certainty: str) -> str:
        """Say an event that is in one window only."""
        when = str(self.comparison.dataset.events["when"].iloc[row])
        possibly = "; only possibly in this window" if certainty == "possible" else ""
        status = status_words(str(self.comparison.dataset.events["status"].iloc[row]))
        return f"{self.title(row)} ({when}; {status}{possibly})."

    def status(self, change: StatusChange) -> str:
        """Say that the status of an event is another."""
        first, second = self.comparison.pair.first, self.comparison.pair.second
        return (
            f"{self.title(change.row)}: {status_words(change.before)} {by_end_of(first)}, "
            f"{status_words(change.after)} {by_end_of(second)}."
        )

    def toll(self, change: TollChange, word: str) -> str:
        """Say a toll in both windows and the difference."""
        first, second = change.first, change.second
        if not first.reported and not second.reported:
            return f"No event of either window has a figure for {word}."
        said = f"Reported {word}: {_figures(first, 'first')}, {_figures(second, 'second')}"
        if not change.is_known:
            return f"{said}; the difference is not known."
        return f"{said}; difference {change}."

    def zone(self, change: ZoneChange) -> str:
        """Say what became of a zone."""
        name = self._zone_name(change)
        before, after = change.before, change.after
        if before is None or after is None:
            only, window = (after, "second") if before is None else (before, "first")
            assert only is not None
            said = f"{name}: in force in the {window} window only, {_outline(only)}."
        elif change.fate == "unchanged":
            return f"{name}: unchanged, {_outline(before)}."
        elif change.is_area:
            said = (
                f"{name} moved: {km2(change.gained_km2)} gained, {km2(change.lost_km2)} lost; "
                f"{_outline(before)} in the first window, {_outline(after)} in the second."
            )
        else:
            apart = "" if change.apart_km is None else f"up to {change.apart_km:.1f} km apart; "
            said = (
                f"{name} moved: {apart}{_outline(before)} in the first window, "
                f"{_outline(after)} in the second."
            )
        return said + self._earlier(change) + _caution(change)

    def crossings(self, change: ZoneChange) -> list[str]:
        """Say which places are inside a zone in one window only."""
        said = []
        for crossed, word in ((change.left, "left"), (change.entered, "entered")):
            if crossed:
                places = ", ".join(self._place(one, inside_first=word == "left") for one in crossed)
                count = plural(len(crossed), "place")
                said.append(f"{self._zone_name(change)}: {count} {word} it: {places}.")
        return said

    def _place(self, crossing: Crossing, *, inside_first: bool) -> str:
        words = ("inside", "outside") if inside_first else ("outside", "inside")
        edges = zip(words, crossing.edge_km, strict=True)
        said = [f"{edge:.1f} km {word}" for word, edge in edges if edge is not None]
        name = self.quote(crossing.place.name(self.comparison.pair.asked.names))
        return f"{name} ({', then '.join(said)})"

    def _zone_name(self, change: ZoneChange) -> str:
        name = self.quote(change.place.name(self.comparison.pair.asked.names))
        return name if change.role in _MAIN_ROLES else f"{name} ({self.quote(change.role)})"

    def _earlier(self, change: ZoneChange) -> str:
        said = ""
        for outline, window in ((change.before, "first"), (change.after, "second")):
            if outline and outline.earlier:
                said += (
                    f" Within the {window} window it also had an earlier outline "
                    f"({outline.earlier_in_force})."
                )
        return said


def _outline(outline: Outline) -> str:
    size = (
        km2(outline.area_km2)
        if outline.area_km2 is not None
        else f"{outline.length_km:,.1f} km long"
    )
    return f"{size} ({outline.in_force})" if outline.in_force else size


def _caution(change: ZoneChange) -> str:
    said = {one.certainty for one in (change.before, change.after) if one and one.certainty}
    unsure = [word for word in ("uncertain", "less-certain") if any(word in one for one in said)]
    return f" As drawn: the outline is {unsure[0]}." if unsure else ""


def _figures(toll: Toll, window: str) -> str:
    if not toll.reported:
        return f"no figure in the {window} window"
    return f"{toll} in the {window} window ({plural(toll.reported, 'event')} with a figure)"


def _day(day: date) -> str:
    return describe_days(day, day)
