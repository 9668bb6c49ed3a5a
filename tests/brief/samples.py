"""Briefs that several tests look at."""

from __future__ import annotations

from datetime import date
from typing import Final

from geo.brief import BriefOptions
from geo.filters import EventFilter

PARUKH_DAYS: Final = EventFilter(date(2022, 3, 24), date(2022, 3, 28), scope=("event",))
PARUKH: Final = PARUKH_DAYS.replace(place=("askeran-district",))
NOTHING: Final = PARUKH_DAYS.replace(q="no event says this")
WORDS: Final = BriefOptions(
    headline="Azerbaijani troops moved into Parukh; Moscow and Baku dispute a 27 March pull-back",
    judgements=("Forces were in the village by 26 March.", "They had not fully left by 28 March."),
    gaps=("Who holds the heights west of Parukh",),
    handling="Open source",
)
