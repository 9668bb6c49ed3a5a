"""Tables and columns of a dataset folder; toll columns are UCDP's (UCDP GED Codebook 23.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.schema.vocabularies import (
    ACLED_EVENT_TYPES,
    ACLED_SUB_EVENT_TYPES,
    ASPECTS,
    CATEGORIES,
    CREDIBILITIES,
    DATE_PRECS,
    PUBLISHED_BASES,
    RELIABILITIES,
    SCOPES,
    SIDES,
    SOURCE_KINDS,
    STANCES,
    WHERE_PRECS,
)

Kind = Literal["id", "text", "date", "count", "bearing", "code", "url"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name : str
        Header in the CSV file.
    kind : {"id", "text", "date", "count", "bearing", "code", "url"}
        What a cell holds. `count` is a whole number of persons, `bearing` degrees clockwise from
        north.
    description : str
        One line for the data dictionary.
    required : bool
        Whether a blank cell is a fault. Where it is not, blank means *not reported*.
    vocabulary : tuple of str
        The codes allowed, for kind `code`.
    references : str
        `table.column` that the value must occur in.
    optional : bool
        Whether a file may leave the column out; every cell is then blank.
    """

    name: str
    kind: Kind
    description: str
    required: bool = False
    vocabulary: tuple[str, ...] = ()
    references: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file of a dataset folder."""

    name: str
    key: str
    description: str
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """File name in the dataset folder."""
        return f"{self.name}.csv"

    @property
    def column_names(self) -> tuple[str, ...]:
        """Headers in file order."""
        return tuple(column.name for column in self.columns)


def _code(
    name: str, description: str, codes: object, required: bool = True, optional: bool = False
) -> Column:
    vocabulary = tuple(codes) if isinstance(codes, (dict, tuple)) else ()
    return Column(name, "code", description, required, vocabulary, optional=optional)


EVENTS = Table(
    "events",
    "event_id",
    "Something reported to have happened, once however many reports tell it.",
    (
        Column("event_id", "id", "stable identifier", required=True),
        Column("title", "text", "neutral headline", required=True),
        Column("summary", "text", "what is reported, in the coder's own words"),
        _code("scope", "how it belongs to the case", SCOPES),
        Column("date_start", "date", "first day of the span", required=True),
        Column("date_end", "date", "last day of the span, inclusive", required=True),
        _code("date_prec", "how the span is to be read", DATE_PRECS),
        Column("place_id", "id", "where; blank when no place is reported", references="places.id"),
        _code("where_prec", "how well the location is known", WHERE_PRECS),
        _code("category", "what kind of event, as drawn on the map", CATEGORIES),
        _code("event_type", "ACLED event type", ACLED_EVENT_TYPES, required=False),
        _code("sub_event_type", "ACLED sub-event type", ACLED_SUB_EVENT_TYPES, required=False),
        Column("side_a", "text", "first actor"),
        Column("side_b", "text", "second actor"),
        Column("deaths_a", "count", "reported deaths on side_a"),
        Column("deaths_b", "count", "reported deaths on side_b"),
        Column("deaths_civilians", "count", "reported civilian deaths"),
        Column("deaths_unknown", "count", "reported deaths of unknown affiliation"),
        Column("low", "count", "lowest reported total killed"),
        Column("best", "count", "total killed that a source states as its figure"),
        Column("high", "count", "highest reported total killed"),
        Column("wounded_low", "count", "lowest reported total wounded"),
        Column("wounded_high", "count", "highest reported total wounded"),
        Column("bearing_deg", "bearing", "reported direction of a movement, from north"),
    ),
)
CLAIMS = Table(
    "claims",
    "claim_id",
    "One party asserting, denying or disputing one aspect of one event, in one source.",
    (
        Column("claim_id", "id", "stable identifier", required=True),
        Column("event_id", "id", "the event spoken of", True, references="events.event_id"),
        Column("party", "id", "who speaks", True, references="parties.party_id"),
        _code("stance", "how the party stands to it", STANCES),
        _code("aspect", "what of the event it speaks of", ASPECTS),
        Column("statement", "text", "what the party says, in the coder's words", required=True),
        Column("said_on", "date", "day on which the party said it"),
        Column("source_id", "id", "where it is told", True, references="sources.source_id"),
        Column("paragraph", "count", "paragraph of the source, counted from 1"),
        _code(
            "credibility",
            "Admiralty grade of the information, set by an analyst; blank is not graded",
            CREDIBILITIES,
            required=False,
            optional=True,
        ),
    ),
)
SOURCES = Table(
    "sources",
    "source_id",
    "A publication that events are coded from.",
    (
        Column("source_id", "id", "stable identifier", required=True),
        Column("publisher", "text", "publisher as stated"),
        Column("title", "text", "title as stated"),
        Column("published_on", "date", "day of publication"),
        _code("published_basis", "how that day is known", PUBLISHED_BASES, required=False),
        Column("dateline", "text", "place printed before the first sentence"),
        _code("kind", "kind of publication", SOURCE_KINDS),
        Column("url", "url", "address, where one is known"),
        _code(
            "reliability",
            "Admiralty grade of the source, set by an analyst; blank is not graded",
            RELIABILITIES,
            required=False,
            optional=True,
        ),
    ),
)
PARTIES = Table(
    "parties",
    "party_id",
    "Who speaks, and on which side.",
    (
        Column("party_id", "id", "stable identifier", required=True),
        Column("title", "text", "name as shown", required=True),
        _code("side", "side the party is grouped in", SIDES),
    ),
)
TABLES = (EVENTS, CLAIMS, SOURCES, PARTIES)
TOLL_COLUMNS = (
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "low",
    "best",
    "high",
    "wounded_low",
    "wounded_high",
)
PLACES_FILE = "places.geojson"
