"""Two versions of a dataset: every row and field that differs, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.changes.difference import Difference, diff, difference_lines, difference_record
from geo.changes.rows import FieldChange, TableDiff, as_text, diff_table
from geo.linkage import Dataset
from geo.schema import CLAIMS, EVENTS, TABLES
from geo.store.folder import BUILT_IN, load

DATA: Final = load(BUILT_IN)


def edit_table(folder: Path, name: str, edit: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    file = folder / f"{name}.csv"
    rows = pd.read_csv(file, dtype=str, keep_default_na=False)
    edit(rows).to_csv(file, index=False)


def edit_place(folder: Path, place_id: str, edit: Callable[[dict[str, Any]], None]) -> None:
    file = folder / "places.geojson"
    document = json.loads(file.read_bytes())
    (feature,) = [f for f in document["features"] if f["@id"].endswith(f":{place_id}")]
    edit(feature)
    file.write_text(json.dumps(document), encoding="utf-8")


def table(difference: Difference, name: str) -> TableDiff:
    (found,) = [one for one in difference.tables if one.name == name]
    return found


def test_a_dataset_does_not_differ_from_itself(dataset: Dataset) -> None:
    difference = diff(dataset, dataset)
    assert difference.is_empty
    lines = list(difference_lines(difference))
    assert "no difference" in lines
    assert {one.name for one in difference.tables} == {"places", *(t.name for t in TABLES)}


def test_rows_added_removed_and_changed_are_told_by_field(
    dataset: Dataset, copied_data: Path
) -> None:
    def edit(rows: pd.DataFrame) -> pd.DataFrame:
        rows.loc[rows["event_id"] == "nk-20230305-shootout", ["low", "wounded_low"]] = ["4", ""]
        return rows

    edit_table(copied_data, "events", edit)
    edit_table(copied_data, "claims", lambda rows: rows.iloc[1:])
    difference = diff(dataset, load(copied_data))
    (changed,) = table(difference, "events").changed
    assert changed.key == "nk-20230305-shootout"
    assert changed.fields == (
        FieldChange("low", "5", "4"),
        FieldChange("wounded_low", "1", ""),
    )
    first = dataset.claims.iloc[0]
    assert (
        dict(table(difference, "claims").removed)[first["claim_id"]]["statement"]
        == (first["statement"])
    )
    assert difference.old.version != difference.new.version
    lines = "\n".join(difference_lines(difference))
    assert "~ events nk-20230305-shootout  wounded_low: '1' → blank" in lines
    assert difference.old.version in lines
    assert difference.new.version in lines
    record = json.loads(json.dumps(difference_record(difference)))
    assert record["tables"]["events"]["changed"][0]["fields"][0] == {
        "field": "low",
        "old": "5",
        "new": "4",
    }


def test_places_are_told_by_name_time_and_ground(dataset: Dataset, copied_data: Path) -> None:
    def rename(feature: dict[str, Any]) -> None:
        feature["names"] = [n for n in feature["names"] if n["toponym"] != "Фаррух"]
        feature["names"].append({"toponym": "Pharukh", "lang": "en", "citations": []})

    def move(feature: dict[str, Any]) -> None:
        (point,) = [g for g in feature["geometry"]["geometries"] if g["type"] == "Point"]
        point["coordinates"] = [46.8101, 40.0164]

    def shorten(feature: dict[str, Any]) -> None:
        feature["geometry"]["geometries"][1]["when"]["timespans"][0]["end"] = {"in": "2022-08-24"}
        feature["geometry"]["geometries"][2]["coordinates"][0][3][0] += 1e-5

    edit_place(copied_data, "parukh", rename)
    edit_place(copied_data, "parukh", move)
    edit_place(copied_data, "rpk-zone", shorten)
    difference = diff(dataset, load(copied_data))
    changed = {row.key: row.fields for row in table(difference, "places").changed}
    assert set(changed) == {"parukh", "rpk-zone"}
    assert FieldChange("name", "", "Pharukh (en)") in changed["parukh"]
    assert FieldChange("name", "Фаррух (ru)", "") in changed["parukh"]
    moved = next(field for field in changed["parukh"] if field.field == "geometry 1")
    assert "46.8011, 40.0164" in moved.old
    assert "46.8101, 40.0164" in moved.new
    first, second = (f for f in changed["rpk-zone"] if f.field.startswith("geometry"))
    assert "25 August 2022" in first.old
    assert "24 August 2022" in first.new
    assert second.new.endswith("redrawn by up to 0.001 km")


def test_another_order_of_rows_is_no_change_but_another_version(
    dataset: Dataset, copied_data: Path
) -> None:
    edit_table(copied_data, "claims", lambda rows: rows.iloc[::-1])
    difference = diff(dataset, load(copied_data))
    assert difference.is_empty
    assert any("the same rows" in line for line in difference_lines(difference))


def test_text_of_data_stays_on_its_line(dataset: Dataset, copied_data: Path) -> None:
    def edit(rows: pd.DataFrame) -> pd.DataFrame:
        rows.loc[0, "title"] = "first\n+ events forged  line"
        return rows

    edit_table(copied_data, "events", edit)
    lines = list(difference_lines(diff(dataset, load(copied_data))))
    assert not any(line.startswith("+ events") for line in lines)


@st.composite
def versions(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two versions of the events: some rows each, some cells of the second changed."""
    rows = st.lists(st.integers(0, len(DATA.events) - 1), unique=True)
    events = DATA.events[list(EVENTS.column_names)]
    old, new = (events.iloc[sorted(draw(rows))].reset_index(drop=True) for _ in range(2))
    for name, values in {
        "low": st.none() | st.integers(0, 9),
        "title": st.sampled_from(["", "another", "Ա"]),
        "date_end": st.sampled_from([pd.Timestamp("2022-03-28"), pd.NaT]),
    }.items():
        for row in draw(st.lists(st.integers(0, max(len(new) - 1, 0)), max_size=3)):
            if row < len(new):
                value = draw(values)
                new.loc[row, name] = pd.NA if value is None else value
    return old, new


