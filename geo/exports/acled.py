"""Events in the 31 columns of an ACLED export.

The reverse of `geo.readers.acled`, which reads what is written here. ACLED writes one date and a
precision of a day, a week or a month. A span that does not fit into one of these has no date here,
rather than one that is sharper than what is known. Countries and divisions are blank: our gazetteer
takes no side in whose they are.
"""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from geo.exports.extract import Extract
from geo.readers.acled import PREFIX
from geo.readers.acled_codes import COLUMNS, HALF_WEEK_DAYS
from geo.records import table_csv

_WHERE = {"exact": 1, "near": 2, "district": 3, "region": 3}
_DAY, _WEEK, _MONTH = 1, 2, 3


def as_acled(extract: Extract) -> bytes:
    """Write events as CSV in the shape of an ACLED export, UTF-8."""
    return table_csv(acled_table(extract)).encode()


def acled_table(extract: Extract) -> pd.DataFrame:
    """Events in ACLED's columns, then those of `spreadsheet.MARK`.

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
    precision = _time_precision(events)
    middle = start + ((end - start) // 2).dt.floor("D")
    filled = {
        "event_id_cnty": events["event_id"].str.replace(
            rf"^{PREFIX}(?=[A-Z]{{3}}\d+$)", "", regex=True
        ),
        "event_date": middle.where(precision.notna()),
        "year": start.dt.year.where(start.dt.year == end.dt.year).astype("Int64"),
        "time_precision": precision,
        "event_type": events["event_type"].astype(object),
        "sub_event_type": events["sub_event_type"].astype(object),
        **_actors(events["side_a"], "1"),
        **_actors(events["side_b"], "2"),
        "location": extract.place_names,
        "latitude": events["lat"],
        "longitude": events["lon"],
        "geo_precision": events["where_prec"].astype(object).map(_WHERE).astype("Int64"),
        "source": extract.sources(),
        "notes": events["summary"],
        "fatalities": extract.counts("best"),
    }
    return extract.table(filled, COLUMNS)


def _time_precision(events: pd.DataFrame) -> pd.Series[int]:
    """The sharpest of ACLED's precisions that covers the span; missing where none does."""
    start, end = events["date_start"], events["date_end"]
    one_day = (start == end) & (events["date_prec"].astype(object) == "day")
    one_week = end - start <= timedelta(days=2 * HALF_WEEK_DAYS)
    one_month = start.dt.to_period("M") == end.dt.to_period("M")
    codes = pd.Series(pd.NA, index=events.index, dtype="Int64")
    return codes.mask(one_month, _MONTH).mask(one_week, _WEEK).mask(one_day, _DAY)


def _actors(side: pd.Series[str], which: str) -> dict[str, pd.Series[str]]:
    """First actor of a side and those with it; ACLED separates several by semicolons."""
    parts = side.str.partition("; ")
    return {f"actor{which}": parts[0], f"assoc_actor_{which}": parts[2]}
