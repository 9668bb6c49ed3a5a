"""Which place a name means: candidates with their reasons, and what somebody decided.

Nothing is ever picked here. A name that nobody has decided on costs its row, which comes back with
the candidates.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from geo.errors import UsageError
from geo.gazetteer import Gazetteer
from geo.gazetteer.search import Match, Reason
from geo.readers import Named
from geo.spreadsheet import guarded, unguarded

# A decision: take the row, and place it nowhere.
NOWHERE: Final = "-"
CANDIDATES_MAX: Final = 10
COLUMNS: Final = (
    "choose",
    "place",
    "within",
    "rows",
    "place_id",
    "title",
    "kind",
    "part_of",
    "longitude",
    "latitude",
    "reason",
)
_LANGUAGES: Final = {
    "en": "English",
    "hy": "Armenian",
    "az": "Azerbaijani",
    "ru": "Russian",
    "fa": "Persian",
    "tr": "Turkish",
}
Key = tuple[str, str]
Decisions = Mapping[Key, str]


def key_of(named: Named) -> Key:
    """Under which a name is decided on: itself, and what it is said to be part of."""
    return named.name, ", ".join(named.within)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    Parameters
    ----------
    place_id, title, kind : str
        Of the place.
    part_of : str
        What it is part of, by name.
    lon, lat : float or None
        Degrees, EPSG:4326.
    reason : str
        Which name matched, in which language, how, and whether the row's division agrees.
    """

    place_id: str
    title: str
    kind: str
    part_of: str
    lon: float | None
    lat: float | None
    reason: str

    def __str__(self) -> str:
        where = f", part of {self.part_of}" if self.part_of else ""
        return f"{self.place_id} ({self.title}{where}; {self.reason})"


@dataclass
class Undecided:
    """A name that nobody has decided on.

    Parameters
    ----------
    candidates : tuple of Candidate
        What it may mean; empty where the gazetteer has nothing like it.
    rows : int
        How many rows have it.
    """

    candidates: tuple[Candidate, ...]
    rows: int = 0


def candidates_for(gazetteer: Gazetteer, named: Named) -> tuple[Candidate, ...]:
    """Places that a name may mean, those in the row's own divisions first.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where to look.
    named : Named
        What a row says.

    Returns
    -------
    tuple of Candidate
        Places that have the name, else those that have one like it; at most `CANDIDATES_MAX`.

    Examples
    --------
    >>> from geo.store.folder import load
    >>> [str(one) for one in candidates_for(load().gazetteer, Named("Фаррух"))]
    ['parukh (Parukh, part of Askeran District, Khojaly District; exact: Фаррух, Russian)']
    """
    matches = gazetteer.find(named.name) or gazetteer.suggest(named.name)
    divisions = {
        match.place.id
        for division in named.within
        for match in gazetteer.find(division)
        if match.whole
    }
    homonyms = sum(match.whole for match in matches) > 1
    found = [
        (_candidate(gazetteer, match, divisions, homonyms=homonyms), match) for match in matches
    ]
    found.sort(key=lambda pair: divisions.isdisjoint(gazetteer.ancestors(pair[1].place.id)))
    return tuple(candidate for candidate, _ in found[:CANDIDATES_MAX])


def _candidate(
    gazetteer: Gazetteer, match: Match, divisions: set[str], *, homonyms: bool
) -> Candidate:
    place, name = match.place, match.name
    language = _LANGUAGES.get(name.language, name.lang)
    how = "only alike" if match.reason is Reason.SUGGESTION else str(match.reason)
    some = "" if match.whole or match.reason is Reason.SUGGESTION else " in part"
    reasons = [f"{how}{some}: {name.text}" + (f", {language}" if language else "")]
    within = [one for one in gazetteer.ancestors(place.id) if one in divisions]
    if within:
        reasons.append(f"within {gazetteer[within[0]].title}, as the row says")
    elif divisions:
        reasons.append("not within what the row says")
    if homonyms and match.whole:
        reasons.append("one of several of this name")
    return Candidate(
        place.id,
        place.title,
        place.kind,
        gazetteer.whereabouts(place.id, "en"),
        None if place.point is None else round(place.point.x, 5),
        None if place.point is None else round(place.point.y, 5),
        "; ".join(reasons),
    )


def write_choices(undecided: Mapping[Key, Undecided]) -> str:
    """Names with their candidates as CSV, to be filled in: an `x` under `choose`.

    Each name also has a line for taking its rows without a place.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for (name, within), one in undecided.items():
        first = ("", guarded(name), guarded(within), one.rows)
        for found in one.candidates:
            texts = (found.place_id, found.title, found.kind, found.part_of)
            where = (found.lon, found.lat)
            writer.writerow([*first, *map(guarded, texts), *where, guarded(found.reason)])
        nowhere = ("no place", "", "", "", "", "take the rows without a place")
        writer.writerow([*first, guarded(NOWHERE), *nowhere])
    return buffer.getvalue()


def read_choices(content: str, gazetteer: Gazetteer) -> dict[Key, str]:
    """Read what was filled in.

    Parameters
    ----------
    content : str
        As of `write_choices`, with a mark under `choose` in at most one line of each name.
    gazetteer : Gazetteer
        That has the places chosen.

    Returns
    -------
    dict
        Id of the place, or `NOWHERE`, by name and what it is part of.

    Raises
    ------
    UsageError
        If it is no such file, two places are chosen for a name, or one is not in the gazetteer.
    """
    reader = csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline=""))
    header = next(reader, [])
    if not {"choose", "place", "place_id"} <= set(header):
        raise UsageError(f"places: expected the columns {', '.join(COLUMNS)}")
    chosen: dict[Key, str] = {}
    for row, cells in enumerate(reader, start=2):
        line = dict(zip(header, map(unguarded, cells), strict=False))
        if not line.get("choose", "").strip():
            continue
        key = (line.get("place", ""), line.get("within", ""))
        place_id = line.get("place_id", "").strip()
        if key in chosen:
            raise UsageError(f"places, row {row}: expected one place for {key[0]!r}, found another")
        if place_id != NOWHERE and place_id not in gazetteer:
            expected = "the id of a place of the gazetteer"
            raise UsageError(f"places, row {row}: expected {expected}, found {place_id!r}")
        chosen[key] = place_id
    return chosen


def closure(gazetteer: Gazetteer, place_ids: Iterable[str]) -> list[str]:
    """Places and all that they are part of, each once."""
    wanted = list(place_ids)
    ancestors = [up for one in wanted for up in gazetteer.ancestors(one) if up in gazetteer]
    return list(dict.fromkeys([*wanted, *ancestors]))
