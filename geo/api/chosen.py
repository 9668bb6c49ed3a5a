"""Places that rows name without a position: what was decided of them, and what is still open."""

from __future__ import annotations

from collections.abc import Container
from typing import Any, Final

from geo.api.geocoding import NOWHERE, Decisions, Undecided, candidates_for, closure, key_of
from geo.errors import Fault
from geo.gazetteer import Gazetteer
from geo.limits import MAX_UNDECIDED
from geo.readers import Named, Record

# How well a place is known that is known by its name: a division is no point.
_PREC_OF_KIND: Final = {
    "settlement": "exact",
    "capital": "exact",
    "other": "exact",
    "district": "district",
}
_BROAD: Final = "region"


class ChosenPlaces:
    """The places that names mean, as somebody decided; never guessed.

    Parameters
    ----------
    gazetteer : Gazetteer, optional
        Where names are looked up.
    decisions : mapping
        Which place a name means.
    """

    def __init__(self, gazetteer: Gazetteer | None, decisions: Decisions) -> None:
        self.undecided: dict[tuple[str, str], Undecided] = {}
        self._gazetteer = gazetteer
        self._decisions = decisions
        self._used: dict[str, None] = {}

    def faults(self, file: str, row: int, named: Named) -> list[Fault]:
        """Fault of a row whose place is named and not chosen; it lists the candidates."""
        gazetteer, key = self._gazetteer, key_of(named)
        if key in self._decisions or (gazetteer is not None and named.place_id in gazetteer):
            return []
        expected = "a position, or a place of the gazetteer"
        if gazetteer is None or named.place_id:
            remedy = "give its longitude and latitude, or the gazetteer that has it"
            return [Fault(file, row, "place", named.name, expected, remedy)]
        one = self.undecided.get(key)
        if one is None and len(self.undecided) == MAX_UNDECIDED:
            remedy = f"decide on the first {MAX_UNDECIDED} names, then import the file again"
            return [Fault(file, row, "place", named.name, expected, remedy)]
        if one is None:
            one = self.undecided[key] = Undecided(candidates_for(gazetteer, named))
        one.rows += 1
        remedy = "choose one of: " + " | ".join(map(str, one.candidates))
        if not one.candidates:
            remedy = "give its longitude and latitude; the gazetteer has no place like it"
        return [Fault(file, row, "place", named.name, expected, remedy)]

    def place_of(self, record: Record) -> str:
        """Id of the gazetteer's place that a row was decided to mean; blank for none."""
        if record.named is None:
            return ""
        place_id = record.named.place_id or self._decisions[key_of(record.named)]
        return "" if place_id == NOWHERE else place_id

    def precision(self, place_id: str) -> str:
        """How well a location is known, as `where_prec`, of which only the place is known."""
        assert self._gazetteer is not None
        return _PREC_OF_KIND.get(self._gazetteer[place_id].kind, _BROAD)

    def use(self, place_id: str) -> None:
        """Note that a row at this place was taken."""
        self._used[place_id] = None

    def features(self, there: Container[str]) -> list[dict[str, Any]]:
        """Features of the places in use, with what they are part of, but for those there."""
        if self._gazetteer is None or not self._used:
            return []
        wanted = closure(self._gazetteer, self._used)
        return [dict(self._gazetteer[one].document) for one in wanted if one not in there]
