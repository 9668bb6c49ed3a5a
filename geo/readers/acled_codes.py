"""Columns and codes of ACLED, as its codebook (2023) has them, and what they become."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from geo.readers.layout import Layout

_COLUMNS_LINE: Final = (
    "event_id_cnty event_date year time_precision disorder_type event_type "
    "sub_event_type actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction "
    "civilian_targeting iso region country admin1 admin2 admin3 location latitude "
    "longitude geo_precision source source_scale notes fatalities tags timestamp "
)
COLUMNS: Final = tuple(_COLUMNS_LINE.split())
_COLUMNS_BEFORE_2023_LINE: Final = (
    "data_id iso event_id_cnty event_id_no_cnty event_date year time_precision "
    "event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 "
    "interaction region country admin1 admin2 admin3 location latitude longitude "
    "geo_precision source source_scale notes fatalities timestamp iso3 "
)
COLUMNS_BEFORE_2023: Final = tuple(_COLUMNS_BEFORE_2023_LINE.split())
LAYOUT: Final = Layout(
    needed=("event_id_cnty", "event_date", "event_type", "latitude", "longitude"),
    known=(*COLUMNS, *COLUMNS_BEFORE_2023),
)
# 1: the day; 2: within a week, whose middle is written; 3: within a month.
TIME_PRECISIONS: Final = {1: "day", 2: "week", 3: "month"}
HALF_WEEK_DAYS: Final = 3
# 1: the place itself; 2: a part of a region, at a town near by; 3: a region, at its capital.
GEO_PRECISIONS: Final = {1: "exact", 2: "near", 3: "region"}
# By sub-event type, else by event type.
CATEGORIES: Final = MappingProxyType(
    {
        "Battles": "clash",
        "Explosions/Remote violence": "strike",
        "Violence against civilians": "attack",
        "Protests": "other",
        "Riots": "other",
        "Strategic developments": "other",
        "Government regains territory": "movement",
        "Non-state actor overtakes territory": "movement",
        "Non-violent transfer of territory": "movement",
        "Headquarters or base established": "movement",
        "Agreement": "statement",
        # No shelling, drone or air strike, and it may hit fighters as well as civilians.
        "Suicide bomb": "other",
        "Remote explosive/landmine/IED": "other",
        "Grenade": "other",
    }
)
ACTOR_KINDS: Final = {
    0: "",
    1: "State forces",
    2: "Rebel group",
    3: "Political militia",
    4: "Identity militia",
    5: "Rioters",
    6: "Protesters",
    7: "Civilians",
    8: "External/Other forces",
}
# In exports of years before, by their folded form.
OLD_WORDS: Final = {
    "excessive force against protestors": "Excessive force against protesters",
    "strategic development": "Strategic developments",
    "remote violence": "Explosions/Remote violence",
}
ASSUMPTIONS: Final = {
    "time_precision": "the file has no time_precision: each date is taken for the day",
    "geo_precision": "the file has no geo_precision: each position is taken as near",
}
