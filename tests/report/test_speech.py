"""Who says what: speakers, stances, and whose report it is."""

from __future__ import annotations

import pytest

from tests.report.conftest import DraftOf


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Baku denied the claim that shells fell near Parukh.",
            {("azerbaijan-government", "denies")},
        ),
        ("Clashes broke out, the Armenian Foreign Ministry said.", {("armenia-mfa", "asserts")}),
        ("Shells fell, according to Artsakh officials.", {("nk-authorities", "asserts")}),
        ("Clashes broke out near Parukh.", {("unattributed", "asserts")}),
        (
            "Russia's Defence Ministry reported clashes. “They go on,” it added.",
            {("russia-mod", "asserts")},
        ),
        (
            "Clashes broke out. The report was contradicted by the Azerbaijani Defence Ministry.",
            {("unattributed", "asserts"), ("azerbaijan-mod", "denies")},
        ),
        (
            "Clashes broke out. Armenia's Defence Ministry said the report was untrue.",
            {("unattributed", "asserts"), ("armenia-mod", "denies")},
        ),
        (
            "Armenia accused Azerbaijan of shelling Parukh, Armenia's Defence Ministry said.",
            {("armenia-mod", "asserts")},
        ),
        (
            "Clashes broke out, Iranian Foreign Ministry spokesman Nasser Kanaani said. "
            "Kanaani urged calm.",
            {("iran-mfa", "asserts")},
        ),
        (
            "Russia's Defence Ministry and Armenia's Defence Ministry neither confirmed nor denied "
            "that clashes broke out.",
            {("unattributed", "asserts")},
        ),
    ],
)
def test_claims(draft_of: DraftOf, text: str, claims: set[tuple[str, str]]) -> None:
    found = {(one.party, one.stance) for one in draft_of(text).claims}
    assert claims <= found
    assert {stance for _, stance in found} == {stance for _, stance in claims}


def test_whoever_is_accused_does_not_speak(draft_of: DraftOf) -> None:
    draft = draft_of("Armenia's Foreign Ministry accused Baku of shelling Parukh on Sunday.")
    assert {one.party for one in draft.claims} == {"armenia-mfa"}


def test_a_denial_is_tied_to_what_the_other_side_says(draft_of: DraftOf) -> None:
    draft = draft_of(
        "Russia's Defence Ministry reported on Sunday that Azerbaijani troops had pulled back from "
        "Parukh. Azerbaijan's Defence Ministry denied it."
    )
    stances = {one.stance: one.event for one in draft.claims}
    assert stances.keys() == {"asserts", "denies"}
    assert stances["asserts"] == stances["denies"]


def test_hedges_and_days_of_saying_are_kept(draft_of: DraftOf) -> None:
    draft = draft_of("Troops reportedly entered Parukh, Armenia's Foreign Ministry said on Sunday.")
    (claim,) = draft.claims
    assert claim.hedge == "reportedly"
    assert claim.said_on is not None
    assert claim.said_on.isoformat() == "2022-03-27"
