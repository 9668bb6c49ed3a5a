"""Events in the 49 columns of UCDP GED 23.1.

The reverse of `geo.readers.ucdp`, which reads what is written here. UCDP has no word for a claim, a
denial or a toll that is only partly known, so these are left out; a cell that our data do not fill
is blank, also where UCDP itself never has a blank (`type_of_violence`, deaths).
"""

from __future__ import annotations

import pandas as pd

from geo.exports.extract import Extract
from geo.readers.ucdp import PREFIX
from geo.readers.ucdp_codes import BROAD_AREAS, COLUMNS, DATE_PRECS, VIOLENCE
from geo.readers.ucdp_words import LOCATED_TO, TYPE_LABEL
from geo.records import table_csv

# Not `region`: UCDP has four codes for it, of which the first is the least that one can say.
_WHERE = {"exact": 1, "near": 2, "district": 3, "region": 4}
_DATES = {word: code for code, word in DATE_PRECS.items()}
_ONE_SIDED = 3
_TOLLS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low")


def as_ucdp(extract: Extract) -> bytes:
    """Write events as CSV in the shape of UCDP GED, UTF-8."""
    return table_csv(ucdp_table(extract)).encode()


def ucdp_table(extract: Extract) -> pd.DataFrame:
    """Events in UCDP's columns, then those of `spreadsheet.MARK`.

    Parameters
    ----------
    extract : Extract
        What is written.

    Returns
    -------
    DataFrame
        Numbers as nullable integers and floats, the rest as text; one row per event.
    """
    events = extract.events
    start, end = events["date_start"], events["date_end"]
    placed = events["lon"].notna()
    sources = extract.sources()
    filled = {
        "id": events["event_id"].str.replace(rf"^{PREFIX}(?=\d+$)", "", regex=True),
        "year": start.dt.year.where(start.dt.year == end.dt.year).astype("Int64"),
        "type_of_violence": _type_of_violence(events),
        "side_a": events["side_a"],
        "side_b": events["side_b"],
        "number_of_sources": sources.str.count("; ").add(1).where(sources != "").astype("Int64"),
        "source_article": sources,
        "where_prec": _where_prec(events).where(placed),
        "where_coordinates": extract.place_names,
        "latitude": events["lat"],
        "longitude": events["lon"],
        "geom_wkt": _points(events).where(placed, ""),
        "date_prec": events["date_prec"].astype(object).map(_DATES).astype("Int64"),
        "date_start": start,
        "date_end": end,
        **{name: extract.counts(name) for name in _TOLLS},
    }
    return extract.table(filled, COLUMNS)


def _type_of_violence(events: pd.DataFrame) -> pd.Series[int]:
    """Code that an import kept in the summary, else that of violence against civilians."""
    codes = {kind.title: code for code, kind in VIOLENCE.items()}
    words = "|".join(codes)
    kept = events["summary"].str.extract(rf"^{TYPE_LABEL}: ({words})(?: · |$)", expand=False)
    one_sided = (events["category"].astype(object) == "attack").map({True: _ONE_SIDED, False: None})
    return kept.map(codes).astype("Int64").fillna(one_sided.astype("Int64"))


def _where_prec(events: pd.DataFrame) -> pd.Series[int]:
    precs = events["where_prec"].astype(object)
    codes = {words: code for code, words in BROAD_AREAS.items()}
    words = "|".join(codes)
    kept = events["summary"].str.extract(rf" · {LOCATED_TO}: ({words})(?: · |$)", expand=False)
    broad = kept.map(codes).where(precs == "region").astype("Int64")
    return broad.fillna(precs.map(_WHERE).astype("Int64"))


def _points(events: pd.DataFrame) -> pd.Series[str]:
    pairs = zip(events["lon"].tolist(), events["lat"].tolist(), strict=True)
    return pd.Series([f"POINT ({lon} {lat})" for lon, lat in pairs], events.index, dtype=object)
