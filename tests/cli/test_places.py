"""`python -m geo places`: found in any script, said why, and suggestions kept apart."""

from __future__ import annotations

import json
from typing import Any

import pytest

from geo.linkage import Dataset
from tests.cli.asking import run


@pytest.mark.parametrize("query", ["Farrukh", "Fərrux", "Փառուխ", "Фаррух", "parux"])
def test_places_are_found_in_any_script(query: str) -> None:
    result = run("places", query, "--names", "az")
    assert result.exit_code == 0
    assert result.stdout.split("\t")[:3] == [
        "parukh",
        "Fərrux",
        "part of Əsgəran rayonu, Xocalı rayonu",
    ]


def places(*args: str) -> dict[str, Any]:
    result = run("places", "--format", "json", *args)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_place_found_says_by_which_name_and_how() -> None:
    found = places("parux", "--names", "ru")
    assert found["suggestions"] == []
    first = found["matches"][0]
    assert (first["place_id"], first["title"]) == ("parukh", "Фаррух")
    assert (first["lon"], first["lat"], first["radius_km"]) == (46.8011, 40.0164, 0.4)
    assert [parent["place_id"] for parent in first["part_of"]] == [
        "askeran-district",
        "khojaly-district",
    ]
    assert first["matched"] == {
        "name": "Parukh",
        "lang": "en",
        "reason": "transliterated",
        "whole": True,
    }


def test_suggestions_are_marked_and_kept_apart() -> None:
    found = places("Farukk")
    assert found["matches"] == []
    assert [one["place_id"] for one in found["suggestions"]] == ["parukh"]
    assert found["suggestions"][0]["matched"]["reason"] == "suggestion"
    written = run("places", "Farukk")
    assert (written.exit_code, written.stdout) == (0, "")
    assert "no place is named 'Farukk'; did you mean:" in written.stderr
    assert "suggestion: Farukh (en)" in written.stderr
    assert places("Tlön") == {"query": "Tlön", "matches": [], "suggestions": []}


def test_places_leave_as_linked_places(dataset: Dataset) -> None:
    document = json.loads(run("places", "Zabukh", "--format", "geojson").stdout)
    assert document["features"] == [dataset.gazetteer["zabukh"].document]
    assert document["@context"] == dataset.gazetteer.document["@context"]


def test_without_a_query_all_places_are_listed(dataset: Dataset) -> None:
    assert [one["place_id"] for one in places()["matches"]] == list(dataset.gazetteer)
