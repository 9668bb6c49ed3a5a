"""Joins: events with their place, claims, sources and the dated zones that they lie in.

`Dataset` is the joined whole that every layer above works on; a `Selection` is what a filter lets
pass of it.
"""

from geo.linkage.claims import join_claims, number_events, source_labels
from geo.linkage.dataset import Dataset, Selection
from geo.linkage.events import AREA_PRECS, SYMBOL_PRECS, join_events
from geo.linkage.zones import zones_of_events

__all__ = [
    "AREA_PRECS",
    "SYMBOL_PRECS",
    "Dataset",
    "Selection",
    "join_claims",
    "join_events",
    "number_events",
    "source_labels",
    "zones_of_events",
]
