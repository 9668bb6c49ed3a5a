"""What is asked of a dataset: a window, fields of the filter, a day of publication."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from geo.api.arguments import Words, party_ids, place_ids, read_day, read_field
from geo.filters import EventFilter
from geo.gazetteer import Gazetteer
from geo.linkage import Dataset


@dataclass(frozen=True, eq=False)
class Question:
    """A dataset and what is asked of it; each narrowing is another question.

    Parameters
    ----------
    dataset : Dataset
        The joined dataset, whole.
    filter : EventFilter
        What is asked for; everything where it is left out.
    """

    dataset: Dataset
    filter: EventFilter = field(default_factory=EventFilter)

    @property
    def gazetteer(self) -> Gazetteer:
        """All places with their names, dated parts and relations."""
        return self.dataset.gazetteer

    def between(self, start: str | date | None = None, end: str | date | None = None) -> Self:
        """Narrow to events certainly or possibly in a window.

        Parameters
        ----------
        start, end : str or date, optional
            First and last day, inclusive, as `YYYY-MM-DD` or a date; open where left out.

        Returns
        -------
        Self
            With the window in its filter.

        Raises
        ------
        UsageError
            If one is no such day, or the window ends before it starts.

        Examples
        --------
        >>> import geo
        >>> geo.load().between("2023-03-01", date(2023, 3, 31)).filter.to_query()
        'from=2023-03-01&to=2023-03-31'
        """
        asked = self.filter.replace(start=read_day(start), end=read_day(end))
        return replace(self, filter=asked)

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
    ) -> Self:
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
        Self
            With these fields in its filter.

        Raises
        ------
        UsageError
            If a value is unknown, with those that are known.

        Examples
        --------
        >>> import geo
        >>> geo.load().where(place="Фаррух", party="russia-mod").filter.to_query()
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
        return replace(self, filter=self.filter.replace(**changes))

    def as_of(self, day: str | date | None) -> Self:
        """Leave out what had not been published by a day.

        Status, tolls and search follow from the claims that are left.

        Parameters
        ----------
        day : str or date or None
            The last day that counts, as `YYYY-MM-DD` or a date; None for all that is known.

        Returns
        -------
        Self
            With the day in its filter.

        Raises
        ------
        UsageError
            If it is no such day.

        Examples
        --------
        >>> import geo
        >>> pull_back = geo.load().between("2022-03-27", "2022-03-27").where(q="pull-back from")
        >>> pull_back.as_of("2022-03-27").events["status"].tolist()
        ['contested']
        >>> len(pull_back.as_of("2022-03-26"))
        0
        """
        return replace(self, filter=self.filter.replace(as_of=read_day(day)))
