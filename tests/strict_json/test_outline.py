"""What a document would become, counted in its bytes: the same as what a parser makes of it."""

from __future__ import annotations

import json
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.strict_json import outline
from tests.strict_json.made import JSON

module = sys.modules["geo.strict_json.outline"]


def depth_of(value: object) -> int:
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(depth_of, value), default=0) if isinstance(value, list) else 0


def values_of(value: object) -> int:
    """Opening brackets and commas."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return 0
    return 1 + max(len(value) - 1, 0) + sum(map(values_of, value))


@given(value=JSON, escaped=st.booleans(), block=st.integers(1, 40))
@settings(max_examples=150, deadline=None)
def test_any_document_is_counted_in_blocks_of_any_size(
    value: object, escaped: bool, block: int
) -> None:
    data = json.dumps(value, ensure_ascii=escaped).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK_BYTES", block)
        found = outline(data)
        shallow = outline(data, levels=2, most=len(data))
    assert (found.depth, found.values) == (depth_of(value), values_of(value))
    marks = np.frombuffer(data, np.uint8)[shallow.at].tobytes()
    assert set(marks) <= set(b"{}[],")
    assert set(shallow.levels.tolist()) <= {1, 2}
    if isinstance(value, list | dict):
        assert (shallow.at[0], shallow.at[-1]) == (0, len(data) - 1)
        assert shallow.counts[-1] == found.values


@pytest.mark.parametrize("block", [1, 2, 3, 1 << 18])
def test_backslashes_before_a_quote_are_counted_across_blocks(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BLOCK_BYTES", block)
    for count in range(6):
        data = b'["' + b"\\" * count + b'", ["'
        # An odd number leaves the string open, so that the second bracket is in it.
        assert outline(data).depth == (1 if count % 2 else 2)


def test_a_string_that_is_never_closed_is_passed_over_once() -> None:
    # With a search for whole strings each of its quotes began another, to the end: hours.
    assert outline(b'["' + b'\\"' * 2_000_000).depth == 1


def test_more_marks_than_asked_for_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 10 members"):
        outline(b"[" + b"1," * 20 + b"1]", levels=1, most=10)
