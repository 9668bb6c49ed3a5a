"""What each source carries: its claims, the events it tells, and those that rest on it alone."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from geo.linkage.claims import source_labels
from geo.linkage.dataset import Dataset
from geo.linkage.selection import Selection

HINDSIGHT_DAYS: Final = 31


def source_table(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Count what each source tells of a selection.

    Parameters
    ----------
    dataset : Dataset
        Where the claims and sources are.
    selection : Selection
        Made by `Dataset.selection`.

    Returns
    -------
    DataFrame
        The columns of `schema.SOURCES`, then `label`, `claims`, `events`, `alone`: how many events
        rest on this source only, and how many of both are only possibly in the window:
        `events_possible`, `alone_possible`. All sources, in the order of the file.
    """
    told = _told(dataset, selection)
    ids = pd.Index(dataset.sources["source_id"])
    counts = {
        "claims": told["claims"].groupby(level="source_id").sum(),
        "events": told.groupby(level="source_id").size(),
        "alone": told["alone"].groupby(level="source_id").sum(),
        "events_possible": told["possible"].groupby(level="source_id").sum(),
        "alone_possible": (told["alone"] & told["possible"]).groupby(level="source_id").sum(),
    }
    columns = {
        name: found.reindex(ids, fill_value=0).to_numpy(np.int64) for name, found in counts.items()
    }
    return dataset.sources.assign(label=source_labels(dataset.sources), **columns)


def events_of_source(dataset: Dataset, selection: Selection, source_id: str) -> pd.DataFrame:
    """Events of a selection that a source tells of.

    Parameters
    ----------
    dataset : Dataset
        Where the claims are.
    selection : Selection
        Made by `Dataset.selection`.
    source_id : str
        The source.

    Returns
    -------
    DataFrame
        The columns of the selection's events with `certainty`, then `claims`, how many this source
        has on the event, and `alone`, whether no other source tells of it.
    """
    told = _told(dataset, selection)
    here = told[told.index.get_level_values("source_id") == source_id].droplevel("source_id")
    positions = np.searchsorted(selection.rows, here.index.to_numpy())
    chosen = np.zeros(len(selection), bool)
    chosen[positions] = True
    frame = selection.where(chosen).frame()
    return frame.assign(claims=here["claims"].to_numpy(), alone=here["alone"].to_numpy())


def _told(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Claims of each source on each event; whether it has no other source, is only possible."""
    claims = dataset.claims_of(selection)
    counts = claims.groupby(["event_row", "source_id"], sort=True, observed=True).size()
    told = counts.rename("claims").to_frame()
    sources = told.groupby(level="event_row")["claims"].transform("size")
    certainty = selection.frame([])["certainty"].to_numpy()
    at = np.searchsorted(selection.rows, told.index.get_level_values("event_row").to_numpy())
    return told.assign(alone=sources == 1, possible=certainty[at] == "possible")


def latest_publication(dataset: Dataset, selection: Selection) -> date | None:
    """Day of the latest publication that claims on some events cite; None where none has a day."""
    cited = dataset.claims["source_id"].iloc[dataset.claim_rows(selection)].unique()
    days = dataset.sources.loc[dataset.sources["source_id"].isin(cited), "published_on"]
    latest = days.max()
    return None if pd.isna(latest) else latest.date()


def in_hindsight(latest: date | None, end: date | None) -> bool:
    """Whether the latest publication on a window came out so long after it that it surprises.

    Parameters
    ----------
    latest : date or None
        Day of that publication.
    end : date or None
        Last day of the window.

    Examples
    --------
    >>> in_hindsight(date(2023, 3, 6), date(2022, 3, 28))
    True
    >>> in_hindsight(date(2022, 4, 2), date(2022, 3, 28))
    False
    """
    return latest is not None and end is not None and (latest - end).days > HINDSIGHT_DAYS
