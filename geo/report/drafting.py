"""From a text and its dateline to drafts: the steps, one after the other."""

from __future__ import annotations

from datetime import date

from geo.gazetteer import Gazetteer
from geo.report.claims import draft_claims
from geo.report.dates import find_dates
from geo.report.drafts import Draft
from geo.report.events import draft_events
from geo.report.found import Found
from geo.report.parties import find_parties
from geo.report.roles import decide_roles
from geo.report.speech import find_sayings
from geo.report.text import Report
from geo.report.tolls import find_tolls
from geo.report.toponyms import NameIndex
from geo.report.triggers import find_triggers


class Drafter:
    """Drafts events and claims from reports, with the names of one gazetteer.

    Parameters
    ----------
    gazetteer : Gazetteer
        Its names are made ready once; drafting a report then takes milliseconds.

    Examples
    --------
    >>> from geo.store.folder import load
    >>> drafter = Drafter(load().gazetteer)
    >>> draft = drafter.draft("Baku said on Sunday that shells fell near Askeran.",
    ...                       date(2022, 3, 28))
    >>> [(one.text, one.role) for one in draft.places]
    [('Baku', 'government'), ('Askeran', 'location')]
    >>> [(one.category, one.place_id, one.date_start.isoformat()) for one in draft.events]
    [('strike', 'askeran', '2022-03-27')]
    >>> [(one.party, one.stance) for one in draft.claims]
    [('azerbaijan-government', 'asserts')]
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._names = NameIndex(gazetteer)

    def draft(self, text: str, dateline: date) -> Draft:
        """Draft from one report.

        Parameters
        ----------
        text : str
            The report as published.
        dateline : date
            Day of publication, which decides what "Saturday" and "last week" mean.

        Raises
        ------
        ValueError
            If the text is blank or too long.
        """
        report = Report(text, dateline)
        places = decide_roles(report, self._names.find(report), self.gazetteer)
        dates = find_dates(report)
        ground = {one.start for one in places if one.role == "location"}
        parties = [one for one in find_parties(report, ground) if one.party]
        sayings = find_sayings(report, parties)
        tolls = find_tolls(report, dates, parties, sayings)
        triggers = find_triggers(report)
        found = Found(report, self.gazetteer, places, dates, tolls, parties, triggers, sayings)
        events = draft_events(found)
        claims = draft_claims(found, events)
        return Draft(report, places, dates, tolls, parties, triggers, events, claims)
