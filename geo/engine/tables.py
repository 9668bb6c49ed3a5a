"""What questions are asked of: the tables of `layout`, and a box of positions."""

from __future__ import annotations

from dataclasses import dataclass

import ibis.expr.types as ir


@dataclass(frozen=True)
class Tables:
    """The tables of `layout`, wherever they are.

    Parameters
    ----------
    events, details, claims, places, toponyms : ibis table
        As described there.
    """

    events: ir.Table
    details: ir.Table
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


def within(events: ir.Table, box: Box) -> list[ir.BooleanValue]:
    """Conditions of events at positions within a box."""
    return [events["mx"].between(box.left, box.right), events["my"].between(box.top, box.bottom)]
