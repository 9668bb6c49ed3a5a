"""Parts of a place in Linked Places Format: a geometry, when it was in force, where it is from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from scripts.metres import rounded

Json = dict[str, Any]


def read_json(path: Path) -> Json:
    """Parse a UTF-8 JSON file that holds an object.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    dict
        Its content.
    """
    content: Json = json.loads(path.read_text(encoding="utf-8"))
    return content


def timespan(start: str, end: str) -> Json:
    """Return a Linked Places ``when`` of one closed span.

    Parameters
    ----------
    start, end : str
        First and last day, ISO 8601.

    Returns
    -------
    dict
        The ``when`` object.
    """
    return {"timespans": [{"start": {"in": start}, "end": {"in": end}}]}


@dataclass(frozen=True)
class Member:
    """One member of a place's GeometryCollection.

    Attributes
    ----------
    role : str
        One of point, area, route, strip, line.
    geometry : BaseGeometry
        Geometry in degrees.
    certainty : str
        One of certain, less-certain, uncertain.
    citations : list of dict
        Where it comes from.
    span : tuple of str, optional
        First and last day in force.
    """

    role: str
    geometry: BaseGeometry
    certainty: str
    citations: list[Json]
    span: tuple[str, str] | None = None

    def to_json(self) -> Json:
        """Return the member as GeoJSON.

        Returns
        -------
        dict
            Geometry object with the foreign members of Linked Places.
        """
        shaped: Json = dict(mapping(rounded(self.geometry)))
        shaped["role"] = self.role
        shaped["certainty"] = self.certainty
        if self.span is not None:
            shaped["when"] = timespan(*self.span)
        shaped["citations"] = self.citations
        return shaped
