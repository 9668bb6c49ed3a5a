"""What documents with real text (PDF, PPTX, HTML) say of each event, in the same words."""

from __future__ import annotations

from typing import Any, Final

from geo.brief.entries import BriefClaim, BriefEvent
from geo.brief.model import Brief
from geo.brief.phrases import place_line, toll_line
from geo.brief.picture import PROJECTION, as_of_line
from geo.schema import ASPECTS
from geo.symbology import CATEGORIES, STATUSES

CATEGORY_LABELS: Final = {category.code: category.label for category in CATEGORIES}
STATUS_LABELS: Final = {status.code: status.label for status in STATUSES}
COLUMNS: Final = ("No.", "When", "Event", "Where", "Status", "Sources")


def event_cells(event: BriefEvent) -> dict[str, str]:
    """Cells of an event's row, under `COLUMNS`, and its toll.

    Parameters
    ----------
    event : BriefEvent
        Of a brief.
    """
    return {
        "No.": str(event.number),
        "When": event.when + (" (possibly outside these dates)" if event.possible else ""),
        "Event": event.title,
        "Where": place_line(event),
        "Status": STATUS_LABELS[event.status],
        "Sources": " ".join(event.sources),
        "Kind": CATEGORY_LABELS[event.category],
        "Toll": toll_line(event),
        "Id": event.event_id,
    }


def claim_cells(claim: BriefClaim) -> dict[str, str]:
    """Cells of a claim's row."""
    paragraph = f", ¶ {claim.paragraph}" if claim.paragraph else ""
    return {
        "party": claim.party,
        "stance": claim.stance,
        "aspect": claim.aspect,
        "meaning": ASPECTS[claim.aspect],
        "statement": claim.statement,
        "said_on": claim.said_on,
        "source": claim.source + paragraph,
    }


def about(brief: Brief) -> list[tuple[str, str]]:
    """What a brief rests on, as label and value."""
    counts = brief.counts
    shown = [
        f"{counts.mapped} on the map",
        f"{counts.outside} beyond its edge" if counts.outside else "",
        f"{counts.on_areas} known to a district or region only" if counts.on_areas else "",
        f"{counts.listed} without a place" if counts.listed else "",
    ]
    return [
        ("Filter", brief.sentence),
        ("Events", f"{brief.counts.sentence()}: {', '.join(filter(None, shown))}"),
        ("Contested", f"{counts.contested} denied or disputed by a party"),
        ("Notes", " ".join(brief.notes)),
        ("Place names", brief.names),
        ("Projection", PROJECTION),
        ("Basemap", brief.credits),
        ("Map id", brief.map_id),
        ("Data version", brief.data_version),
    ]


def picture_text(brief: Brief) -> str:
    """What the map shows, for readers who do not see it."""
    places = list(dict.fromkeys(event.place for event in brief.on_map if event.place))
    near = f" near {', '.join(places[:6])}" if places else ""
    return f"Map of {brief.counts.mapped} reported events{near}; each is in the list of events."


def as_data(brief: Brief) -> dict[str, Any]:
    """All text of a brief as plain data, for templates that must read nothing else."""
    return {
        "headline": brief.headline,
        "subtitle": brief.subtitle,
        "as_of": as_of_line(brief),
        "judgements": list(brief.options.judgements),
        "gaps": list(brief.options.gaps),
        "disclaimer": f"{brief.disclaimer} Place names: {brief.names}.",
        "picture": picture_text(brief),
        "map_id": brief.map_id,
        "version": brief.data_version,
        "about": [list(pair) for pair in about(brief)],
        "sources": [
            {"letter": one.letter, "label": one.label, "title": one.title, "url": one.url}
            for one in brief.sources
        ],
        "events": [
            {
                **{name.lower().rstrip("."): value for name, value in event_cells(event).items()},
                "summary": event.summary,
                "mapped": event.mapped,
                "symbol": f"{event.category}/{event.status}/{event.bearing_deg or 0:g}",
                "claims": [claim_cells(claim) for claim in event.claims],
            }
            for event in brief.events
        ],
    }
