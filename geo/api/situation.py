"""Events, claims and places of a dataset as a filter lets them through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.api.arguments import Words, read_day
from geo.api.brief import Report
from geo.api.picture import Map
from geo.api.question import Question
from geo.crs import WGS84
from geo.linkage import Dataset, Selection
from geo.store import folder
from geo.summary import COLUMNS, Summary, summarise


def load(path: Path | str | None = None) -> Situation:
    """Read, check and join a dataset folder.

    Parameters
    ----------
    path : path-like, optional
        The folder; else the one that `TRUCELINE_DATA` names, else the built-in data.

    Returns
    -------
    Situation
        All of it, to be narrowed.

    Raises
    ------
    DataFaultsError
        With every fault, if there is any.

    Examples
    --------
    >>> days = load().between("2022-03-24", "2022-03-28")
    >>> days.where(place="parukh", category="movement").events[["event_id", "status"]]
                             event_id        status
    33   nk-20220324-observation-post      one_side
    34       nk-20220324-parukh-entry  corroborated
    48  nk-20220327-parukh-withdrawal     contested
    """
    return Situation(folder.load(path))


@dataclass(frozen=True, eq=False)
class Situation(Question):
    """Events, claims and places of a dataset as a filter lets them through.

    Nothing in it changes: `between`, `where` and `as_of` return another one. A field that
    is asked for again replaces what was asked before.

    Parameters
    ----------
    dataset : Dataset
        The joined dataset, whole.
    filter : EventFilter
        What is asked for; everything where it is left out.

    Examples
    --------
    >>> load().between("2022-03-24", "2022-03-28").where(category=["clash", "strike"])
    <Situation: 24–28 March 2022, clashes and strikes: 4 + 2 possible events>
    """

    def __len__(self) -> int:
        return len(self._selection)

    def __repr__(self) -> str:
        return f"<Situation: {self.sentence}: {self.summary().events_text()}>"

    @cached_property
    def _known(self) -> Dataset:
        return self.dataset.as_of(self.filter.as_of)

    @cached_property
    def _selection(self) -> Selection:
        return self._known.selection(self.filter)

    @cached_property
    def events(self) -> pd.DataFrame:
        """Events that pass, with `status`, `certainty`, position and the rest of what is joined."""
        return self._selection.frame()

    @property
    def claims(self) -> pd.DataFrame:
        """All claims on these events, with party, side and source."""
        return self._known.claims_of(self._selection)

    @property
    def places(self) -> gpd.GeoDataFrame:
        """All places of the gazetteer by id, at their position, with the count of these events.

        Examples
        --------
        >>> places = load().between("2022-03-24", "2022-03-28").places
        >>> places.crs.to_string(), bool(places.loc["parukh", "events"] >= 6)
        ('EPSG:4326', True)
        """
        places = list(self.gazetteer.values())
        counts = self._selection.frame(["place_id"])["place_id"].value_counts()
        columns = {
            "title": [place.name(self.filter.names) for place in places],
            "kind": [place.kind for place in places],
            "part_of": [list(place.part_of) for place in places],
            "events": [int(counts.get(place.id, 0)) for place in places],
        }
        index = pd.Index([place.id for place in places], name="place_id")
        points = np.array([place.point for place in places], dtype=np.object_)
        return gpd.GeoDataFrame(columns, geometry=points, index=index, crs=WGS84)

    @property
    def sources(self) -> pd.DataFrame:
        """All publications of the dataset."""
        return self.dataset.sources

    @property
    def parties(self) -> pd.DataFrame:
        """All who speak in the dataset, with their side."""
        return self.dataset.parties

    @property
    def version(self) -> str:
        """Version of the data, by content."""
        return self._known.version

    @property
    def sentence(self) -> str:
        """The filter in English, as printed on every export."""
        return self.filter.sentence(self.dataset.titles(self.filter.names))

    def summary(self) -> Summary:
        """Count these events and their reported tolls."""
        return summarise(self._selection.frame(COLUMNS))

    def brief(
        self,
        *,
        headline: str = "",
        judgements: Words = (),
        gaps: Words = (),
        as_of: str | date | None = None,
        time_zone: str = "UTC+4",
        handling: str = "",
        size: str = "16:9",
        theme: str = "light",
        extent: str = "events",
    ) -> Report:
        """Make the brief of these events.

        Parameters
        ----------
        headline : str
            One sentence that says who reports what; a neutral one where it is left out.
        judgements, gaps : str or iterable of str
            The analyst's key judgements and information gaps.
        as_of : str or date, optional
            Day of the information; the latest publication used where it is left out.
        time_zone, handling, size, theme, extent : str
            See `geo.brief.BriefOptions`.

        Returns
        -------
        Report
            To be shown or saved.

        Raises
        ------
        UsageError
            If a choice is unknown or a text too long.

        Examples
        --------
        >>> report = load().between("2022-03-24", "2022-03-28").where(place="Parukh").brief()
        >>> report.model.counts.sentence()
        '6 events, 6 mapped'
        """
        from geo.brief import BriefOptions, compose

        options = BriefOptions(
            headline=headline,
            judgements=(judgements,) if isinstance(judgements, str) else tuple(judgements),
            gaps=(gaps,) if isinstance(gaps, str) else tuple(gaps),
            as_of=read_day(as_of),
            time_zone=time_zone,
            handling=handling,
            size=size,
            theme=theme,
            extent=extent,
        )
        return Report(compose(self._known, self.filter, options))

    def map(self) -> Map:
        """Draw the map; as the last expression of a notebook's cell it is shown there."""
        return Map(self._known, self.filter)
