"""What a session loads of its own has a bound, since others share the process that loads it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from geo.limits import MAX_SESSION_EVENTS, MAX_SESSION_PLACES

SCRIPT = """
from geo.api.formats import FORMATS
from geo.api.imported import Imported
from geo.ui import importkeep

importkeep.offer_session(Imported(FORMATS["ucdp"].source, "x", "", events={0}, places={1}))
"""


@pytest.mark.parametrize(("more_events", "more_places"), [(0, 0), (1, 0), (0, 1)])
def test_what_is_larger_is_for_a_folder(more_events: int, more_places: int) -> None:
    counts = (MAX_SESSION_EVENTS + more_events, MAX_SESSION_PLACES + more_places)
    page = AppTest.from_string(SCRIPT.format(*counts)).run()
    assert not page.exception
    if more_events or more_places:
        assert not page.button
        assert "at most 300,000 events at 50,000 places" in page.text[0].value
    else:
        assert [one.label for one in page.button] == ["Use it in this session"]
