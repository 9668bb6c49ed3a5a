"""Rows with a single hostile cell, where a reader expects a number, a day, a count or a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from tests.hostile.kinds import Kind
from tests.hostile.texts import TEXTS

NUMBERS: Final = {
    "not a number": "NaN",
    "infinity": "Infinity",
    "minus infinity": "-inf",
    "beyond floats": "1e999",
    "near the end of floats": "1e308",
    "not on earth": "9999",
    "metres": "5210000.5",
    "comma": "46,8",
    "other digits": "٤٦.٨",
    "full width": "４６.８",
    "hexadecimal": "0x2E",
    "underscore": "4_6.8",
    "expression": "{{191919*7337}}",
    "formula": "=46.8",
    "words": "east",
    "degrees": "46°48'04\"E",
    "two numbers": "46.8 40.0",
    "many digits": "4" * 5_000,
    "blanks": "   ",
    "no-break space": "\u00a046.8",
}
DAYS: Final = {
    "year 0": "0000-01-01",
    "year 99999": "99999-01-01",
    "minus": "-2022-03-27",
    "day 30 of February": "2022-02-30",
    "month 13": "2022-13-01",
    "now": "now",
    "today": "today",
    "seconds": "1648339200",
    "other digits": "٢٠٢٢-٠٣-٢٧",
    "with a clock": "2022-03-27T23:59:60Z",
    "week": "2022-W12-7",
    "two digits": "27/03/22",
    "expression": "{{191919*7337}}",
    "blank": "",
    "long": "2" * 5_000,
}
COUNTS: Final = {
    "a billion": "1000000000",
    "minus one": "-1",
    "half": "0.5",
    "exponent": "1e3",
    "not a number": "NaN and more",
    "other digits": "٣",
    "formula": "=1",
    "many digits": "9" * 5_000,
}
BROKEN_TEXTS: Final = {
    "NUL": "a\0b",
    "escape": "a\x1b[31mb",
    "bell": "\x07",
    "delete": "a\x7fb",
    "second controls": "a\x85b\x9fc",
    "only invisible": "\u200b\u2060",
    "long": "x" * 10_001,
    "huge": "x" * 600_000,
}


@dataclass(frozen=True)
class RowCase:
    """One row with one hostile cell; a text must be taken, anything else may be refused."""

    name: str
    cells: dict[str, Any] = field(repr=False)
    said: str = ""


def row_cases(kind: Kind) -> list[RowCase]:
    """One row for each hostile cell."""
    planted: list[tuple[str, str, str, str]] = []
    for column, values in (
        (kind.lon, NUMBERS),
        (kind.lat, NUMBERS),
        (kind.day, DAYS),
        (kind.count, COUNTS),
        (kind.title, BROKEN_TEXTS),
    ):
        planted += [(f"{column}: {name}", column, cell, "") for name, cell in values.items()]
    planted += [(f"{kind.title}: {name}", kind.title, text, text) for name, text in TEXTS.items()]
    planted += [(f"{kind.key}: {name}", kind.key, text, "") for name, text in TEXTS.items()]
    return [RowCase(name, {column: cell}, said) for name, column, cell, said in planted]
