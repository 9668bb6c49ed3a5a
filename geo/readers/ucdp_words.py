"""Title and summary of an event of UCDP GED, which has no text of its own."""

from __future__ import annotations

from typing import Final

from geo.readers.cells import code, shortened, text
from geo.readers.ucdp_codes import BROAD_AREAS, CLARITY, WHERE_PRECS, Violence

# Parts of the summary that an export takes back.
TYPE_LABEL: Final = "Type"
LOCATED_TO: Final = "Located to"
_PART_CHARS: Final = 1_000
_TITLE_CHARS: Final = 500


def title_of(cells: dict[str, str], violence: Violence) -> str:
    """Who fights whom, and where."""
    return shortened(f"{_who(cells, violence)}, {_where(cells)}", _TITLE_CHARS)


def summary_of(cells: dict[str, str], violence: Violence) -> str:
    """What UCDP says beside the columns that an event has, each part under its label."""
    divisions = ", ".join(name for name in (text(cells, "adm_2"), text(cells, "adm_1")) if name)
    told = (
        (TYPE_LABEL, violence.title),
        ("Conflict", text(cells, "conflict_name")),
        ("Location", text(cells, "where_description")),
        (LOCATED_TO, BROAD_AREAS.get(code(cells, "where_prec", WHERE_PRECS) or 0, "")),
        ("Divisions", divisions),
        ("Country", text(cells, "country")),
        ("First told by", text(cells, "source_original")),
        ("Sources", text(cells, "source_article")),
        ("Clarity", CLARITY.get(text(cells, "event_clarity").removesuffix(".0"), "")),
    )
    return " · ".join(f"{label}: {shortened(said, _PART_CHARS)}" for label, said in told if said)


def _who(cells: dict[str, str], violence: Violence) -> str:
    sides = [text(cells, side) for side in ("side_a", "side_b")]
    named = " – ".join(side for side in sides if side)
    return f"{violence.title}: {named}" if named else violence.title


def _where(cells: dict[str, str]) -> str:
    place, country = text(cells, "where_coordinates"), text(cells, "country")
    if not place or country in place:
        return place or country or "place not named"
    return f"{place} ({country})" if country else place
