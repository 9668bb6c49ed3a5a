"""Links in the first page to what it will need."""

from __future__ import annotations

from geo.ui.preload import links


def test_the_scripts_of_the_pages_widgets_are_found_in_the_installed_streamlit() -> None:
    named = links()
    for widget in ("ComponentInstance", "BidiComponent", "Multiselect", "ButtonGroup"):
        assert f"/static/js/{widget}." in named
