"""The gazetteer: every place with its names, its parts, and when each was in force.

Reads and writes Linked Places Format 1.3 (https://github.com/LinkedPasts/linked-places-format).
"""

from geo.gazetteer.collection import Gazetteer, read, write
from geo.gazetteer.place import PART_OF, Part, Place, place_key, read_place
from geo.gazetteer.search import Match, Reason, spoken_names

__all__ = [
    "PART_OF",
    "Gazetteer",
    "Match",
    "Part",
    "Place",
    "Reason",
    "place_key",
    "read",
    "read_place",
    "spoken_names",
    "write",
]
