"""Events, claims and sources of a selection as a brief prints them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from string import ascii_uppercase
from typing import Any, Final

import pandas as pd
import shapely

from geo.brief.entries import BriefClaim, BriefEvent, BriefSource
from geo.brief.extent import Extent
from geo.brief.text import clean
from geo.linkage import Dataset, source_labels
from geo.schema import STANCES, WHERE_PRECS
from geo.spans import describe_days
from geo.summary import toll_text

_ORDER: Final = {"map": 0, "outside": 1, "area": 2, "listed": 3}
_AGAINST: Final = tuple(code for code in STANCES if code != "asserts")


def sources_of(dataset: Dataset, claims: pd.DataFrame) -> tuple[BriefSource, ...]:
    """Publications that claims cite, lettered by day of publication and id.

    Parameters
    ----------
    dataset : Dataset
        Where the publications are.
    claims : DataFrame
        With `source_id`.
    """
    cited = dataset.sources[dataset.sources["source_id"].isin(claims["source_id"])]
    cited = cited.sort_values(["published_on", "source_id"], na_position="last")
    labels = source_labels(cited)
    return tuple(
        BriefSource(
            letter=letter_of(index),
            source_id=str(row["source_id"]),
            label=clean(_named(label, row)),
            title=clean(str(row["title"])),
            published_on=None if pd.isna(row["published_on"]) else row["published_on"].date(),
            url=clean(str(row["url"])),
        )
        for index, (label, row) in enumerate(zip(labels, cited.to_dict("records"), strict=True))
    )


def _named(label: str, source: Mapping[Any, Any]) -> str:
    """Label of a source; one without publisher and title is called what it is."""
    if source["publisher"] or source["title"]:
        return label
    return f"unnamed {source['kind']} report {label}"


def letter_of(index: int) -> str:
    """Letter of a source by its position: A to Z, then AA.

    Examples
    --------
    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    high, low = divmod(index, len(ascii_uppercase))
    return (letter_of(high - 1) if high else "") + ascii_uppercase[low]


def events_of(
    dataset: Dataset,
    selected: pd.DataFrame,
    claims: pd.DataFrame,
    sources: Iterable[BriefSource],
    extent: Extent,
    convention: str,
    year: int | None,
) -> tuple[BriefEvent, ...]:
    """Rows as printed: those on the map first, each group by date, numbered from 1.

    Parameters
    ----------
    dataset : Dataset
        Where the places are.
    selected : DataFrame
        Made by `Dataset.select`.
    claims : DataFrame
        All claims on these events.
    sources : iterable of BriefSource
        As `sources_of` letters them.
    extent : Extent
        What the map shows.
    convention : str
        Naming convention.
    year : int or None
        The year that short dates leave out.
    """
    letters = {source.source_id: source.letter for source in sources}
    said: dict[str, list[dict[str, Any]]] = {}
    for claim in claims.to_dict("records"):
        said.setdefault(claim["event_id"], []).append({str(k): v for k, v in claim.items()})
    records = selected.to_dict("records")
    shown = _where(records, extent)
    order = sorted(range(len(records)), key=lambda i: (_ORDER[shown[i]], *_by_date(records[i])))
    return tuple(
        _event(dataset, records[index], said, letters, number, shown[index], convention, year)
        for number, index in enumerate(order, start=1)
    )


def _by_date(record: Mapping[Any, Any]) -> tuple[Any, ...]:
    return (record["date_start"], record["date_end"], record["event_id"])


def _where(records: list[dict[Any, Any]], extent: Extent) -> list[str]:
    """How each event is shown: on the map, beyond its edge, on an area, in the list only."""
    shown = []
    half = (extent.width_km / 2, extent.height_km / 2)
    middle = shapely.get_coordinates(extent.to_km(shapely.Point(extent.lon, extent.lat)))[0]
    for record in records:
        if record["drawn"] != "symbol":
            shown.append(str(record["drawn"]))
            continue
        at = shapely.get_coordinates(extent.to_km(shapely.Point(record["lon"], record["lat"])))[0]
        inside = all(abs(at[axis] - middle[axis]) <= 0.97 * half[axis] for axis in (0, 1))
        shown.append("map" if inside else "outside")
    return shown