@settings(max_examples=60, deadline=None)
@given(versions())
def test_old_and_the_difference_make_new(two: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    old, new = two
    found = diff_table(old, new, EVENTS)
    assert found.old_count + len(found.added) - len(found.removed) == found.new_count
    names = [name for name in EVENTS.column_names if name != EVENTS.key]
    before, wanted = (
        {row[EVENTS.key]: {n: as_text(row[n]) for n in names} for row in rows.to_dict("records")}
        for rows in two
    )
    made = {key: row for key, row in before.items() if key not in found.removed}
    made |= {key: dict(row) for key, row in found.added.items()}
    for change in found.changed:
        assert change.fields
        for field in change.fields:
            assert made[change.key][field.field] == field.old != field.new
            made[change.key][field.field] = field.new
    assert made == wanted


@settings(max_examples=20, deadline=None)
@given(versions())
def test_the_difference_the_other_way_round(two: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    there, back = diff_table(*two, EVENTS), diff_table(*reversed(two), EVENTS)
    assert dict(there.added) == dict(back.removed)
    assert dict(there.removed) == dict(back.added)
    assert {(c.key, f.field, f.old, f.new) for c in there.changed for f in c.fields} == {
        (c.key, f.field, f.new, f.old) for c in back.changed for f in c.fields
    }


def test_a_large_table_is_compared_by_columns() -> None:
    count = 50_000
    claims = DATA.claims[list(CLAIMS.column_names)]
    many = claims.iloc[np.arange(count) % len(claims)].assign(
        claim_id=[f"c{number}" for number in range(count)]
    )
    changed = many.copy()
    changed.iloc[count // 2, changed.columns.get_loc("paragraph")] = 999
    (row,) = diff_table(many, changed, CLAIMS).changed
    assert (row.key, row.fields[0].new) == (f"c{count // 2}", "999")


@pytest.mark.parametrize("name", [t.name for t in TABLES])
def test_every_table_is_compared(dataset: Dataset, copied_data: Path, name: str) -> None:
    (schema,) = [t for t in TABLES if t.name == name]
    (text,) = [c.name for c in schema.columns if c.kind == "text"][:1]

    def edit(rows: pd.DataFrame) -> pd.DataFrame:
        rows.loc[0, text] = "said otherwise"
        return rows

    edit_table(copied_data, name, edit)
    (changed,) = table(diff(dataset, load(copied_data)), name).changed
    assert [(f.field, f.new) for f in changed.fields] == [(text, "said otherwise")]
