"""The text in which a search looks, and the names it listens for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from geo.gazetteer import Place, spoken_names
from geo.linkage.claims import by_event_or
from geo.linkage.repeated import Ints, repeated
from geo.toponym import fold


def search_text(
    events: pd.DataFrame, claims: pd.DataFrame, places: Sequence[Place], place_codes: Ints
) -> pd.Series[str]:
    """Fold all in which an event may be found: title, summary, names of its place, claims.

    Parameters
    ----------
    events : DataFrame of n rows
        With `event_id`, `title` and `summary`.
    claims : DataFrame
        With `event_id` and `statement`.
    places : sequence of Place
        All places.
    place_codes : ndarray of int64, shape (n,)
        Position of each event's place there, -1 for none.

    Returns
    -------
    Series of str, length n
        Folded as `toponym.fold` folds a query.
    """
    said = (events["title"] + " " + events["summary"]).tolist()
    own = pd.Series([fold(text) for text in said], dtype=str)
    used, codes = np.unique(place_codes, return_inverse=True)
    named = ["" if code < 0 else " " + _names(places[code]) for code in used]
    return own + _text(repeated(named, codes)) + _text(_statements(claims, events["event_id"]))


def place_names(places: Sequence[Place], place_codes: Ints) -> pd.Categorical:
    """Names of each event's place as they sound, so that any way to write one finds it.

    Parameters
    ----------
    places : sequence of Place
        All places.
    place_codes : ndarray of int64, shape (n,)
        Position of each event's place there, -1 for none.

    Returns
    -------
    Categorical of str, length n
        As `gazetteer.spoken_names` writes them; empty where there is no place.
    """
    used, codes = np.unique(place_codes, return_inverse=True)
    return repeated(["" if code < 0 else spoken_names(places[code]) for code in used], codes)


def _names(place: Place) -> str:
    return fold(" ".join([place.title, *(name.text for name in place.names)]))


def _statements(claims: pd.DataFrame, event_ids: pd.Series[str]) -> pd.Categorical:
    by_event: dict[str, list[str]] = {}
    for event_id, statement in zip(claims["event_id"], claims["statement"], strict=True):
        by_event.setdefault(event_id, []).append(statement)
    folded = [" " + fold(" ".join(said)) for said in by_event.values()]
    return by_event_or("", by_event, folded, event_ids)


def _text(column: pd.Categorical) -> pd.Series[str]:
    texts = pd.array(column.categories.tolist(), dtype=str)
    return pd.Series(texts.take(column.codes))
