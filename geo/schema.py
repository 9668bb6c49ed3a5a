"""The data dictionary: tables, columns and vocabularies as plain data.

Everything that must agree on the shape of the data reads it from here: the validator, the data
package, `docs/data-dictionary.md` and the exports. Event types are ACLED's vocabulary (ACLED
Codebook, 2023), toll columns are UCDP's (UCDP GED Codebook 23.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["id", "text", "date", "count", "bearing", "code", "url"]

SCOPES = {
    "event": "belongs to the case and its region",
    "background": "earlier or long-running, told to explain the case",
    "outside": "happened away from the region, told for its bearing on it",
}
DATE_PRECS = {
    "day": "both ends are known to the day; under way on every day of the span",
    "days": "somewhere within the span of a few days",
    "week": "somewhere within the span of about a week",
    "month": "somewhere within the span of about a month",
    "year": "somewhere within the span of about a year or more",
}
WHERE_PRECS = {
    "exact": "the place itself",
    "near": "within the position radius around the place",
    "district": "somewhere in the district named",
    "region": "somewhere in the region named",
    "none": "no location reported",
}
CATEGORIES = {
    "clash": "exchange of fire between armed actors",
    "strike": "shelling, drone or air strike",
    "blockade": "blockade, checkpoint or cut infrastructure",
    "movement": "advance, withdrawal or deployment of forces; its arrow is upright where no "
    "direction is reported",
    "violation": "accusation of a breach of the ceasefire",
    "statement": "statement, demand, order, call, letter or agreement",
    "attack": "violence against people who do not fight",
    "other": "reported event of none of these kinds: protest, riot, arrest, looting",
}
STANCES = {
    "asserts": "says that it is so",
    "denies": "says that it is not so",
    "disputes": "contests part of it, or how it is framed, without a flat denial",
}
ASPECTS = {
    "occurrence": "that it happened",
    "responsibility": "who did it",
    "casualties": "how many were killed or wounded",
    "location": "where it happened",
    "timing": "when it happened",
    "withdrawal": "whether forces left",
    "motive": "why it was done",
}
# Derived from claims by `geo.claims`, never stored.
STATUSES = {
    "corroborated": "asserted by two or more sides, denied by none",
    "one_side": "asserted by one side only",
    "contested": "asserted, and denied or disputed",
    "reported": "told by a report, by no named party",
}
SIDES = {
    "azerbaijan": "Azerbaijan",
    "armenian": "Armenia and Karabakh Armenians",
    "russia": "Russia",
    "other": "Other parties",
    "none": "No named party",
}
SOURCE_KINDS = {
    "agency": "news agency report",
    "press": "newspaper, broadcaster or site",
    "analysis": "analytical article",
    "reference": "reference work cited for dates or positions",
}
PUBLISHED_BASES = {
    "stated": "the publication states the day",
    "inferred": "earliest day consistent with the text",
}
# The Admiralty code, as in NATO's AJP-2.1: letters grade a source, figures one piece of what it
# tells. Set by an analyst; blank is not graded, which differs from F and 6.
RELIABILITIES = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITIES = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
ACLED_EVENT_TYPES: dict[str, tuple[str, ...]] = {
    "Battles": (
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
    ),
    "Protests": (
        "Peaceful protest",
        "Protest with intervention",
        "Excessive force against protesters",
    ),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": (
        "Sexual violence",
        "Attack",
        "Abduction/forced disappearance",
    ),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
ACLED_SUB_EVENT_TYPES = tuple(sub for subs in ACLED_EVENT_TYPES.values() for sub in subs)


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

UNATTRIBUTED_SIDE = "none"
