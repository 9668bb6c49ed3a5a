"""The notebooks of the docs run from top to bottom, and print what is kept in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Browser

from scripts.run_notebooks import NEEDED, is_map, path_of, run
from tests.chromium import offline_page, wait_until


def map_of(cell: Any) -> str:
    """HTML that a cell shows; empty where it shows none."""
    return "".join(output.get("data", {}).get("text/html", "") for output in cell["outputs"][-1:])


def plain_outputs(notebook: Any) -> list[list[dict[str, Any]]]:
    """Outputs of each code cell, without the maps and without what differs between two runs."""
    kept = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            outputs = [dict(one) for one in cell.outputs if not is_map(one)]
            kept.append([{**one, "execution_count": None, "metadata": {}} for one in outputs])
    return kept


@pytest.fixture(scope="module", params=NEEDED)
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    if missing := [file for file in NEEDED[found].values() if not file.exists()]:
        pytest.skip(f"{missing[0]} is not beside this checkout")
    return found


@pytest.fixture(scope="module")
def executed(name: str) -> Any:
    return run(name)


@pytest.mark.parametrize("kept", NEEDED)
def test_a_notebook_is_kept_with_its_outputs_and_a_picture_of_its_map(kept: str) -> None:
    notebook = nbformat.read(path_of(kept), as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs for cell in code)
    assert is_map(code[-1].outputs[-1])


def test_a_notebook_prints_what_is_kept_in_it(name: str, executed: Any) -> None:
    kept = nbformat.read(path_of(name), as_version=4)
    assert plain_outputs(executed) == plain_outputs(kept)


def test_the_last_cell_displays_the_map(executed: Any) -> None:
    frame = map_of(executed.cells[-1])
    assert frame.startswith("<iframe")
    assert "truceline-payload" in frame


@pytest.mark.browser
def test_the_displayed_map_draws_its_events(
    executed: Any, browser: Browser, tmp_path: Path
) -> None:
    # A notebook puts the output into its page as it is.
    page_file = tmp_path / "notebook.html"
    page_file.write_text(f"<!DOCTYPE html>{map_of(executed.cells[-1])}", encoding="utf-8")
    with offline_page(browser) as offline:
        offline.page.goto(page_file.as_uri())
        handle = offline.page.wait_for_selector("iframe")
        frame = handle.content_frame() if handle else None
        assert frame is not None
        wait_until(frame, "window.truceline && truceline.state().serialApplied !== null")
        assert frame.evaluate("truceline.state().drawn.length") > 0
        assert "2022, all events" in frame.title()
