"""Places and zones of a file: each checked as the gazetteer's are, then beside one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from geo.api.known import Known
from geo.errors import Fault
from geo.gazetteer import Place, place_key
from geo.readers import PlaceBook, Rejected, Shape
from geo.store.places import check_places, missing_relations


class ShapeBook:
    """Places and zones that a file gives.

    Parameters
    ----------
    file : str
        Its name.
    known : Known
        What stands in the target already.
    book : PlaceBook
        That gives ids to places which have none of their own.
    """

    def __init__(self, file: str, known: Known, book: PlaceBook) -> None:
        self.taken: dict[str, Shape] = {}
        self.present = 0
        self._file = file
        self._known = known
        self._book = book

    def take(self, shapes: Iterable[Shape]) -> list[Rejected]:
        """Take what is sound by itself; what places say of one another waits for `settle`."""
        rejected = []
        for read in shapes:
            shape = self._with_own_id(read)
            alone = {**shape.feature, "relations": _malformed(shape.feature.get("relations", []))}
            faults = [self._ours(one, shape) for one in check_places({"features": [alone]}, {})]
            if not faults:
                faults = self._faults_of_id(shape)
            if faults:
                rejected.append(Rejected(shape.row, tuple(faults), shape.cells))
            else:
                self.taken[place_key(shape.feature["@id"])] = shape
        return rejected

    def _with_own_id(self, shape: Shape) -> Shape:
        """Give an id that nothing has to a place whose id was only made of its title."""
        if not shape.named_by_title:
            return shape
        urn, _, wanted = shape.feature["@id"].rpartition(":")
        uri = f"{urn}:{self._book.free_id(wanted)}"
        return replace(shape, feature={**shape.feature, "@id": uri})

    def _faults_of_id(self, shape: Shape) -> list[Fault]:
        uri = str(shape.feature["@id"])
        known: Mapping[str, Place] = self._known.gazetteer or {}
        key = place_key(uri)
        if key not in self.taken and key not in known:
            return []
        remedy = "give it another @id; another place has this one"
        if key in known and known[key].document == shape.feature:
            self.present += 1
            remedy = "none needed: the dataset has this place"
        return [Fault(self._file, shape.row, "@id", uri, "each place once", remedy)]

    def settle(self) -> list[Rejected]:
        """Give back what does not fit with the places that it is said to belong to."""
        known = self._known.features
        shapes = list(self.taken.items())
        document = {"features": [*known, *(shape.feature for _, shape in shapes)]}
        faults: dict[str, list[Fault]] = {}
        for fault in check_places(document, {}):
            at = (fault.row or 0) - 1 - len(known)
            if at >= 0:
                key, shape = shapes[at]
                faults.setdefault(key, []).append(self._ours(fault, shape))
        return self._without(faults)

    def _without(self, faults: dict[str, list[Fault]]) -> list[Rejected]:
        """Reject what has faults, then what is related to it; each place is asked once."""
        related: dict[str, list[str]] = {}
        for key, shape in self.taken.items() if faults else ():
            for relation in shape.feature.get("relations", []):
                related.setdefault(place_key(relation["relationTo"]), []).append(key)
        there = {*self.taken, *(self._known.gazetteer or ())}
        rejected = []
        waiting = list(faults)
        for key in waiting:
            shape = self.taken.pop(key)
            there.remove(key)
            rejected.append(Rejected(shape.row, tuple(faults[key]), shape.cells))
            for other in related.get(key, ()):
                if other in faults:
                    continue
                found = missing_relations(self.taken[other].feature, there)
                if found:
                    faults[other] = [self._ours(one, self.taken[other]) for one in found]
                    waiting.append(other)
        return rejected

    def _ours(self, fault: Fault, shape: Shape) -> Fault:
        """Say of our file what a check said of a gazetteer."""
        return replace(fault, file=self._file, row=shape.row)


def _malformed(relations: object) -> object:
    """Relations that are none by their form; the others can be judged only beside other places."""
    if not isinstance(relations, list) or not all(isinstance(one, dict) for one in relations):
        return relations
    return [one for one in relations if not isinstance(one.get("relationTo"), str)]