def _event(
    dataset: Dataset,
    record: Mapping[Any, Any],
    said: Mapping[str, list[dict[str, Any]]],
    letters: Mapping[str, str],
    number: int,
    where: str,
    convention: str,
    year: int | None,
) -> BriefEvent:
    claims = said.get(record["event_id"], [])
    place = dataset.gazetteer.get(record["place_id"])
    tolls = [
        claim for claim in claims if claim["aspect"] == "casualties" and claim["side"] != "none"
    ]
    start, end = record["date_start"].date(), record["date_end"].date()
    return BriefEvent(
        number=number,
        event_id=str(record["event_id"]),
        title=clean(record["title"]),
        summary=clean(record["summary"]),
        category=str(record["category"]),
        status=str(record["status"]),
        where=where,
        when=str(record["when"]),
        when_short=short_span(start, end, record["date_prec"], year),
        possible=record["certainty"] != "certain",
        place_id="" if place is None else place.id,
        place="" if place is None else clean(place.name(convention)),
        where_prec=str(record["where_prec"]),
        precision=WHERE_PRECS[record["where_prec"]],
        lon=_number(record["lon"]),
        lat=_number(record["lat"]),
        radius_km=_number(record["radius_km"]),
        bearing_deg=_number(record["bearing_deg"]),
        killed=toll_text(_count(record["low"]), _count(record["high"])),
        wounded=toll_text(_count(record["wounded_low"]), _count(record["wounded_high"])),
        reporters=_parties(tolls, ("asserts",)),
        deniers=_parties(tolls, _AGAINST),
        killed_low=_count(record["low"]),
        sources=tuple(sorted({letters[claim["source_id"]] for claim in claims}, key=_by_length)),
        claims=tuple(_claim(claim, letters) for claim in claims),
    )


def _by_length(letter: str) -> tuple[int, str]:
    return (len(letter), letter)


def _parties(claims: list[dict[str, Any]], stances: tuple[str, ...]) -> tuple[str, ...]:
    titles = (clean(claim["party_title"]) for claim in claims if claim["stance"] in stances)
    return tuple(dict.fromkeys(titles))


def _claim(claim: Mapping[str, Any], letters: Mapping[str, str]) -> BriefClaim:
    said_on = claim["said_on"]
    return BriefClaim(
        claim_id=str(claim["claim_id"]),
        party=clean(claim["party_title"]),
        stance=str(claim["stance"]),
        aspect=str(claim["aspect"]),
        statement=clean(claim["statement"]),
        said_on="" if pd.isna(said_on) else describe_days(said_on, said_on),
        source=letters[claim["source_id"]],
        paragraph="" if pd.isna(claim["paragraph"]) else str(int(claim["paragraph"])),
    )


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _count(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def short_span(start: date, end: date, date_prec: str, year: int | None) -> str:
    """Write a span as a symbol's label does; ``~`` where the event is somewhere within it.

    Examples
    --------
    >>> short_span(date(2022, 3, 24), date(2022, 3, 25), "day", 2022)
    '24–25 Mar'
    >>> short_span(date(2022, 2, 24), date(2022, 3, 28), "month", 2022)
    '~ 24 Feb – 28 Mar'
    >>> short_span(date(1990, 1, 1), date(1999, 12, 31), "year", 2022)
    '~ 1990–1999'
    """
    about = "" if date_prec == "day" else "~ "
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if date_prec == "year" and whole_years:
        same = start.year == end.year
        return f"{about}{start.year}" if same else f"{about}{start.year}–{end.year}"
    if start == end:
        return f"{about}{_day(start, year)}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{about}{start.day}–{_day(end, year)}"
    if start.year == end.year:
        return f"{about}{_day(start, start.year)} – {_day(end, year)}"
    return f"{about}{_day(start, None)} – {_day(end, None)}"


def _day(day: date, year: int | None) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}" + ("" if day.year == year else f" {day.year}")


# Not from strftime: the same bytes under every locale.
_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
