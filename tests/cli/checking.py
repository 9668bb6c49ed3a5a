"""What a test of `check` does to a folder: one cell or one place is changed, and the check run."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from geo.cli.commands import main


def run_check(folder: Path) -> Result:
    return CliRunner().invoke(main, ["check", "--json", "--data", str(folder)])


def set_cell(folder: Path, file: str, row: int, column: str, value: str) -> None:
    with (folder / file).open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    rows[row - 1][rows[0].index(column)] = value
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    (folder / file).write_text(buffer.getvalue(), encoding="utf-8", newline="")


def place(document: dict[str, Any], place_id: str) -> dict[str, Any]:
    return next(f for f in document["features"] if f["@id"].endswith(f":{place_id}"))
