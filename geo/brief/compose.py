"""Make the document model of a brief from a filter and a dataset."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict
from datetime import date
from typing import Final

import pandas as pd

from geo.brief.entries import BriefEvent, BriefSource, BriefZone
from geo.brief.framing import extent_of
from geo.brief.model import Brief, Counts
from geo.brief.options import BriefOptions
from geo.brief.rows import events_of, sources_of
from geo.brief.sizes import page_of
from geo.brief.text import clean, listed
from geo.errors import UsageError
from geo.filters import EventFilter
from geo.linkage import Dataset, in_hindsight
from geo.maps.payload import NOTICE, read_basemap
from geo.spans import describe_days
from geo.store.folder import basemap_folder
from geo.summary import summarise
from geo.toponym import CONVENTIONS

SERIES: Final = "NKR"
MAX_EVENTS: Final = 2_000
# Raised when the same input is to give another picture, so that map ids tell the two apart.
DRAWING: Final = 3


def compose(
    dataset: Dataset, event_filter: EventFilter, options: BriefOptions | None = None
) -> Brief:
    """Make the brief of a filter.

    Parameters
    ----------
    dataset : Dataset
        What there is.
    event_filter : EventFilter
        Which events the brief is of.
    options : BriefOptions, optional
        The analyst's texts and choices.

    Returns
    -------
    Brief
        The same for the same input, anywhere.

    Raises
    ------
    UsageError
        If the brief would be as of a day before a publication that it uses, its extent is neither
        a preset nor a place, or the filter lets more than `MAX_EVENTS` events pass.

    Examples
    --------
    >>> from geo.store.folder import load
    >>> asked = EventFilter(date(2022, 3, 24), date(2022, 3, 28), place=("askeran-district",))
    >>> brief = compose(load(), asked)
    >>> brief.counts.sentence(), brief.file_stem, brief.as_of
    ('8 events, 8 mapped', 'NKR_askeran-district_20220328', '28 March 2022')
    """
    choices = options or BriefOptions()
    selection = dataset.selection(event_filter)
    if len(selection) > MAX_EVENTS:
        raise UsageError(
            f"brief: expected at most {MAX_EVENTS:,} events, found {len(selection):,}; narrow the "
            "filter"
        )
    selected = selection.frame()
    claims = dataset.claims_of(selection)
    sources = sources_of(dataset, claims)
    frame = page_of(choices.size, len(selected)).map_box
    extent = extent_of(dataset, event_filter, choices.extent, selected, frame)
    window_year = _one_year(event_filter, selected)
    events = events_of(dataset, selected, claims, sources, extent, event_filter.names, window_year)
    counts = _counts(selected, events)
    zones = _zones(dataset, event_filter)
    as_of = _as_of(choices, sources, event_filter)
    sentence = event_filter.sentence(dataset.titles(event_filter.names))
    where = _where(dataset, event_filter)
    days = describe_days(event_filter.start, event_filter.end)
    at = f" in or near {where}" if where else ""
    headline = choices.headline or f"Reported events{at}, {days}"
    return Brief(
        dataset=dataset,
        event_filter=event_filter,
        options=choices,
        headline=headline,
        headline_given=bool(choices.headline),
        hindsight=_in_hindsight(choices, event_filter, as_of),
        where=where,
        days=days,
        as_of="" if as_of is None else describe_days(as_of, as_of),
        sentence=clean(sentence),
        extent=extent,
        counts=counts,
        events=events,
        zones=zones,
        sources=sources,
        notes=_notes(events, counts, zones, choices.time_zone),
        disclaimer=NOTICE,
        names=CONVENTIONS[event_filter.names],
        credits="; ".join(map(clean, read_basemap(basemap_folder(dataset.path))[1])),
        map_id=_map_id(dataset, event_filter, choices, as_of),
        file_stem=_file_stem(event_filter, events, as_of),
    )


def _one_year(event_filter: EventFilter, selected: pd.DataFrame) -> int | None:
    """The year of the window, which short dates need not repeat; None where there are several."""
    first, last = event_filter.start, event_filter.end
    if first is None or last is None:
        if selected.empty:
            return None
        first = first or selected["date_start"].min().date()
        last = last or selected["date_end"].max().date()
    return first.year if first.year == last.year else None


def _counts(selected: pd.DataFrame, events: tuple[BriefEvent, ...]) -> Counts:
    counted = summarise(selected)
    shown = [event.where for event in events]
    return Counts(
        events=counted.events,
        certain=counted.certain,
        possible=counted.possible,
        mapped=shown.count("map"),
        outside=shown.count("outside"),
        on_areas=shown.count("area"),
        listed=shown.count("listed"),
        contested=counted.contested,
    )


def _as_of(
    options: BriefOptions, sources: tuple[BriefSource, ...], event_filter: EventFilter
) -> date | None:
    """Day of the information; never one before a publication that the brief uses.

    Of data as of a day it is that day: what was said by then counts, see decision 006.
    """
    if event_filter.as_of is not None:
        return options.as_of or event_filter.as_of
    days = [source.published_on for source in sources if source.published_on]
    latest = max(days, default=event_filter.end)
    if options.as_of and days and options.as_of < max(days):
        late = next(source for source in sources if source.published_on == max(days))
        raise UsageError(
            f"as-of: expected {max(days)} or later, since the brief uses {late.label}; found "
            f"{options.as_of}"
        )
    return options.as_of or latest


def _in_hindsight(options: BriefOptions, event_filter: EventFilter, as_of: date | None) -> bool:
    """Whether nobody chose the day of the information, and it is long after the window."""
    chosen = options.as_of is not None or event_filter.as_of is not None
    return not chosen and in_hindsight(as_of, event_filter.end)


def _where(dataset: Dataset, event_filter: EventFilter) -> str:
    """Name the places that the filter asks for; blank where it asks for none."""
    titles = dataset.titles(event_filter.names)
    return clean(listed([titles.get(place, place) for place in event_filter.place[:3]]))


def _zones(dataset: Dataset, event_filter: EventFilter) -> tuple[BriefZone, ...]:
    end = event_filter.end
    found = []
    for place in dataset.gazetteer.values():
        for index, part in enumerate(place.parts):
            if place.is_zone and not part.is_point and part.in_force(event_filter.window):
                last = max((span.end or date.max for span in part.timespans), default=date.max)
                found.append(
                    BriefZone(
                        place_id=place.id,
                        label=clean(place.name(event_filter.names)),
                        kind=place.kind,
                        role=part.role,
                        certainty=part.certainty,
                        when="; ".join(str(span) for span in part.timespans),
                        ended=end is not None and last < end,
                        index=index,
                    )
                )
    return tuple(found)


def _notes(
    events: tuple[BriefEvent, ...],
    counts: Counts,
    zones: tuple[BriefZone, ...],
    time_zone: str,
) -> tuple[str, ...]:
    zone = f" ({time_zone})" if time_zone else ""
    notes = [f"Dates are local{zone}."]
    if any(event.when_short.startswith("~") for event in events):
        notes.append("“~” before dates: some time within them.")
    if counts.outside:
        notes.append(f"{counts.outside} mapped beyond this map’s edge.")
    if counts.on_areas:
        notes.append(f"{counts.on_areas} known to a district or region only.")
    if counts.listed:
        notes.append(f"{counts.listed} without a place.")
    if any(event.killed or event.wounded for event in events):
        notes.append("Figures are as reported by the party named; blank is not reported.")
    if zones:
        notes.append("Zones are approximate, their edges good to about 3 km.")
    if counts.mapped:
        notes.append("Lines lead from cards to their places.")
    return tuple(notes)


def _map_id(
    dataset: Dataset, event_filter: EventFilter, options: BriefOptions, as_of: date | None
) -> str:
    said = {
        "data": dataset.version,
        "filter": event_filter.to_query(),
        "options": asdict(options),
        "drawing": DRAWING,
    }
    digest = hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
    day = "undated" if as_of is None else as_of.isoformat()
    return f"{SERIES}-{day}-{digest[:10]}"


def _file_stem(
    event_filter: EventFilter, events: tuple[BriefEvent, ...], as_of: date | None
) -> str:
    """`NKR_<place>_<yyyymmdd>`: the place asked for, else the one with most events on the map."""
    places = [event.place_id for event in events if event.mapped]
    busiest = max(sorted(set(places)), key=places.count, default="all")
    place = event_filter.place[0] if event_filter.place else busiest
    day = event_filter.end or as_of
    slug = re.sub(r"[^a-z0-9-]+", "-", place.lower()).strip("-")[:60] or "place"
    return f"{SERIES}_{slug}_{'undated' if day is None else f'{day:%Y%m%d}'}"
