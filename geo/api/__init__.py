"""The Python face: a dataset to narrow, to read and to draw, in a notebook or a script."""

from geo.api.brief import Report
from geo.api.picture import Map
from geo.api.situation import Situation, load

__all__ = ["Map", "Report", "Situation", "load"]
