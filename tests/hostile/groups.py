"""The cases that need no browser, in groups; each says what harm was done."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from click.testing import CliRunner

from geo.api.imports import FORMATS, import_content
from geo.api.rejected import RejectedTable
from geo.changes.windows import SECOND_PARAMS, read_second
from geo.cli.commands import main
from geo.errors import TrucelineError
from geo.filters import FIELDS, EventFilter
from geo.linkage import Dataset
from geo.readers import Rejected
from geo.readers.content import Content, printable_name
from geo.report import Drafter
from geo.report.rows import draft_records
from geo.schema import PLACES_FILE, TABLES
from geo.spreadsheet import GUARD, guarded
from geo.store.folder import BUILT_IN, load
from tests.hostile import outputs
from tests.hostile.planted import plant
from tests.hostile.rows import KINDS, Kind, RowCase, row_cases
from tests.hostile.tally import Tally
from tests.hostile.texts import EVALUATED, TEXTS
from tests.hostile.watch import SECRET, Watch, Watched
from tests.hostile.whole import (
    FILE_NAMES,
    collection,
    documents,
    foreign,
    geometries,
    odd_features,
    parquet_tables,
    point,
    repeated,
    tables,
)

# What a test of the test puts in place of what is defended.
Importer = Callable[..., Any]
GOOD_AT: Final = (46.81, 40.02)
_NUMBER: Final = re.compile(r"[+-]\d+(\.\d+)?", re.ASCII)


@dataclass(frozen=True)
class Tested:
    """What the cases are run against; a test of the test replaces a part by one without defence.

    Parameters
    ----------
    take : callable
        As `import_content`.
    written : callable
        Dataset to name and text of everything that is written of it.
    """

    take: Importer = import_content
    written: Callable[[Dataset], Iterator[tuple[str, str]]] = outputs.written


@contextlib.contextmanager
def case(tally: Tally, name: str, watch: Watch, *expected: type[BaseException]) -> Iterator[Path]:
    """Run a case in a folder of its own; what it did to others is counted."""
    tally.cases.append(name)
    with tempfile.TemporaryDirectory(prefix="truceline-case-") as home:
        seen = Watched()
        try:
            with watch.on(Path(home)) as seen:
                yield Path(home)
        except expected as error:
            # A refusal must say what was expected, or it helps nobody.
            if "xpected" not in str(error):
                tally.unclear.append(f"{name}: {error}")
        except Exception as error:
            tally.exceptions.append(f"{name}: {error!r}"[:300])
        if seen.files:
            tally.files.append(f"{name}: {seen.files[0]}")
        if seen.requests:
            tally.requests.append(f"{name}: {seen.requests[0]}")
        if seen.runs:
            tally.scripts.append(f"{name}: {seen.runs[0]}")


def look_at(tally: Tally, name: str, text: str) -> None:
    """Note marks of a sum worked out and of a file read."""
    if EVALUATED in text:
        tally.expressions.append(name)
    if SECRET in text:
        tally.files.append(name)


def rows(watch: Watch, tested: Tested) -> Iterator[Tally]:
    """Every reader, a file each: good rows, and between them rows with one hostile cell."""
    for name, kind in KINDS.items():
        tally = Tally(f"cells, {name}")
        cases = row_cases(kind)
        with case(tally, f"{name} as a whole", watch) as home:
            _take_rows(tally, kind, cases, home, tested)
        tally.cases[:] = [f"{name} {one.name}" for one in cases]
        yield tally


def _take_rows(tally: Tally, kind: Kind, cases: list[RowCase], home: Path, tested: Tested) -> None:
    given: list[dict[str, str]] = []
    for number, one in enumerate(cases):
        given.append({**kind.good, kind.key: f"good{number}"})
        given.append({**kind.good, kind.key: f"case{number}", **one.cells})
    first = 1 if kind.form is FORMATS["geojson"] else 2
    rejected: list[Rejected] = []
    content = Content(f"rows-{kind.form.source.id}", kind.write(given))
    done = tested.take(kind.form, content, home / "d", take_rejected=rejected.append)
    refused = {one.row for one in rejected}
    taken = _provenance(home / "d")
    for number, one in enumerate(cases):
        row = first + 2 * number + 1
        if (row in refused) + (row in taken) != 1:
            tally.unaccounted.append(one.name)
        if one.said and row not in taken:
            tally.lost.append(one.name)
    if done.accepted + done.rejected != done.read or done.read != len(given):
        tally.unaccounted.append(f"{done.read} read of {len(given)}")
    for one in rejected:
        if not all(fault.expected and fault.remedy for fault in one.faults):
            tally.unclear.append(f"row {one.row}")
    _look_at_dataset(tally, load(home / "d"), range(len(cases)), taken, first)
    events = _events(home / "d")
    for number, one in enumerate(cases):
        event = events.get(taken.get(first + 2 * number + 1, ""))
        if one.said and event is not None and _plain(one.said) not in _plain(" ".join(event)):
            tally.altered.append(one.name)
    # The rejected rows go back as a table: no cell of it is a formula.
    table = io.StringIO()
    writer = RejectedTable(table)
    for row in rejected:
        writer.take(row)
    look_at(tally, "rejected rows", table.getvalue())
    tally.altered += _formulas(table.getvalue())


def _formulas(table: str) -> list[str]:
    """Cells of a CSV file that a spreadsheet would run."""
    cells = [cell for line in csv.reader(io.StringIO(table)) for cell in line]
    live = [cell for cell in cells if guarded(cell) != cell and cell[0] != GUARD]
    return [cell for cell in live if not _NUMBER.fullmatch(cell)]


def _look_at_dataset(
    tally: Tally, dataset: Dataset, numbers: range, taken: dict[int, str], first: int
) -> None:
    """Whether every good row is drawn, and drawn where it says."""
    events = dataset.events.set_index("event_id")
    for number in numbers:
        event_id = taken.get(first + 2 * number)
        if event_id is None or event_id not in events.index:
            tally.lost.append(f"good row {number}")
            continue
        event = events.loc[event_id]
        if event["drawn"] != "symbol" or (event["lon"], event["lat"]) != GOOD_AT:
            tally.lost.append(f"good row {number}, not at its place")


def _provenance(folder: Path) -> dict[int, str]:
    with (folder / "provenance.csv").open(encoding="utf-8", newline="") as stream:
        return {int(row["row"]): row["record_id"] for row in csv.DictReader(stream)}


def _events(folder: Path) -> dict[str, list[str]]:
    with (folder / "events.csv").open(encoding="utf-8", newline="") as stream:
        return {row[0]: row for row in csv.reader(stream)}


def _plain(text: str) -> str:
    return " ".join(text.split())


def shapes(watch: Watch, tested: Tested) -> Iterator[Tally]:
    """Geometries and features, each between two good ones."""
    tally = Tally("geometries and features")
    found = {
        f"{name}, {dated}": _featured(shape, dated)
        for name, shape in geometries().items()
        for dated in ("dated", "undated")
    } | odd_features()
    every = [one for feature in found.values() for one in (point(), feature)]
    with case(tally, "all", watch) as home:
        _take_features(tally, "all", collection(*every), len(every), home, tested)
    tally.cases[:] = list(found)
    with case(tally, "members of one name", watch) as home:
        done = _take_features(tally, "members of one name", repeated(), 4, home, tested)
        if done.rejected != 2:
            tally.unaccounted.append("members of one name")
    yield tally


def _featured(geometry: object, dated: str) -> dict[str, Any]:
    properties = {"title": "x"} | ({"date": "2022-03-27"} if dated == "dated" else {})
    return point(geometry=geometry, properties=properties)


def _take_features(
    tally: Tally, name: str, data: bytes, count: int, home: Path, tested: Tested
) -> Any:
    refused: list[Rejected] = []
    done = tested.take(
        FORMATS["geojson"], Content("x.geojson", data), home / "d", take_rejected=refused.append
    )
    if done.accepted + done.rejected != done.read or done.read != count:
        tally.unaccounted.append(name)
    if not all(fault.expected and fault.remedy for one in refused for fault in one.faults):
        tally.unclear.append(name)
    events = load(home / "d").events
    good = events[(events["lon"] == GOOD_AT[0]) & (events["lat"] == GOOD_AT[1])]
    if (good["drawn"] == "symbol").sum() < count // 2:
        tally.lost.append(name)
    return done


def files(watch: Watch, tested: Tested) -> Iterator[Tally]:
    """Whole files, each to the readers that might take it."""
    tally = Tally("documents")
    for name, data in documents().items():
        _refuse(tally, name, "geojson", data, watch, tested)
    yield tally
    tally = Tally("tables")
    for name, data in tables():
        _refuse(tally, name, "acled", data, watch, tested)
    for name, data in parquet_tables():
        _refuse(tally, f"Parquet: {name}", "acled", data, watch, tested)
    yield tally


def strangers(watch: Watch, tested: Tested) -> Iterator[Tally]:
    """Files of other formats, files that name others, and bombs."""
    tally = Tally("foreign files and bombs")
    for name, data in foreign(watch):
        for kind in ("geojson", "ucdp", "acled"):
            _refuse(tally, f"{name} as {kind}", kind, data, watch, tested)
    yield tally


def names(watch: Watch) -> Iterator[Tally]:
    """Files with hostile names, imported by the command."""
    tally = Tally("file names")
    for name in FILE_NAMES:
        _name_a_file(tally, name, watch)
    yield tally


def _refuse(tally: Tally, name: str, kind: str, data: bytes, watch: Watch, tested: Tested) -> None:
    with case(tally, name, watch, TrucelineError) as home:
        done = tested.take(FORMATS[kind], Content(f"x.{kind}", data), home / "d")
        if done.accepted + done.rejected != done.read:
            tally.unaccounted.append(name)
        for file in (home / "d").iterdir():
            look_at(tally, name, file.read_text(encoding="utf-8"))


def _name_a_file(tally: Tally, name: str, watch: Watch) -> None:
    with case(tally, name, watch) as home:
        path = home / name.replace("/", "∕")
        path.write_bytes(collection(point(), point(type="Thing")))
        result = CliRunner().invoke(
            main, ["import", "geojson", "--into", str(home / "d"), "--", str(path)]
        )
        if result.exit_code != 1 or "2 rows read, 1 accepted, 1 rejected" not in result.stdout:
            tally.exceptions.append(f"{name}: {result.exception!r}")
        look_at(tally, name, result.stdout + result.stderr)
        package = json.loads((home / "d" / "datapackage.json").read_bytes())
        if package["sources"][0]["file"] != printable_name(path.name):
            tally.altered.append(name)


def folders(watch: Watch) -> Iterator[Tally]:
    """Dataset folders of somebody else, opened by `check`, by `load` and by the commands."""
    tally = Tally("dataset folders")
    for name, spoil in _spoilt(watch):
        with case(tally, name, watch, TrucelineError) as home:
            folder = home / "data"
            shutil.copytree(BUILT_IN, folder)
            spoil(folder)
            load(folder)
            tally.unaccounted.append(name)
    for name in ("events.csv leads outside", f"{PLACES_FILE}: deep", "base map: cut off"):
        with case(tally, f"check: {name}", watch) as home:
            folder = home / "data"
            shutil.copytree(BUILT_IN, folder)
            dict(_spoilt(watch))[name](folder)
            result = CliRunner().invoke(main, ["check", "--json", "--data", str(folder)])
            look_at(tally, name, result.output)
            if result.exit_code != 1 or not json.loads(result.stdout)["faults"]:
                tally.unclear.append(f"{name}: {result.output[:200]} {result.exception!r}")
    yield tally


def _spoilt(watch: Watch) -> Iterator[tuple[str, Callable[[Path], object]]]:
    def written(file: str, data: bytes) -> Callable[[Path], object]:
        return lambda folder: (folder / file).write_bytes(data)

    def linked(file: str) -> Callable[[Path], object]:
        def spoil(folder: Path) -> None:
            (folder / file).unlink()
            (folder / file).symlink_to(watch.secret)

        return spoil

    def linked_basemap(folder: Path) -> None:
        shutil.rmtree(folder / "basemap")
        (folder / "basemap").symlink_to(watch.outside)

    for table in TABLES:
        yield f"{table.file} leads outside", linked(table.file)
        yield f"{table.file} is an archive", written(table.file, b"PK\x03\x04" + b"\0" * 999)
        yield f"{table.file} has a huge cell", written(table.file, b'"' + b"x" * (2 << 20) + b'"\n')
        yield f"{table.file} is another table", written(table.file, b"a,b\n1,2\n")
    yield f"{PLACES_FILE} leads outside", linked(PLACES_FILE)
    yield "the base map leads outside", linked_basemap
    for name, data in documents().items():
        if name != "other coordinate system" and name != "coordinate system that is a template":
            yield f"{PLACES_FILE}: {name}", written(PLACES_FILE, data)
    for name in ("deep", "cut off", "a list", "deep objects", "a long number"):
        yield f"base map: {name}", written("basemap/water.geojson", documents()[name])
    wrong = collection({"type": "Feature", "properties": None, "geometry": None})
    yield "base map without outlines", written("basemap/districts.geojson", wrong)
    metres = collection(point(geometry={"type": "Point", "coordinates": [5e6, 4e6]}))
    yield "base map in metres", written("basemap/countries.geojson", metres)
    named = collection(point(properties={"name_en": {"a": 1}}))
    yield "base map whose names are objects", written("basemap/countries.geojson", named)
    yield "manifest that is a list", written("truceline.json", b"[]")
    yield "manifest that is deep", written("truceline.json", b"[" * 9_999 + b"]" * 9_999)
    manifest = {"version": "x", "events": 10**9, "claims": 0, "places": 0, "format": 1}
    yield "manifest of a billion events", written("truceline.json", json.dumps(manifest).encode())


VALUES: Final = (
    "",
    " ",
    ",",
    ",,,,",
    "\0",
    "NaN",
    "nan,nan,nan",
    "inf,inf,inf",
    "1e999,1e999,1e999",
    "1e308,1e308,1e308",
    "-1",
    "9" * 5_000,
    "0000-00-00",
    "0000-01-01",
    "99999-12-31",
    "2022-02-30",
    "٢٠٢٢-٠٣-٢٧",
    "now",
    "\ud800",
    "\u202e",
    "x" * 100_000,
    ",".join(["clash"] * 20_000),
    ",".join(f"p{i}" for i in range(20_000)),
    "40,46,10,5",
    "91,181,21",
    "40;46;10",
    "../../etc",
    "%00%0a%0d",
    *TEXTS.values(),
)


def parameters(watch: Watch, dataset: Dataset) -> Iterator[Tally]:
    """Every parameter of an address with every kind of value."""
    tally = Tally("parameters of an address")
    names = [spec.param for spec in FIELDS]
    for name in names:
        with case(tally, name, watch):
            for value in VALUES:
                _ask(tally, {name: value}, dataset)
    for name in SECOND_PARAMS:
        with case(tally, name, watch):
            for value in VALUES:
                window, problems = read_second({name: value})
                if value and window.start is None and window.end is None and not problems:
                    tally.unclear.append(f"{name}={value[:20]!r}")
    with case(tally, "all at once", watch):
        for value in VALUES:
            _ask(tally, dict.fromkeys(names, value), dataset)
    with case(tally, "names that there are not", watch):
        for value in VALUES:
            found, problems = EventFilter.from_params({value: "x", "__class__": value})
            if found != EventFilter() or problems:
                tally.exceptions.append(repr(value[:40]))
    yield tally


def _ask(tally: Tally, params: dict[str, str], dataset: Dataset) -> None:
    found, problems = EventFilter.from_params(params)
    for spec in FIELDS:
        value = params.get(spec.param, "")
        ignored = getattr(found, spec.attribute) == getattr(EventFilter(), spec.attribute)
        said = any(problem.startswith(spec.param) for problem in problems)
        if value.strip(",") and ignored and not said and spec.param != "names":
            tally.unclear.append(f"{spec.param}={value[:20]!r}")
    known = found.replace(
        place=tuple(one for one in found.place if one in dataset.gazetteer), as_of=None
    )
    dataset.select(known)
    again, problems = EventFilter.from_params(known.to_params())
    if again != known or problems:
        tally.altered.append(repr(params)[:80])
    look_at(tally, repr(params)[:80], known.sentence(dataset.titles("en")))


def commands(watch: Watch) -> Iterator[Tally]:
    """Every command with options and files that are hostile."""
    tally = Tally("commands")
    with tempfile.TemporaryDirectory() as home:
        report = Path(home) / "report.txt"
        for arguments in _command_lines(report):
            name = " ".join(arguments)[:60]
            with case(tally, name, watch):
                result = CliRunner().invoke(main, arguments)
                if result.exception and not isinstance(result.exception, SystemExit):
                    tally.exceptions.append(f"{name}: {result.exception!r}")
                if result.exit_code not in (0, 1, 2):
                    tally.exceptions.append(f"{name}: exit {result.exit_code}")
                look_at(tally, name, result.output)
    yield tally


def _command_lines(report: Path) -> Iterator[list[str]]:
    words = [
        "{{191919*7337}}",
        "\x1b[31m",
        "-1",
        "\u202e",
        "a" * 100_000,
        "99999-01-01",
        "0000-00-00",
    ]
    for word in words:
        for spec in FIELDS if word in words[:4] else FIELDS[:2]:
            yield ["events", f"--{spec.param}={word}"]
        yield ["zones", f"--on={word}"]
        yield ["check", f"--data={word}"]
        yield ["draft", str(report), f"--dateline={word}"]
    for word in words[:2]:
        yield ["places", "--", word]
        yield ["brief", f"--headline={word}", "-o", str(report.with_suffix(".svg"))]
    for data in (b"\0", b"\xff", b"", b"x" * 300_000, "{{191919*7337}} \u202e".encode()):
        report.write_bytes(data)
        yield ["draft", str(report), "--dateline=2022-03-27"]
        yield ["import", "ucdp", str(report), "--into", str(report.with_name("d"))]
        mapping = ["--mapping", str(report), "--into", str(report.with_name("d"))]
        yield ["import", "table", str(report), *mapping]


def texts(watch: Watch, tested: Tested) -> Iterator[Tally]:
    """Each text in every column of a dataset, and all that is written of it."""
    tally = Tally("texts in exports and briefs")
    with case(tally, "planted", watch) as home:
        dataset = plant(home / "data")
        written = dict(tested.written(dataset))
        for name, output in written.items():
            look_at(tally, name, output)
            if name.endswith(".csv"):
                tally.altered += [f"{cell[:40]!r} in {name} runs" for cell in _formulas(output)]
        for name, text in TEXTS.items():
            tally.cases.append(name)
            for form, output in written.items():
                if not outputs.holds(form, output, text):
                    tally.altered.append(f"{name} in {form}")
    tally.cases.remove("planted")
    yield tally


def reports(watch: Watch, dataset: Dataset) -> Iterator[Tally]:
    """Reports to draft from: each text within sentences that are drafted from."""
    tally = Tally("reports")
    drafter = Drafter(dataset.gazetteer)
    for name, text in TEXTS.items():
        with case(tally, name, watch):
            said = (
                f"STEPANAKERT — {text} Three soldiers were killed near Askeran on Saturday, "
                f"the ministry said. {text} “{text}” Azerbaijan denied it."
            )
            drafted = drafter.draft(said, date(2022, 3, 28))
            records = draft_records(drafted, dataset.gazetteer, {})
            look_at(tally, name, json.dumps(records))
            if not records["events"]:
                tally.lost.append(name)
            for one in records["mentions"]:
                if said[one["start"] : one["end"]] != one["text"]:
                    tally.altered.append(name)
    yield tally


def run(watch: Watch, tested: Tested | None = None) -> Iterator[Tally]:
    """All groups."""
    chosen = tested or Tested()
    dataset = load(BUILT_IN)
    yield from rows(watch, chosen)
    yield from shapes(watch, chosen)
    yield from files(watch, chosen)
    yield from strangers(watch, chosen)
    yield from names(watch)
    yield from folders(watch)
    yield from parameters(watch, dataset)
    yield from commands(watch)
    yield from texts(watch, chosen)
    yield from reports(watch, dataset)
