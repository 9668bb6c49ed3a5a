"""Joins: events with their place, claims, sources and the dated zones that they lie in.

`Dataset` is the joined whole that every layer above works on; a `Selection` is what a filter lets
pass of it.
"""

from geo.linkage.claims import join_claims, number_events, source_labels
from geo.linkage.dataset import Dataset
from geo.linkage.events import AREA_PRECS, SYMBOL_PRECS, join_events
from geo.linkage.matrix import ORDERS, ClaimMatrix, Order, claim_matrix, stances_in
from geo.linkage.publication import Withheld
from geo.linkage.selection import Selection
from geo.linkage.sources import (
    events_of_source,
    in_hindsight,
    latest_publication,
    source_table,
)
from geo.linkage.tolls import TollPosition, toll_positions
from geo.linkage.zones import zones_of_events

__all__ = [
    "AREA_PRECS",
    "ORDERS",
    "SYMBOL_PRECS",
    "ClaimMatrix",
    "Dataset",
    "Order",
    "Selection",
    "TollPosition",
    "Withheld",
    "claim_matrix",
    "events_of_source",
    "in_hindsight",
    "join_claims",
    "join_events",
    "latest_publication",
    "number_events",
    "source_labels",
    "source_table",
    "stances_in",
    "toll_positions",
    "zones_of_events",
]
