"""Events, claims and places of a dataset as a filter lets them through."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.api.arguments import Words, party_ids, place_ids, read_day, read_field
from geo.api.brief import Report
from geo.api.picture import Map
from geo.crs import WGS84
from geo.filters import EventFilter
from geo.gazetteer import Gazetteer
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
class Situation:
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

    dataset: Dataset
    filter: EventFilter = field(default_factory=EventFilter)

    def __len__(self) -> int:
        return len(self._selection)

    def __repr__(self) -> str:
        return f"<Situation: {self.sentence}: {self.summary().count_text()} events>"

    def between(self, start: str | date | None = None, end: str | date | None = None) -> Situation:
        """Narrow to events certainly or possibly in a window.

        Parameters
        ----------
        start, end : str or date, optional
            First and last day, inclusive, as `YYYY-MM-DD` or a date; open where left out.

        Returns
        -------
        Situation
            With the window in its filter.

        Raises
        ------
        UsageError
            If one is no such day, or the window ends before it starts.

        Examples
        --------
        >>> load().between("2023-03-01", date(2023, 3, 31)).filter.to_query()
        'from=2023-03-01&to=2023-03-31'
        """
        asked = self.filter.replace(start=read_day(start), end=read_day(end))
        return Situation(self.dataset, asked)

    def where(
        self,
        *,
        category: Words | None = None,
        status: Words | None = None,
        scope: Words | None = None,
        prec: Words | None = None,
        aspect: Words | None = None,
        place: Words | None = None,
        party: Words | None = None,
        q: str | None = None,
        names: str | None = None,
    ) -> Situation:
        """Narrow by what is left in; of several values of one field, any will do.

        Parameters
        ----------
        category, status, scope, prec, aspect : str or iterable of str, optional
            Codes of the data dictionary.
        place : str or iterable of str, optional
            Ids of places, or names in any script and spelling; each stands for all that is part
            of it.
        party : str or iterable of str, optional
            Ids of parties, any of which makes a claim.
        q : str, optional
            Text in title, summary, place names or claims.
        names : str, optional
            Naming convention of the map; it narrows nothing.

        Returns
        -------
        Situation
            With these fields in its filter.

        Raises
        ------
        UsageError
            If a value is unknown, with those that are known.

        Examples
        --------
        >>> load().where(place="Фаррух", party="russia-mod").filter.to_query()
        'party=russia-mod&place=parukh'
        """
        asked: dict[str, Words | None] = {
            "category": category,
            "status": status,
            "scope": scope,
            "prec": prec,
            "aspect": aspect,
            "q": q,
            "names": names,
            "place": place_ids(self.gazetteer, place),
            "party": party_ids(self.dataset, party),
        }
        changes = {
            name: read_field(name, value) for name, value in asked.items() if value is not None
        }
        return Situation(self.dataset, self.filter.replace(**changes))

    def as_of(self, day: str | date | None) -> Situation:
        """Leave out what had not been published by a day.

        Status, tolls and search follow from the claims that are left.

        Parameters
        ----------
        day : str or date or None
            The last day that counts, as `YYYY-MM-DD` or a date; None for all that is known.

        Returns
        -------
        Situation
            With the day in its filter.

        Raises
        ------
        UsageError
            If it is no such day.

        Examples
        --------
        >>> pull_back = load().between("2022-03-27", "2022-03-27").where(q="pull-back from")
        >>> pull_back.as_of("2022-03-27").events["status"].tolist()
        ['contested']
        >>> len(pull_back.as_of("2022-03-26"))
        0
        """
        return Situation(self.dataset, self.filter.replace(as_of=read_day(day)))

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
    def gazetteer(self) -> Gazetteer:
        """All places with their names, dated parts and relations."""
        return self.dataset.gazetteer

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
