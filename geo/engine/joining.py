"""What follows from a row's place and claims is joined to it once, so that no question has to.

Claims meet their events in parts by the hash of the event, and are put back in order of the event's
day; events are then numbered and joined in ranges of days. A part and a range fit in memory, and
each reads of every shelf little beside what is its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

import duckdb
import pandas as pd

from geo.claims import status_by_event
from geo.engine import joined, layout
from geo.engine.shelves import Cut, Shelves, cuts
from geo.schema import STATUSES

# Claims whose statuses are derived at a time, and events that are joined at a time.
CLAIM_ROWS: Final = 500_000
EVENT_ROWS: Final = 1_000_000

Progress = Callable[[str, float], None]


def parts(rows: int, most: int) -> Iterator[str]:
    """SQL of the parts that rows fall into by their hashes, each of some `most` rows.

    Examples
    --------
    >>> list(parts(10, 5))
    ['hashed BETWEEN 0 AND 2147483647', 'hashed BETWEEN 2147483648 AND 4294967295']
    """
    count = max(1, -(-rows // most))
    edges = [joined.HASHES * number // count for number in range(count + 1)]
    for first, end in pairwise(edges):
        yield f"hashed BETWEEN {first} AND {end - 1}"


def join_claims(
    connection: duckdb.DuckDBPyConnection, shelves: Shelves, count: int, progress: Progress
) -> None:
    """Make `told` and `dated_claims` of the shelves `claim_runs` and `event_keys`.

    Parameters
    ----------
    connection : DuckDBPyConnection
        That has the table `source_days`; gets the table `party_sets`.
    shelves : Shelves
        `claim_runs`, `claim_keys` and `event_keys` are cleared away.
    count : int
        Claims that there are.
    progress : callable
        Told "claims", and which share of them is done.
    """
    claims, events = shelves.on("claim_runs"), shelves.on("event_keys")
    all_parts = list(parts(count, CLAIM_ROWS))
    for done, part in enumerate(all_parts):
        progress("claims", done / len(all_parts))
        connection.execute(joined.CLAIMS_OF_PART.format(claims=claims, events=events, part=part))
        _derive_statuses(connection)
        shelves.put("told", joined.TOLD, "day_start")
        shelves.put("dated_claims", "SELECT * EXCLUDE (side, folded) FROM some_claims", "day_start")
    connection.execute("DROP TABLE some_claims")
    connection.execute("DROP TABLE statuses")
    shelves.clear("claim_runs", "claim_keys", "event_keys")
    connection.execute(joined.PARTY_SETS.format(told=shelves.on("told"), none=layout.NO_PARTIES))


def _derive_statuses(connection: duckdb.DuckDBPyConnection) -> None:
    """Derive the status of each event with the one rule of `geo.claims`."""
    claims = connection.execute("SELECT event_id, side, stance, aspect FROM some_claims").df()
    known = status_by_event(claims)
    codes = pd.Categorical(known, categories=list(STATUSES)).codes
    rows = pd.DataFrame({"event_id": known.index.astype(object), "status": codes})
    connection.register("chunk", rows)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE statuses AS "
        "SELECT event_id::VARCHAR AS event_id, status::TINYINT AS status FROM chunk"
    )
    connection.unregister("chunk")


def join_events(
    connection: duckdb.DuckDBPyConnection, shelves: Shelves, count: int, progress: Progress
) -> None:
    """Make the views `events`, `ordered_events`, `details` and `claims`.

    Parameters
    ----------
    connection : DuckDBPyConnection
        That has the tables `places` and `party_sets`.
    shelves : Shelves
        `event_runs`, `told` and `dated_claims` are cleared away.
    count : int
        Events that there are.
    progress : callable
        Told "events", and which share of them is done.
    """
    connection.execute(joined.MACROS)
    events, told, claims = (shelves.on(shelf) for shelf in ("event_runs", "told", "dated_claims"))
    # Without events the tables are empty, but there.
    ranges = cuts(connection, events, "day_start", EVENT_ROWS) or [Cut(0, 0, 0)]
    before = 0
    for first, last, rows in ranges:
        progress("events", before / max(count, 1))
        days = f"day_start BETWEEN {first} AND {last}"
        connection.execute(joined.EVENTS_OF_DAYS.format(events=events, told=told, days=days))
        shelves.put("joined_events", joined.ASKED.format(before=before), "file_order, row")
        shelves.put("joined_details", joined.DETAILS.format(before=before))
        of_days = joined.CLAIMS.format(claims=claims, days=days, before=before)
        shelves.put("joined_claims", of_days, "row, file_row")
        before += rows
    connection.execute("DROP TABLE some_events")
    shelves.clear("event_runs", "told", "dated_claims")
    for view, of_view in (
        ("ordered_events", f"FROM {shelves.on('joined_events')}"),
        ("events", "SELECT * EXCLUDE (file_order) FROM ordered_events"),
        ("details", f"FROM {shelves.on('joined_details')}"),
        ("claims", f"FROM {shelves.on('joined_claims')}"),
    ):
        connection.execute(f"CREATE VIEW {view} AS {of_view}")
