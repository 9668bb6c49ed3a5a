"""Columns and codes of UCDP GED, as the UCDP GED Codebook 23.1 has them, and what they become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geo.readers.layout import Layout

# The order of GED 23.1, in which candidate files without a header come.
_COLUMNS_LINE: Final = (
    "id relid year active_year code_status type_of_violence conflict_dset_id "
    "conflict_new_id conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id "
    "side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt "
    "priogrid_gid country country_id region event_clarity date_prec date_start date_end "
    "deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob "
)
COLUMNS: Final = tuple(_COLUMNS_LINE.split())
LAYOUT: Final = Layout(
    needed=("id", "type_of_violence", "date_start", "latitude", "longitude"),
    # The second names are those of GED up to 5.0, the third those of the extract in R's `juanr`.
    aliases={
        "best_est": "best",
        "low_est": "low",
        "high_est": "high",
        "best_death": "best",
        "low_death": "low",
        "high_death": "high",
        "date": "date_start",
    },
    known=COLUMNS,
    headerless=(COLUMNS,),
)


@dataclass(frozen=True, slots=True)
class Violence:
    """One of UCDP's types of organised violence."""

    title: str
    category: str


VIOLENCE: Final = {
    1: Violence("State-based conflict", "clash"),
    2: Violence("Non-state conflict", "clash"),
    3: Violence("One-sided violence", "attack"),
}
# An event of a file that we wrote, of which UCDP would say nothing.
UNTYPED: Final = Violence("Type not coded", "other")
VIOLENCE_WORDS: Final = {"state-based": 1, "non-state": 2, "one-sided": 3}
DATE_PRECS: Final = {1: "day", 2: "days", 3: "week", 4: "month", 5: "year"}
# Exact; within about 25 km of a known point; second-order division; first-order division; a line
# or a part of a country; the country; international waters or airspace.
WHERE_PRECS: Final = {
    1: "exact",
    2: "near",
    3: "district",
    4: "region",
    5: "region",
    6: "region",
    7: "region",
}
# What the codes mean that all become `region`.
BROAD_AREAS: Final = {
    4: "first-order division",
    5: "line or part of a country",
    6: "country",
    7: "international waters or airspace",
}
NEAR_KM: Final = 25.0
CLARITY: Final = {"2": "one of several events that the sources tell together"}
ASSUMPTIONS: Final = {
    "date_prec": "the file has no date_prec: each date is taken for the day of the event",
    "where_prec": "the file has no where_prec: each position is taken as near, radius not known",
}
