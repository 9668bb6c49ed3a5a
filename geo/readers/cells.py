"""Single cells of other people's tables: numbers, positions, days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from geo.readers.record import CellError
from geo.spans import FIRST_DAY, LAST_DAY, parse_day

# What R, pandas and databases write for nothing.
NOTHING: Final = frozenset({"", "NA", "N/A", "NaN", "nan", "NULL", "null", "None"})
_WHOLE: Final = re.compile(r"\d{1,9}(?:\.0+)?", re.ASCII)
_DECIMAL: Final = re.compile(r"[+-]?\d{1,4}(?:\.\d{1,20})?(?:[eE]-\d{1,2})?", re.ASCII)
# A clock that says midnight says nothing; any other would be lost.
_MIDNIGHT: Final = re.compile(r"(.{10})[ T]00:00(?::00(?:\.0+)?)?Z?", re.ASCII)
NUMBERED_DAY: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)
# Which of its numbers are the day and the month.
DATE_ORDERS: Final = {"day_first": (1, 2), "month_first": (2, 1)}
_WORDED: Final = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})", re.ASCII)
_MONTHS: Final = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}

Cells = Mapping[str, str]


def whole(cells: Cells, column: str) -> int | None:
    """Whole number of 0 or more; None where the cell is blank or there is no such column.

    Examples
    --------
    >>> whole({"best": "14.0"}, "best"), whole({"best": ""}, "best")
    (14, None)
    """
    text = cells.get(column, "").strip()
    if text in NOTHING:
        return None
    if not _WHOLE.fullmatch(text):
        raise CellError(column, text, "a whole number of 0 or more", "write digits only")
    return int(text.split(".")[0])


def code(cells: Cells, column: str, known: Mapping[int, object]) -> int | None:
    """Numbered code; None where the cell is blank or there is no such column."""
    number = whole(cells, column)
    if number is not None and number not in known:
        expected = f"a code from {min(known)} to {max(known)}"
        raise CellError(column, cells[column], expected, "correct it, see the source's codebook")
    return number


def needed(cells: Cells, column: str) -> str:
    """Text that must not be blank."""
    text = cells.get(column, "").strip()
    if text in NOTHING:
        raise CellError(column, text, "a value", "fill it in")
    return text


def text(cells: Cells, column: str) -> str:
    r"""Text on one line; blank where the cell is, or there is no such column.

    Examples
    --------
    >>> text({"a": " Rami \r\n village"}, "a")
    'Rami village'
    """
    found = cells.get(column, "")
    if found in NOTHING:
        return ""
    return " ".join(found.split())


def kilometres(cells: Cells, column: str) -> float | None:
    """Length in kilometres, 0 or more; None where the cell is blank or there is no such column."""
    found = cells.get(column, "").strip()
    if found in NOTHING:
        return None
    if not _DECIMAL.fullmatch(found) or float(found) < 0:
        raise CellError(column, found, "kilometres, 0 or more", "write a number")
    return float(found)


def names_in(cells: Cells, *columns: str) -> tuple[str, ...]:
    """Texts of some columns that are not blank, in their order."""
    return tuple(found for column in columns if (found := text(cells, column)))


def degrees(cells: Cells, column: str, limit: int) -> float:
    """Coordinate in degrees within ± `limit`."""
    found = cells.get(column, "").strip()
    if not _DECIMAL.fullmatch(found) or abs(float(found)) > limit:
        expected = f"degrees from -{limit} to {limit}, with a decimal point"
        raise CellError(column, found, expected, f"write the {column} in degrees, EPSG:4326")
    return float(found)


def position(cells: Cells, lon: str, lat: str) -> tuple[float, float] | None:
    """Longitude and latitude; None where both are blank."""
    if cells.get(lon, "").strip() in NOTHING and cells.get(lat, "").strip() in NOTHING:
        return None
    return degrees(cells, lon, 180), degrees(cells, lat, 90)


def day(cells: Cells, column: str, order: str = "") -> date:
    """Calendar day: `2022-03-27`, with a midnight after it or not, or `27 March 2022`.

    Parameters
    ----------
    cells : mapping of str to str
        A row by column name.
    column : str
        Which of them.
    order : str
        A key of `DATE_ORDERS`, so that `03/04/2022` is one day and not two; else it is refused.

    Examples
    --------
    >>> day({"date": "3/4/2022"}, "date", "day_first")
    datetime.date(2022, 4, 3)
    >>> day({"date": "3.4.2022"}, "date", "month_first")
    datetime.date(2022, 3, 4)
    >>> day({"date_start": "2022-03-27 00:00:00.000"}, "date_start")
    datetime.date(2022, 3, 27)
    >>> day({"event_date": "27 March 2022"}, "event_date")
    datetime.date(2022, 3, 27)
    """
    found = cells.get(column, "").strip()
    midnight = _MIDNIGHT.fullmatch(found)
    try:
        worded = _WORDED.fullmatch(found)
        if worded and worded[2].casefold() in _MONTHS:
            named = date(int(worded[3]), _MONTHS[worded[2].casefold()], int(worded[1]))
            return parse_day(named.isoformat())
        numbered = NUMBERED_DAY.fullmatch(found)
        if numbered and order:
            where = DATE_ORDERS[order]
            named = date(int(numbered[3]), int(numbered[where[1]]), int(numbered[where[0]]))
            return parse_day(named.isoformat())
        return parse_day(midnight[1] if midnight else found)
    except ValueError:
        expected = "a day as YYYY-MM-DD or as 27 March 2022"
        remedy = "write a real calendar day"
        if NUMBERED_DAY.fullmatch(found):
            asked = f"a day that can be read {order.replace('_', ' ')}" if order else expected
            remedy = "write it as YYYY-MM-DD, or import it as a table and say which comes first"
            raise CellError(column, found, asked, remedy) from None
        raise CellError(column, found, expected, remedy) from None


def date_orders(cells: Iterable[str]) -> tuple[str, ...] | None:
    """Orders in which all dates of a column can be read.

    Parameters
    ----------
    cells : iterable of str
        Of the column.

    Returns
    -------
    tuple of str or None
        Keys of `DATE_ORDERS`; None where no date is written in an order that must be known.

    Examples
    --------
    >>> date_orders(["03/04/2022", "27/03/2022"]), date_orders(["03/04/2022"])
    (('day_first',), ('day_first', 'month_first'))
    >>> date_orders(["2022-03-27", ""]) is None
    True
    """
    numbered = [match for cell in cells if (match := NUMBERED_DAY.fullmatch(cell.strip()))]
    if not numbered:
        return None
    return tuple(
        order
        for order, (_, month) in DATE_ORDERS.items()
        if all(1 <= int(match[month]) <= 12 for match in numbered)
    )


def spread(first: date, last: date, days: int) -> tuple[date, date]:
    """Span with some days before and after, within what can be stored.

    Examples
    --------
    >>> spread(date(2022, 3, 27), date(2022, 3, 27), 3)
    (datetime.date(2022, 3, 24), datetime.date(2022, 3, 30))
    """
    room = timedelta(days=days)
    return max(first - room, FIRST_DAY), min(last + room, LAST_DAY)


def month_of(one: date) -> tuple[date, date]:
    """First and last day of the month of a day."""
    last = calendar.monthrange(one.year, one.month)[1]
    return one.replace(day=1), one.replace(day=last)


def year_of(one: date) -> tuple[date, date]:
    """First and last day of the year of a day."""
    return one.replace(month=1, day=1), one.replace(month=12, day=31)


def shortened(said: str, most: int) -> str:
    """Text of at most so many characters; a cut is marked."""
    return said if len(said) <= most else said[: most - 1].rstrip() + "…"
