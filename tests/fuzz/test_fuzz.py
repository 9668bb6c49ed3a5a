"""Sound files with anything done to them: our own errors or every row, and nothing else.

With `tests/readers/test_any_bytes.py`, 2,000 examples over the readers.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.api.formats import FORMATS
from tests.fuzz import inputs
from tests.fuzz.__main__ import TARGETS, mutated
from tests.fuzz.targets import READERS, SEEDS, run

PIECES = (b"\0", b'"', b",", b"\n", b"{", b"[", b"]", b"}", b"NaN", b"1e999", b"9" * 40, b"{{7*7}}")
EDIT = st.tuples(
    st.floats(0, 1),
    st.integers(0, 24),
    st.binary(max_size=8) | st.sampled_from(PIECES),
)


@pytest.mark.long
@pytest.mark.parametrize("name", TARGETS)
@given(edits=st.lists(EDIT, min_size=1, max_size=6), which=st.integers(0, 9))
@settings(max_examples=160, deadline=None)
def test_a_sound_file_with_anything_done_to_it(
    name: str, edits: list[tuple[float, int, bytes]], which: int
) -> None:
    seeds = SEEDS[name]
    data = seeds[which % len(seeds)]
    for share, length, piece in edits:
        at = round(share * len(data))
        data = data[:at] + piece + data[at + length :]
    run(name, data)


def test_the_same_seed_gives_the_same_files() -> None:
    first, second = (mutated(SEEDS["ucdp"][0], random.Random(7)) for _ in range(2))
    assert first == second != SEEDS["ucdp"][0]


def test_every_reader_has_a_target_and_every_target_sound_seeds() -> None:
    assert set(FORMATS) | {"table"} <= set(READERS)
    assert set(TARGETS) == {*READERS, *inputs.CHECKS, "mapping"} == set(SEEDS)
    for name in TARGETS:
        for seed in SEEDS[name]:
            run(name, seed)
