"""A test of the test: with a defence switched off, the same cases are reported as harm."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import folium
import pyogrio
import pytest
from jinja2 import Template as Jinja

from geo.api.imported import Imported
from geo.api.imports import Format, import_content
from geo.errors import UsageError
from geo.linkage import Dataset
from geo.readers import Read, Rejected
from geo.readers.content import Content
from tests.hostile import group_files, group_rows, group_shapes, group_texts
from tests.hostile.cases import Tested
from tests.hostile.planted import plant
from tests.hostile.tally import Tally
from tests.hostile.texts import EVALUATED, TEXTS
from tests.hostile.watch import Watch


@pytest.fixture(scope="module")
def watch() -> Watch:
    return Watch()


def harms(tallies: Iterator[Tally]) -> set[str]:
    return {name for tally in tallies for name in tally.harms()}


def first_of(tallies: Iterator[Tally]) -> Iterator[Tally]:
    """The first group only: enough to see that harm is noticed."""
    return islice(tallies, 1)


def with_reader(change: Callable[[Iterator[Read]], Iterator[Read]]) -> Tested:
    """Import through a reader that is changed."""

    def take(form: Format, content: Content, into: Path, **options: Any) -> Imported:
        changed = replace(form, read=lambda data, progress: change(form.read(data, progress)))
        return import_content(changed, content, into, **options)

    return Tested(take=take)


def test_rows_dropped_in_silence(watch: Watch) -> None:
    def silent(rows: Iterator[Read]) -> Iterator[Read]:
        return (row for row in rows if not isinstance(row, Rejected))

    assert "unaccounted" in harms(first_of(group_rows.rows(watch, with_reader(silent))))


def test_one_bad_row_that_costs_the_good_ones(watch: Watch) -> None:
    def all_or_nothing(rows: Iterator[Read]) -> Iterator[Read]:
        read = list(rows)
        spoilt = next((one.faults for one in read if isinstance(one, Rejected)), None)
        for number, one in enumerate(read):
            yield one if spoilt is None or not number else Rejected(one.row, spoilt, one.cells)

    assert "lost" in harms(group_shapes.shapes(watch, with_reader(all_or_nothing)))


def test_a_reader_that_raises(watch: Watch) -> None:
    def hasty(rows: Iterator[Read]) -> Iterator[Read]:
        for row in rows:
            if isinstance(row, Rejected):
                raise ValueError(row.faults[0])
            yield row

    assert "exceptions" in harms(first_of(group_rows.rows(watch, with_reader(hasty))))


def test_a_refusal_that_says_nothing(watch: Watch) -> None:
    def curt(form: Format, content: Content, into: Path, **options: Any) -> Imported:
        raise UsageError("no")

    assert "unclear" in harms(first_of(group_files.files(watch, Tested(take=curt))))


def test_a_driver_chosen_by_the_file(watch: Watch, tmp_path: Path) -> None:
    """GDAL takes a file for what it says it is, and opens what that names, here or elsewhere."""

    def by_gdal(form: Format, content: Content, into: Path, **options: Any) -> Imported:
        file = tmp_path / "planted.geojson"
        file.write_bytes(content.data)
        try:
            pyogrio.read_dataframe(file)
        except Exception as error:
            raise UsageError(f"expected a file that GDAL reads, {error}") from None
        return import_content(form, content, into, **options)

    found = harms(group_files.strangers(watch, Tested(take=by_gdal)))
    assert "files" in found
    assert "requests" in found


def test_text_in_a_folium_constructor(watch: Watch) -> None:
    def by_folium(dataset: Dataset) -> Iterator[tuple[str, str]]:
        drawn = folium.Map()
        folium.Marker([40, 46], popup=TEXTS["expression"]).add_to(drawn)
        yield "events.json", drawn.get_root().render()

    found = harms(group_texts.texts(watch, Tested(written=by_folium)))
    assert {"expressions", "altered"} <= found


def test_an_export_that_escapes_twice(watch: Watch) -> None:
    def escaping(dataset: Dataset) -> Iterator[tuple[str, str]]:
        yield "events.json", json.dumps(list(TEXTS.values())).replace("<", "&lt;")

    assert harms(group_texts.texts(watch, Tested(written=escaping))) == {"altered"}


def test_the_sum_is_what_a_template_leaves() -> None:
    assert Jinja(TEXTS["expression"]).render() == EVALUATED


def test_a_file_that_is_opened_elsewhere(watch: Watch, tmp_path: Path) -> None:
    with watch.on(tmp_path) as seen:
        (tmp_path / "own").write_text("x")
        watch.secret.read_bytes()
    assert [Path(name).name for name in seen.files] == ["secret.txt"]


def test_the_planted_data_are_sound(tmp_path: Path) -> None:
    dataset = plant(tmp_path / "data")
    assert len(dataset.events) == len(TEXTS)
    assert (dataset.events["drawn"] == "symbol").all()
