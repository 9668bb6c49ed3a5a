"""The notebook of the docs runs from top to bottom and shows the map."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from playwright.sync_api import Browser

from tests.chromium import offline_page, wait_until

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"
RUN_SECONDS = 120


@pytest.fixture(scope="module")
def executed() -> Any:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    client = NotebookClient(notebook, timeout=RUN_SECONDS, resources={"metadata": {"path": ROOT}})
    return client.execute()


def shown(cell: Any) -> str:
    return "".join(output["data"].get("text/html", "") for output in cell["outputs"][-1:])


def test_the_notebook_is_kept_without_outputs() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    assert not [cell for cell in notebook.cells if cell.get("outputs")]


def test_every_cell_runs_and_the_last_one_displays_the_map(executed: Any) -> None:
    frame = shown(executed.cells[-1])
    assert frame.startswith("<iframe")
    assert "truceline-payload" in frame


@pytest.mark.browser
def test_the_displayed_map_draws_its_events(
    executed: Any, browser: Browser, tmp_path: Path
) -> None:
    # A notebook puts the output into its page as it is.
    page_file = tmp_path / "notebook.html"
    page_file.write_text(f"<!DOCTYPE html>{shown(executed.cells[-1])}", encoding="utf-8")
    with offline_page(browser) as offline:
        offline.page.goto(page_file.as_uri())
        handle = offline.page.wait_for_selector("iframe")
        frame = handle.content_frame() if handle else None
        assert frame is not None
        wait_until(frame, "window.truceline && truceline.state().serialApplied !== null")
        assert frame.evaluate("truceline.state().drawn.length") > 0
        said = re.search("<title>(.*?)</title>", html.unescape(shown(executed.cells[-1])))
        assert said
        assert "24–28 March 2022" in said[1]
