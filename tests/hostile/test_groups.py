"""No hostile case does harm; `python -m tests.hostile` runs the same and prints the table."""

from __future__ import annotations

import pytest

from tests.hostile import group_shapes, groups
from tests.hostile.cases import Tested
from tests.hostile.tally import table
from tests.hostile.watch import Watch

MIN_CASES = 150


@pytest.mark.filterwarnings("ignore:Glyph .* missing from font")
def test_no_case_does_harm() -> None:
    tallies = list(groups.run(Watch()))
    harms = {tally.group: tally.harms() for tally in tallies if tally.harms()}
    assert harms == {}, table(tallies)
    assert sum(len(tally.cases) for tally in tallies) >= MIN_CASES


def test_every_group_has_cases() -> None:
    watch = Watch()
    for tally in group_shapes.shapes(watch, Tested()):
        assert len(set(tally.cases)) == len(tally.cases) > 50
