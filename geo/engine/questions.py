"""The questions that a map and its page ask, as ibis expressions; no engine is named here.

Every sum of a toll comes with how many events it rests on, since what is not reported is not 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import ibis
import ibis.expr.types as ir

from geo.engine import layout
from geo.engine.predicates import Vocabulary, certainty, is_certain, passing
from geo.filters import EventFilter

Step = Literal["day", "week", "month"]
STEPS: Final[tuple[Step, ...]] = ("day", "week", "month")
# What aggregates are told apart by: all that the map has colours for.
Class = Literal["category", "status", "party_set"]
# 1970-01-01 was a Thursday: three days after the Monday that began its week (ISO 8601).
_EPOCH_WEEKDAY: Final = 3


@dataclass(frozen=True)
class Tables:
    """The tables of `layout`, wherever they are.

    Parameters
    ----------
    events, claims, places, toponyms : ibis table
        As described there.
    """

    events: ir.Table
    claims: ir.Table
    places: ir.Table
    toponyms: ir.Table


@dataclass(frozen=True, slots=True)
class Box:
    """A box of positions at `mercator.LEVEL`, all limits inclusive.

    Parameters
    ----------
    left, right, top, bottom : int
        First and last column, first and last row.
    """

    left: int
    right: int
    top: int
    bottom: int


def counts(tables: Tables, asked: EventFilter, known: Vocabulary) -> ir.Table:
    """Count the events that pass, and add up their tolls.

    Returns
    -------
    ibis table of one row
        `certain`, `possible`; `symbol`, `area`, `listed` by how they are drawn; `contested`; and
        for `killed` and `wounded` the sums `…_low` and `…_high`, `…_reported` (events with a
        figure) and `…_open` (events with a lower limit only).
    """
    events = passing(tables.events, asked, known)
    certain = is_certain(events, asked.window)
    drawn = {
        word: _count(events, events["drawn"] == code)
        for code, word in enumerate(layout.CODES["drawn"])
    }
    contested = events["status"] == layout.code_of("status", "contested")
    return events.aggregate(
        certain=_count(events, certain),
        possible=_count(events, ~certain),
        **drawn,
        contested=_count(events, contested),
        **_toll(events, "killed", "low", "high"),
        **_toll(events, "wounded", "wounded_low", "wounded_high"),
    )


def _toll(events: ir.Table, name: str, low: str, high: str) -> dict[str, ir.Scalar]:
    lower, upper = events[low], events[high]
    return {
        f"{name}_low": lower.sum().fill_null(0).cast("int64"),
        f"{name}_high": upper.sum().fill_null(0).cast("int64"),
        f"{name}_reported": _count(events, lower.notnull() | upper.notnull()),
        f"{name}_open": _count(events, lower.notnull() & upper.isnull()),
    }


def _count(events: ir.Table, where: ir.BooleanValue) -> ir.IntegerScalar:
    # Of no rows at all, Spark says that the number of some is not known.
    return events.count(where=where).fill_null(0)


def histogram(
    tables: Tables,
    asked: EventFilter,
    known: Vocabulary,
    step: Step,
    by: Class = "category",
) -> ir.Table:
    """Count the events that pass by class and by when they begin.

    Parameters
    ----------
    tables, asked, known
        As for every question.
    step : {"day", "week", "month"}
        Weeks begin on Mondays.
    by : {"category", "status", "party_set"}
        The class.

    Returns
    -------
    ibis table
        `begins` (int32, first day of the step in days since 1970-01-01), the class under its name,
        `certain`, `possible`; only what there is, in no order.

    Raises
    ------
    ValueError
        If the step is none of these.
    """
    if step not in STEPS:
        raise ValueError(f"expected a step of {', '.join(STEPS)}, found {step!r}")
    events = passing(tables.events, asked, known)
    by_day = events.group_by("day_start", by).aggregate(
        certain=events.count(where=is_certain(events, asked.window)), all=events.count()
    )
    if step == "day":
        begins = by_day["day_start"]
    else:
        # Of days there are few, so what they belong to is worked out after counting.
        begins = _begins(by_day["day_start"], step)
        by_day = by_day.group_by(begins=begins, **{by: by_day[by]}).aggregate(
            certain=by_day["certain"].sum(), all=by_day["all"].sum()
        )
        begins = by_day["begins"]
    return by_day.select(
        by,
        begins=begins,
        certain=by_day["certain"],
        possible=by_day["all"] - by_day["certain"],
    )


def _begins(day: ir.IntegerColumn, step: Step) -> ir.IntegerColumn:
    if step == "week":
        past = (day + _EPOCH_WEEKDAY) % 7
        # The remainder of a negative number is negative in SQL.
        return (day - (past + 7) % 7).cast("int32")
    first = ibis.date("1970-01-01") + day.as_interval("D")
    return day - first.cast("date").day().cast("int32") + 1


def grid(
    tables: Tables,
    asked: EventFilter,
    known: Vocabulary,
    box: Box | None,
    shift: int,
    by: Class = "category",
) -> ir.Table:
    """Aggregate the events of a view that are drawn as symbols, by cell and class.

    Parameters
    ----------
    tables, asked, known
        As for every question.
    box : Box or None
        The view; None for the world.
    shift : int
        Bits dropped of a position, as of `mercator.shift_of`.
    by : {"category", "status", "party_set"}
        The class.

    Returns
    -------
    ibis table
        `x`, `y` (int32, column and row of the cell), the class under its name, `certain`,
        `possible`,
        `killed_low`, `killed_high` (sums), `killed_reported` (events with a figure); only cells
        that hold something, in no order.
    """
    events = passing(tables.events, asked, known)
    held = [events["drawn"] == layout.SYMBOL]
    if box is not None:
        held += _within(events, box)
    events = events.filter(*held)
    low, high = events["low"], events["high"]
    cells = events.group_by(
        x=(events["mx"] >> shift).cast("int32"),
        y=(events["my"] >> shift).cast("int32"),
        **{by: events[by]},
    ).aggregate(
        certain=events.count(where=is_certain(events, asked.window)),
        all=events.count(),
        killed_low=low.sum(),
        killed_high=high.sum(),
        killed_reported=events.count(where=low.notnull() | high.notnull()),
    )
    return cells.select(
        "x",
        "y",
        by,
        "certain",
        possible=cells["all"] - cells["certain"],
        killed_low=cells["killed_low"].fill_null(0).cast("int64"),
        killed_high=cells["killed_high"].fill_null(0).cast("int64"),
        killed_reported=cells["killed_reported"],
    )


def by_area(tables: Tables, asked: EventFilter, known: Vocabulary) -> ir.Table:
    """Count the events that are drawn as a count on an area: `place`, `category`, `certain`, `all`.

    Their number of places is that of districts and regions, so that no view need limit them.
    """
    events = passing(tables.events, asked, known)
    events = events.filter(events["drawn"] == layout.AREA)
    return events.group_by("place", "category").aggregate(
        certain=events.count(where=is_certain(events, asked.window)), all=events.count()
    )


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
        The columns of the events, `certainty` (int8) and `place_id`. With `before`, the last of the
        rows before it, the latest first.
    """
    events = passing(tables.events, asked, known)
    held = [] if box is None else _within(events, box)
    if after is not None:
        held.append(events["row"] > after)
    if before is not None:
        held.append(events["row"] < before)
    events = events.filter(*held) if held else events
    backwards = before is not None and after is None
    key = events["row"].desc() if backwards else events["row"].asc()
    events = events.mutate(certainty=certainty(events, asked.window))
    return with_places(tables, events.order_by(key).limit(limit)).order_by(
        ibis.desc("row") if backwards else ibis.asc("row")
    )


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
        events = events.filter(*_within(events, box))
    return events.aggregate(events=events.count())


def _within(events: ir.Table, box: Box) -> list[ir.BooleanValue]:
    return [events["mx"].between(box.left, box.right), events["my"].between(box.top, box.bottom)]


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
