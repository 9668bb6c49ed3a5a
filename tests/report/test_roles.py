"""What a name stands for: one name in each of its roles."""

from __future__ import annotations

import pytest

from tests.report.conftest import DraftOf


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("BAKU (Own) – Rain fell.", {"BAKU": "dateline"}),
        ("Baku denied the report.", {"Baku": "government"}),
        ("A bus burned in Baku.", {"Baku": "location"}),
        ("The Defence Ministry in Baku spoke.", {"Baku": "government"}),
        ("Azerbaijan's Defence Ministry spoke.", {"Azerbaijan": "government"}),
        ("Azerbaijan's exclave of Nakhchivan is calm.", {"Azerbaijan": "location"}),
        ("It is part of Azerbaijan.", {"Azerbaijan": "location"}),
        ("Armenian soldiers left.", {"Armenian": "adjective"}),
        ("A Moscow-brokered truce held.", {"Moscow": "adjective"}),
        ("Nagorno-Karabakh authorities met.", {"Nagorno-Karabakh": "adjective"}),
        ("They accused Armenia and Russia.", {"Armenia": "government", "Russia": "government"}),
        ("The road from Armenia to Shusha is shut.", {"Armenia": "location", "Shusha": "location"}),
        ("They went to Ukraine.", {"Ukraine": "location"}),
        ("They appealed to Moscow.", {"Moscow": "government"}),
    ],
)
def test_role(draft_of: DraftOf, text: str, roles: dict[str, str]) -> None:
    found = {one.text: one.role for one in draft_of(text).places}
    assert {name: found.get(name) for name in roles} == roles


@pytest.mark.parametrize(
    "text",
    [
        "The Moscow Ballet and the Baku Cafe are full.",
        "The Kyiv Independent wrote of it.",
        "In Atlanta, Georgia, students marched.",
        "They told us nothing; a roast turkey was sold.",
        "Sus is not susceptible, and usual is not US."[20:],
    ],
)
def test_no_place(draft_of: DraftOf, text: str) -> None:
    assert [one.text for one in draft_of(text).places if one.text != "US"] == []


def test_places_of_a_list_take_the_kind_that_comes_once(draft_of: DraftOf) -> None:
    draft = draft_of("Fire went towards the Aghdam, Khojavend and Fuzuli regions.")
    assert [one.place_id for one in draft.places] == [
        "aghdam-district",
        "khojavend-district",
        "fuzuli-district",
    ]


@pytest.mark.parametrize("name", ["Parukh", "Фаррух", "Fərrux", "Փառուխ", "Farrukh"])
def test_a_place_is_found_in_any_of_its_scripts_at_its_own_offsets(
    draft_of: DraftOf, name: str
) -> None:
    text = f"🙂 Shells fell near {name} on Sunday."
    (place,) = draft_of(text).places
    assert place.place_id == "parukh"
    assert text[place.start : place.end] == name
