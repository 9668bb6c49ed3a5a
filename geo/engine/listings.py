"""Events one by one, and joins of them, as ibis expressions; no engine is named here."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from geo.engine.predicates import Vocabulary, certainty, passing
from geo.engine.tables import Box, Tables, within
from geo.filters import EventFilter


def marks(tables: Tables, asked: EventFilter, known: Vocabulary) -> ir.Table:
    """What a browser needs to draw each event that passes, in order of `row`.

    Returns
    -------
    ibis table
        `row`, `day_start`, `day_end`, `continuous`, `category`, `status`, `where_prec`, `scope`,
        `party_set`, `place`, `killed` (the figure that sizes a symbol: best, else high, else low),
        `low`, `high`, `bearing_deg`.
    """
    events = passing(tables.events, asked, known)
    return events.select(
        "row",
        "day_start",
        "day_end",
        "continuous",
        "category",
        "status",
        "where_prec",
        "scope",
        "party_set",
        "place",
        "low",
        "high",
        "bearing_deg",
        killed=ibis.coalesce(events["best"], events["high"], events["low"]),
    ).order_by("row")


def page(
    tables: Tables,
    asked: EventFilter,
    known: Vocabulary,
    limit: int,
    after: int | None = None,
    before: int | None = None,
    box: Box | None = None,
) -> ir.Table:
    """One page of the events that pass, with all columns, in order of date and id.

    Pages are turned by key and never by offset: engines that have no order of their own, Spark
    among them, answer an offset with rows that they have shown before.

    Parameters
    ----------
    tables, asked, known
        As for every question.
    limit : int
        Rows of a page.
    after, before : int, optional
        `row` of the last event of the page before, or of the first one of the page after.
    box : Box, optional
        Only events at positions within it.

    Returns
    -------
    ibis table of at most `limit` rows
        The columns of events and details, `certainty` (int8) and `place_id`. With `before`, the
        last of the rows before it, the latest first.
    """
    events = passing(tables.events, asked, known)
    held = [] if box is None else within(events, box)
    if after is not None:
        held.append(events["row"] > after)
    if before is not None:
        held.append(events["row"] < before)
    events = events.filter(*held) if held else events
    backwards = before is not None and after is None
    key = events["row"].desc() if backwards else events["row"].asc()
    events = events.mutate(certainty=certainty(events, asked.window)).drop("search_text")
    # Chosen first and told in full after: what is long lies in order of the key.
    told = events.order_by(key).limit(limit).join(tables.details, "row")
    return with_places(tables, told).order_by(ibis.desc("row") if backwards else ibis.asc("row"))


def before(
    tables: Tables, asked: EventFilter, known: Vocabulary, row: int | None, box: Box | None
) -> ir.Table:
    """Count the events that pass and stand before a row: `events`, in one row.

    Parameters
    ----------
    tables, asked, known
        As for every question.
    row : int or None
        Not counted itself; all are where it is None.
    box : Box or None
        Only events at positions within it.
    """
    events = passing(tables.events, asked, known)
    if row is not None:
        events = events.filter(events["row"] < row)
    if box is not None:
        events = events.filter(*within(events, box))
    return events.aggregate(events=events.count())


def with_places(tables: Tables, events: ir.Table) -> ir.Table:
    """Join events with what is known of their place: `place_id`, `place_title`, `radius_km`.

    Events without a place stay, with nothing there.
    """
    places = tables.places.select(
        "place",
        place_id="place_id",
        place_title="title",
        radius_km="radius_km",
    )
    return events.left_join(places, "place").drop("place_right")


def by_attribute(
    tables: Tables, asked: EventFilter, known: Vocabulary, attributes: ir.Table, value: str
) -> ir.Table:
    """Count the events that pass by an attribute of their place.

    Parameters
    ----------
    tables, asked, known
        As for every question.
    attributes : ibis table
        With `place_id` and the attribute, each id once.
    value : str
        Column of the attribute.

    Returns
    -------
    ibis table
        The attribute under its name, missing for events whose place has none, and `events`.
    """
    events = passing(tables.events, asked, known)
    numbered = attributes.join(tables.places, "place_id").select("place", value)
    per_place = events.group_by("place").aggregate(events=events.count())
    joined = per_place.left_join(numbered, "place")
    return joined.group_by(value).aggregate(events=joined["events"].sum())


def by_name(tables: Tables, names: ir.Table) -> ir.Table:
    """Join folded names with the places that bear them.

    Parameters
    ----------
    tables : Tables
        Of the dataset.
    names : ibis table
        With `folded`, as `toponym.fold` gives it, and anything else.

    Returns
    -------
    ibis table
        Its columns, with `place_id` and `place_title`: one row for each place of that name, and
        one with nothing there for a name that no place bears.
    """
    bearers = tables.toponyms.join(tables.places, "place").select(
        "folded", "place_id", place_title="title"
    )
    return names.left_join(bearers, "folded").drop("folded_right")
