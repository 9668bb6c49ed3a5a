"""Exports of any filter: each says what was asked, and the command writes the same bytes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from geo.cli.commands import main
from geo.exports import FORMATS
from geo.filters import EventFilter
from geo.linkage import Dataset
from geo.spreadsheet import MARK
from tests.exports.written import TABLES, rows_of, written


@pytest.mark.parametrize("form", FORMATS)
def test_every_export_says_what_was_asked_its_licence_and_version(
    dataset: Dataset, form: str
) -> None:
    asked = EventFilter(category=("clash",))
    content = written(dataset, form, asked)
    said = (asked.sentence(), "CC-BY-4.0", dataset.version)
    if form in TABLES:
        for row in rows_of(content):
            assert all(one in row[name] for one, name in zip(said, MARK, strict=True))
    elif form == "geoparquet":
        metadata = pq.read_schema(io.BytesIO(content)).metadata
        found = [metadata[f"truceline:{name}".encode()].decode() for name in MARK]
        assert all(one in text for one, text in zip(said, found, strict=True))
    else:
        document = json.loads(content)
        found = [document[name] for name in ("filter", "licence", "version")]
        assert all(one in text for one, text in zip(said, found, strict=True))


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_writes_the_same_bytes(dataset: Dataset, tmp_path: Path, form: str) -> None:
    asked = ("--from", "2022-03-24", "--to", "2022-03-28")
    file = tmp_path / "export"
    result = CliRunner().invoke(main, ["events", *asked, "--format", form, "-o", str(file)])
    assert result.exit_code == 0, result.output
    event_filter, _ = EventFilter.from_params({"from": asked[1], "to": asked[3]})
    assert file.read_bytes() == written(dataset, form, event_filter)
    printed = CliRunner().invoke(main, ["events", *asked, "--format", form])
    assert printed.stdout_bytes == file.read_bytes()
