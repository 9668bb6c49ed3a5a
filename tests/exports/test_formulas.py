"""No cell of an export runs in a spreadsheet, and its text comes back as it was."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.exports import FORMATS, Extract
from geo.filters import EventFilter
from geo.gazetteer import Gazetteer
from geo.linkage import Dataset, claim_matrix
from geo.readers import Record, own
from geo.readers.content import Content
from geo.records import claims_csv, graded_claims_csv, matrix_csv, sources_csv, table_csv
from geo.schema import SOURCES
from geo.spreadsheet import guarded, unguarded
from geo.store.tables import read_table
from tests.exports.written import TABLES, is_number, written

# What a spreadsheet takes for the start of a formula, whatever blanks stand before it.
STARTS = tuple("=+-@\t\r\n＝＋－＠")
PAYLOADS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\n=1",
    "'=1",
    "''",
    "＝1",
    " =1",
    "a\n=b",
    '"=1',
)
TEXTS = st.one_of(
    st.sampled_from(PAYLOADS),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=30),
)


def live_cells(content: str) -> list[str]:
    """Cells that a spreadsheet would run."""
    cells = [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]
    return [
        cell
        for cell in cells
        if (cell.startswith(STARTS) or cell.lstrip().startswith(STARTS)) and not is_number(cell)
    ]


@given(TEXTS)
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    assert not guarded(text).startswith(STARTS)
    assert not guarded(text).lstrip().startswith(STARTS)
    assert unguarded(guarded(text)) == text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Dataset:
    """The built-in data with a payload in every text, id of an event, name, party and source."""
    payloads = pd.Series(PAYLOADS * 20)
    events = dataset.events.copy()
    for column in ("title", "summary", "side_a", "side_b"):
        events[column] = payloads[: len(events)].to_numpy()
    events["event_id"] = [f"={number}" for number in range(len(events))]
    claims = dataset.claims.assign(
        event_id=events["event_id"].to_numpy()[dataset.claims["event_row"]],
        statement=payloads[: len(dataset.claims)].to_numpy(),
        source="=cmd()",
        party_title="@party",
    )
    features = [
        {**feature, "properties": {**feature["properties"], "title": "=place()"}}
        for feature in dataset.gazetteer.document["features"]
    ]
    return Dataset(
        dataset.path,
        dataset.version,
        Gazetteer({**dataset.gazetteer.document, "features": features}),
        events,
        claims,
        dataset.sources.assign(title="=source()"),
        dataset.parties,
        licences=("=licence()",),
    )


@pytest.mark.parametrize("form", TABLES)
def test_no_cell_of_an_export_runs(hostile: Dataset, form: str) -> None:
    content = written(hostile, form).decode()
    assert "=1+1" in content
    assert live_cells(content) == []


def test_no_cell_of_other_downloads_runs(hostile: Dataset) -> None:
    selection = hostile.selection(EventFilter())
    for content in (
        claims_csv(hostile, selection, "=filter"),
        matrix_csv(hostile, claim_matrix(hostile, selection), "=filter"),
        sources_csv(hostile, hostile.sources),
        graded_claims_csv(hostile, hostile.claims),
    ):
        assert "'=" in content
        assert live_cells(content) == []


def test_numbers_stay_numbers() -> None:
    table = pd.DataFrame(
        {"lon": [-1.5, None], "low": pd.array([-3, None], "Int64"), "a": ["-1", ""]}
    )
    assert table_csv(table) == "lon,low,a\n-1.5,-3,'-1\n,,\n"


@given(texts=st.lists(TEXTS, min_size=4, max_size=4))
@settings(max_examples=60)
def test_any_text_comes_back_from_csv(dataset: Dataset, texts: list[str]) -> None:
    events = dataset.select(EventFilter()).iloc[:1]
    named = dict(zip(("title", "summary", "side_a", "side_b"), texts, strict=True))
    content = FORMATS["csv"].write(Extract(dataset, events.assign(**named), texts[0]))
    assert live_cells(content.decode()) == []
    (read,) = own.read(Content("export.csv", content))
    assert isinstance(read, Record)
    assert {name: read.event[name] for name in named} == named


def test_tables_for_a_folder_are_read_there_without_their_guards(
    hostile: Dataset, tmp_path: Path
) -> None:
    path = tmp_path / SOURCES.file
    path.write_text(sources_csv(hostile, hostile.sources), encoding="utf-8", newline="")
    rows, faults = read_table(path, SOURCES)
    assert faults == []
    assert set(rows["title"]) == {"=source()"}
    # Other people's files are left as they are.
    raw = path.read_text(encoding="utf-8").replace(",filter,licence,", ",").splitlines()
    path.write_text(raw[0].removesuffix(",data_version") + "\n", encoding="utf-8")
    with path.open("a", encoding="utf-8") as stream:
        stream.write("x," + ",".join(["'=1"] * (raw[0].count(",") - 1)) + "\n")
    rows, _ = read_table(path, SOURCES)
    assert set(rows["title"]) == {"'=1"}
