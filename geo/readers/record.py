"""What a reader makes of a file: records, places, and rows that come back with their reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from geo.errors import Fault, TrucelineError


class UnreadableError(TrucelineError):
    """A file that cannot be read as what it is said to be; no row of it is taken.

    Parameters
    ----------
    fault : Fault
        Why.
    """

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record says it happened.

    Parameters
    ----------
    title : str
        Name as the source writes it; an empty string where it gives none.
    lon, lat : float
        Degrees, EPSG:4326.
    radius_km : float, optional
        Radius within which the source places the event.
    place_id : str
        Id that the source gives the place; an empty string where it gives none.
    """

    title: str
    lon: float
    lat: float
    radius_km: float | None = None
    place_id: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Where a record says it happened, in words only.

    Parameters
    ----------
    name : str
        Of the place, as the source writes it; an empty string where it gives none.
    within : tuple of str
        Names of what it is said to be part of, the nearest first.
    place_id : str
        Id of a place of the gazetteer, for our own tables; an empty string otherwise.
    """

    name: str
    within: tuple[str, ...] = ()
    place_id: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One row that is an event.

    Parameters
    ----------
    row : int
        As a spreadsheet numbers it (the header is row 1); for GeoJSON the feature from 1.
    event : mapping of str to str
        Cells of `schema.EVENTS`, without `place_id`; what is left out is blank.
    spot : Spot or None
        Where; None where the source gives no position.
    cells : mapping of str to str
        The row as read, so that it can be handed back.
    notes : tuple of Fault
        What was left blank or read more widely than written. The row is taken nonetheless.
    named : Named or None
        Where, if the source names a place and gives no position; somebody must say which it is.
    """

    row: int
    event: Mapping[str, str]
    spot: Spot | None
    cells: Mapping[str, str] = field(repr=False)
    notes: tuple[Fault, ...] = ()
    named: Named | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """One feature that is a place or a zone.

    Parameters
    ----------
    row : int
        The feature from 1.
    feature : mapping
        A Linked Places feature.
    cells : mapping of str to str
        Its properties as read.
    named_by_title : bool
        Whether its id was only made of its title, and may be made another.
    """

    row: int
    feature: Mapping[str, Any]
    cells: Mapping[str, str] = field(repr=False)
    named_by_title: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """One row that is not taken, with its reasons.

    Parameters
    ----------
    row : int
        As in `Record`.
    faults : tuple of Fault
        At least one.
    cells : mapping of str to str
        The row as read, as far as it could be.
    """

    row: int
    faults: tuple[Fault, ...]
    cells: Mapping[str, str] = field(repr=False)


class CellError(ValueError):
    """A cell that cannot be read.

    Parameters
    ----------
    column : str
        Its column.
    value : str
        What it holds.
    expected, remedy : str
        As in `errors.Fault`.
    """

    def __init__(self, column: str, value: str, expected: str, remedy: str) -> None:
        # Not made into a message here: most are never read, and a file may have a million.
        self.column, self.value, self.expected, self.remedy = column, value, expected, remedy

    def __str__(self) -> str:
        return f"{self.column}: expected {self.expected}, found {self.value!r}"

    def fault(self, file: str, row: int) -> Fault:
        """Say where it stands."""
        return Fault(file, row, self.column, self.value or None, self.expected, self.remedy)
