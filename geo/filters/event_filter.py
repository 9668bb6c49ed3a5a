"""The filter object: frozen, comparable, and the same in the URL, in memory and in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.errors import UsageError
from geo.filters.fields import FIELDS, Mask, View, any_of
from geo.spans import CERTAINTIES, Window, certainty_codes, describe_days
from geo.toponym import DEFAULT_CONVENTION


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are asked for, and how they are shown.

    Parameters
    ----------
    start, end : date or None
        Window, inclusive; None leaves that end open.
    category, status, scope, party, aspect, place, prec : tuple of str
        Codes or ids, any of which will do; empty for all. A place stands for all that is part of
        it.
    q : str
        Text to be found in title, summary, place names or claims.
    names : str
        Naming convention.
    as_of : date or None
        Only what had been published by then; None for all that is known.
    view : tuple of float or None
        Latitude, longitude and zoom of the map.

    Raises
    ------
    UsageError
        If the window ends before it starts.

    Examples
    --------
    >>> asked = EventFilter(date(2022, 3, 24), date(2022, 3, 28), status=("contested",))
    >>> asked.to_query()
    'from=2022-03-24&to=2022-03-28&status=contested'
    >>> asked.sentence()
    '24–28 March 2022, all events, contested only'
    """

    start: date | None = None
    end: date | None = None
    category: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    aspect: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    prec: tuple[str, ...] = ()
    q: str = ""
    names: str = DEFAULT_CONVENTION
    as_of: date | None = None
    view: View | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise UsageError(
                f"to must not be earlier than from: found from {self.start} to {self.end}"
            )
        if self.view is not None:
            # A view is only as sharp as its URL, so that a permalink opens what it was made from.
            latitude, longitude, zoom = self.view
            rounded = (round(latitude, 4), round(longitude, 4), round(zoom, 2))
            object.__setattr__(self, "view", rounded)

    @property
    def window(self) -> Window:
        """The dates asked for."""
        return Window(self.start, self.end)

    @property
    def narrows(self) -> bool:
        """Whether anything but dates and display is asked for."""
        return any(getattr(self, name) != default for name, default in _NARROWING.items())

    def to_params(self) -> dict[str, str]:
        """URL parameters, only those that differ from the default."""
        written = {spec.param: spec.write(getattr(self, spec.attribute)) for spec in FIELDS}
        return {param: text for param, text in written.items() if text}

    def to_query(self) -> str:
        """URL query, in the order of `FIELDS`."""
        return urlencode(self.to_params(), safe=",")

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> tuple[EventFilter, list[str]]:
        """Read URL parameters.

        Returns
        -------
        EventFilter
            From all parameters that could be read.
        list of str
            What could not be read and was left out, for the user to see.
        """
        values: dict[str, Any] = {}
        problems: list[str] = []
        for spec in FIELDS:
            if params.get(spec.param):
                try:
                    values[spec.attribute] = spec.read(params[spec.param])
                except ValueError as error:
                    problems.append(f"{spec.param}: {error}")
        try:
            return cls(**values), problems
        except UsageError as error:
            problems.append(str(error))
            values["end"] = None
            return cls(**values), problems

    def mask(self, events: pd.DataFrame) -> Mask:
        """Which events pass everything but the window.

        Parameters
        ----------
        events : DataFrame of n rows
            As joined by `linkage.join_events`.

        Returns
        -------
        ndarray of bool, shape (n,)
            In the order of the rows.
        """
        passing = np.ones(len(events), dtype=bool)
        for spec in FIELDS:
            wanted = getattr(self, spec.attribute)
            if spec.passes is not None and wanted:
                passing &= spec.passes(events, wanted)
        return passing

    def certainty(self, events: pd.DataFrame) -> npt.NDArray[np.int8]:
        """Index into `spans.CERTAINTIES` for each event, 0 where the mask leaves it out."""
        codes = certainty_codes(
            events["day_start"].to_numpy(np.int64),
            events["day_end"].to_numpy(np.int64),
            (events["date_prec"] == "day").to_numpy(dtype=bool),
            self.window,
        )
        return np.where(self.mask(events), codes, 0).astype(np.int8)

    def select(self, events: pd.DataFrame) -> pd.DataFrame:
        """Events certainly or possibly in the window that pass, with their `certainty`."""
        codes = self.certainty(events)
        kept = events[codes > 0]
        return kept.assign(certainty=certainty_column(codes[codes > 0]))

    def sentence(self, titles: Mapping[str, str] | None = None) -> str:
        """Say the filter in English, as printed on every export.

        Parameters
        ----------
        titles : mapping, optional
            Titles of places and parties by id; ids are written where there is none.
        """
        parts = [describe_days(self.start, self.end)]
        parts.append(_say_categories(self.category) + _say_place(self.place, titles or {}))
        for spec in FIELDS:
            wanted = getattr(self, spec.attribute)
            if spec.say is not None and wanted:
                parts.append(spec.say(wanted, titles or {}))
        return ", ".join(parts)

    def replace(self, **changes: Any) -> EventFilter:
        """Return a copy with some fields changed."""
        return replace(self, **changes)


def certainty_column(codes: npt.NDArray[np.int8]) -> pd.Categorical:
    """Certainties of events as a column, from their index into `spans.CERTAINTIES`."""
    return pd.Categorical.from_codes(codes, dtype=_CERTAINTY)


_CERTAINTY: Final = pd.CategoricalDtype([str(code) for code in CERTAINTIES])


def _say_categories(codes: Sequence[str]) -> str:
    plurals = {"clash": "clashes"}
    words = [plurals.get(code, f"{code}s") for code in codes]
    if not words:
        return "all events"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _say_place(places: Sequence[str], titles: Mapping[str, str]) -> str:
    return f" in or near {any_of([titles.get(p, p) for p in places])}" if places else ""


_NARROWING: Final[dict[str, Any]] = {
    field.name: field.default
    for field in fields(EventFilter)
    if any(spec.attribute == field.name and spec.passes is not None for spec in FIELDS)
}
