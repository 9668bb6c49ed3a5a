"""How the engine's tables are made of the rows that wait: SQL, since only DuckDB makes them."""

from __future__ import annotations

from typing import Final

from geo.engine import layout

# The upper half of a hash: whole numbers below 2³² fit every type.
HASHES: Final = 1 << 32
# Events that end in a later year than they begin in stand in a file of their own.
LATER: Final = 1 << 48


def hashed(column: str) -> str:
    """SQL of the key by which rows of one identifier meet, under the name `hashed`."""
    return f"(hash({column}) >> 32)::BIGINT AS hashed"


_ASPECT_BIT: Final = " ".join(
    f"WHEN '{aspect}' THEN {bit}" for aspect, bit in layout.ASPECT_BITS.items()
)

# Claims of some events, with the day by which their events are ordered.
CLAIMS_OF_PART: Final = """
CREATE OR REPLACE TEMP TABLE some_claims AS
SELECT c.* EXCLUDE (hashed), e.day_start
FROM (FROM {claims} WHERE {part}) c
JOIN (SELECT event_id, day_start FROM {events} WHERE {part}) e USING (event_id)
"""

# What claims say of each event.
TOLD: Final = f"""
SELECT event_id, day_start,
       list_sort(list_distinct(list(party))) AS parties,
       bit_or(CASE aspect {_ASPECT_BIT} END)::SMALLINT AS aspects,
       string_agg(folded, ' ' ORDER BY file_row) FILTER (folded <> '') AS said,
       max(published) AS published,
       any_value(status)::TINYINT AS status
FROM some_claims LEFT JOIN source_days USING (source_id) LEFT JOIN statuses USING (event_id)
GROUP BY event_id, day_start
"""

# Events that share a set of parties share its number.
PARTY_SETS: Final = """
CREATE TABLE party_sets AS
SELECT CAST({none} + row_number() OVER (ORDER BY parties) AS INTEGER) AS party_set, parties
FROM (SELECT DISTINCT parties FROM {told})
"""

_OWN: Final = [name for name in (*layout.ASKED, *layout.DETAILS) if name != "event_id"]

# Where each event stands in the file of its year: as `file_order` of it says. Bits of column and
# row alternate (Morton 1966), 16 of each: cells of 1024 positions, some 600 m. Numbers without a
# position go last.
MACROS: Final = f"""
CREATE OR REPLACE TEMP MACRO spread1(v) AS (v | (v << 8)) & 16711935;
CREATE OR REPLACE TEMP MACRO spread2(v) AS (v | (v << 4)) & 252645135;
CREATE OR REPLACE TEMP MACRO spread3(v) AS (v | (v << 2)) & 858993459;
CREATE OR REPLACE TEMP MACRO spread4(v) AS (v | (v << 1)) & 1431655765;
CREATE OR REPLACE TEMP MACRO spread(v) AS spread4(spread3(spread2(spread1(v))));
CREATE OR REPLACE TEMP MACRO z_order(x, y) AS
    spread((x >> 10)::BIGINT) | (spread((y >> 10)::BIGINT) << 1);
CREATE OR REPLACE TEMP MACRO year_of(day) AS year(DATE '1970-01-01' + day);
CREATE OR REPLACE TEMP MACRO file_order(later, category, drawn, x, y) AS
    (if(later, {LATER}, 0) | (category::BIGINT << 40) | (drawn::BIGINT << 36)
     | coalesce(z_order(x, y), 1::BIGINT << 32));
"""

EVENTS_OF_DAYS: Final = f"""
CREATE OR REPLACE TEMP TABLE some_events AS
SELECT e.event_id, e.day_start, e.day_end,
       e.date_prec = {layout.code_of("date_prec", "day")} AS continuous,
       {", ".join(f'e."{name}"' for name in _OWN)},
       coalesce(t.status, {layout.code_of("status", "reported")})::TINYINT AS status,
       coalesce(p.party_set, {layout.NO_PARTIES}) AS party_set,
       coalesce(t.aspects, 0)::SMALLINT AS aspects,
       t.published,
       nullif(e.place, -1) AS place,
       CASE WHEN g.lon IS NULL THEN {layout.LISTED}
            WHEN e.where_prec IN {layout.SYMBOL_CODES} THEN {layout.SYMBOL}
            WHEN e.where_prec IN {layout.AREA_CODES} THEN {layout.AREA}
            ELSE {layout.LISTED} END::TINYINT AS drawn,
       g.lon, g.lat, g.mx, g.my,
       concat_ws(' ', e.own_text, g.names_text, t.said) AS search_text
FROM (FROM {{events}} WHERE {{days}}) e
LEFT JOIN places g ON g.place = e.place
LEFT JOIN (FROM {{told}} WHERE {{days}}) t ON t.event_id = e.event_id
LEFT JOIN party_sets p ON p.parties = t.parties
ORDER BY e.day_start, e.event_id
"""
# A table's rows are numbered as they were put into it.
_ROW: Final = "{before} + rowid AS row"

DETAILS: Final = f"SELECT {_ROW}, {', '.join(layout.DETAILS)} FROM some_events"
ASKED: Final = f"""
SELECT {_ROW}, * EXCLUDE ({", ".join(layout.DETAILS)}),
       file_order(year_of(day_end) > year_of(day_start), category, drawn, mx, my) AS file_order
FROM some_events
"""
CLAIMS: Final = f"""
SELECT e.row, c.* EXCLUDE (day_start)
FROM (FROM {{claims}} WHERE {{days}}) c
JOIN (SELECT {_ROW}, event_id FROM some_events) e USING (event_id)
"""
