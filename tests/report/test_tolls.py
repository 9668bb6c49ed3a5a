"""Figures of killed and wounded: bounds, sides, and who gives them."""

from __future__ import annotations

import pytest

from geo.report.figures import toll_columns
from tests.report.conftest import DraftOf


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Three Armenian soldiers were killed and 14 wounded.",
            [("killed", 3, 3, 3, "armenian"), ("wounded", 14, 14, 14, "armenian")],
        ),
        ("At least 49 Armenian soldiers died.", [("killed", 49, None, None, "armenian")]),
        ("Up to four Armenian civilians were killed.", [("killed", None, None, 4, "armenian")]),
        ("Dozens of people were killed.", [("killed", 24, None, None, "none")]),
        (
            "Azerbaijan's Defence Ministry said one of its soldiers was killed.",
            [("killed", 1, 1, 1, "azerbaijan")],
        ),
        (
            "The Armenian Defence Ministry reported no casualties.",
            [("casualties", 0, 0, 0, "armenian")],
        ),
        (
            "Azerbaijani troops fired at a car, killing three and injuring another.",
            [("killed", 3, 3, 3, "armenian"), ("wounded", 1, 1, 1, "armenian")],
        ),
        (
            "Twenty-one Azerbaijani servicemen were injured.",
            [("wounded", 21, 21, 21, "azerbaijan")],
        ),
    ],
)
def test_figures(
    draft_of: DraftOf, text: str, figures: list[tuple[str, int | None, int | None, int | None, str]]
) -> None:
    found = [(one.harm, one.low, one.best, one.high, one.side) for one in draft_of(text).tolls]
    assert found == figures


@pytest.mark.parametrize(
    "text",
    [
        "The 2020 war killed hope.",
        "Seven districts and two villages were hit; 30 houses burned.",
        "They sent 2,000 peacekeepers for 44 days.",
        "Soldiers were killed.",
    ],
)
def test_what_counts_nobody(draft_of: DraftOf, text: str) -> None:
    assert draft_of(text).tolls == []


def test_five_are_three_and_two_and_not_ten(draft_of: DraftOf) -> None:
    draft = draft_of(
        "Russia's Defence Ministry said five people had been killed in a shoot-out between ethnic "
        "Armenians and Azerbaijani troops on Sunday. It said Azerbaijani troops had opened fire on "
        "a car, killing three. In return fire the officials killed two Azerbaijani troops."
    )
    columns = toll_columns(draft.tolls, ["azerbaijan", "armenian"])
    assert (columns["deaths_a"], columns["deaths_b"]) == (2, 3)
    assert (columns["low"], columns["best"], columns["high"]) == (5, 5, 5)
    assert {one.party for one in draft.tolls} == {"russia-mod"}


def test_two_figures_for_one_side_are_a_range_without_a_best(draft_of: DraftOf) -> None:
    draft = draft_of(
        "Armenia's Defence Ministry said four of its soldiers were killed near Tegh on Sunday. "
        "Azerbaijan's Defence Ministry said six Armenian soldiers were killed."
    )
    columns = toll_columns(draft.tolls, ["azerbaijan", "armenian"])
    assert (columns["low"], columns["best"], columns["high"]) == (4, None, 6)


def test_nothing_reported_stays_blank(draft_of: DraftOf) -> None:
    draft = draft_of("Clashes broke out near Parukh on Sunday.")
    assert set(toll_columns(draft.tolls, []).values()) == {None}
