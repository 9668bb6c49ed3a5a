"""The reader that docs/how-to/add-a-reader.md shows does what the page says of readers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import geo
from geo.api.formats import Format
from geo.api.imports import import_file

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "add-a-reader.md"
TABLE = """\
Lon,Lat,ID,Date,What,Where,Killed
46.8011,40.0164,a,2022-03-24,Troops enter a village,Parukh,
46.8011,40.0164,b,March 2022,Shots are heard,Parukh,1
40.0164,146.8011,c,2022-03-25,Shots are heard,Parukh,0
"""


def test_it_reads_a_table_and_rejects_what_cannot_be_read(tmp_path: Path) -> None:
    shown: dict[str, Any] = {}
    code = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    exec(compile(code[0], str(PAGE), "exec"), shown)
    file = tmp_path / "mine.csv"
    file.write_text(TABLE, encoding="utf-8")
    form = Format(shown["SOURCE"], shown["read"])
    done = import_file(form, file, tmp_path / "mine")
    assert (done.read, done.accepted, done.rejected) == (3, 1, 2)
    assert [(fault.row, fault.column) for fault in done.faults] == [(3, "date"), (4, "lat")]
    event = geo.load(tmp_path / "mine").events.iloc[0]
    assert (event["lon"], event["lat"]) == (46.8011, 40.0164)
    assert str(event["best"]) == "<NA>"
