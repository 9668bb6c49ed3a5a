"""All places of a dataset, as one Linked Places document.

The JSON document itself is kept, so that reading and writing lose nothing, known or unknown; the
`Place` objects are views of it. GDAL is not used: it drops names, types, links and `when`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from geo.gazetteer.place import Part, Place, read_place
from geo.gazetteer.search import Match, PlaceIndex
from geo.spans import Window


class Gazetteer(Mapping[str, Place]):
    """All places, by id.

    Parameters
    ----------
    document : mapping
        A Linked Places FeatureCollection. Kept as it is; never changed.

    Raises
    ------
    ValueError
        If a feature has no `@id`, no readable geometry or a date that is not ISO 8601, or if two
        features share an id. `geo.store` reports the same as faults, all at once.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self._places: dict[str, Place] = {}
        for feature in document["features"]:
            place = read_place(feature)
            if place.id in self._places:
                raise ValueError(f"two places have the id {place.id!r}")
            self._places[place.id] = place

    def __getitem__(self, place_id: str) -> Place:
        return self._places[place_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def ancestors(self, place_id: str) -> tuple[str, ...]:
        """All places that one is part of, nearest first, each once.

        Relations that come back to the place itself are followed once only.
        """
        found: dict[str, None] = {}
        waiting = list(self._places[place_id].part_of) if place_id in self._places else []
        while waiting:
            parent = waiting.pop(0)
            if parent not in found and parent != place_id:
                found[parent] = None
                waiting.extend(self._places[parent].part_of if parent in self._places else ())
        return tuple(found)

    def parts(self, place_id: str) -> tuple[str, ...]:
        """All places that are said to be part of one, not through another, in file order."""
        return self._parts.get(place_id, ())

    @cached_property
    def _parts(self) -> dict[str, tuple[str, ...]]:
        parts: dict[str, tuple[str, ...]] = {}
        for place in self._places.values():
            for parent in dict.fromkeys(place.part_of):
                parts[parent] = (*parts.get(parent, ()), place.id)
        return parts

    @cached_property
    def _index(self) -> PlaceIndex:
        return PlaceIndex(self._places.values())

    def find(self, query: str) -> list[Match]:
        """Places with a name that is the query or has its words, see `PlaceIndex.find`.

        Examples
        --------
        >>> gazetteer = Gazetteer({"features": [
        ...     {"@id": "urn:x:place:parukh", "names": [{"toponym": "Фаррух", "lang": "ru"}]}]})
        >>> [(match.place.id, match.name.text, str(match.reason))
        ...  for match in gazetteer.find("Farrukh")]
        [('parukh', 'Фаррух', 'transliterated')]
        """
        return self._index.find(query)

    def suggest(self, query: str) -> list[Match]:
        """Places with a name that is only like the query, see `PlaceIndex.suggest`."""
        return self._index.suggest(query)

    def whereabouts(self, place_id: str, convention: str, leave_out: str = "") -> str:
        """What a place is part of, by name: this tells homonyms apart; blank where not known.

        Parameters
        ----------
        place_id : str
            The place.
        convention : str
            Naming convention.
        leave_out : str
            Id of a place that need not be named.
        """
        parents = (one for one in self[place_id].part_of if one in self and one != leave_out)
        return ", ".join(self[one].name(convention) for one in parents)

    def zones_in_force(self, window: Window) -> list[tuple[Place, Part]]:
        """Lines and areas of zones in force on any day of the window, with their places."""
        return [
            (place, part)
            for place in self._places.values()
            if place.is_zone
            for part in place.parts_in_force(window)
        ]


def read(path: Path) -> Gazetteer:
    """Read a Linked Places file.

    Raises
    ------
    ValueError
        If the file is not JSON or a feature cannot be read.
    """
    return Gazetteer(json.loads(path.read_bytes()))


def write(gazetteer: Gazetteer, path: Path) -> None:
    """Write the document just as it was read: `read(write(read(f)))` equals `read(f)`."""
    text = json.dumps(gazetteer.document, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
