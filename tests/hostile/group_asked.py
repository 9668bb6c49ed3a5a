"""What is asked: every parameter of an address, every option and file of a command."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from click.testing import CliRunner

from geo.changes.windows import SECOND_PARAMS, read_second
from geo.cli.commands import main
from geo.filters import FIELDS, EventFilter
from geo.linkage import Dataset
from tests.hostile.cases import case, look_at
from tests.hostile.tally import Tally
from tests.hostile.texts import TEXTS
from tests.hostile.watch import Watch

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
