"""Counts and sums, as ibis expressions; no engine is named here.

Every sum of a toll comes with how many events it rests on, since what is not reported is not 0.
"""

from __future__ import annotations

from typing import Final, Literal

import ibis
import ibis.expr.types as ir

from geo.engine import layout
from geo.engine.predicates import Vocabulary, is_certain, passing
from geo.engine.tables import Box, Tables, within
from geo.filters import EventFilter

Step = Literal["day", "week", "month"]
STEPS: Final[tuple[Step, ...]] = ("day", "week", "month")
# What aggregates are told apart by: all that the map has colours for.
Class = Literal["category", "status", "party_set"]
# 1970-01-01 was a Thursday: three days after the Monday that began its week (ISO 8601).
_EPOCH_WEEKDAY: Final = 3


def counts(tables: Tables, asked: EventFilter, known: Vocabulary) -> ir.Table:
    """Count the events that pass, and add up their tolls.

    Returns
    -------
    ibis table of one row
        `certain`, `possible`; `symbol`, `area`, `listed` by how they are drawn; `contested`;
        `latest` (day on which the latest source of their claims was published, in days since
        1970-01-01; missing where none has a day); and for `killed` and `wounded` the sums `…_low`
        and `…_high`, `…_reported` (events with a figure) and `…_open` (events with a lower limit
        only).
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
        latest=events["published"].max(),
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
    events, cell = _in_cells(passing(tables.events, asked, known), box, shift)
    low, high = events["low"], events["high"]
    cells = events.group_by(**cell, **{by: events[by]}).aggregate(
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


def cell_counts(
    tables: Tables,
    asked: EventFilter,
    known: Vocabulary,
    box: Box | None,
    shift: int,
    by: Class = "category",
) -> ir.Table:
    """Count the events of a view that are drawn as symbols, by cell and class.

    What a map draws, in two thirds of the time of `grid`.

    Returns
    -------
    ibis table
        `x`, `y` and the class as of `grid`, and `events`, certain and possible ones together.
    """
    events, cell = _in_cells(passing(tables.events, asked, known), box, shift)
    return events.group_by(**cell, **{by: events[by]}).aggregate(events=events.count())


def _in_cells(
    events: ir.Table, box: Box | None, shift: int
) -> tuple[ir.Table, dict[str, ir.IntegerColumn]]:
    held = [events["drawn"] == layout.SYMBOL]
    if box is not None:
        held += within(events, box)
    events = events.filter(*held)
    return events, {
        "x": (events["mx"] >> shift).cast("int32"),
        "y": (events["my"] >> shift).cast("int32"),
    }


def by_area(tables: Tables, asked: EventFilter, known: Vocabulary) -> ir.Table:
    """Count the events that are drawn as a count on an area: `place`, `category`, `certain`, `all`.

    Their number of places is that of districts and regions, so that no view need limit them.
    """
    events = passing(tables.events, asked, known)
    events = events.filter(events["drawn"] == layout.AREA)
    return events.group_by("place", "category").aggregate(
        certain=events.count(where=is_certain(events, asked.window)), all=events.count()
    )
