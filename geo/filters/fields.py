"""The table of fields: how each is read, written, tested and said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.limits import MAX_QUERY_CHARS
from geo.schema import ASPECTS, CATEGORIES, SCOPES, STATUSES, WHERE_PRECS
from geo.spans import describe_days, parse_day
from geo.toponym import CONVENTIONS, DEFAULT_CONVENTION, fold, romanised

View = tuple[float, float, float]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the filter.

    Parameters
    ----------
    param : str
        Name in the URL and, with two dashes, on the command line.
    attribute : str
        Name in `EventFilter`.
    read : callable
        Text to value; raises ValueError with what was expected.
    write : callable
        Value to text, empty for the default.
    passes : callable or None
        Events and value to mask; None for what does not select rows. `asof` does not: it
        chooses the dataset, by `linkage.Dataset.as_of`.
    say : callable or None
        Value and titles to a phrase; None where the sentence says it elsewhere.
    help : str
        One line for the command line and the docs.
    """

    param: str
    attribute: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    passes: Callable[[pd.DataFrame, Any], Mask] | None
    say: Callable[[Any, Mapping[str, str]], str] | None
    help: str


def _read_list(vocabulary: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(value for value in text.split(",") if value))
        unknown = [value for value in values if vocabulary and value not in vocabulary]
        if unknown:
            raise ValueError(f"expected any of {', '.join(vocabulary)}, found {unknown[0]!r}")
        return values

    return read


def _read_convention(text: str) -> str:
    if text not in CONVENTIONS:
        raise ValueError(f"expected any of {', '.join(CONVENTIONS)}, found {text!r}")
    return text


def _read_query(text: str) -> str:
    if len(text) > MAX_QUERY_CHARS:
        raise ValueError(f"expected at most {MAX_QUERY_CHARS} characters, found {len(text)}")
    if not fold(text):
        raise ValueError(f"expected letters or digits to look for, found {text!r}")
    return text


def _read_view(text: str) -> View:
    try:
        latitude, longitude, zoom = (float(number) for number in text.split(","))
    except ValueError:
        raise ValueError(f"expected latitude,longitude,zoom, found {text!r}") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180 and 0 <= zoom <= 20):
        raise ValueError(f"expected a position on earth and a zoom from 0 to 20, found {text!r}")
    return (latitude, longitude, zoom)


def _write_list(values: Sequence[str]) -> str:
    return ",".join(values)


def _write_day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _write_view(view: View | None) -> str:
    return "" if view is None else f"{view[0]:.4f},{view[1]:.4f},{view[2]:g}"


def _write_convention(names: str) -> str:
    return "" if names == DEFAULT_CONVENTION else names


def _in_column(column: str) -> Callable[[pd.DataFrame, Sequence[str]], Mask]:
    return lambda events, wanted: events[column].isin(wanted).to_numpy(dtype=bool)


def _meets_column(column: str) -> Callable[[pd.DataFrame, Sequence[str]], Mask]:
    def passes(events: pd.DataFrame, wanted: Sequence[str]) -> Mask:
        # Events share few distinct sets of ids; each set is looked at once.
        sets = events[column].cat
        meets = [not values.isdisjoint(wanted) for values in sets.categories]
        return np.array(meets, bool)[sets.codes.to_numpy()]

    return passes


def _contains(events: pd.DataFrame, query: str) -> Mask:
    """Text that contains the query, or a place with the query among the words of a name."""
    written = events["search_text"].str.contains(fold(query), regex=False).to_numpy(dtype=bool)
    names = events["place_names"].cat
    sounds = [f" {sound} " for sound in romanised(query) if sound]
    named = np.array([any(sound in one for sound in sounds) for one in names.categories], bool)
    passing: Mask = written | named[names.codes.to_numpy()]
    return passing


def _say_codes(before: str, after: str = "") -> Callable[[Sequence[str], Mapping[str, str]], str]:
    def say(codes: Sequence[str], titles: Mapping[str, str]) -> str:
        words = [titles.get(code, code.replace("_", " ")) for code in codes]
        return f"{before}{any_of(words)}{after}"

    return say


def any_of(words: Sequence[str]) -> str:
    """Join words with commas and a last *or*."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


FIELDS: Final[tuple[Field, ...]] = (
    Field("from", "start", parse_day, _write_day, None, None, "first day, YYYY-MM-DD"),
    Field("to", "end", parse_day, _write_day, None, None, "last day, YYYY-MM-DD"),
    Field(
        "category",
        "category",
        _read_list(tuple(CATEGORIES)),
        _write_list,
        _in_column("category"),
        None,
        f"any of {', '.join(CATEGORIES)}",
    ),
    Field(
        "status",
        "status",
        _read_list(tuple(STATUSES)),
        _write_list,
        _in_column("status"),
        _say_codes("", " only"),
        f"any of {', '.join(STATUSES)}",
    ),
    Field(
        "scope",
        "scope",
        _read_list(tuple(SCOPES)),
        _write_list,
        _in_column("scope"),
        _say_codes("scope "),
        f"any of {', '.join(SCOPES)}",
    ),
    Field(
        "party",
        "party",
        _read_list(()),
        _write_list,
        _meets_column("parties"),
        _say_codes("with a claim by "),
        "ids of parties, any of which makes a claim",
    ),
    Field(
        "aspect",
        "aspect",
        _read_list(tuple(ASPECTS)),
        _write_list,
        _meets_column("aspects"),
        _say_codes("with a claim on "),
        f"what a claim speaks of, any of {', '.join(ASPECTS)}",
    ),
    Field(
        "place",
        "place",
        _read_list(()),
        _write_list,
        _meets_column("place_path"),
        None,
        "ids of places; a place stands for all that is part of it",
    ),
    Field(
        "prec",
        "prec",
        _read_list(tuple(WHERE_PRECS)),
        _write_list,
        _in_column("where_prec"),
        _say_codes("location "),
        f"location precision, any of {', '.join(WHERE_PRECS)}",
    ),
    Field(
        "q",
        "q",
        _read_query,
        str,
        _contains,
        lambda query, _: f"containing “{query}”",
        "text in title, summary, place names (in any script) or claims",
    ),
    Field(
        "names",
        "names",
        _read_convention,
        _write_convention,
        None,
        None,
        f"naming convention, one of {', '.join(CONVENTIONS)}",
    ),
    Field(
        "asof",
        "as_of",
        parse_day,
        _write_day,
        None,
        lambda day, _: f"as published by {describe_days(day, day)}",
        "only what had been published by this day, YYYY-MM-DD",
    ),
    Field("view", "view", _read_view, _write_view, None, None, "latitude,longitude,zoom"),
)
