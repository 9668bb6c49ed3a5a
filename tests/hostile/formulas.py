"""Cells of a written table that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from geo.spreadsheet import GUARD, guarded

_NUMBER: Final = re.compile(r"[+-]\d+(\.\d+)?", re.ASCII)


def formulas(table: str) -> list[str]:
    """Cells of a CSV file that a spreadsheet would run."""
    cells = [cell for line in csv.reader(io.StringIO(table)) for cell in line]
    live = [cell for cell in cells if guarded(cell) != cell and cell[0] != GUARD]
    return [cell for cell in live if not _NUMBER.fullmatch(cell)]
