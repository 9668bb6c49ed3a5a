"""How the engine's tables are made of the rows that wait: SQL, since only DuckDB makes them."""

from __future__ import annotations

from typing import Final

from geo.engine import layout

_ASPECT_BIT: Final = " ".join(
    f"WHEN '{aspect}' THEN {bit}" for aspect, bit in layout.ASPECT_BITS.items()
)

# What claims say of each event; events that share a set of parties share its number.
TOLD_SQL: Final = f"""
CREATE TABLE told AS
SELECT event_id,
       list_sort(list_distinct(list(party))) AS parties,
       bit_or(CASE aspect {_ASPECT_BIT} END)::SMALLINT AS aspects,
       string_agg(folded, ' ' ORDER BY file_row) FILTER (folded <> '') AS said,
       max(published) AS published
FROM claim_rows LEFT JOIN source_days USING (source_id) GROUP BY event_id;
CREATE TABLE party_sets AS
SELECT CAST({layout.NO_PARTIES} + row_number() OVER (ORDER BY parties) AS INTEGER) AS party_set,
       parties
FROM (SELECT DISTINCT parties FROM told);
"""

_OWN: Final = [name for name in (*layout.ASKED, *layout.DETAILS) if name != "event_id"]

EVENTS_SQL: Final = f"""
CREATE TABLE all_of_events AS
SELECT row_number() OVER (ORDER BY e.day_start, e.event_id) - 1 AS row,
       e.event_id, e.day_start, e.day_end,
       e.date_prec = {layout.code_of("date_prec", "day")} AS continuous,
       {", ".join(f'e."{name}"' for name in _OWN)},
       coalesce(s.status, {layout.code_of("status", "reported")})::TINYINT AS status,
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
FROM event_rows e
LEFT JOIN places g ON g.place = e.place
LEFT JOIN statuses s ON s.event_id = e.event_id
LEFT JOIN told t ON t.event_id = e.event_id
LEFT JOIN party_sets p ON p.parties = t.parties
ORDER BY row;
CREATE VIEW events AS SELECT * EXCLUDE ({", ".join(layout.DETAILS)}) FROM all_of_events;
CREATE VIEW details AS SELECT row, {", ".join(layout.DETAILS)} FROM all_of_events
"""

CLAIMS_SQL: Final = """
CREATE TABLE claims AS
SELECT e.row, c.* EXCLUDE (side, folded)
FROM claim_rows c JOIN all_of_events e USING (event_id)
ORDER BY e.row, c.file_row
"""
