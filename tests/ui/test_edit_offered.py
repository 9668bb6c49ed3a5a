"""Where editing is offered, and what its form holds; where it is not, the page says why."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from streamlit.testing.v1 import AppTest

from geo.schema import TABLES
from geo.store.folder import BUILT_IN
from geo.ui.editfields import SECTIONS
from geo.ui.labels import LABELS
from tests.chromium import offline_page

pytestmark = pytest.mark.browser


def test_every_column_has_its_place_on_the_form() -> None:
    for table in TABLES:
        shown = [name for names in SECTIONS[table.name].values() for name in names]
        # A claim's event is the one that it stands under.
        expected = set(table.column_names) - ({"event_id"} if table.name == "claims" else set())
        assert sorted(shown) == sorted(expected)
        assert set(shown) <= set(LABELS)


def test_without_an_edit_folder_there_is_no_edit_page(browser: Browser, app: str) -> None:
    with offline_page(browser) as offline:
        offline.page.goto(f"{app}/methods")
        expect(offline.page.get_by_role("link", name="Drafts")).to_be_visible()
        assert offline.page.get_by_role("link", name="Edit", exact=True).count() == 0


def test_the_built_in_data_cannot_be_edited_and_it_says_how_to_copy_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def page() -> None:
        import streamlit as st

        from geo.ui import startup

        st.session_state["truceline_opened"] = True
        startup.open_situation()
        st.text("not reached")

    monkeypatch.setenv("TRUCELINE_EDIT", str(BUILT_IN))
    shown = AppTest.from_function(page, default_timeout=30).run()
    assert shown.header[0].value == "This folder cannot be edited"
    (text,) = shown.text
    assert "the built-in data is read-only; python -m geo edit DIR makes a copy" in text.value
    assert not list(BUILT_IN.glob("history.sqlite*"))
