"""Truceline: gazetteer, coded events and conflicting claims on one clock.

>>> import geo
>>> dataset = geo.load()
>>> dataset.gazetteer["parukh"].title
'Parukh'
"""

from geo.store.folder import check, load

__all__ = ["check", "load"]
