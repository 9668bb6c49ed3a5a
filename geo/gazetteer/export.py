"""Places as they leave: records of a search, Linked Places features."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from geo.gazetteer.collection import Gazetteer
from geo.gazetteer.search import Match, Reason
from geo.toponym import Toponym


def all_places(gazetteer: Gazetteer) -> list[Match]:
    """Every place under its title, as a search for nothing in particular would give them."""
    return [
        Match(place, Toponym(place.title), Reason.EXACT, whole=True) for place in gazetteer.values()
    ]


def place_records(
    gazetteer: Gazetteer, matches: Iterable[Match], names: str
) -> list[dict[str, Any]]:
    """Places found, as records.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where the places that they are part of are named.
    matches : iterable of Match
        Found by `Gazetteer.find` or `Gazetteer.suggest`.
    names : str
        Naming convention of `title` and `part_of`.

    Returns
    -------
    list of dict
        `place_id`, `title`, `kind`, `part_of` (list of `place_id` and `title`), `lon`, `lat`
        (degrees, EPSG:4326), `radius_km` and `matched` (`name`, `lang`, `reason`, `whole`).
        What is not known is None.
    """
    return [
        {
            "place_id": match.place.id,
            "title": match.place.name(names),
            "kind": match.place.kind,
            "part_of": [
                {"place_id": one, "title": gazetteer[one].name(names)}
                for one in match.place.part_of
                if one in gazetteer
            ],
            "lon": None if match.place.point is None else match.place.point.x,
            "lat": None if match.place.point is None else match.place.point.y,
            "radius_km": match.place.radius_km,
            "matched": {
                "name": match.name.text,
                "lang": match.name.lang or None,
                "reason": str(match.reason),
                "whole": match.whole,
            },
        }
        for match in matches
    ]


def place_line(record: Mapping[str, Any]) -> str:
    r"""One line of a record: id, title, what it is part of, which name matched and how.

    Examples
    --------
    >>> line = place_line({"place_id": "parukh", "title": "Fərrux", "part_of": [],
    ...     "matched": {"name": "Парух", "lang": "ru", "reason": "exact", "whole": True}})
    >>> line.split("\t")
    ['parukh', 'Fərrux', '', 'exact: Парух (ru)']
    """
    parents = ", ".join(parent["title"] for parent in record["part_of"])
    matched = record["matched"]
    language = f" ({matched['lang']})" if matched["lang"] else ""
    some = "" if matched["whole"] or matched["reason"] == Reason.SUGGESTION else ", in part"
    return "\t".join(
        (
            record["place_id"],
            record["title"],
            f"part of {parents}" if parents else "",
            f"{matched['reason']}{some}: {matched['name']}{language}",
        )
    )


def linked_places(gazetteer: Gazetteer, place_ids: Iterable[str]) -> dict[str, Any]:
    """Places as a Linked Places document of their own, each feature as it was read.

    Parameters
    ----------
    gazetteer : Gazetteer
        The document that they come from; what it says of itself, its licence too, goes along.
    place_ids : iterable of str
        Ids of places that it has.
    """
    about = {key: value for key, value in gazetteer.document.items() if key != "features"}
    return {**about, "features": [gazetteer[one].document for one in place_ids]}
