"""What a coder decided about a draft, and the rows that follow: nothing that was not confirmed.

A decision is kept by record and field: `confirmed`, `corrected` with a value, or `rejected`, which
leaves the field blank. A record counts when it is not rejected and each of its fields is decided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from geo.report.partyids import party_side, party_title
from geo.schema import ACLED_EVENT_TYPES, CLAIMS, EVENTS, PARTIES, SOURCES

# In the order in which a card asks; each with the field whose reason it shows.
EVENT_FIELDS: Final = {
    "title": "category",
    "category": "category",
    "sub_event_type": "category",
    "scope": "date",
    "date_start": "date",
    "date_end": "date",
    "date_prec": "date",
    "place_id": "place",
    "where_prec": "place",
    "side_a": "category",
    "side_b": "category",
    "deaths_a": "toll",
    "deaths_b": "toll",
    "deaths_civilians": "toll",
    "deaths_unknown": "toll",
    "low": "toll",
    "best": "toll",
    "high": "toll",
    "wounded_low": "toll",
    "wounded_high": "toll",
}
CLAIM_FIELDS: Final = {
    "party": "party",
    "stance": "party",
    "aspect": "party",
    "statement": "party",
    "said_on": "party",
}
REQUIRED: Final = frozenset(
    column.name for table in (EVENTS, CLAIMS) for column in table.columns if column.required
)
Record = Mapping[str, Any]
Review = Mapping[str, Record]


@dataclass(frozen=True, slots=True)
class Source:
    """The report as a row of sources.

    Parameters
    ----------
    source_id, publisher, title, published_on, kind : str
        As in `schema.SOURCES`; `published_on` is the dateline.
    """

    source_id: str
    publisher: str
    title: str
    published_on: str
    kind: str


@dataclass(frozen=True)
class Accepted:
    """What may go into the tables, and how far the review is.

    Parameters
    ----------
    rows : dict of str to list of dict
        By table name, cells as text.
    events, claims : int
        Records accepted.
    open_records, rejected_records : int
        Records that still have an undecided field, and rejected ones. With the accepted ones they
        add up to all.
    """

    rows: dict[str, list[dict[str, str]]]
    events: int
    claims: int
    open_records: int
    rejected_records: int


def fields_asked(record: Record, fields: Mapping[str, str]) -> list[str]:
    """Fields of a record that a coder is asked about: those with a value, and those required."""
    always = ("place_id", "where_prec", "said_on")
    return [
        name
        for name in fields
        if record.get(name) is not None or name in REQUIRED or name in always
    ]


def is_decided(record: Record, decisions: Record, fields: Mapping[str, str]) -> bool:
    """Whether each field asked about is confirmed, corrected, or rejected where it may be blank."""
    chosen = decisions.get("fields", {})
    for name in fields_asked(record, fields):
        state = chosen.get(name, {}).get("state", "open")
        if state == "open" or (state == "rejected" and name in REQUIRED - {"where_prec"}):
            return False
    return True


def accept(
    records: Mapping[str, Sequence[Record]],
    review: Review,
    source: Source,
    known_parties: Sequence[str],
    taken_ids: Sequence[str] = (),
    known_sources: Sequence[str] = (),
) -> Accepted:
    """Rows of what a coder accepted.

    Parameters
    ----------
    records : mapping
        `events` and `claims` as `rows.draft_records` gives them.
    review : mapping of str to mapping
        By id of the record: `state` (`rejected` or else), and `fields` with `state` and `value`.
    source : Source
        The report.
    known_parties : sequence of str
        Ids that the dataset has; others get rows of their own.
    taken_ids : sequence of str
        Event ids that the dataset has.
    known_sources : sequence of str
        Ids of sources that the dataset has: a report may be taken up again.

    Returns
    -------
    Accepted
        A claim is accepted only with its event.
    """
    ids: dict[str, str] = {}
    events: list[dict[str, str]] = []
    undecided = rejected = 0
    for record in records["events"]:
        state = _state_of(record, "event_id", review, EVENT_FIELDS)
        undecided += state == "open"
        rejected += state == "rejected"
        if state == "accepted":
            row = _row(record, review[record["event_id"]], EVENT_FIELDS, EVENTS.column_names)
            _complete_event(row)
            row["event_id"] = _new_id(source.source_id, row, {*taken_ids, *ids.values()})
            ids[record["event_id"]] = row["event_id"]
            events.append(row)
    claims: list[dict[str, str]] = []
    counts: dict[str, int] = {}
    for record in records["claims"]:
        state = _state_of(record, "claim_id", review, CLAIM_FIELDS)
        parent = review.get(record["event_id"], {})
        if state != "rejected" and parent.get("state") == "rejected":
            state = "rejected"
        if state == "accepted" and record["event_id"] not in ids:
            state = "open"
        undecided += state == "open"
        rejected += state == "rejected"
        if state == "accepted":
            row = _row(record, review[record["claim_id"]], CLAIM_FIELDS, CLAIMS.column_names)
            row["event_id"] = ids[record["event_id"]]
            counts[row["event_id"]] = counts.get(row["event_id"], 0) + 1
            row["claim_id"] = f"{row['event_id']}-c{counts[row['event_id']]}"
            row["source_id"] = source.source_id
            claims.append(row)
    parties = list(
        dict.fromkeys(row["party"] for row in claims if row["party"] not in known_parties)
    )
    new_source = bool(events) and source.source_id not in known_sources
    rows = {
        SOURCES.name: [_source_row(source)] if new_source else [],
        PARTIES.name: [
            {"party_id": one, "title": party_title(one), "side": party_side(one)} for one in parties
        ],
        EVENTS.name: events,
        CLAIMS.name: claims,
    }
    return Accepted(rows, len(events), len(claims), undecided, rejected)


def _state_of(record: Record, key: str, review: Review, fields: Mapping[str, str]) -> str:
    decisions = review.get(record[key], {})
    if decisions.get("state") == "rejected":
        return "rejected"
    return "accepted" if is_decided(record, decisions, fields) else "open"


def _row(
    record: Record, decisions: Record, fields: Mapping[str, str], columns: Sequence[str]
) -> dict[str, str]:
    chosen = decisions.get("fields", {})
    row = {}
    for name in columns:
        value = record.get(name)
        decision = chosen.get(name, {})
        if name in fields and decision.get("state") == "rejected":
            value = None
        if name in fields and decision.get("state") == "corrected":
            value = decision.get("value")
        row[name] = "" if value is None else str(value).strip()
    return row


def _complete_event(row: dict[str, str]) -> None:
    """Let cells that depend on corrected ones follow them."""
    row["event_type"] = next(
        (kind for kind, subs in ACLED_EVENT_TYPES.items() if row["sub_event_type"] in subs), ""
    )
    if not row["place_id"]:
        row["where_prec"] = "none"
    if row["category"] != "movement":
        row["bearing_deg"] = ""


def _new_id(source_id: str, row: Mapping[str, str], taken: set[str]) -> str:
    """An id that says day, kind and source, and that nothing else has."""
    stem = f"{source_id}-{row['date_start'].replace('-', '')}-{row['category']}"
    if stem not in taken:
        return stem
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)


def _source_row(source: Source) -> dict[str, str]:
    row = dict.fromkeys(SOURCES.column_names, "")
    return row | {
        "source_id": source.source_id,
        "publisher": source.publisher,
        "title": source.title,
        "published_on": source.published_on,
        "published_basis": "stated",
        "kind": source.kind,
    }
