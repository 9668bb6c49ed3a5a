"""All places of a dataset, as one Linked Places document.

The JSON document itself is kept, so that reading and writing lose nothing, known or unknown; the
`Place` objects are views of it. GDAL is not used: it drops names, types, links and `when`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from geo.gazetteer.place import Part, Place, read_place
from geo.spans import Window
from geo.toponym import fold


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

    def search(self, query: str) -> list[Place]:
        """Places with a name that contains the query, whole names first.

        Case, accents and the special letters of Azerbaijani do not matter.
        """
        wanted = fold(query)
        scored: list[tuple[int, str, Place]] = []
        for place in self._places.values():
            folded = [fold(place.title), place.id, *(fold(name.text) for name in place.names)]
            if wanted in folded:
                scored.append((0, place.title, place))
            elif wanted and any(wanted in name for name in folded):
                scored.append((1, place.title, place))
        return [place for _, _, place in sorted(scored, key=lambda item: item[:2])]

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
