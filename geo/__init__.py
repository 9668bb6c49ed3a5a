"""Truceline: gazetteer, coded events and conflicting claims on one clock.

>>> import geo
>>> situation = geo.load()
>>> situation.gazetteer["parukh"].title
'Parukh'
"""

from geo.api import Map, Situation, load
from geo.store.folder import check

__all__ = ["Map", "Situation", "check", "load"]
