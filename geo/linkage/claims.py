"""Claims with who speaks and where it is told, and what of them goes to each event."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import pandas as pd

from geo.linkage.publication import public_days
from geo.linkage.repeated import repeated
from geo.spans import describe_days


def join_claims(claims: pd.DataFrame, parties: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Add to each claim its party's title and side and a label of its source.

    Parameters
    ----------
    claims, parties, sources : DataFrame
        The columns of `schema.CLAIMS`, `schema.PARTIES` and `schema.SOURCES`.

    Returns
    -------
    DataFrame
        The claims in their order, with `party_title`, `side`, `source`, the `reliability` of the
        source and `public_on`, the day from which the claim was public.
    """
    by_party = parties.set_index("party_id")
    grades = pd.Series(sources["reliability"].to_numpy(str), index=sources["source_id"], dtype=str)
    labels = pd.Series(source_labels(sources), index=sources["source_id"], dtype=str)
    return claims.assign(
        party_title=claims["party"].map(by_party["title"]),
        side=claims["party"].map(by_party["side"]),
        source=claims["source_id"].map(labels),
        public_on=public_days(claims, sources),
        reliability=claims["source_id"].map(grades),
    )


def number_events(claims: pd.DataFrame, event_ids: pd.Series[str]) -> pd.DataFrame:
    """Add to each claim the row of the event that it is on, as `event_row`."""
    rows = pd.Index(event_ids).get_indexer(pd.Index(claims["event_id"]))
    return claims.assign(event_row=rows)


def source_labels(sources: pd.DataFrame) -> list[str]:
    """Short label of each source: publisher or title, and day of publication where known."""
    labels = []
    for source in sources.to_dict("records"):
        name = str(source["publisher"] or source["title"] or source["source_id"])
        day = source["published_on"]
        about = "about " if source["published_basis"] == "inferred" else ""
        labels.append(name if pd.isna(day) else f"{name}, {about}{describe_days(day, day)}")
    return labels


def values_of_events(
    claims: pd.DataFrame, column: str, event_ids: pd.Series[str]
) -> pd.Categorical:
    """Values that the claims on each event have in a column, as frozensets."""
    by_event: dict[str, set[str]] = {}
    for event_id, value in zip(claims["event_id"], claims[column], strict=True):
        by_event.setdefault(event_id, set()).add(value)
    sets = [frozenset(found) for found in by_event.values()]
    return by_event_or(frozenset(), by_event, sets, event_ids)


def by_event_or(
    missing: Hashable,
    known: Iterable[str],
    values: Iterable[Hashable],
    event_ids: pd.Series[str],
) -> pd.Categorical:
    """Spread values of some events over all.

    Parameters
    ----------
    missing : hashable
        Value of the other events.
    known : iterable of str
        Ids of the events that have a value.
    values : iterable of hashable
        Their values, in the same order.
    event_ids : Series of str, length n
        All events.

    Returns
    -------
    Categorical of length n
        In the order of `event_ids`.
    """
    found = pd.Index(list(known), dtype=event_ids.dtype).get_indexer(pd.Index(event_ids))
    # What is not found has position -1, which is the last.
    listed = [*values, missing]
    return repeated(listed, found % len(listed))
