"""What is fuzzed besides readers: files of a folder, links, days, reports; each with its law."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from geo.changes.windows import WindowPair
from geo.errors import Fault
from geo.filters import EventFilter
from geo.gazetteer import Gazetteer
from geo.limits import MAX_REPORT_CHARS
from geo.readers.cells import day
from geo.readers.record import CellError
from geo.report import Drafter
from geo.report.rows import draft_records
from geo.schema import PLACES_FILE, TABLES
from geo.spans import FIRST_DAY, LAST_DAY, Window, parse_day
from geo.store.folder import BUILT_IN, gazetteer_of
from geo.store.places import check_places, read_document
from geo.store.tables import read_table
from geo.store.validation import check_table
from geo.strict_json import parse
from geo.timespans import Timespan

_FOLDER: Final = Path("fuzzed")
_DATELINE: Final = date(2022, 3, 28)
_WINDOW: Final = Window(_DATELINE, _DATELINE)
_LINES: Final = 3


def check_folder_table(data: bytes) -> None:
    """Read a table of a dataset folder; its first byte says which, every row is taken or named."""
    table = TABLES[data[0] % len(TABLES)] if data else TABLES[0]
    rows, faults = read_table(_FOLDER / table.file, table, data[1:])
    _all_said(faults)
    found = check_table(rows, table)
    _all_said(found)
    named = {fault.row for fault in faults}
    assert not named & set(rows.index), "a row taken and refused"


def check_places_file(data: bytes) -> None:
    """Read and check a gazetteer; one without faults can be used."""
    document, faults = read_document(_FOLDER / PLACES_FILE, data)
    if document is None:
        assert faults
        _all_said(faults)
        return
    faults = check_places(document, {})
    _all_said(faults)
    if not faults:
        for place in Gazetteer(document).values():
            assert place.title
            assert place.name("az")
            place.parts_in_force(_WINDOW)


def check_json(data: bytes) -> None:
    """Parse JSON: what is taken is what the standard library reads, or it is refused."""
    repeated: list[str] = []
    try:
        found = parse(data, repeated=repeated)
    except ValueError:
        return
    assert json.dumps(found) == json.dumps(json.loads(data.decode("utf-8-sig")))
    try:
        parse(data)
    except ValueError:
        assert repeated
    else:
        assert not repeated


def check_address(data: bytes) -> None:
    """Read the parameters of a link: what was read comes back, and is put into words."""
    params = dict(parse_qsl(data.decode("utf-8", "replace"), max_num_fields=None))
    pair, problems = WindowPair.from_params(params)
    assert all(problem.partition(" ")[2] for problem in problems)
    asked = pair.asked
    assert EventFilter.from_params(asked.to_params()) == (asked, [])
    again = dict(parse_qsl(urlencode(pair.to_params())))
    assert WindowPair.from_params(again)[0] == pair
    assert asked.sentence({})


def check_days(data: bytes) -> None:
    """Read days as files and gazetteers write them: within the calendar, or refused."""
    text = data.decode("utf-8", "replace")
    for order in ("", "day_first", "month_first"):
        with suppress(CellError):
            assert FIRST_DAY <= day({"d": text}, "d", order) <= LAST_DAY
    with suppress(ValueError):
        assert parse_day(text).isoformat() == text
    try:
        member = json.loads(text)
    except (ValueError, RecursionError):
        member = {"start": {"in": text}, "end": {"latest": text}}
    if isinstance(member, dict):
        try:
            span = Timespan.from_linked_places(member)
        except ValueError:
            return
        assert not (span.start and span.end) or span.start <= span.end
        assert str(span)


def check_report(data: bytes) -> None:
    """Draft from a report: records that can be written, and mentions that are in the text."""
    text = data.decode("utf-8", "replace")[:MAX_REPORT_CHARS]
    drafter = _drafter()
    try:
        drafted = drafter.draft(text, _DATELINE)
    except ValueError:
        assert not text.strip()
        return
    records: dict[str, Any] = draft_records(drafted, drafter.gazetteer, {})
    json.dumps(records)
    for one in records["mentions"]:
        assert text[one["start"] : one["end"]] == one["text"]
    for one in records["events"]:
        assert FIRST_DAY.isoformat() <= one["date_start"] <= one["date_end"]
    ids = {one["event_id"] for one in records["events"]}
    assert all(one["event_id"] in ids for one in records["claims"])


@lru_cache(maxsize=1)
def _drafter() -> Drafter:
    return Drafter(gazetteer_of(BUILT_IN))


def _all_said(faults: list[Fault]) -> None:
    assert all(fault.expected and fault.remedy and str(fault) for fault in faults)


def _few_lines(number: int) -> bytes:
    lines = (BUILT_IN / TABLES[number].file).read_bytes().splitlines(keepends=True)
    return bytes([number]) + b"".join(lines[:_LINES])


def _few_places() -> bytes:
    document = json.loads((BUILT_IN / PLACES_FILE).read_bytes())
    small = sorted(document["features"], key=lambda one: len(json.dumps(one)))[:3]
    for one in small:
        one.pop("relations", None)
    return json.dumps({**document, "features": small}).encode()


CHECKS: Final[dict[str, Callable[[bytes], None]]] = {
    "folder": check_folder_table,
    "places": check_places_file,
    "json": check_json,
    "address": check_address,
    "days": check_days,
    "report": check_report,
}
SEEDS: Final[dict[str, list[bytes]]] = {
    "folder": [_few_lines(number) for number in range(len(TABLES))],
    "places": [_few_places()],
    "json": [b'{"a": [1, -2.5e3, "b\\u00e9\\"", null, true], "c": {}}', b"[[[{}]]]"],
    "address": [
        b"from=2022-03-24&to=2022-03-28&category=clash,strike&status=contested&prec=day",
        b"q=Parukh&place=parukh&party=armenia-mod&view=39.8,46.7,9&asof=2022-03-28&names=az",
        b"from=2022-01-01&to=2022-01-31&from2=2022-02-01&to2=2022-02-28",
    ],
    "days": [
        b"2022-03-27",
        b"27 March 2022",
        b"03/04/2022",
        b"2022-03-27 00:00:00.000",
        b'{"start": {"in": "2020-11"}, "end": {"earliest": "-0044"}}',
    ],
    "report": [
        "STEPANAKERT (AFP) – Azerbaijan said on Saturday that two soldiers were killed near "
        "Askeran. “It is untrue,” Armenia's defence ministry said on March 27.".encode(),
        b"At least 49 died in Lachin and Kalbajar districts last week, according to Baku, (Ab.az, "
        b"10 March). The ministry denied it.\n\nPresident Ab Cdef of Armenia spoke.",
    ],
}
